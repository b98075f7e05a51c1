"""The table of contents that the theme shows beside a page."""

from mkdocs.structure.toc import get_toc

from runbookc.backends.site import Contents
from runbookc.mkdocs_plugin.made_page import contents_html, toc_tokens


def shown(*contents: Contents) -> str:
    return "".join(contents_html(get_toc(toc_tokens(contents))).split())


def test_a_table_of_contents_shows_three_levels() -> None:
    deep = Contents("Four", "four", 5)
    three = Contents("Three", "three", 4, [deep])
    one = Contents("A & <b>", 'a"b', 2, [Contents("Two", "two", 3, [three])])

    assert shown(one) == (
        '<li><ahref="#a&#34;b">A&amp;&lt;b&gt;</a><ul><li><ahref="#two">Two</a>'
        '<ul><li><ahref="#three">Three</a></li></ul></li></ul></li>'
    )


def test_a_single_heading_needs_no_table_of_contents() -> None:
    one, other = Contents("One", "one", 2), Contents("Other", "other", 2)

    assert (shown(), shown(one)) == ("", "")
    assert shown(one, other) == '<li><ahref="#one">One</a></li><li><ahref="#other">Other</a></li>'
