"""What programs read."""

import json

from runbookc.backends.site import Catalogue, runbooks_json
from tests.backends.site.test_catalogue import files, procedure, route


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
