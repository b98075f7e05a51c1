import io
import posixpath
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest

from runbookc.backends import docx, wording
from runbookc.config import load_settings
from runbookc.model import Runbook
from runbookc.pipeline import compile_project
from runbookc.pipeline.render import images_of
from runbookc.pipeline.runbooks import compose_all, provenance_of
from tests.backends.sample import runbook_of
from tests.backends.torture import LINKS, TORTURE, read_asset
from tests.backends.whole_sample import whole_runbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
ROOT = Path(__file__).parents[3]


def written(runbook: Runbook) -> bytes:
    (content,) = docx.render(runbook, read_asset).values()
    return content


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body_of(content: bytes) -> ElementTree.Element:
    body = ElementTree.fromstring(files_of(content)["word/document.xml"]).find(f"{W}body")
    assert body is not None
    return body


def text_of(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def styled(content: bytes, style: str) -> list[str]:
    """The texts of all paragraphs of a style."""
    return [
        text_of(paragraph)
        for paragraph in body_of(content).iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
    ]


def tortured() -> bytes:
    return written(runbook_of(TORTURE, LINKS))


def faults(content: bytes) -> Iterator[str]:
    """What would keep Word from opening the file, or a reader from following a link."""
    files = files_of(content)
    roots = {
        name: ElementTree.fromstring(text)
        for name, text in files.items()
        if name.endswith((".xml", ".rels"))
    }
    relations = {one.attrib["Id"]: one for one in roots["word/_rels/document.xml.rels"]}
    for one in relations.values():
        inside = posixpath.join("word", one.attrib["Target"])
        if one.get("TargetMode") != "External" and inside not in files:
            yield f"{inside} is missing"
    body = roots["word/document.xml"]
    for element in body.iter():
        for key in (f"{R}id", f"{R}embed"):
            if key in element.attrib and element.attrib[key] not in relations:
                yield f"no relationship {element.attrib[key]}"
    names = [one.attrib[f"{W}name"] for one in body.iter(f"{W}bookmarkStart")]
    if len(names) != len(set(names)):
        yield "a bookmark stands twice"
    yield from (f"no bookmark {name}" for name in anchors(body) - set(names))
    styles = {one.attrib[f"{W}styleId"] for one in roots["word/styles.xml"].iter(f"{W}style")}
    for kind in ("pStyle", "rStyle", "tblStyle"):
        used = {one.attrib[f"{W}val"] for one in body.iter(f"{W}{kind}")}
        yield from (f"no style {name}" for name in used - styles)
    for cell in body.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    lists = {one.attrib[f"{W}numId"] for one in roots["word/numbering.xml"].findall(f"{W}num")}
    used = {one.attrib[f"{W}val"] for one in body.iter(f"{W}numId")}
    yield from (f"no list {number}" for number in used - lists)


def anchors(body: ElementTree.Element) -> set[str]:
    return {
        one.attrib[f"{W}anchor"] for one in body.iter(f"{W}hyperlink") if f"{W}anchor" in one.attrib
    }


def test_the_navigation_pane_shows_the_parts() -> None:
    assert styled(written(whole_runbook()), "Heading1") == [
        "Hazards on this route",
        "Before you start",
        "Hop 1 of 3: Demo 1.0 to 2.0",
        "Hop 2 of 3: Demo 2.0 to 3.0",
        "Hop 3 of 3: Demo 3.0 to 4.0",
        "Appendix A: Agents",
        "What is not in this document",
        "Where this comes from",
    ]


def test_every_step_has_its_number_and_a_box_to_tick() -> None:
    content = written(whole_runbook())
    steps = styled(content, "Step")
    # Hazards, and what the compiler says, stand between a number and its command.
    assert steps[3:8] == [
        "☐1.",
        "☐2.",
        "☐2.1.Open C:\\Program Files\\Demo\\CertsInfo.",
        "☐2.2.Compare the dates. :warning: Nothing may be missing.",
        "☐3.(Optional) Read the vendor's note.",
    ]
    assert len([*body_of(content).iter(f"{W14}checkbox")]) == len(steps) + 1, "one of a gate"


def test_a_hazard_has_word_and_symbol_and_stands_before_the_command() -> None:
    texts = [text_of(one) for one in body_of(tortured()).iter(f"{W}p")]
    box = texts.index("◆ DANGER", texts.index("☐1.Stop the service."))
    assert texts[box - 1] == "☐2."
    assert texts[box + 1] == "Power off."
    assert texts[box + 3].startswith("Uninstall all of it now")


def test_a_hazard_stays_on_the_page_of_its_command_and_a_source_on_that_of_its_step() -> None:
    paragraphs = [*body_of(tortured()).iter(f"{W}p")]
    texts = [text_of(one) for one in paragraphs]
    box = texts.index("◆ DANGER", texts.index("☐1.Stop the service."))
    source = next(at for at, text in enumerate(texts) if at > box and text.startswith("Source"))
    stays = [one.find(f"{W}pPr/{W}keepNext") is not None for one in paragraphs]
    assert all(stays[box - 1 : box + 3])
    assert stays[source - 1]
    assert not stays[source]


def test_gates_points_of_no_return_windows_and_fields() -> None:
    content = written(whole_runbook())
    text = text_of(body_of(content))
    assert "Point of no return" + wording.NO_RETURN_WITHOUT_ROLLBACK in text
    assert "agents older than 2.0 cannot connect until hop 3, step 2 is done" in text
    assert text.count("NameDate and timeSignature") == 3
    assert text.count(wording.NO_CHECK) == 2
    assert "Example & SonsAt night: +1 555 0100" in text
    assert "Change number" in text


def test_each_page_names_the_digest_and_its_number() -> None:
    runbook = whole_runbook()
    footer = ElementTree.fromstring(files_of(written(runbook))["word/footer.xml"])
    assert wording.short_digest(runbook.digest) in text_of(footer)
    fields = [one.attrib[f"{W}instr"].strip() for one in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_pictures_have_alternative_texts() -> None:
    files = files_of(tortured())
    assert len([name for name in files if name.startswith("word/media/")]) == 1
    described = re.findall(r'descr="([^"]*)"', files["word/document.xml"].decode())
    assert described == ["inline", "in a cell", "An image"]


def test_a_list_begins_with_its_number() -> None:
    numbering = files_of(tortured())["word/numbering.xml"].decode()
    assert 'w:startOverride w:val="7"' in numbering


@pytest.mark.parametrize("address", ["https://[bad", "https://a:b:c/", "weird:thing", "https:"])
def test_an_address_that_word_would_refuse_is_text(address: str) -> None:
    content = written(runbook_of(f"# Install Demo\n\n1. See [it]({address}).\n2. Go.\n"))
    assert address not in files_of(content)["word/_rels/document.xml.rels"].decode()
    assert [*faults(content)] == []


def test_paper_as_configured() -> None:
    (content,) = docx.render(whole_runbook(), read_asset, "us-letter").values()
    size = body_of(content).find(f"{W}sectPr/{W}pgSz")
    assert size is not None and size.attrib[f"{W}w"] == "12240"


def test_the_same_runbook_gives_the_same_bytes() -> None:
    assert tortured() == tortured()


@pytest.mark.parametrize("content", [tortured(), written(whole_runbook())], ids=["all", "whole"])
def test_nothing_is_missing_in_the_file(content: bytes) -> None:
    assert [*faults(content)] == []


@pytest.mark.parametrize("name", ["", "netwrix"])
def test_nothing_is_missing_in_real_files(corpora: Path, name: str) -> None:
    root = corpora / name if name else ROOT
    compiled = compile_project(root, load_settings(root))
    for runbook in compose_all(compiled, provenance_of(compiled)):
        (content,) = docx.render(runbook, images_of(runbook, compiled.inventory).get).values()
        assert [*faults(content)] == [], runbook.id


def test_libreoffice_opens_it(office: str, tmp_path: Path) -> None:
    names = {"all.docx": tortured(), "whole.docx": written(whole_runbook())}
    for name, content in names.items():
        (tmp_path / name).write_bytes(content)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            *(str(tmp_path / name) for name in names),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    reader = pypdf.PdfReader(tmp_path / "whole.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    for wanted in (
        "Hop 2 of 3: Demo 2.0 to 3.0",
        "net stop demo",
        "Point of no return",
        "☐",
        f"Page 1 of {len(reader.pages)}",
    ):
        assert wanted in text
    everything = "".join(
        page.extract_text() for page in pypdf.PdfReader(tmp_path / "all.pdf").pages
    )
    for wanted in ("Δοκιμή Проверка", "DANGER", "WARNING", 'echo "<1>" && exit', "8. eight"):
        assert wanted in everything
