"""Actions that nobody undoes by going back: uninstalling, deleting, overwriting, converting.

`is_for_good` and `destroys` are wide: they look for what asks for a backup first. `final_action`
and `final_commands` are narrow: what they find is called a point of no return.
"""

import re
from collections.abc import Iterator

from runbookc.lowering.wording import is_instruction
from runbookc.source import Pattern

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
_MORE_KEPT = rf"""(?:{_KEPT} | (?:servers? | machines? | nodes? | agents?)(?!\ from\b) | folders?
    | files? | director(?:y|ies) | index(?:es)? | certificates? | tenants? | vaults?
    | (?:user\ )?accounts?)"""
_GAP = r"(?:(?!(?:for|in|from|on|to|with|of|by|blocks?|sections?)\b)[\w'’-]+\ ){0,4}?"
_FINAL_ACTION = Pattern(
    rf"""(?:^|[,:]\ |\b(?:and|then|please|now)\ (?:then\ )?
        |^(?:click|select|choose|press|run|use|execute)\b[^,.;]{{0,80}}?\bto\ )
    (?P<action>
      uninstall\ (?!with\b)\w | run\ the\ uninstall | decommission\ \w
      | (?:permanently\ )?(?:delete|remove|drop|erase|wipe|purge|truncate|destroy|overwrite)
        \ {_GAP}{_MORE_KEPT}\b(?!\ (?:entry|entries|filters?|listen|names?|options?|paths?|sections?
        |settings?|shortcuts?|sources?|types?|from\ the\ (?:list|table|view))\b)
      | (?:re)?format\ {_GAP}(?:disks?|drives?|partitions?|volumes?)\b
      | (?:migrate|convert|upgrade|update|alter)\ {_GAP}
        (?:databases?(?!\ (?:servers?|accounts?|passwords?|connections?))|schemas?|tables?)\b
    )""",
    re.VERBOSE,
)
_SAID = Pattern(
    r"""\b(?:can['’]t|can\ ?not)\ be\ (?:undone|reversed|reverted|rolled\ back)\b
    | \b(?:is|are)\ (?:irreversible|not\ reversible)\b | \birreversibl[ey]\b
    | \bno\ way\ (?:back\b|to\ (?:undo|revert|go\ back|roll))
    | \b(?:this|doing\ so)\ (?:\w+\ ){0,3}?(?:overwrites?|deletes?|erases?|wipes?|destroys?)
      \ (?:all|any|every|the|your|existing)\ (?:\w+\ ){0,4}?(?:data|databases?|files?)\b""",
    re.VERBOSE,
)
_MORE_COMMANDS = Pattern(
    rf"{_COMMANDS.pattern}|\b(?:yum|dnf|zypper)\s+(?:remove|erase)\b|\bmsiexec\b[^\n]*\s/x"
    r"|\bmkfs\b|\bwipefs\b|\bdd\s+if=/dev/(?:zero|u?random)\b|--zap-all\b|\balter\s+table\b"
    r"|\bkubectl\s+(?:-n\s+\S+\s+)?delete\s+(?:crds?|customresourcedefinitions?|namespaces?|ns|pvc?"
    r"|persistentvolume(?:claim)?s?)\b|\bcompose\s+down\s[^\n]*(?:-v\b|--volumes\b)",
)
_RUNS = Pattern(
    r"(?:^|[,:]\ |\b(?:and|then|please|now)\ )(?P<action>(?:run|execute|issue|type|enter)\ "
    rf"[^.;]{{0,60}}?(?:{_MORE_COMMANDS.pattern}))"
)
_MAYBE = Pattern(
    r"\b(?:if|unless|when|whenever|in case|where|optional(?:ly)?|you (?:can|may|might|could)|want"
    r"|wish|prefer|should you|would|example|e\.g|do not|don['’]t|never|before|test|once you have)\b"
    r"|^to\b"
)
_PASSING = Pattern(
    r"\b(?:te?mp|temporar(?:y|ily)|cached?|downloaded|unpacked|extracted|installers?|installation"
    r" files?|lock|pid|session|filters?|rules?|lines?|comments?|copy|copies|shortcuts?"
    r"|policy|policies|labels?|taints?|pods?|tar|tarballs?|zip|images?|packages?|from the list"
    r"|duplicates?|empty)\b"
)
"""What comes back by itself, or is no loss."""


def is_for_good(sentence: str) -> bool:
    """Whether a sentence in small letters asks to destroy something, or to convert it."""
    return is_instruction(sentence) and bool(_FOR_GOOD.search(sentence))


def destroys(code: str) -> bool:
    """Whether one of some commands destroys something."""
    return bool(_COMMANDS.search(code.lower()))


def final_action(sentence: str) -> int | None:
    """Where a sentence asks, without any condition, for what cannot be undone by going back."""
    folded = sentence.lower()
    if is_conditional(sentence):
        return None
    if command := _RUNS.search(folded):
        return None if _PASSING.search(folded) else command.start("action")
    match = _FINAL_ACTION.search(folded)
    if match is None or _PASSING.search(folded, match.start("action")):
        return None
    start = match.start("action")
    return start if start == 0 or is_instruction(folded) else None


def is_conditional(sentence: str) -> bool:
    """Whether what a sentence asks for is not asked of every reader."""
    return bool(_MAYBE.search(sentence.lower()))


def says_final(sentence: str) -> bool:
    """Whether a sentence says of something that it cannot be undone."""
    return bool(_SAID.search(sentence.lower())) and not is_conditional(sentence)


def final_commands(code: str) -> Iterator[str]:
    """The lines of code that destroy something."""
    for line in code.splitlines():
        folded = line.lower()
        if _MORE_COMMANDS.search(folded) and not _PASSING.search(folded) and "#" not in line[:1]:
            yield line.strip()
