import json
import re
from typing import Any

import pytest

from runbookc.backends import html
from runbookc.backends.html.howto import embedded, howto
from runbookc.model import Runbook
from tests.backends.sample import runbook_of
from tests.backends.whole_sample import whole_runbook

EVIL = """\
# Do </script><!-- it

## Upgrade from Demo 1.0 to 2.0

1. Run `</script>` &amp; \u2028 go.
"""


def timed(*times: str) -> Runbook:
    runbook = whole_runbook()
    parts = (
        part.model_copy(update={"procedure": part.procedure.model_copy(update={"time": time})})
        for part, time in zip(runbook.parts, times, strict=True)
    )
    return runbook.model_copy(update={"parts": tuple(parts)})


def test_a_section_for_each_hop_and_a_step_for_each_step() -> None:
    runbook = whole_runbook()
    value = howto(runbook)
    assert value["name"] == runbook.title
    assert value["identifier"] == runbook.digest
    assert [section["@type"] for section in value["step"]] == ["HowToSection"] * 3
    steps: list[dict[str, Any]] = value["step"][1]["itemListElement"]
    assert [step["url"] for step in steps] == [f"#hop-2-step-{number}" for number in (1, 2, 3)]
    said = [(one["@type"], one["text"]) for one in steps[1]["itemListElement"]]
    assert ("HowToTip", "CAUTION: Agents are orphaned if a file is missing.") in said
    assert ("HowToDirection", "Copy the folder:") in said
    assert ("HowToDirection", "Open C:\\Program Files\\Demo\\CertsInfo.") in said


def test_one_procedure_has_no_sections() -> None:
    value = howto(runbook_of("# Install\n\n1. Run it.\n2. Stop it.\n"))
    assert [step["@type"] for step in value["step"]] == ["HowToStep", "HowToStep"]


def test_nothing_is_added_that_the_source_does_not_say() -> None:
    value = howto(whole_runbook())
    assert not {"tool", "supply", "totalTime", "estimatedCost"} & set(value)


@pytest.mark.parametrize(
    ("times", "total"),
    [
        (("45 minutes", "1 hour", "2 h 15 min"), "PT4H"),
        (("about 20 minutes", "20 min", "1 hour and 5 minutes"), "PT1H45M"),
        (("45 minutes", "", "1 hour"), None),
        (("45 minutes", "a while", "1 hour"), None),
        (("0 minutes", "0 minutes", "0 minutes"), None),
    ],
)
def test_the_time_of_all_hops(times: tuple[str, ...], total: str | None) -> None:
    assert howto(timed(*times)).get("totalTime") == total


def test_nothing_ends_the_element_that_holds_it() -> None:
    runbook = runbook_of(EVIL)
    (page,) = html.render(runbook, lambda path: None).values()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.decode())
    assert len(found) == 1
    assert json.loads(found[0]) == howto(runbook)
    inner = embedded(runbook).partition(">")[2].removesuffix("</script>")
    assert not {"<", ">", "&", "\u2028"} & set(inner)
