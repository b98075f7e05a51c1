"""The rules of the gate: one rule is one module in `rules`, one test file, one page of docs."""

from runbookc.checks.documentation import document_of, rule_pages
from runbookc.checks.registry import (
    all_rules,
    page_rules,
    project_rules,
    refuse_unknown_codes,
    rule_by_code,
    unknown_code,
)
from runbookc.checks.rule import Facts, PageRule, ProjectRule, Rule, StageRule
from runbookc.checks.runner import (
    check_page,
    check_project,
    enabled_project_rules,
    gather_facts,
    silence_paths,
    weigh,
)
from runbookc.checks.suppression import Outcome, Suppression, silence, suppressions_of
from runbookc.checks.view import PageView

__all__ = [
    "Facts",
    "Outcome",
    "PageRule",
    "PageView",
    "ProjectRule",
    "Rule",
    "StageRule",
    "Suppression",
    "all_rules",
    "check_page",
    "check_project",
    "document_of",
    "enabled_project_rules",
    "gather_facts",
    "page_rules",
    "project_rules",
    "refuse_unknown_codes",
    "rule_by_code",
    "rule_pages",
    "silence",
    "silence_paths",
    "suppressions_of",
    "unknown_code",
    "weigh",
]
