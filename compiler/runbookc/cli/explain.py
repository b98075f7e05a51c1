"""`runbookc explain`: one rule, explained."""

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session

if TYPE_CHECKING:
    from runbookc.checks import Rule


def explain(
    session: Session,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A rule's code or name.", show_default=False)
    ],
) -> None:
    """Say what a rule finds, why, and what is right."""
    from runbookc.checks import document_of, rule_by_code

    rule = rule_by_code(code)
    if rule is None:
        raise WrongUsage(f"there is no rule {code}; {_nearest(code)}`runbookc rules` lists them")
    document = document_of(rule)
    parts = [_heading(session, rule), _folded(f"{document.summary}.", session.columns)]
    for title, body in document.sections.items():
        parts += [session.paint(title, "1"), _folded(body, session.columns)]
    if rule.mends:
        parts += [
            session.paint("Fix", "1"),
            _folded(f"`--fix` {rule.mends}.", session.columns),
        ]
    parts += [
        session.paint("To silence it where it stands", "1"),
        f"<!-- runbookc: ignore {rule.code} reason -->",
    ]
    session.print("\n\n".join(parts) + "\n")


def _heading(session: Session, rule: "Rule") -> str:
    return f"{session.paint(f'{rule.code} {rule.name}', '1')} ({rule.severity.value})"


def _folded(text: str, columns: int) -> str:
    """The text with its paragraphs laid out anew; lists and code keep their lines."""
    folded: list[str] = []
    in_code = False
    for part in text.split("\n\n"):
        fenced = part.count("```") % 2 == 1
        plain = not in_code and "```" not in part and not part.startswith(("- ", "| ", " "))
        folded.append(_wrapped(part, columns) if plain else part)
        in_code ^= fenced
    return "\n\n".join(folded)


def _wrapped(paragraph: str, columns: int) -> str:
    words = " ".join(paragraph.split())
    return textwrap.fill(words, columns, break_long_words=False, break_on_hyphens=False)


def _nearest(code: str) -> str:
    from rapidfuzz import process

    from runbookc.checks import all_rules

    known = [name for rule in all_rules() for name in (rule.code, rule.name)]
    best = process.extractOne(code.upper(), known, score_cutoff=70, processor=str.upper)
    return f"did you mean {best[0]}? " if best else ""
