"""Typst, at work: sources and images in, PDF bytes out. Nothing here looks at the content."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from runbookc.backends.pdf.fonts import fonts


def compile_pdf(sources: dict[str, bytes], images: dict[str, bytes], *, accessible: bool) -> bytes:
    """The PDF of `main.typ` among the sources.

    Images lie in a folder of their own meanwhile, because in memory Typst takes texts only.

    Args:
        sources: texts by name.
        images: image files by name.
        accessible: whether it must conform to PDF/UA-1.

    Raises:
        typst.TypstError: the content cannot be set like this.
    """
    with TemporaryDirectory(prefix="runbookc-") as folder:
        for name, content in images.items():
            Path(folder, name).write_bytes(content)
        standards: list[typst.PDFStandard] = ["ua-1"] if accessible else []
        compiled = _compiler().compile(
            sources,  # type: ignore[type-var]  # the stub leaves out files in memory
            format="pdf",
            pdf_standards=standards,
            root=folder,
        )
    if not isinstance(compiled, bytes):
        raise TypeError("Typst gives one PDF as bytes")
    return compiled


def is_readable(image: bytes) -> bool:
    """Whether Typst can show the image; a drawing that asks for another file it cannot."""
    sources = {"main.typ": b'#image(read("/image", encoding: none), alt: "")'}
    try:
        compile_pdf(sources, {"image": image}, accessible=False)
    except typst.TypstError:
        return False
    return True


@cache
def template() -> dict[str, bytes]:
    """The fixed template, as sources."""
    folder = files("runbookc.backends.pdf")
    sources = {
        file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".typ")
    }
    return {"main.typ": sources.pop("template.typ"), **dict(sorted(sources.items()))}


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
