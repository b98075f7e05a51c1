import pytest

from runbookc.backends.raw_text import Role, role_of, runs_of


@pytest.mark.parametrize(
    ("tag", "role"),
    [
        ("<br>", "break"),
        ("<br />", "break"),
        ("<BR/>", "break"),
        ("<b>", "nothing"),
        ("</details>", "nothing"),
        ('<a id="x">', "nothing"),
        ("<!-- a comment -->", "nothing"),
        ("<Tabs>", "nothing"),
        ('<add key="managerAddress" value="192.0.2.7:3741"/>', "content"),
        ("<your-domain>", "content"),
        ("<IP>", "content"),
    ],
)
def test_role_of_a_tag(tag: str, role: Role) -> None:
    assert role_of(tag) == role


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One</p>\n<p>Two <b>bold</b></p>", ["One", "Two bold"]),
        ("<tr><td>a</td><td>b &amp; c</td></tr><tr><td>d</td></tr>", ["a · b & c", "d"]),
        ("<details>\n<summary>More</summary>\n", ["More"]),
        ("<script>alert(1)</script>Seen", ["Seen"]),
        ("<!-- only a comment -->", []),
        ('<img src="x.png" alt="The page">', ["The page"]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ('<add key="a"/>', ['<add key="a"/>']),
        ("</div>", []),
    ],
)
def test_text_of_a_block(html: str, texts: list[str]) -> None:
    assert [run.text for run in runs_of(html)] == texts
