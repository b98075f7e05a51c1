"""XML by elements: text is escaped, and what no XML document may hold is left out."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from runbookc.source import Pattern

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = Pattern(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(content: str) -> Markup:
    """Text as it stands in a document; what is markup already stays so."""
    if isinstance(content, Markup):
        return content
    return escape(_FORBIDDEN.sub("", content))


def element(name: str, /, *content: str, **attributes: str) -> Markup:
    """An element.

    Args:
        name: with its prefix, as it is to be written.
        content: markup, or text to be escaped.
        attributes: by name; a prefix goes before two underscores, the last one of a name that
            Python reserves is dropped.
    """
    return element_of(name, {_attribute(key): value for key, value in attributes.items()}, *content)


def element_of(name: str, attributes: Mapping[str, str], *content: str) -> Markup:
    """An element whose attributes are named as they are to be written."""
    given = "".join(f' {key}="{_value(value)}"' for key, value in attributes.items())
    inner = "".join(map(text, content))
    return Markup(f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>")


def joined(*content: str) -> Markup:
    """Markup and text, one after the other."""
    return Markup("").join(map(text, content))


def document(root: str, doctype: str = "") -> bytes:
    """A whole document."""
    return f"{DECLARATION}{doctype}{root}\n".encode()


def _attribute(name: str) -> str:
    return name.removesuffix("_").replace("__", ":")


def _value(content: str) -> str:
    """The value of an attribute, in which a bare line end would be read as a space."""
    plain = str(text(content))
    return plain.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
