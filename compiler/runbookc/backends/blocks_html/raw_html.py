"""Raw HTML of the docs, made safe.

Raw HTML comes in pieces: an opening tag, then Markdown, then the closing tag. So a run of siblings
is sanitised as one document, in which what this package rendered itself is a numbered placeholder;
each piece is cut into whole tags first, so that a placeholder never lands inside one.
"""

import html
import re
from collections.abc import Callable, Sequence
from typing import Final

from runbookc.backends.blocks_html.urls import is_safe_url

RawUrl = Callable[[str, bool], str | None]
"""What a raw `href` or `src` (then the flag is set) leads to; None takes it away."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_ALLOWED: Final = _names(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp"
    " small span strong sub summary sup table tbody td tfoot th thead time tr tt u ul var"
    " wbr"
)
_WITH_CONTENT: Final = _names(
    "applet audio canvas embed iframe math noembed noframes noscript object plaintext script select"
    " style svg template textarea title video xmp"
)
_STRIPPED: Final = _names(
    "address area article aside base body button center data datalist dialog dir fieldset font"
    " footer form frame frameset head header hgroup html input label legend link main map menu meta"
    " meter nav optgroup option output param picture progress search section source strike track"
    " big acronym"
)
_COMPONENTS: Final = _names("Tabs TabItem Head BrowserOnly DocCardList TOCInline")

_ATTRIBUTES: Final = {
    "*": {"id", "title", "lang", "dir"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start", "type", "reversed"},
    "details": {"open"},
    "p": {"align"},
    "div": {"align"},
    "time": {"datetime"},
}
_NAME: Final = r"[A-Za-z][A-Za-z0-9_.:-]*+"
_VALUE: Final = r"""(?>"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
_MARKUP: Final = re.compile(
    rf"(?P<hidden><!--|<\?|<!\[CDATA\[|<!(?=[A-Za-z]))"
    rf"|</(?P<close>{_NAME})\s*+>"
    rf"|<(?P<open>{_NAME})(?>\s++[A-Za-z_:][\w:.-]*+(?>\s*+=\s*+{_VALUE})?)*+\s*+/?>"
)
_ENDS: Final = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_FIRST, _LAST = "\ue000", "\ue001"
_PLACEHOLDER: Final = re.compile(f"{_FIRST}(\\d+){_LAST}")
_FORGED: Final = {ord(_FIRST): None, ord(_LAST): None}


class Raw(str):
    """A piece of raw HTML among rendered pieces: not trusted yet."""

    __slots__ = ()


def join(pieces: Sequence[str], raw_url: RawUrl) -> str:
    """Put rendered and raw siblings together; the raw ones are sanitised as one document."""
    if Raw not in map(type, pieces):
        return "".join(pieces)
    trusted: list[str] = []
    document: list[str] = []
    for piece in pieces:
        if isinstance(piece, Raw):
            document.append(whole_tags(piece))
        else:
            document.append(f"{_FIRST}{len(trusted)}{_LAST}")
            trusted.append(piece)
    clean = _clean("".join(document), raw_url)
    return _PLACEHOLDER.sub(lambda match: trusted[int(match[1])], clean)


def whole_tags(raw: str) -> str:
    """The raw HTML with nothing but text and whole tags of allowed elements.

    Scripts and the like go with their content, comments go, tags of no HTML element stay as text.
    """
    cutter = _Cutter(raw.translate(_FORGED))
    return cutter.cut()


class _Cutter:
    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._folded = raw.lower() if len(raw.lower()) == len(raw) else raw
        self._missing: set[str] = set()
        self._out: list[str] = []

    def cut(self) -> str:
        position = 0
        while match := _MARKUP.search(self._raw, position):
            self._text(position, match.start())
            position = self._markup(match)
        self._text(position, len(self._raw))
        return "".join(self._out)

    def _text(self, start: int, end: int) -> None:
        self._out.append(self._raw[start:end].replace("<", "&lt;").replace(">", "&gt;"))

    def _markup(self, match: re.Match[str]) -> int:
        """Keep, drop or show what was found; returns where to go on."""
        if match["hidden"]:
            end = self._after(_ENDS[match["hidden"]], match.end())
            if end is None:
                self._text(match.start(), match.end())
            return end or match.end()
        name = match["open"] or match["close"]
        element = name.lower() if name in (name.lower(), name.upper()) else ""
        if element in _ALLOWED:
            self._out.append(match[0])
        elif element in _WITH_CONTENT:
            if match["open"] and (end := self._after(f"</{element}", match.end())) is not None:
                return self._after(">", end) or end
        elif element not in _STRIPPED and name not in _COMPONENTS:
            self._out.append(html.escape(match[0]))
        return match.end()

    def _after(self, wanted: str, position: int) -> int | None:
        """The place behind the next `wanted`; one that is missing is looked for only once."""
        if wanted in self._missing:
            return None
        found = self._folded.find(wanted.lower(), position)
        if found < 0:
            self._missing.add(wanted)
            return None
        return found + len(wanted)


def _clean(document: str, raw_url: RawUrl) -> str:
    import nh3  # only pages with raw HTML need the sanitiser

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) not in (("a", "href"), ("img", "src")):
            return value
        url = raw_url(value, tag == "img")
        return url if url is not None and is_safe_url(url, image=tag == "img") else None

    return nh3.clean(
        document,
        tags=set(_ALLOWED),
        clean_content_tags=set(),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
