"""Sentences that ask to look whether all is as it should be."""

import re

from runbookc.lowering.wording import RESULT, is_instruction

_ASKS = re.compile(
    r"""(?:^|[,:]\ |\b(?:and|then|now|also|next|finally|please),?\ )(?:
      make\ sure | be\ sure | ensure\ (?!you\b)\w
    )
    | (?:^|[,:]\ |\b(?:and|then|now|also|next|finally|please|to),?\ )(?:
      (?:verify|validate|double-check)\ (?!with\b|by\b|code\b|password\b)\w
      | confirm\ (?:that|whether|if|all|every|each|(?:the|your|both|its)\b[^.;]*?\b
          (?:is|are|has|have|was|were|shows?|displays?|runs?|starts?|appears?|works?)\b)
      | check\ (?:that|whether|if|for\ (?:errors?|warnings?)
          |(?:the|your|its|all)\ (?:[\w-]+\ ){0,3}?(?:status|state|version|health|logs?)\b)
      | test\ (?:that|whether|if)\b
    )""",
    re.VERBOSE,
)
_SHOULD = re.compile(
    r"""\byou\ should\ (?:now\ )?see\b
    | \bshould\ (?:now\ )?(?:appear|contain|display|have|list|report|return|say|show|work
        |be\ (?:able|accessible|active|available|connected|displayed|empty|healthy|listed|online
            |ready|running|shown|visible))\b""",
    re.VERBOSE,
)
_LEFT_OPEN = re.compile(
    r"^(?:optional|if|for example|see|refer)\b|\bbefore\b|\byou (?:can|may|might)\b|\bto avoid\b"
    r"|\b(?:always|optionally|if desired|in advance|in the future|since version)\b"
    r"|\b(?:ensure|make sure|be sure)\b.*\bby \w+ing\b"
)

HEADING = re.compile(
    r"^(?:verif|validat|check|confirm|test(?:ing)?\b|results?$|how (?:do|can|will) (?:you|i)"
    r" (?:know|tell|verify|check))",
    re.IGNORECASE,
)
"""A heading over what is to be verified at the end."""


def asks_to_verify(sentence: str) -> bool:
    """Whether a sentence asks its reader to look, or says what must be seen by now."""
    folded = sentence.strip().lower()
    if _LEFT_OPEN.search(folded):
        return False
    return bool(_SHOULD.search(folded) or (_ASKS.search(folded) and is_instruction(folded)))


def tells_outcome(sentence: str) -> bool:
    """Whether a sentence says, without any condition, how things stand after the last step."""
    folded = sentence.strip().lower()
    return bool(RESULT.search(folded)) and not _LEFT_OPEN.search(folded) and "will" not in folded
