"""Runs the rules and applies the configuration: selection, severities, silent paths."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from runbookc.checks.registry import page_rules, project_rules
from runbookc.checks.rule import Facts, PageRule, ProjectRule
from runbookc.checks.suppression import Outcome
from runbookc.checks.view import PageView
from runbookc.config import Settings, matches
from runbookc.diagnostics import Diagnostic, Severity, Suppressed

if TYPE_CHECKING:  # a worker that runs page rules needs neither
    from runbookc.linking import Project
    from runbookc.planning import UpgradeGraph


Codes = tuple[str, ...]
"""Codes of rules, or the beginnings of some."""


def check_page(view: PageView) -> tuple[Diagnostic, ...]:
    """What the page rules find, in order of place, before comments and paths silence any."""
    rules = view.settings.rules
    found: list[Diagnostic] = []
    for rule in _page_rules(rules.select, rules.ignore):
        found.extend(rule.check(view))
    return weigh(found, view.settings)


def gather_facts(view: PageView) -> dict[str, Facts]:
    """What the project rules note of a page, by code; most pages tell most rules nothing."""
    rules = view.settings.rules
    gathering = _gathering_rules(rules.select, rules.ignore)
    gathered = ((rule.code, rule.gather(view)) for rule in gathering)
    return {code: facts for code, facts in gathered if facts}


def check_project(
    project: "Project", graph: "UpgradeGraph", facts: Mapping[str, Mapping[str, Facts]]
) -> tuple[Diagnostic, ...]:
    """What the project rules find, in order of place, before comments and paths silence any.

    Args:
        project: the pages, every link resolved.
        graph: its upgrade graph.
        facts: by path, what `gather_facts` noted of the page.
    """
    noted: dict[str, dict[str, Facts]] = {}
    for path in sorted(facts):
        for code, fact in facts[path].items():
            noted.setdefault(code, {})[path] = fact
    rules = enabled_project_rules(project.settings)
    found: list[Diagnostic] = []
    for rule in rules:
        found.extend(rule.check(project, graph, noted.get(rule.code, {})))
        found.extend(rule.check_beside(project))
    return weigh(found, project.settings)


def enabled_project_rules(settings: Settings) -> tuple[ProjectRule, ...]:
    """The rules for the whole project that the configuration lets run."""
    return tuple(rule for rule in project_rules() if enabled(rule.code, settings))


def enabled(code: str, settings: Settings) -> bool:
    """Whether the configuration lets a rule run."""
    return _is_on(code, settings.rules.select, settings.rules.ignore)


def _is_on(code: str, select: Codes, ignore: Codes) -> bool:
    return (not select or code.startswith(select)) and not code.startswith(ignore)


@lru_cache(maxsize=16)
def _page_rules(select: Codes, ignore: Codes) -> tuple[PageRule, ...]:
    return tuple(rule for rule in page_rules() if _is_on(rule.code, select, ignore))


@lru_cache(maxsize=16)
def _gathering_rules(select: Codes, ignore: Codes) -> tuple[ProjectRule, ...]:
    """The rules for the whole project that note anything of a page."""
    return tuple(
        rule
        for rule in project_rules()
        if type(rule).gather is not ProjectRule.gather and _is_on(rule.code, select, ignore)
    )


def weigh(diagnostics: Iterable[Diagnostic], settings: Settings) -> tuple[Diagnostic, ...]:
    """Findings of any stage, with the configured severity, without rules that are switched off."""
    severities = settings.rules.severity
    found = [
        replace(item, severity=_severity(item, severities)) if severities else item
        for item in diagnostics
        if enabled(item.code, settings)
    ]
    return tuple(sorted(found, key=lambda item: (item.path, item.span, item.code, item.message)))


def silence_paths(diagnostics: Iterable[Diagnostic], settings: Settings) -> Outcome:
    """Apart: the findings on paths for which the configuration silences their codes."""
    ignores = settings.rules.per_path_ignores
    kept: list[Diagnostic] = []
    silenced: list[Suppressed] = []
    used: set[str] = set()
    for item in diagnostics:
        patterns = [
            pattern
            for pattern, codes in ignores.items()
            if item.code.startswith(codes) and matches(pattern, item.path)
        ]
        if patterns:
            reason = f'rules.per_path_ignores "{patterns[0]}"'
            silenced.append(Suppressed(item, "configuration", reason))
            used.update(patterns)
        else:
            kept.append(item)
    return Outcome(tuple(kept), tuple(silenced), used_patterns=frozenset(used))


def _severity(item: Diagnostic, severities: dict[str, Severity]) -> Severity:
    prefixes = [code for code in severities if item.code.startswith(code)]
    return severities[max(prefixes, key=len)] if prefixes else item.severity
