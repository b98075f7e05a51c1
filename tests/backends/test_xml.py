from xml.etree import ElementTree

import hypothesis
from hypothesis import strategies

from runbookc.backends.xml import document, element, element_of, joined


def test_text_is_escaped_and_markup_stays() -> None:
    inner = element("b", "<&>")
    assert element("a", "1 < 2", inner) == "<a>1 &lt; 2<b>&lt;&amp;&gt;</b></a>"


def test_names_of_attributes() -> None:
    assert (
        element("a", xml__lang="en", class_="x", name="y")
        == '<a xml:lang="en" class="x" name="y"/>'
    )
    assert element_of("a", {"w:val": '"'}) == '<a w:val="&#34;"/>'


def test_what_no_document_may_hold_is_left_out() -> None:
    assert joined("a\x00\x0b\ufffe\ud800b") == "ab"


@hypothesis.given(strategies.text(), strategies.text())
def test_any_text_is_read_back(content: str, value: str) -> None:
    root = ElementTree.fromstring(document(element("a", content, b=value)))
    kept = {ord(char) for char in (root.text or "") + root.attrib["b"]}
    assert kept <= {ord(char) for char in content + value} | {10}
    assert "".join(char for char in root.attrib["b"] if char.isalnum()) == "".join(
        char for char in value if char.isalnum()
    )
