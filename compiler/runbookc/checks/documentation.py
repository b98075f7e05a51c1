"""A rule's docstring as its page of documentation: the only place where a rule is described."""

import inspect
import re

from runbookc.checks.registry import all_rules
from runbookc.checks.rule import Rule
from runbookc.source.frozen import dataclass

SECTIONS = ("What it does", "Why it hurts", "Bad", "Good", "False alarms it risks")
"""The headings of a rule's docstring, in order."""

FAMILIES = {
    "LNK": "links",
    "VER": "versions",
    "STP": "steps",
    "HAZ": "hazards",
    "TRM": "terms",
    "SRC": "sources",
    "PDF": "print",
}
"""What the rules of a family are about, by the letters of their codes, in order of presentation."""

_HEADING = re.compile(rf"^## ({'|'.join(SECTIONS)})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleDocument:
    """A rule's docstring, taken apart.

    Args:
        summary: its first sentence, without the full stop.
        sections: Markdown by heading, in the order of `SECTIONS`.
    """

    summary: str
    sections: dict[str, str]


def document_of(rule: Rule) -> RuleDocument:
    """Read a rule's docstring."""
    text = inspect.cleandoc(type(rule).__doc__ or "")
    summary, *rest = _HEADING.split(text)
    titles, bodies = rest[::2], rest[1::2]
    sections = {title: body.strip() for title, body in zip(titles, bodies, strict=True)}
    return RuleDocument(" ".join(summary.split()).removesuffix("."), sections)


def rule_pages() -> dict[str, str]:
    """The documentation of all rules: Markdown by file name, with an index."""
    pages = {f"{rule.name}.md": page_of(rule) for rule in all_rules()}
    pages["index.md"] = _index()
    return pages


def page_of(rule: Rule) -> str:
    """A rule's page of documentation, in Markdown."""
    document = document_of(rule)
    parts = [
        f"# {rule.code} {rule.name}",
        f"{document.summary}. Severity: {rule.severity}.",
    ]
    for title, body in document.sections.items():
        parts += [f"## {title}", body]
    if rule.mends:
        parts += ["## Fix", f"`--fix` {rule.mends}."]
    parts += [
        "## To silence it",
        "Where it stands, with a reason, on the line before:",
        f"```markdown\n<!-- runbookc: ignore {rule.code} reason -->\n```",
    ]
    return "\n\n".join(parts) + "\n"


def family_of(rule: Rule) -> str:
    """What the rule's family is about."""
    return FAMILIES[rule.code[:3]]


def _index() -> str:
    parts = ["# Rules\n"]
    for letters, family in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.code.startswith(letters)]
        parts += [f"## {family.capitalize()}\n", _table(rules)]
    return "\n".join(parts)


def _table(rules: list[Rule]) -> str:
    rows = [
        f"| [{rule.code}]({rule.name}.md) | {rule.name} | {rule.severity} "
        f"| {'yes' if rule.mends else ''} | {document_of(rule).summary} |"
        for rule in rules
    ]
    return "\n".join(
        [
            "| code | name | severity | fixable | finds |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )
