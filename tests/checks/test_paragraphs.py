"""A change that is said not to matter makes no pair, ends none, and turns none round."""

from random import Random

import pytest

from runbookc.checks.paragraphs import Pair, Paragraphs
from runbookc.checks.siblings import Words
from runbookc.checks.slips import MOST, Difference, slips

WORDS = "the wait wiat server servre console agent agnet and ad is not copy folder stop".split()


def paragraph(random: Random, *, series: bool) -> Words:
    start = ["stop", "the", "agent", "and"] if series else random.choices(WORDS, k=4)
    return (*start, *random.choices(WORDS, k=random.randrange(3, 5)))


def found(paragraphs: set[Words]) -> dict[Difference, bool]:
    """The pairs, and which of the two is right by how often the words stand."""
    ordered = sorted(paragraphs)
    words = [word for each in ordered for word in each]
    return {
        each: not each.missing
        and words.count(each.one[each.index]) < words.count(each.other[each.index])
        for each in slips(ordered)
    }


def pairs(paragraphs: set[Words]) -> list[Pair]:
    words = [word for each in paragraphs for word in each]
    return [
        Pair(
            " ".join(each.one),
            " ".join(each.other),
            own := () if each.missing else (each.one[each.index], each.other[each.index]),
            abs(words.count(own[0]) - words.count(own[1])) if own else 0,
        )
        for each in slips(sorted(paragraphs))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_what_is_said_not_to_matter_does_not(seed: int) -> None:
    random = Random(seed)
    is_series = seed % 2 == 1
    now = {paragraph(random, series=is_series) for _ in range(random.randrange(2, MOST + 6))}
    memory = Paragraphs.of(now, pairs(now))
    answers = []
    for _ in range(60):
        pages = random.sample(sorted(now), k=min(3, len(now)))
        new = [paragraph(random, series=is_series) for _ in range(random.randrange(3))]
        after = {*pages[random.randrange(2) :], *new}
        changed = (now - set(pages)) | after
        memory = Paragraphs.read(memory.text)
        holds = memory.exchange(set(pages), after)
        answers.append(holds)
        if holds:
            assert found(now) == found(changed)
        else:
            memory = Paragraphs.of(changed, pairs(changed))
        now = changed
    assert True in answers


def test_a_pair_that_depends_on_how_often_words_stand_is_asked_again() -> None:
    one = tuple("stop the server and wiat for the agent".split())
    other = tuple("stop the server and wait for the agent".split())
    memory = Paragraphs.of(
        [one, other], [Pair(" ".join(one), " ".join(other), ("wiat", "wait"), 2)]
    )
    far = tuple("copy a folder and wait until it is there".split())
    assert memory.exchange(set(), {far})
    assert not Paragraphs.read(memory.text).exchange({far}, set())
    assert not Paragraphs.of([one, other], [Pair(" ".join(one), " ".join(other))]).exchange(
        {one}, {one}
    )


@pytest.mark.parametrize("text", ["", "{}", "[1]", '["", [["a"]]]', '[1, [["a", "b", [], 0, 1]]]'])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Paragraphs.read(text)
