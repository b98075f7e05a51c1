"""The rules as reports tell of them, from their documentation."""

from importlib import metadata

from runbookc.checks import all_rules, document_of, family_of, page_of
from runbookc.reporting import RuleFacts

_LABEL = "Documentation"


def rule_facts() -> tuple[RuleFacts, ...]:
    """All rules, by code."""
    site = _documentation()
    facts = []
    for rule in all_rules():
        document = document_of(rule)
        facts.append(
            RuleFacts(
                rule.code,
                rule.name,
                rule.severity,
                family_of(rule),
                document.summary,
                " ".join(document.sections.get("What it does", "").split()),
                page_of(rule),
                f"{site}/rules/{rule.name}/" if site else "",
            )
        )
    return tuple(facts)


def _documentation() -> str:
    """Where the package says that its documentation is published, "" where it does not."""
    try:
        lines: list[str] = metadata.metadata("runbookc").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    by_label = {label: address for label, _, address in (line.partition(", ") for line in lines)}
    return by_label.get(_LABEL, "").rstrip("/")
