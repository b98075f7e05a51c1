"""The rules of the gate: one rule is one module in `rules`, one test file, one page of docs."""

from runbookc.checks.baseline import Baseline, Comparison, Named, baseline_of, compare, merged
from runbookc.checks.documentation import document_of, family_of, page_of, rule_pages
from runbookc.checks.registry import (
    all_rules,
    page_rules,
    project_rules,
    refuse_unknown_codes,
    rule_by_code,
    unknown_code,
)
from runbookc.checks.rule import (
    Change,
    Facts,
    PageRule,
    ProjectRule,
    RememberingRule,
    Rule,
    StageRule,
)
from runbookc.checks.runner import (
    check_page,
    check_project,
    enabled,
    enabled_project_rules,
    gather_facts,
    silence_paths,
    weigh,
)
from runbookc.checks.scope import Scope
from runbookc.checks.suppression import Outcome, Suppression, silence, suppressions_of
from runbookc.checks.unused import unused_suppressions
from runbookc.checks.view import PageView

__all__ = [
    "Baseline",
    "Change",
    "Comparison",
    "Facts",
    "Named",
    "Outcome",
    "PageRule",
    "PageView",
    "ProjectRule",
    "RememberingRule",
    "Rule",
    "Scope",
    "StageRule",
    "Suppression",
    "all_rules",
    "baseline_of",
    "check_page",
    "check_project",
    "compare",
    "document_of",
    "enabled",
    "enabled_project_rules",
    "family_of",
    "gather_facts",
    "merged",
    "page_of",
    "page_rules",
    "project_rules",
    "refuse_unknown_codes",
    "rule_by_code",
    "rule_pages",
    "silence",
    "silence_paths",
    "suppressions_of",
    "unknown_code",
    "unused_suppressions",
    "weigh",
]
