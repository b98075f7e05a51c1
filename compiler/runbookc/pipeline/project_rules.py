"""Runs the rules for the whole project where something that they read has changed."""

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from runbookc.checks import (
    Change,
    Facts,
    ProjectRule,
    RememberingRule,
    enabled_project_rules,
    weigh,
)
from runbookc.diagnostics import Diagnostic
from runbookc.linking import MOST_COMPARISONS, Project
from runbookc.pipeline.cache import Damaged
from runbookc.pipeline.codec import decoder, encoder
from runbookc.pipeline.identity import digest_of
from runbookc.pipeline.records import FACTS, SHAPE
from runbookc.pipeline.run import READ_ERRORS, Run
from runbookc.planning import UpgradeGraph

_PARTS = {
    "hops": ("hops", "announced"),
    "procedures": ("hops", "tasks"),
    "links": ("links", "targets", "anchors"),
}
"""The parts of records that hold what a rule says that it reads, where their names differ."""

_LANDMARKS = ("title", "more_anchors")

_NO_GRAPH = UpgradeGraph(())
"""For rules that do not look at procedures: to plan takes its time."""

Found = tuple[Diagnostic, ...]


@dataclass
class Judgement:
    """What the rules for the whole project find.

    Args:
        links: by path, what the rules that look at one page and its links find.
        asked: by path of each page whose links were looked at, the pages that decided.
        beside: what those rules find beside the pages.
        rules: by code, what each other rule read, as a digest, and what it found.
        compared: how many names were compared to find what authors meant; never too few.
        memory: by name, what rules remember that is new.
    """

    links: dict[str, Found] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    beside: Found = ()
    rules: dict[str, tuple[str, Found]] = field(default_factory=dict)
    compared: int = 0
    memory: dict[str, str] = field(default_factory=dict)

    @property
    def all(self) -> Iterator[Diagnostic]:
        """Every finding."""
        for found in self.links.values():
            yield from found
        yield from self.beside
        for _, found in self.rules.values():
            yield from found


def judge(run: Run) -> Judgement:
    """Run what must be run, and take the rest from the run's state."""
    rules = enabled_project_rules(run.settings)
    judgement = Judgement()
    alone = [rule for rule in rules if rule.alone]
    _judge_links(run, alone, judgement)
    beside = [each for rule in alone for each in rule.check_beside(run.project)]
    judgement.beside = weigh(beside, run.settings)
    for rule in rules:
        if not rule.alone:
            judgement.rules[rule.code] = _judged(run, rule, judgement)
    return judgement


def _judge_links(run: Run, rules: list[ProjectRule], judgement: Judgement) -> None:
    """The rules that look at one page and its links, on the pages for which they may change."""
    if not rules:
        return
    paths = _to_link(run)
    if paths is not None:
        _look_at_links(run, rules, paths, judgement)
        judgement.compared = run.state.compared + _compared(run.project)
        if judgement.compared <= MOST_COMPARISONS:
            _take_known(run, judgement)
            return
    # After so many comparisons no more suggestions are made, and it counts who came first.
    run.link_anew()
    judgement.links.clear()
    _look_at_links(run, rules, None, judgement)
    judgement.compared = _compared(run.project)


def _to_link(run: Run) -> set[str] | None:
    """The pages whose links may lead elsewhere than before; None means all."""
    if not run.symbols or run.symbols != run.state.symbols:
        return None
    moved = {path for path in run.fresh if _landmarks_changed(run, path)}
    wanted = set(run.fresh)
    if moved:
        rows = run.state.rows.values()
        wanted |= {row.path for row in rows if not moved.isdisjoint(row.asked.split("\n"))}
    return wanted


def _landmarks_changed(run: Run, path: str) -> bool:
    """Whether links to a page, or to a place on it, may mean something else than before."""
    old, new = run.old_compiled(path), run.by_path[path]
    if old is None or old.record.part("anchors") != new.record.part("anchors"):
        return True
    return any(getattr(new.page, name) != getattr(old.page, name) for name in _LANDMARKS)


def _look_at_links(
    run: Run, rules: list[ProjectRule], paths: set[str] | None, judgement: Judgement
) -> None:
    project = run.project
    if paths is not None:
        pages = tuple(page for page in project.pages if page.path in paths)
        project = replace(project, pages=pages, _by_path={})
    found: dict[str, list[Diagnostic]] = {}
    for rule in rules:
        facts = _facts(run, rule) if paths is None else _facts(run, rule, paths)
        for item in weigh(rule.check(project, _NO_GRAPH, facts), run.settings):
            found.setdefault(item.path, []).append(item)
    judgement.links.update({path: tuple(items) for path, items in found.items()})
    for page in project.pages:
        judgement.asked[page.path] = "\n".join(sorted(run.asked(page)))


