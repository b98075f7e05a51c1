"""The rules of the gate: one rule is one module in `rules`, one test file, one page of docs."""

from runbookc.checks.documentation import RuleDocument, document_of, rule_pages
from runbookc.checks.registry import (
    all_rules,
    page_rules,
    project_rules,
    refuse_unknown_codes,
    rule_by_code,
)
from runbookc.checks.rule import PageRule, ProjectRule, Rule, StageRule
from runbookc.checks.runner import check_page, check_project, enabled, silence_paths, weigh
from runbookc.checks.suppression import Outcome, Suppression, silence, suppressions_of
from runbookc.checks.view import PageView, Passage

__all__ = [
    "Outcome",
    "PageRule",
    "PageView",
    "Passage",
    "ProjectRule",
    "Rule",
    "RuleDocument",
    "StageRule",
    "Suppression",
    "all_rules",
    "check_page",
    "check_project",
    "document_of",
    "enabled",
    "page_rules",
    "project_rules",
    "refuse_unknown_codes",
    "rule_by_code",
    "rule_pages",
    "silence",
    "silence_paths",
    "suppressions_of",
    "weigh",
]
