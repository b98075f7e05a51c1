"""HAZ003: a step that cannot be undone, before any backup or check."""

import re
from collections.abc import Iterator

from runbookc.checks.procedure_sentences import Sentence, sentences_of
from runbookc.checks.rule import PageRule
from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Severity
from runbookc.lowering.wording import is_instruction
from runbookc.source import Pattern

_KINDS = ("upgrade", "update", "migrate")
_SIGNS = frozenset(
    b"""uninstall Uninstall delete Delete remove Remove drop Drop DROP erase Erase wipe Wipe purge
    Purge truncate Truncate TRUNCATE destroy Destroy overwrite Overwrite migrate Migrate convert
    Convert rm dropdb""".split()
)
_OLD = r"""(?:old|existing|previous|current)\ (?:\w+\ ){0,2}?
    (?:version | installation | server | folder | director(?:y|ies))"""
_KEPT = rf"""(?:data | databases? | tables? | schemas? | volumes? | disks? | partitions?
    | namespaces? | crds? | clusters? | stores? | repositor(?:y|ies)
    | mailbox(?:es)? | backups? | {_OLD})"""
_FOR_GOOD = Pattern(
    rf"""(?:^|[,:]\ |\b(?:and|then|to|please|now)\ )(?:
      uninstall\ (?!with\b)\w
      | (?:delete|remove|drop|erase|wipe|purge|truncate|destroy|overwrite)\ (?:[\w'’-]+\ ){{0,4}}?
        {_KEPT}\b
      | (?:migrate|convert)\ (?:[\w'’-]+\ ){{0,4}}?(?:data|databases?|schemas?|tables?)\b
    )""",
    re.VERBOSE,
)
_COMMANDS = Pattern(
    r"\brm\s+-\w*r|\bdrop\s+(?:database|table|schema)\b|\bdropdb\b|\btruncate\s+table\b"
    r"|\bhelm\s+(?:uninstall|delete)\b|\bdocker\s+volume\s+(?:rm|prune)\b"
    r"|\bapt(?:-get)?\s+(?:remove|purge)\b|\bremove-item\b[^\n]*-recurse",
)
_CARE = Pattern(
    r"""back(?:s|ed|ing)?[ -]?up | snapshot | dump | \bexport(?!\ \w+=) | archiv
    | \bcop(?:y|ies|ied)\b | \bcp\s | \bsav(?:e|ed|ing)\b | verif | \bcheck | make\ sure
    | ensure | confirm | validat | \btest | roll\ ?back | restore\ point | \bdry[ -]run""",
    re.IGNORECASE | re.VERBOSE,
)


class IrreversibleBeforeBackup(PageRule):
    """A step uninstalls, deletes or migrates before any backup or check.

    ## What it does
    Looks at upgrades, updates and migrations for the first step that uninstalls something, deletes
    data or what holds data, or converts it, in words or in a command. Reports it where nothing on
    the page up to there speaks of a backup, a copy or a check.

    ## Why it hurts
    When the next step fails, there is nothing to go back to.

    ## Bad
    ```markdown
    ## Upgrade Procedure for 7.5 to 8.0

    **Step 1 –** Uninstall the old server.

    **Step 2 –** Install the new server.
    ```

    ## Good
    ```markdown
    ## Upgrade Procedure for 7.5 to 8.0

    **Step 1 –** Back up the database.

    **Step 2 –** Uninstall the old server.

    **Step 3 –** Install the new server.
    ```

    ## False alarms it risks
    Things that hold nothing of their own, such as a tool that is uninstalled; a backup that another
    page asks for. Most pages that were read ask for one somewhere, so this is information.
    """

    code = "HAZ003"
    name = "irreversible-before-backup"
    severity = Severity.INFO

    def check(self, view: PageView) -> Iterator[Diagnostic]:
        """Report the first such step of each procedure."""
        if view.words.isdisjoint(_SIGNS):
            return
        for procedure in view.page.procedures:
            if procedure.kind not in _KINDS:
                continue
            found = next(filter(_is_for_good, sentences_of(procedure)), None)
            if found is None or _is_careful(view, found.span.line):
                continue
            yield self.finding(
                view.page.path,
                found.span,
                "This cannot be undone, and nothing before it asks for a backup or a check",
                help="Ask for a backup first, or say that none is needed.",
            )


def _is_careful(view: PageView, line: int) -> bool:
    """Whether the page speaks of a backup or a check, up to a line."""
    return any(map(_CARE.search, view.source.lines[:line]))


def _is_for_good(sentence: Sentence) -> bool:
    if sentence.code is not None:
        return bool(_COMMANDS.search(sentence.code.text.lower()))
    if sentence.warns or sentence.heads or sentence.step is None:
        return False
    folded = sentence.folded
    return is_instruction(folded) and bool(_FOR_GOOD.search(folded))
