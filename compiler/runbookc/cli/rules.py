"""`runbookc rules`: the list of rules."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from runbookc.cli.session import Session


class Format(StrEnum):
    """How the list is printed."""

    TEXT = "text"
    JSON = "json"


def rules(
    session: Session,
    format: Annotated[Format, typer.Option("--format", help="How to print rules.")] = Format.TEXT,
) -> None:
    """List the rules."""
    from runbookc.checks import all_rules, document_of

    rows = [
        (rule.code, rule.name, rule.severity.value, document_of(rule).summary)
        for rule in all_rules()
    ]
    if format is Format.JSON:
        keys = ("code", "name", "severity", "summary")
        document = {"version": 1, "rules": [dict(zip(keys, row, strict=True)) for row in rows]}
        session.print(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for code, name, severity, summary in rows:
        session.print(
            f"{code:<{widths[0]}}  {name:<{widths[1]}}  {severity:<{widths[2]}}  {summary}\n"
        )
