from runbookc.backends.pdf.assets import Assets
from runbookc.backends.pdf.steps import StepWriter
from runbookc.backends.pdf.values import Value
from runbookc.backends.pdf.writers import Writers
from runbookc.model import PointOfNoReturn, RunbookPart, Step, StepPlace, Substeps
from tests.backends.pdf.builder import PATH, para, step
from tests.backends.pdf.sample import ASSETS, make_runbook, procedure
from tests.backends.whole_sample import whole_runbook


def _items(*steps: Step) -> list[Value]:
    (value,) = _writer(_part(*steps)).steps()
    items: list[Value] = value["items"]
    return items


def _part(*steps: Step) -> RunbookPart:
    part = make_runbook().parts[0]
    return part.model_copy(update={"procedure": procedure("x", "X", steps)})


def _writer(part: RunbookPart) -> StepWriter:
    runbook = make_runbook()
    return StepWriter(runbook, part, Writers(runbook, Assets(ASSETS.get)).of_part(part, 0))


def test_steps_that_come_twice_are_numbered_anew_and_substeps_below_them() -> None:
    inner = (step(1, para("a")), step(1, para("b")))
    steps = (step(4, para("x")), step(4, para("y"), Substeps(start=0, count=2), substeps=inner))
    items = _items(*steps)
    assert [item["label"] for item in items] == ["1", "2"]
    assert [item["label"] for item in items[1]["body"][1]["items"]] == ["2.1", "2.2"]
    assert "".join(items[0]["source"]) == f"{PATH}:44"


def test_optional_is_said_once() -> None:
    steps = (
        step(1, para("x"), optional=True, command="Restart the console."),
        step(2, para("x"), optional=True, command="(Optional) Restart the console."),
        step(3, para("x"), optional=True, title="Optional: restart"),
    )
    items = _items(*steps)
    assert [item["optional"] for item in items] == ["Optional:", "", ""]


def test_numbers_that_rise_are_the_authors() -> None:
    items = _items(step(2, para("x")), step(4, para("y")))
    assert [item["label"] for item in items] == ["2", "4"]


def test_substeps_that_no_block_places_are_not_lost() -> None:
    items = _items(step(1, para("x"), substeps=(step(1, para("inner")),)))
    assert [block["t"] for block in items[0]["body"]] == ["paragraph", "steps"]


def test_what_surely_fits_is_kept_and_what_may_fit_is_measured() -> None:
    long = step(2, *(para("x" * 200) for _ in range(20)))
    endless = step(3, *(para("x" * 200) for _ in range(40)))
    items = _items(step(1, para("short")), long, endless)
    assert [item["keep"] for item in items] == ["yes", "if it fits", "no"]


def test_point_of_no_return_stands_in_its_step() -> None:
    runbook = whole_runbook()
    writers = Writers(runbook, Assets(ASSETS.get))
    part = runbook.parts[0]
    (value,) = StepWriter(runbook, part, writers.of_part(part, 0)).steps()
    marks = [[mark["t"] for mark in item["marks"]] for item in value["items"]]
    assert marks == [["no-return"], [], []]


def test_compatibility_stands_where_it_begins() -> None:
    runbook = whole_runbook()
    writers = Writers(runbook, Assets(ASSETS.get))
    part = runbook.parts[1]
    (value,) = StepWriter(runbook, part, writers.of_part(part, 0)).steps()
    (mark,) = value["items"][0]["marks"]
    assert mark["s"].startswith("From hop 2, step 1 on, agents older than 2.0 cannot connect")
    assert mark["quote"] == [{"t": "text", "s": "The 3.0 server refuses agents before 2.0."}]


def test_mark_of_a_step_that_is_not_there_stands_before_all() -> None:
    lost = StepPlace(part=1, number="9", path=PATH, line=1)
    point = PointOfNoReturn(words="Delete it", place=lost)
    part = _part(step(1, para("x"))).model_copy(update={"no_return": (point,)})
    assert [mark["t"] for mark in _writer(part).introduction()] == ["no-return"]
