"""In MDX a tag on a line of its own is a tag, and Markdown goes on after it."""

from tests.parsing.builder import document


def kinds(text: str) -> list[str]:
    return [block.type for block in document(text, name="docusaurus").body]


def test_a_fence_right_after_a_summary_is_code() -> None:
    parsed = document(
        "# A\n\n<details>\n<summary>Script</summary>\n```\n# x\n\n# y\n```\n</details>\n\nMore.\n",
        name="docusaurus",
    )
    assert [block.type for block in parsed.body] == ["heading", "html", "code", "html", "paragraph"]
    assert [heading.text for heading in parsed.headings] == ["A"]


def test_tabs_need_no_empty_lines() -> None:
    (tab,) = document(
        '<Tabs>\n<TabItem value="a" label="A">\nText.\n</TabItem>\n</Tabs>\n', name="docusaurus"
    ).body
    assert tab.type == "tab" and tab.title == "A"
    assert [block.type for block in tab.body] == ["paragraph"]


def test_text_between_tags_is_a_paragraph() -> None:
    assert kinds("<div>\n  text\n</div>\n") == ["html", "paragraph", "html"]


def test_other_html_stays_together() -> None:
    assert kinds("<table>\n<tr><td>\nx\n</td></tr>\n</table>\n") == ["html"]
    assert kinds("<b>x</b> y\n") == ["paragraph"]
    assert kinds("A line,\n<br/>\nanother.\n") == ["paragraph"]


def test_without_mdx_raw_html_lasts_to_an_empty_line() -> None:
    parsed = document("<details>\n<summary>x</summary>\ntext\n</details>\n")
    assert [block.type for block in parsed.body] == ["html"]
