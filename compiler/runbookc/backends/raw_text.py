"""Raw HTML as a reader on paper needs it: text kept, formatting dropped, nothing executed.

`<br>` is a new line and a comment is nothing. A tag that no browser knows is content, such as
`<add key="…"/>` or `<your-domain>`, and is shown as written.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, Literal

from runbookc.backends.blocks_html.raw_html import whole_tags

_PARAGRAPHS: Final = frozenset(
    "blockquote br caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p"
    " summary table tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_BREAKS = ("<br>", "<br/>", "<br />")

Role = Literal["break", "nothing", "content"]


@dataclass
class Run:
    """What a block of raw HTML says: one paragraph, or one preformatted text."""

    text: str = ""
    code: bool = False
    cells: int = field(default=0, repr=False)


def role_of(tag: str) -> Role:
    """What one raw tag or comment inside a line means to a reader on paper."""
    if tag.strip().lower() in _BREAKS:
        return "break"
    return "content" if "&lt;" in whole_tags(tag) else "nothing"


def runs_of(text: str) -> list[Run]:
    """The paragraphs of a block of raw HTML; the cells of one table row share theirs."""
    reader = _Reader()
    reader.feed(whole_tags(text))
    reader.close()
    shown = [run if run.code else Run(" ".join(run.text.split())) for run in reader.runs]
    return [run for run in shown if run.text.strip()]


class _Reader(HTMLParser):
    """Collects the text of sanitised HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs = [Run()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        run = self.runs[-1]
        if tag == "pre":
            self.runs.append(Run(code=True))
        elif tag == "br" and run.code:
            run.text += "\n"
        elif tag == "img":
            run.text += dict(attrs).get("alt") or ""
        elif tag in _CELLS:
            run.text += " · " if run.cells else ""
            run.cells += 1
        elif tag in _PARAGRAPHS:
            self.runs.append(Run())

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self.runs[-1].text = self.runs[-1].text.strip("\n")
            self.runs.append(Run())
        elif tag in _PARAGRAPHS and not self.runs[-1].code:
            self.runs.append(Run())

    def handle_data(self, data: str) -> None:
        self.runs[-1].text += data