def _take_known(run: Run, judgement: Judgement) -> None:
    """What was found on the links of the pages that were not looked at."""
    decode = decoder(tuple[Diagnostic, ...])
    for one in run.compiled:
        row = run.state.rows.get(one.page.path)
        if row is not None and row.findings and row.path not in judgement.asked:
            try:
                judgement.links[row.path] = decode(json.loads(row.findings)) if decode else ()
            except READ_ERRORS as error:
                raise Damaged(f"findings on {row.path} cannot be read") from error


def _compared(project: Project) -> int:
    pages = project.pages
    linker = pages[0].__dict__.get("_linker") if pages else None
    return linker.compared if linker is not None else 0


def _judged(run: Run, rule: ProjectRule, judgement: Judgement) -> tuple[str, Found]:
    """What a rule read, as a digest, and what it finds."""
    others, own = _digests_for(run, rule)
    digest = others + own
    known, found = _known(run, rule)
    if known and others and known.startswith(others):
        is_same = known == digest or _remembers(run, rule, judgement)
        if is_same and not (_tells_shape(rule) and _name_any(found, run.fresh)):
            return digest, found
    graph = run.graph if rule.reads is None or "hops" in rule.reads else _NO_GRAPH
    if not isinstance(rule, RememberingRule):
        return digest, weigh(rule.check(run.project, graph, _facts(run, rule)), run.settings)
    survey = rule.survey(run.project, graph, _facts(run, rule))
    if run.cache is not None:
        judgement.memory |= {_memory(rule, name): text for name, text in survey.memory().items()}
    return digest, weigh(survey.findings, run.settings)


def _known(run: Run, rule: ProjectRule) -> tuple[str, Found]:
    """What the rule read the last time, as a digest, and what it found."""
    digest, rows = run.state.rules.get(rule.code, ("", ()))
    decode = decoder(tuple[Diagnostic, ...])
    try:
        return digest, decode(rows) if decode else ()
    except READ_ERRORS as error:
        raise Damaged(f"findings of {rule.code} cannot be read") from error


def _remembers(run: Run, rule: ProjectRule, judgement: Judgement) -> bool:
    """Whether what a rule noted has changed in a way that does not matter to it."""
    if not isinstance(rule, RememberingRule) or run.cache is None or run.others:
        return False
    by_product: dict[str, list[Change]] = {}
    for path in run.fresh:
        before, after = run.old_compiled(path), run.by_path[path]
        if before is not None:
            change = Change(after.page, before.facts(rule.code), after.facts(rule.code))
            by_product.setdefault(change.page.product or "", []).append(change)
    for product, changes in by_product.items():
        name = _memory(rule, product)
        try:
            old = run.cache.meta(name)
            new = rule.remember(old, changes) if old else None
        except READ_ERRORS as error:
            raise Damaged(f"`{name}` cannot be read") from error
        if new is None:
            return False
        if new != old:
            judgement.memory[name] = new
    return True


def _memory(rule: ProjectRule, product: str) -> str:
    return f"memory:{rule.code}:{product}"


def _digests_for(run: Run, rule: ProjectRule) -> tuple[str, str]:
    """What stands for all that a rule reads, and for its own notes; "" where nothing can."""
    if not run.symbols:
        return "", ""
    own, totals = f"{SHAPE if _tells_shape(rule) else FACTS}{rule.code}", run.totals
    if rule.reads is None:
        names = {name for name in totals if not name.startswith((FACTS, SHAPE))}
    else:
        names = {part for name in rule.reads for part in _PARTS.get(name, (name,))}
    seen = sorted(names | {"short"})
    others = digest_of(run.symbols, json.dumps([(name, totals.get(name, 0)) for name in seen]))
    return others, f"{totals.get(own, 0):x}"


def _tells_shape(rule: ProjectRule) -> bool:
    return type(rule).shape is not ProjectRule.shape


def _name_any(found: Found, paths: Container[str]) -> bool:
    """Whether findings stand on any of these pages, or point there."""
    return any(
        each.path in paths or any(place.path in paths for place in each.related) for each in found
    )


def _facts(run: Run, rule: ProjectRule, paths: Iterable[str] | None = None) -> dict[str, Facts]:
    """What a rule noted, by path in order; on these pages, or on all."""
    if type(rule).gather is ProjectRule.gather:
        return {}
    name, wanted = f"{FACTS}{rule.code}", None if paths is None else set(paths)
    return {
        one.page.path: one.facts(rule.code)
        for one in run.compiled
        if one.record.has(name) and (wanted is None or one.page.path in wanted)
    }


def rules_text(judgement: Judgement) -> dict[str, tuple[str, Any]]:
    """What each rule read and found, as JSON values."""
    encode = encoder(tuple[Diagnostic, ...])
    return {
        code: (digest, encode(found) if encode else [])
        for code, (digest, found) in judgement.rules.items()
        if digest
    }
