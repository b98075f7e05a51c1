"""JSON runbooks: the model, and nothing else."""

import json

from runbookc.backends import json as backend
from runbookc.model import Runbook
from tests.backends.sample import LINKS, UPGRADE, runbook_of


def test_the_file_is_the_runbook() -> None:
    runbook = runbook_of(UPGRADE, LINKS)
    ((name, content),) = backend.render(runbook, lambda _: None).items()

    assert name == "demo-1.0-to-2.0.json"
    assert content.endswith(b"}\n")
    assert Runbook.model_validate_json(content) == runbook
    assert next(iter(json.loads(content))) == "version"
    written = json.dumps(runbook.to_json(), indent=2, ensure_ascii=False)
    assert content.decode() == f"{written}\n"


def test_letters_of_every_script_stay_readable() -> None:
    runbook = runbook_of(UPGRADE).model_copy(update={"title": "Обновление 更新"})

    assert (
        "Обновление 更新".encode() in backend.render(runbook, lambda _: None)[f"{runbook.id}.json"]
    )
