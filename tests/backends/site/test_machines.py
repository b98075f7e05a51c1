"""What programs read."""

import json

from runbookc.backends.site import Catalogue, llms_txt, navigation, runbooks_json
from runbookc.config import Settings
from runbookc.dialects.plain import PlainDialect
from runbookc.linking import Project
from tests.backends.site.test_catalogue import files, procedure, route
from tests.backends.site.test_picker import page_of


def test_every_runbook_is_listed_with_its_files() -> None:
    catalogue = Catalogue.of(
        files(route("p", "1.0", "1.9", "2.0"), procedure("p", "back-up")), {"p": "P"}, ""
    )

    document = json.loads(runbooks_json(catalogue, "https://docs.example.com/"))

    first, second = document["runbooks"]
    assert (first["from"], first["to"], first["stops"]) == ("1.0", "2.0", ["1.0", "1.9", "2.0"])
    assert second["kind"] == "procedure"
    assert second["from"] is None
    assert first["files"][0]["url"] == "https://docs.example.com/runbooks/p/p-1.0-to-2.0.pdf"
    assert first["files"][0]["bytes"] == 1_234_567


def test_a_language_model_finds_every_page_and_route() -> None:
    page = page_of("---\ntitle: Up [now]\ndescription: |\n  How to\n  upgrade.\n---\n\nText.\n")
    project = Project((page,), Settings(), PlainDialect())
    tree = navigation(project, {"demo": "Demo"})
    catalogue = Catalogue.of(files(route("p", "1.0", "2.0")), {"p": "P"}, "")

    made = llms_txt("Docs\nhere", tree, {page.path: page}, lambda path: f"x/{path}", catalogue, "")

    assert made.decode() == (
        "# Docs here\n\n## Demo 3.0\n\n- [Up (now)](x/docs/demo/3.0/upgrade.md): How to upgrade.\n"
    )
