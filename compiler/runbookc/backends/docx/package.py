"""What a Word file holds beside its text: relationships, pictures, lists, and the frame."""

import hashlib
from collections.abc import Mapping
from importlib import resources
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from runbookc.backends import wording
from runbookc.backends.docx.elements import w
from runbookc.backends.docx.pictures import Picture
from runbookc.backends.xml import document, element
from runbookc.model import Runbook

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = f"{_OFFICE}/relationships"
_NAMESPACES = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": _RELATION,
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc:Ignorable": "w14",
}
_PARTS = ("styles", "numbering", "settings", "header", "footer")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "ssh"})
_BULLETS = 1
_DEEPEST_LEVEL = 8

HEADER, FOOTER = "header1", "footer1"
"""The relationships of the page's head and foot."""


class Package:
    """Collects what the text refers to, and numbers it."""

    def __init__(self) -> None:
        self._links: dict[str, str] = {}
        self._pictures: dict[str, tuple[str, bytes]] = {}
        self._starts: list[int] = []
        self._count = 0

    def number(self) -> int:
        """A number that nothing else in the document has."""
        self._count += 1
        return self._count

    def link(self, address: str) -> str | None:
        """The relationship of an address; None where Word would refuse it as none."""
        target = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")
        try:
            parts = urlsplit(target)
            _ = parts.port
        except ValueError:
            return None
        if parts.scheme not in _SCHEMES or not (parts.netloc or parts.path):
            return None
        return self._links.setdefault(target, f"link{len(self._links) + 1}")

    def picture(self, content: bytes, picture: Picture) -> str:
        """The relationship of a picture, each one held once."""
        name = f"media/{hashlib.sha256(content).hexdigest()[:16]}.{picture.kind}"
        relation, _ = self._pictures.setdefault(
            name, (f"picture{len(self._pictures) + 1}", content)
        )
        return relation

    def bullets(self) -> int:
        """The list of every item that has no number."""
        return _BULLETS

    def ordered(self, start: int) -> int:
        """A new list that counts from a number."""
        self._starts.append(start)
        return _BULLETS + len(self._starts)

    def files(
        self, runbook: Runbook, body: Markup, frame: Mapping[str, Markup]
    ) -> dict[str, bytes]:
        """Every file of the package.

        Args:
            runbook: told by the document's properties.
            body: the document's content, its section included.
            frame: the paragraphs of the head and the foot of each page.
        """
        main = element("w:document", w("body", body))
        held = {f"word/{name}": content for name, (_, content) in self._pictures.items()}
        return {
            "[Content_Types].xml": document(_content_types()),
            "_rels/.rels": document(_package_relations()),
            "docProps/core.xml": document(_core(runbook)),
            "word/document.xml": _word(main),
            "word/_rels/document.xml.rels": document(self._relations()),
            "word/styles.xml": _resource("styles.xml"),
            "word/settings.xml": _resource("settings.xml"),
            "word/numbering.xml": document(self._numbering()),
            "word/header.xml": _word(element("w:hdr", frame["header"])),
            "word/footer.xml": _word(element("w:ftr", frame["footer"])),
            **held,
        }

    def _relations(self) -> Markup:
        own = [_relation(f"{one}1", f"{_RELATION}/{one}", f"{one}.xml") for one in _PARTS]
        own += [
            _relation(relation, f"{_RELATION}/image", name)
            for name, (relation, _) in self._pictures.items()
        ]
        own += [
            _relation(relation, f"{_RELATION}/hyperlink", target, TargetMode="External")
            for target, relation in self._links.items()
        ]
        return element("Relationships", *own, xmlns=f"{_PACKAGE}/relationships")

    def _numbering(self) -> Markup:
        kinds = (
            _kind(_BULLETS, *(_level(at, "bullet", "•–▪"[at % 3]) for at in _levels())),
            _kind(2, *(_level(at, "decimal", f"%{at + 1}.") for at in _levels())),
        )
        lists = [w("num", w("abstractNumId", val=str(_BULLETS)), numId=str(_BULLETS))]
        for number, start in enumerate(self._starts, _BULLETS + 1):
            begin = (
                w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(at))
                for at in _levels()
            )
            lists.append(w("num", w("abstractNumId", val="2"), *begin, numId=str(number)))
        return element("w:numbering", *kinds, *lists, xmlns__w=_NAMESPACES["xmlns:w"])


def list_level(depth: int) -> int:
    """The level of a list that stands in so many others."""
    return min(depth, _DEEPEST_LEVEL)


def _levels() -> range:
    return range(_DEEPEST_LEVEL + 1)


def _kind(number: int, *levels: Markup) -> Markup:
    many = w("multiLevelType", val="hybridMultilevel")
    return w("abstractNum", many, *levels, abstractNumId=str(number))


def _level(at: int, form: str, text: str) -> Markup:
    return w(
        "lvl",
        w("start", val="1"),
        w("numFmt", val=form),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=str(360 * (at + 1)), hanging="360")),
        ilvl=str(at),
    )


def _relation(name: str, kind: str, target: str, **more: str) -> Markup:
    return element("Relationship", Id=name, Type=kind, Target=target, **more)


def _package_relations() -> Markup:
    return element(
        "Relationships",
        _relation("document", f"{_RELATION}/officeDocument", "word/document.xml"),
        _relation(
            "core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"
        ),
        xmlns=f"{_PACKAGE}/relationships",
    )


def _content_types() -> Markup:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **{kind: f"image/{kind}" for kind in ("png", "jpeg", "gif")},
    }
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/word/{name}.xml": f"{_WORD}.{name}+xml" for name in _PARTS},
    }
    return element(
        "Types",
        *(element("Default", Extension=key, ContentType=kind) for key, kind in defaults.items()),
        *(element("Override", PartName=key, ContentType=kind) for key, kind in parts.items()),
        xmlns=f"{_PACKAGE}/content-types",
    )


def _core(runbook: Runbook) -> Markup:
    return element(
        "cp:coreProperties",
        # First, so that no other words can be taken for it.
        element("dc:identifier", wording.stamp(runbook)),
        element("dc:title", runbook.title),
        element("dc:creator", runbook.provenance.compiler),
        element("dc:language", "en"),
        xmlns__cp=f"{_PACKAGE}/metadata/core-properties",
        xmlns__dc="http://purl.org/dc/elements/1.1/",
    )


def _word(root: Markup) -> bytes:
    """A part whose root declares the namespaces that its content uses."""
    given = "".join(f' {name}="{value}"' for name, value in _NAMESPACES.items())
    head, end, rest = root.partition(">")
    closed = head.endswith("/")
    return document(f"{head.rstrip('/')}{given}{'/' if closed else ''}{end}{rest}")


def _resource(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()
