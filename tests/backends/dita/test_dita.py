import io
import os
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from runbookc.backends import dita, wording
from runbookc.config import load_settings
from runbookc.model import Runbook
from runbookc.pipeline import compile_project
from runbookc.pipeline.render import images_of
from runbookc.pipeline.runbooks import compose_all, provenance_of
from tests.backends.sample import LINKS, UPGRADE, runbook_of
from tests.backends.torture import LINKS as TORTURED
from tests.backends.torture import TORTURE, read_asset
from tests.backends.whole_sample import whole_runbook

ROOT = Path(__file__).parents[3]


def files_of(runbook: Runbook) -> dict[str, bytes]:
    (content,) = dita.render(runbook, read_asset).values()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def topic(runbook: Runbook, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(files_of(runbook)[name])  # our own file


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in element.findall(path)]


def refused(runbooks: list[tuple[Runbook, dict[str, bytes]]], catalog: Path, work: Path) -> str:
    """What the official grammar says against the files of runbooks."""
    kinds: dict[str, list[str]] = {}
    for index, (runbook, assets) in enumerate(runbooks):
        (content,) = dita.render(runbook, assets.get).values()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if name.endswith((".dita", ".ditamap")):
                    kind = packed.read(name).decode().partition("<!DOCTYPE ")[2].split()[0]
                    kinds.setdefault(kind, []).append(packed.extract(name, work / str(index)))
    said = ""
    for kind, paths in kinds.items():
        grammar = catalog.parent / f"dtd/technicalContent/dtd/{kind}.dtd"
        command = ["xmllint", "--noout", "--nonet", "--dtdvalid", str(grammar), *paths]
        environment = {**os.environ, "XML_CATALOG_FILES": str(catalog)}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        said += ran.stderr if ran.returncode else ""
    return said


def test_the_map_names_every_topic_in_order() -> None:
    files = files_of(whole_runbook())
    root = ElementTree.fromstring(files["demo-1.0-to-4.0.ditamap"])
    names = [found.attrib["href"] for found in root.findall("topicref")]
    assert names == [
        "overview.dita",
        "before-you-start.dita",
        "hop-1.dita",
        "hop-2.dita",
        "hop-3.dita",
        "appendix-a.dita",
        "provenance.dita",
    ]
    assert list(files) == ["demo-1.0-to-4.0.ditamap", *names]
    digest = root.find("topicmeta/othermeta[@name='digest']")
    assert digest is not None and digest.attrib["content"] == whole_runbook().digest


def test_every_link_between_topics_has_its_target() -> None:
    files = files_of(whole_runbook())
    ids = {name: set() if ".ditamap" in name else identities(text) for name, text in files.items()}
    for text in files.values():
        for link in ElementTree.fromstring(text).iter("xref"):
            if link.get("scope") != "external":
                name, _, target = link.attrib["href"].partition("#")
                assert set(filter(None, target.split("/"))) <= ids[name]


def identities(text: bytes) -> set[str]:
    found = [
        element.attrib["id"]
        for element in ElementTree.fromstring(text).iter()
        if "id" in element.attrib
    ]
    assert len(found) == len(set(found))
    return set(found)


def test_steps_commands_and_substeps() -> None:
    root = topic(whole_runbook(), "hop-2.dita")
    assert texts(root, ".//steps/step/cmd") == [
        "Stop the service:",
        "Copy the folder:",
        "(Optional) Read the vendor's note.",
    ]
    assert texts(root, ".//substep/cmd")[0] == "Open C:\\Program Files\\Demo\\CertsInfo."
    assert texts(root, ".//info/codeblock") == ["net stop demo"]
    assert [step.get("importance") for step in root.iter("step")] == [None, None, "optional"]
    assert "docs/demo/2.0/upgrade.md:17" in texts(root, ".//step/info[@outputclass='source']")[0]


def test_a_hazard_stands_before_the_command() -> None:
    runbook = runbook_of(TORTURE, TORTURED)
    step = topic(runbook, "hop-1.dita").findall(".//step")[1]
    assert [child.tag for child in step][:2] == ["note", "cmd"]
    assert step[0].get("type") == "danger"


def test_points_of_no_return_gates_and_windows() -> None:
    first = topic(whole_runbook(), "hop-1.dita")
    point = first.find(".//step/note[@othertype]")
    assert point is not None and point.attrib["othertype"] == wording.POINT_OF_NO_RETURN
    assert wording.NO_RETURN_WITHOUT_ROLLBACK in "".join(point.itertext())
    assert "Check that the console shows version 2.0." in "".join(texts(first, ".//postreq"))
    second = "".join(topic(whole_runbook(), "hop-2.dita").itertext())
    assert "agents older than 2.0 cannot connect until hop 3, step 2 is done" in second
    assert wording.NO_CHECK in second


def test_images_come_along_once() -> None:
    images = [name for name in files_of(runbook_of(UPGRADE, LINKS)) if name.startswith("images/")]
    assert len(images) == 1


def test_the_same_runbook_gives_the_same_bytes() -> None:
    assert dita.render(whole_runbook(), read_asset) == dita.render(whole_runbook(), read_asset)


def test_everything_within_everything_is_valid(dita_catalog: Path, tmp_path: Path) -> None:
    runbooks = [runbook_of(TORTURE, TORTURED), runbook_of(UPGRADE, LINKS), whole_runbook()]
    assets = {"docs/demo/2.0/img/a.png": b"x"}
    assert refused([(one, assets) for one in runbooks], dita_catalog, tmp_path) == ""


@pytest.mark.parametrize("name", ["", "netwrix"])
def test_real_runbooks_are_valid(
    corpora: Path, dita_catalog: Path, tmp_path: Path, name: str
) -> None:
    root = corpora / name if name else ROOT
    compiled = compile_project(root, load_settings(root))
    # Each file costs the validator a reading of the whole grammar.
    runbooks = compose_all(compiled, provenance_of(compiled))[::5]
    held = [(one, images_of(one, compiled.inventory)) for one in runbooks]
    assert refused(held, dita_catalog, tmp_path) == ""
