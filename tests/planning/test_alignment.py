"""What stayed, moved, was reworded, came or went in a list of texts; which words of a text did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbookc.planning.alignment import align, mark_words

BACKUP = "Back up the database of the server."
STOP = "Stop the service on every domain controller."
INSTALL = "Run the installer as an administrator."
CHECK = "Check that the console shows version 8.0."


def told(old: list[str], new: list[str]) -> list[str]:
    """The changes in a few signs: + new, - gone, > moved, ~ reworded, = stayed."""
    found = []
    for pair in align(old, new):
        if pair.old is None or pair.new is None:
            found.append(f"-{pair.old}" if pair.new is None else f"+{pair.new}")
        else:
            sign = ">" if pair.moved else "=" if old[pair.old] == new[pair.new] else "~"
            found.append(f"{sign}{pair.old}{pair.new}")
    return found


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([BACKUP, STOP], [BACKUP, STOP], ["=00", "=11"]),
        ([STOP, INSTALL], [BACKUP, STOP, INSTALL], ["+0", "=01", "=12"]),
        ([BACKUP, STOP, INSTALL], [BACKUP, INSTALL], ["=00", "-1", "=21"]),
        ([BACKUP, STOP, INSTALL], [STOP, INSTALL, BACKUP], ["=10", "=21", ">02"]),
        ([BACKUP, STOP], [BACKUP, STOP.replace("every", "each")], ["=00", "~11"]),
        (
            [BACKUP, STOP, INSTALL, CHECK],
            [INSTALL.replace("Run", "Start"), BACKUP, STOP, CHECK],
            [">20", "=01", "=12", "=33"],
        ),
        (["Next.", BACKUP, "Next."], [BACKUP, "Next."], ["-0", "=10", "=21"]),
        ([BACKUP], [CHECK], ["+0", "-0"]),
        ([], [BACKUP], ["+0"]),
        ([BACKUP], [], ["-0"]),
    ],
)
def test_each_way_to_change(old: list[str], new: list[str], changes: list[str]) -> None:
    assert sorted(told(old, new)) == sorted(changes)


def test_what_is_gone_stands_where_it_was() -> None:
    assert told([BACKUP, STOP, INSTALL], [BACKUP, CHECK, INSTALL]) == ["=00", "+1", "-1", "=22"]


@given(
    st.lists(st.sampled_from("abcde"), max_size=8), st.lists(st.sampled_from("abcde"), max_size=8)
)
def test_every_text_is_told_once(old: list[str], new: list[str]) -> None:
    pairs = align(old, new)
    assert sorted(p.old for p in pairs if p.old is not None) == list(range(len(old)))
    assert [p.new for p in pairs if p.new is not None] == list(range(len(new)))
    assert not any(pair.moved for pair in align(old, old))


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_marked_words_hold_both_texts(old: str, new: str) -> None:
    words = mark_words(old, new)
    for text, kinds in ((old, ("same", "gone")), (new, ("same", "new"))):
        assert " ".join(w.text for w in words if w.kind in kinds).split() == text.split()
    assert all(word.kind == "same" for word in mark_words(old, old))


def test_words_are_marked() -> None:
    marked = mark_words("Stop the 7.4 service.\nWait.", "Stop the 7.5 service now.\nWait.")
    assert [(word.kind, word.text) for word in marked] == [
        ("same", "Stop the"),
        ("gone", "7.4 service."),
        ("new", "7.5 service now."),
        ("same", "\nWait."),
    ]


def test_lists_and_texts_of_any_size_take_little_time() -> None:
    many = [f"{number} {'x' * 5000}" for number in range(6000)]
    assert len(align(many, [f"y{text}" for text in many])) == 12000
    assert len(mark_words("a " * 20_000, "b " * 20_000)) == 2
