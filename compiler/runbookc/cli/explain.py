"""`runbookc explain`: one rule, explained."""

from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.checks import Rule


def explain(
    session: Session,
    code: Annotated[str, typer.Argument(help="A rule's code or name.", show_default=False)],
) -> None:
    """Say what a rule finds, why, and what is right."""
    from runbookc.checks import document_of, rule_by_code

    rule = rule_by_code(code)
    if rule is None:
        raise WrongUsage(f"there is no rule {code}{_nearest(code)}; `runbookc rules` lists them")
    document = document_of(rule)
    parts = [_heading(session, rule), f"{document.summary}."]
    for title, body in document.sections.items():
        parts += [session.paint(title, "1"), body]
    parts += [
        session.paint("To silence it where it stands", "1"),
        f"<!-- runbookc: ignore {rule.code} reason -->",
    ]
    session.print("\n\n".join(parts) + "\n")


def _heading(session: Session, rule: "Rule") -> str:
    return f"{session.paint(f'{rule.code} {rule.name}', '1')} ({rule.severity.value})"


def _nearest(code: str) -> str:
    from rapidfuzz import process

    from runbookc.checks import all_rules

    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    best = process.extractOne(code.upper(), known, score_cutoff=70, processor=str.upper)
    return f"; did you mean {best[0]}?" if best else ""
