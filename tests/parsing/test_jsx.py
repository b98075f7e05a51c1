"""Tags and expressions are read as JSX writes them, and nothing is run."""

import pytest

from runbookc.parsing.jsx import balanced, read_tag


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('<a href="b.md">', [("href", "b.md", "plain")]),
        ("<a href='b.md' download>", [("href", "b.md", "plain")]),
        ("<img src=b.png>", [("src", "b.png", "plain")]),
        ("<br/>", []),
        ("<>", []),
        ("<a.b:c x-y='1' />", [("x-y", "1", "plain")]),
        ("<Link\n  to={'/b'}\n/>", [("to", "/b", "plain")]),
        ("<Link to={`/b`}>", [("to", "/b", "plain")]),
        ("<Link to={`/b/${c}`}>", []),
        ("<Link to={b ? '/c' : '/d'}>", []),
        ("<img src={require('./b.png').default}>", [("src", "./b.png", "module")]),
        (
            "<T sources={{a: useBaseUrl('/b'), c: useBaseUrl('/d')}}>",
            [("sources", "/b", "base"), ("sources", "/d", "base")],
        ),
        ("<a {...rest} b={'}'} c=\"d\">", [("b", "}", "plain"), ("c", "d", "plain")]),
        ('<a title="x > y" href="b">', [("title", "x > y", "plain"), ("href", "b", "plain")]),
    ],
)
def test_values_of_a_tag(text: str, values: list[tuple[str, str, str]]) -> None:
    tag = read_tag(f"..{text}..", 2)
    assert tag is not None
    assert tag.end == len(text) + 2
    assert [(item.attribute, item.text, item.source) for item in tag.values] == values
    for item in tag.values:
        assert f"..{text}.."[item.start : item.end] == item.text


@pytest.mark.parametrize(
    "text",
    ["< a>", "<1>", "<a", '<a b="', "<a b={c", "<a b=>", "<https://x.example>", "<a b='c'd>"],
)
def test_what_is_no_tag(text: str) -> None:
    assert read_tag(text, 0) is None


def test_names_and_closing_tags() -> None:
    tags = [read_tag(text, 0) for text in ("<Tabs.Item>", "</details>", "</>")]
    assert [(tag.name, tag.closes) for tag in tags if tag] == [
        ("Tabs.Item", False),
        ("details", True),
        ("", True),
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("{a}b", 3),
        ("{a {b} c}", 9),
        ("{'}'}", 5),
        ('{"\\"}"}', 7),
        ("{`}`}", 5),
        ("{/* } */}", 9),
        ("{a // }\n}", 9),
        ("{don't}", 7),
        ("{", None),
        ("{'}", 3),
        ("{{}", None),
    ],
)
def test_the_brace_that_closes(text: str, end: int | None) -> None:
    assert balanced(text, 0) == end
