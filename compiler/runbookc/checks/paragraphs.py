"""The paragraphs of a product as one text, which tells whether a changed page can matter.

To compare all paragraphs of a large project takes longer than all else of a check in which one page
has changed. So a check keeps this text, and the next one asks it: which paragraphs are like the new
ones but for a slip, and does any pair that is known depend on what came or went? Where it does, or
where that is not sure, all are compared again.
"""

import json
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from runbookc.checks.siblings import Words
from runbookc.checks.slips import MOST, SHORTEST, slip_between


class Pair(NamedTuple):
    """Two paragraphs with a slip between them.

    Args:
        one, other: their words, joined by blanks.
        words: those of which the one that stands more often in the product is held for right;
            empty where something else decides.
        margin: how much more often it stands.
    """

    one: str
    other: str
    words: tuple[str, ...] = ()
    margin: int = 0


class Paragraphs:
    """All paragraphs of a product, each once; none too few, though some may be there no longer.

    Args:
        lines: each paragraph's words, joined by blanks, on a line; a line end before the first.
        pairs: those with a slip between them.
    """

    def __init__(self, lines: str, pairs: Iterable[Pair]) -> None:
        self._lines = lines
        self._pairs = list(pairs)

    @classmethod
    def of(cls, paragraphs: Iterable[Words], pairs: Iterable[Pair]) -> "Paragraphs":
        """The paragraphs in which these pairs were found."""
        return cls("\n" + "".join(f"{' '.join(words)}\n" for words in paragraphs), pairs)

    @classmethod
    def read(cls, text: str) -> "Paragraphs":
        """What `text` gave.

        Raises:
            ValueError, KeyError, TypeError: it is something else.
        """
        lines, pairs = json.loads(text)
        return cls(lines, [Pair(one, other, tuple(w), int(n)) for one, other, w, n in pairs])

    @property
    def text(self) -> str:
        """All that is known, to be read again."""
        return json.dumps((self._lines, self._pairs), separators=(",", ":"))

    def exchange(self, before: Set[Words], after: Set[Words]) -> bool:
        """Take paragraphs for others; false where that can change what is found.

        Args:
            before: all paragraphs of the procedures on some pages as they were.
            after: all of them as they are now.
        """
        there = {" ".join(words) for words in before | after}
        if any(pair.one in there or pair.other in there for pair in self._pairs):
            return False
        for words in sorted(after - before):
            line = f"{' '.join(words)}\n"
            if f"\n{line}" not in self._lines:
                self._lines += line
        changed = before ^ after
        return self._decided(changed) and not any(self._may_matter(w, after) for w in changed)

    def _decided(self, changed: Iterable[Words]) -> bool:
        """Whether what is held for right is so still, whichever way words of these count."""
        pairs: list[Pair] = []
        for pair in self._pairs:
            count = sum(words.count(word) for words in changed for word in pair.words)
            if count and count >= pair.margin:
                return False
            pairs.append(pair._replace(margin=pair.margin - count))
        self._pairs = pairs
        return True

    def _may_matter(self, words: Words, after: Set[Words]) -> bool:
        """Whether there is, or comes, another pair, or one ends, with this paragraph."""
        if len(words) < SHORTEST:
            return False
        like = set(self._like(words))
        if len(like) >= MOST:  # a series perhaps, or one that ends
            return True
        others = (tuple(line.split(" ")) for line in like)
        return words in after and any(slip_between(words, other) for other in others)

    def _like(self, words: Words) -> Iterator[str]:
        """The paragraphs of about this length that share a half with one, and some more."""
        count, less = len(words), (len(words) - 1) // 2
        own = " ".join(words)
        for first, last in ((f"\n{' '.join(words[:less])} ", ""), ("", _ending(words[less + 1 :]))):
            at = self._lines.find(first or last)
            while at >= 0:
                start = self._lines.rindex("\n", 0, at + 1) if last else at
                end = self._lines.index("\n", start + 1)
                line = self._lines[start + 1 : end]
                if abs(line.count(" ") + 1 - count) < 2 and line != own:
                    yield line
                at = self._lines.find(first or last, end)


def _ending(words: Words) -> str:
    return f" {' '.join(words)}\n"
