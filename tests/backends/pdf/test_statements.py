from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.statements import sections, sections_of
from runbookc.backends.pdf.writers import Writers
from runbookc.model import Consideration, Place, Runbook
from tests.backends.pdf.builder import PATH, para
from tests.backends.pdf.sample import ASSETS
from tests.backends.whole_sample import whole_runbook


def _statement(words: str, *hops: int, title: str = "") -> Consideration:
    return Consideration(title=title, body=(para(words),), path=PATH, line=3, hops=hops)


def _writers(**fields: tuple[Consideration, ...]) -> tuple[Runbook, Writers]:
    runbook = whole_runbook().model_copy(update={"considerations": (), **fields})
    return runbook, Writers(runbook, Assets(ASSETS.get))


def test_what_several_hops_share_stands_first_and_the_rest_with_its_hop() -> None:
    shared, alone = _statement("Back up.", 1, 2), _statement("Stop it.", 2, title="Before")
    runbook, writers = _writers(considerations=(shared, alone))
    (first,) = sections(writers)
    assert [(item["level"], item["holds"]) for item in first["items"]] == [(2, "hops 1, 2")]
    assert first["more"][0]["s"].startswith("Hop 2 has considerations of its own")
    own = [sections_of(writers, part) for part in runbook.parts]
    assert [len(group) for group in own] == [0, 1, 0]
    (item,) = own[1][0]["items"]
    assert (own[1][0]["level"], item["level"], item["holds"]) == (2, 3, "")


def test_first_section_is_where_hazards_before_the_first_hop_are_found() -> None:
    _, writers = _writers(prerequisites=(_statement("A backup.", 1, 2, 3),))
    assert [one["anchors"] for one in sections(writers)] == [["before-you-start", "prerequisites"]]


def test_title_that_repeats_the_heading_is_left_out_and_duplicates_are_named() -> None:
    twice = _statement("Back up.", 1, 2, 3, title="considerations").model_copy(
        update={"duplicates": (Place(path=PATH, line=9),)}
    )
    _, writers = _writers(considerations=(twice,))
    (item,) = sections(writers)[0]["items"]
    assert item["title"] == []
    assert "".join(part.get("s", "".join(part.get("p", ()))) for part in item["same"]).endswith(
        ":9"
    )
