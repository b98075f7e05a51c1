"""Short ways to make the model's nodes by hand."""

from typing import Any

from runbookc.model import (
    Admonition,
    AdmonitionKind,
    Block,
    Code,
    Inline,
    LinkText,
    ListBlock,
    ListItem,
    Paragraph,
    Step,
    Strong,
    TableCell,
    Text,
)
from runbookc.source import Span

AT = Span(1, 1, 1, 2)
PATH = "docs/guard/8.0/install/upgrade/overview.md"
LONG_PATH = (
    r"C:\Program Files\Example Vendor\Example Threat Guard\Enterprise Manager"
    r"\CertificateStore\Backup\server-certificate.pem"
)
COMMAND = (
    'msiexec.exe /i "C:\\Setup\\Example Threat Guard 8.0.0.1234.msi" /qn /norestart '
    'INSTALLDIR="D:\\Example\\Guard" DBSERVER="sql01.corp.example.com,1433" '
    "/l*v C:\\Setup\\guard.log"
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="90">'
    b'<rect width="320" height="90" fill="#dde6f0"/>'
    b'<circle cx="45" cy="45" r="30" fill="#0a4a8f"/></svg>'
)


def text(*parts: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(text=part, span=AT) if isinstance(part, str) else part for part in parts)


def para(*parts: Inline | str) -> Paragraph:
    return Paragraph(inlines=text(*parts), span=AT)


def code(value: str) -> Code:
    return Code(text=value, span=AT)


def strong(*parts: Inline | str) -> Strong:
    return Strong(children=text(*parts), span=AT)


def link(label: str, target: str, column: int = 1) -> LinkText:
    return LinkText(children=text(label), target=target, span=Span(1, column, 1, column + 1))


def bullets(*items: Block | str, ordered: bool = False, tight: bool = True) -> ListBlock:
    bodies = [(para(item) if isinstance(item, str) else item,) for item in items]
    return ListBlock(
        ordered=ordered,
        tight=tight,
        items=tuple(ListItem(body=body, span=AT) for body in bodies),
        span=AT,
    )


def admonition(kind: AdmonitionKind, *body: Block, title: str = "") -> Admonition:
    return Admonition(kind=kind, title=title, body=body, notation="directive", line=1, span=AT)


def step(number: int, *body: Block, substeps: tuple[Step, ...] = (), **fields: Any) -> Step:
    values = {"number": number, "marker": "bold", "body": body, "substeps": substeps}
    values |= {"line": 40 + number, "marker_span": AT, "span": AT} | fields
    return Step.model_validate(values)


def cells(*row: str | Inline) -> tuple[TableCell, ...]:
    return tuple(TableCell(inlines=text(cell)) for cell in row)
