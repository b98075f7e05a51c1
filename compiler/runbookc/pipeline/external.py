"""The links that leave the project: other hosts are asked, and what they say becomes findings."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from runbookc.checks import rule_by_code, weigh
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.external import Answer, Memory, ask, worth_asking
from runbookc.external.running import run
from runbookc.model import Link, Page
from runbookc.pipeline.compilation import Compilation, in_order, part_silenced
from runbookc.source.frozen import dataclass

CODE = "LNK006"

_HELP = {
    "dead": "Link to where the page is now, or take the link out.",
    "no-anchor": "Link to a place that the page has, or to the page itself.",
    "unreachable": "Try it in a browser; if it is gone, link to where it is now.",
}

Asker = Callable[[list[str]], dict[str, Answer]]


@dataclass(frozen=True)
class AskedOutside:
    """A compilation with what other hosts said.

    Args:
        compilation: its findings now hold those on external links.
        notes: what the user should know of the asking, a line each.
    """

    compilation: Compilation
    notes: tuple[str, ...]


def check_external(
    compilation: Compilation,
    cache: Path | None,
    *,
    offline: bool = False,
    progress: Callable[[int, int], None] | None = None,
    asker: Asker | None = None,
) -> AskedOutside:
    """Ask other hosts about the links that leave the project.

    Args:
        compilation: the linked project.
        cache: the file that keeps answers; None keeps none.
        offline: believe the kept answers only.
        progress: told how many pages of other hosts are done.
        asker: asks, in place of the network.
    """
    settings = compilation.project.settings
    policy = settings.external
    links = _links(compilation)
    wanted = [address for address in links if worth_asking(address, policy.ignore)]
    memory = Memory.load(cache, policy.cache_days * 86400.0)
    now = time.time()
    known = {a: kept for a in wanted if (kept := memory.recall(a, now)) is not None}
    missing = [address for address in wanted if address not in known]
    asked: dict[str, Answer] = {}
    if missing and not offline:
        asked = (
            asker(missing) if asker is not None else run(ask(missing, policy, progress=progress))
        )
        memory.keep(asked, now)
    answers = {**known, **asked}
    found = [finding for address in wanted for finding in _findings(links, answers, address)]
    notes = (
        *((memory.notice,) if memory.notice else ()),
        _summary(len(links), asked, known, len(missing) if offline else 0, answers),
    )
    return AskedOutside(_with(compilation, weigh(found, settings)), notes)


def _links(compilation: Compilation) -> dict[str, list[tuple[Page, Link]]]:
    """Every external link by its address, the addresses sorted."""
    found: dict[str, list[tuple[Page, Link]]] = defaultdict(list)
    for page in compilation.project.pages:
        for link in page.links:
            if link.kind == "external" and link.target.startswith(("https://", "http://")):
                found[link.target].append((page, link))
    return dict(sorted(found.items()))


def _findings(
    links: Mapping[str, list[tuple[Page, Link]]], answers: Mapping[str, Answer], address: str
) -> Iterator[Diagnostic]:
    answer = answers.get(address)
    rule = rule_by_code(CODE)
    if rule is None or answer is None or answer.outcome not in _HELP:
        return
    for page, link in links[address]:
        finding = rule.finding(
            page.path,
            link.target_span,
            f"`{_short(address)}` {answer.reason}",
            help=_HELP[answer.outcome],
        )
        passing = answer.outcome == "unreachable"
        yield replace(finding, severity=Severity.INFO) if passing else finding


def _short(address: str, most: int = 80) -> str:
    return address if len(address) <= most else f"{address[: most - 1]}…"


def _with(compilation: Compilation, found: tuple[Diagnostic, ...]) -> Compilation:
    outcome = part_silenced(found, compilation.project.settings, compilation.comments)
    return compilation.with_more(
        in_order((*compilation.diagnostics, *outcome.diagnostics)),
        (*compilation.suppressed, *outcome.suppressed),
    )


def _summary(
    count: int,
    asked: Mapping[str, Answer],
    known: Mapping[str, Answer],
    unasked: int,
    answers: Mapping[str, Answer],
) -> str:
    """One line: how many addresses there are, and what is not known of them."""
    unsure = sum(answer.outcome == "unsure" for answer in answers.values())
    private = sum(answer.outcome == "refused" for answer in answers.values())
    left = count - len(asked) - len(known) - unasked
    answered = len(asked) - sum(answer.outcome == "refused" for answer in asked.values())
    parts = [f"{count} external addresses: {answered} asked, {len(known)} known from before"]
    if left + private:
        parts.append(f"{left + private} not asked (ignored, examples, private)")
    if unsure:
        parts.append(f"{unsure} unsure (rate limit, login, no network)")
    if unasked:
        parts.append(f"{unasked} unknown while offline")
    return "; ".join(parts)
