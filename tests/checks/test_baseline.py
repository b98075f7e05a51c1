"""What was accepted stays accepted, however the docs are rearranged; nothing more is."""

from collections import Counter
from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from runbookc.checks import Baseline, Comparison, Named, baseline_of, compare, merged
from runbookc.diagnostics import Diagnostic, Severity, fingerprint_of
from runbookc.source import Span, sketch

Docs = Mapping[str, str]

SENTENCES = [
    "Move the Guard7.4 server.",
    "See Guard8.0 and Guard8.0.",
    "Stop the service.",
    "Copy the file to the server.",
    "",
    "## Next",
]


def findings(docs: Docs) -> list[Diagnostic]:
    """One finding at each `Guard`."""
    found = []
    for path in sorted(docs):
        for number, line in enumerate(docs[path].splitlines(), start=1):
            start = line.find("Guard")
            while start >= 0:
                span = Span(number, start + 1, number, start + 9)
                found.append(Diagnostic("VER004", "glued", Severity.ERROR, "glued", path, span))
                start = line.find("Guard", start + 1)
    return found


def named(docs: Docs) -> Named:
    lines = {path: text.splitlines() for path, text in docs.items()}
    names = {
        found: fingerprint_of(found, lambda path, number: lines[path][number - 1])
        for found in findings(docs)
    }
    return Named(names, docs.__contains__, lambda path: sketch(docs[path]))


def accept(docs: Docs) -> Baseline:
    return baseline_of(findings(docs), named(docs))


def compared(before: Docs, after: Docs) -> Comparison:
    return compare(findings(after), named(after), accept(before))


def assert_clean(before: Docs, after: Docs) -> None:
    result = compared(before, after)
    assert not result.new
    assert not result.gone
    assert len(result.accepted) == len(findings(after))


TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=12)
PROJECTS = st.dictionaries(st.sampled_from(["a.md", "b.md", "c/a.md"]), TEXTS)


def joined(pages: Mapping[str, list[str]]) -> dict[str, str]:
    return {path: "\n".join(lines) for path, lines in pages.items()}


@given(PROJECTS)
def test_what_was_written_is_accepted(pages: dict[str, list[str]]) -> None:
    assert_clean(joined(pages), joined(pages))


@given(PROJECTS, st.data())
def test_inserted_lines_change_nothing(pages: dict[str, list[str]], data: st.DataObject) -> None:
    after = {path: list(lines) for path, lines in pages.items()}
    for lines in after.values():
        for text in data.draw(st.lists(st.sampled_from(["", "New.", "# New"]), max_size=4)):
            lines.insert(data.draw(st.integers(0, len(lines))), text)
    assert_clean(joined(pages), joined(after))


@given(PROJECTS, st.randoms())
def test_reordered_lines_change_nothing(pages: dict[str, list[str]], chance: Random) -> None:
    after = {path: chance.sample(lines, len(lines)) for path, lines in pages.items()}
    assert_clean(joined(pages), joined(after))


@given(PROJECTS, st.permutations(["x.md", "y.md", "z.md"]))
def test_renamed_files_change_nothing(pages: dict[str, list[str]], names: list[str]) -> None:
    after = dict(zip(names, pages.values(), strict=False))
    assert_clean(joined(pages), joined(after))


@given(PROJECTS, PROJECTS)
def test_every_finding_and_every_entry_is_accounted_for_once(
    before: dict[str, list[str]], after: dict[str, list[str]]
) -> None:
    result = compared(joined(before), joined(after))
    now, then = findings(joined(after)), findings(joined(before))
    assert Counter(now) == Counter((*result.new, *result.accepted))
    assert len(result.accepted) + sum(each.count for each in result.gone) == len(then)


def test_one_more_equal_finding_is_new() -> None:
    line = "Move the Guard7.4 server."
    result = compared({"a.md": line}, {"a.md": f"{line}\n\n{line}"})
    assert (len(result.new), len(result.accepted)) == (1, 1)


def test_a_copy_of_a_page_inherits_nothing_while_the_page_is_there() -> None:
    line = "Move the Guard7.4 server."
    result = compared({"a.md": line}, {"a.md": line, "b.md": line})
    assert [each.path for each in result.new] == ["b.md"]
    result = compared({"b.md": line}, {"a.md": line, "b.md": line})
    assert [each.path for each in result.new] == ["a.md"]


def test_a_page_that_was_mended_gives_nothing_to_its_copy() -> None:
    line = "Move the Guard7.4 server."
    result = compared({"a.md": line}, {"a.md": "Mended.", "b.md": line})
    assert [each.path for each in result.new] == ["b.md"]
    assert [each.path for each in result.gone] == ["a.md"]


def test_a_page_that_is_gone_gives_nothing_to_an_unlike_one() -> None:
    line = "Move the Guard7.4 server."
    other = "\n".join(f"Line {number}." for number in range(60))
    first = "\n".join(f"Sentence {number}." for number in range(60))
    result = compared({"a.md": f"{first}\n{line}"}, {"b.md": f"{other}\n{line}"})
    assert [each.path for each in result.new] == ["b.md"]


def test_the_page_most_alike_inherits() -> None:
    line = "Move the Guard7.4 server."
    many = [f"Line {number}." for number in range(20)]
    before = {"a.md": "\n".join([*many, line])}
    nearly, half = "\n".join([*many[1:], line]), "\n".join([*many[9:], line])
    result = compared(before, {"new/b.md": half, "new/c.md": nearly})
    assert [each.path for each in result.accepted] == ["new/c.md"]
    assert result.heirs == {"a.md": ("new/c.md",)}


def test_many_equal_pages_move_at_once() -> None:
    stub = "Moved to Guard7.4.\n"
    before = {f"old/{number}/index.md": stub for number in range(250)}
    after = {f"new/{number}/index.md": stub for number in range(250)}
    assert_clean(before, after)
    one_more = {**after, "new/more/index.md": stub}
    assert len(compared(before, one_more).new) == 1


def test_words_changed_around_it_keep_a_finding_accepted() -> None:
    assert_clean({"a.md": "Move the Guard7.4 server."}, {"a.md": "Then move Guard7.4 again."})


def test_what_is_at_fault_changed_is_new() -> None:
    result = compared({"a.md": "Move the Guard7.4 server."}, {"a.md": "Move the Guard7.5 server."})
    assert (len(result.new), len(result.gone)) == (1, 1)


def test_of_equal_findings_those_that_come_last_are_new() -> None:
    line = "Move the Guard7.4 server."
    after = {"a.md": f"{line}\n\n{line}"}
    first, second = findings(after)
    result = compare(
        [first, second], named(after), accept({"a.md": line}), lambda found: found is first
    )
    assert result.new == (first,)


def test_merged_baselines_accept_what_either_does_and_no_more() -> None:
    line = "Move the Guard7.4 server."
    one, two = accept({"a.md": line}), accept({"a.md": f"{line}\n{line}", "b.md": line})
    assert merged(one, two) == two == merged(two, one)
