"""The words by which tasks are told from descriptions. English; one place to extend."""

import re
from functools import lru_cache

from runbookc.source import Pattern

VERBS = frozenset(
    """
    accept access activate add adjust allow apply approve archive assign attach authenticate
    back backup boot browse build bump cancel change check choose clean clear click clone close
    collect compare compile complete configure confirm connect consult continue convert copy
    create cut deactivate decide decommission decompress define delete deploy deselect detach
    determine disable disconnect discover do double-click download drag drain drop edit eject
    empty enable enroll ensure enter examine execute exit expand export extract fetch fill find
    finish fix follow format generate get give go grant highlight identify ignore implement
    import include initiate input insert inspect install issue join keep kill launch leave list
    load locate lock log login look make manage manually mark merge migrate modify monitor mount
    move name navigate note obtain open paste patch perform pick place point prepare press
    proceed promote provide pull purge push put re-create read reboot rebuild recover recreate
    redeploy redirect refer refresh register reinstall reload remember remove rename repeat
    replace request reset resolve restart restore resume retrieve return revert review revoke
    right-click roll run save scale schedule scroll search select send set setup shut shutdown
    sign skip specify start stop store submit suspend switch sync synchronize take terminate
    test transfer transition trigger turn type unblock uncheck uncomment uncompress uninstall
    unlock unmount unpack unzip update upgrade upload use validate verify view visit wait watch
    write
    """.split()
)
"""Verbs with which an instruction begins."""

_INTRODUCTIONS = Pattern(
    r"""^(?:
        \(?optional(?:ly)?\)?[:,]? | please | then | now | next | also | again | once\ more
        | first(?:ly)? | second(?:ly)? | third(?:ly)? | fourth | finally | lastly
        | afterwards | after\ that | simply | just | manually | carefully | immediately | directly
        | if\ (?:necessary|needed|desired|required|applicable)
        | you\ (?:must|should|need\ to|have\ to|can) | we\ recommend\ to
    )[,:]?[ \u00a0]+""",
    re.I | re.X,
)
_CLAUSE = Pattern(
    r"^(?:on|in|from|at|to|for|with|if|when|once|after|before|under|using|by|as|within|while|inside|via|"
    r"through|depending|optionally|where|during)\b[^.;]*?,[ \u00a0]+(?P<rest>.+)$",
    re.I | re.S,
)
_FIRST_WORD = Pattern(r"[\"“'‘(\[]?([A-Za-z][A-Za-z-]*)")

LEAD_IN = Pattern(
    r"""
    \bfollow(?:ing)?\ (?:(?:the|these|those|all|each\ of\ the)\ )?(?:\w+\ ){0,2}?
        (?:steps|instructions|procedure)\b
    | \bthe\ following\ (?:\w+\ ){0,2}?(?:steps|procedure|instructions|actions|tasks)\b
    | \bthese\ (?:\w+\ )?(?:steps|instructions)\b
    | \b(?:do|does|doing|performs?|completes?|executes?|carry\ out|runs?|takes?)\ the\ following\b
    | \bas\ follows\b | \bproceed\ as\ follows\b | \bsteps\ (?:below|are|to)\b
    """,
    re.I | re.X,
)
"""A sentence that announces steps."""

_DONE_BY_PRODUCT = Pattern(
    r"\b(?:will|automatically|attempts?|tries|does|performs|executes|takes|completes|script|it) "
    r"(?:\w+ ){0,3}?(?:the following|these steps|several steps|steps)\b|\bautomatically\b",
    re.I,
)


def announces_steps(text: str) -> bool:
    """Whether a lead-in announces steps for its reader, not those that a program takes."""
    if "ollow" not in text and "teps" not in text and "nstructions" not in text:
        return False  # no lead-in is without one of these words
    sentence = text.strip().rsplit(". ", 1)[-1]
    return bool(LEAD_IN.search(sentence)) and not _DONE_BY_PRODUCT.search(sentence)


def is_outline(items: list[str], headings: list[str]) -> bool:
    """Whether list items only repeat the headings of the sections that follow."""
    if len(headings) < 2 or len(items) < 2:
        return False
    return sum(repeats(item, headings) for item in items) * 2 >= len(items)


def repeats(text: str, others: list[str]) -> bool:
    """Whether most words of a short text stand in one of the others, or the other way round."""
    words = _words(text)
    return any(_alike(words, _words(other)) for other in others)


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]{2,}", text.casefold())
    return frozenset(found) - {"the", "an", "to", "of", "for", "and", "step"}


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) * 3 >= 2 * max(1, min(len(first), len(second)))


TASK_HEADING = Pattern(
    r"""^(?:
        how\ to\b
        | (?:perform|carry\ out|execut|upgrad|updat|migrat|install|uninstall|deploy|configur|creat
            |integrat|mov|remov|restor|back(?:ing)?\ up|set(?:ting)?\ up|enabl|disabl|add|run|roll
            |start|stop|restart|chang|replac|import|export|activat|build|rotat|renew|reset|recover
            |convert|switch|prepar)(?:e|es|ing|ting|ning|ling|ping)?\b
        | .*\b(?:procedure|steps|instructions|step-by-step|walkthrough|installation|deployment
            |migration|upgrade|uninstall)\b
    )""",
    re.I | re.X,
)
"""A heading under which numbered items are steps."""

PERFORMS = Pattern(
    r"""
    ^(?:perform(?:ing)?|carry(?:ing)?\ out|execut(?:e|ing)|do(?:ing)?|run(?:ning)?)[ \u00a0]+
        (?:(?:the|an?|your)[ \u00a0]+)?(?:actual[ \u00a0]+)?
        (?:update|upgrade|migration|installation|uninstallation|deployment|rollback|restore|backup
            |procedure|steps)
    | ^(?:update|upgrade|migration|installation|rollback)?[ \u00a0]*
        (?:procedure|steps|instructions|step\ by\ step)$
    """,
    re.I | re.X,
)
"""A heading whose sub-sections are the steps of the task."""

PREREQUISITES = Pattern(
    r"""^(?:
        pre-?requisites? | requirements?
        | (?:what\ (?:do\ )?you(?:'ll|’ll|\ will)?\ need\ (?:to\ know\ )?)?
            before\ you\ (?:start|begin|upgrade|update|install|migrate)
        | what\ you(?:'ll|’ll|\ will)?\ need
        | before\ (?:upgrading|updating|installing|migrating|the\ (?:upgrade|update|migration))
        | preparations?
        | prepar(?:e|ing)(?:\ for)?\ (?:the\ |your\ )?(?:upgrade|update|migration|installation)
        | pre-?(?:upgrade|update|installation|migration)\b.*
    )\b""",
    re.I | re.X,
)
"""A heading over what must be true before the first step."""

CONSIDERATIONS = Pattern(
    r"""\b(?:
        consider | important | before | note | warning | caution | attention | limitation | compatib
        | restriction | known\ issue | support(?:ed)?\b | breaking | changes?\b
    )""",
    re.I | re.X,
)
"""A heading over what one must know before any task of the page."""

AFTERWARDS = Pattern(
    r"""^(?:
        verif | validat | check(?:ing)?\ (?:the\ )?(?:result|installation|upgrade) | result
        | what(?:'s|’s)?\ next | next\ steps?
        | how\ (?:do|can|will)\ (?:you|i)\ (?:know|tell|verify|check)
        | after\ (?:the\ )?(?:upgrade|update|migration|install|rollback)
        | post-?(?:upgrade|update|installation|migration) | roll(?:ing)?\ ?back
    )""",
    re.I | re.X,
)
"""A heading over what follows the last step."""

REFERENCE = Pattern(
    r"^(?:debug|trouble|faq|frequently|references?\b|see also|related|appendix)", re.I
)
"""A heading over what is looked up, not done."""

RESULT = Pattern(
    r"""
    \bnow\ (?:appears?|shows?|displays?|runs?|lists?|contains?|reports?|uses?|has|have)\b
    | \b(?:has|have)\ (?:now\ )?been\ (?:successfully\ )?\w+(?:ed|en)\b(?!.*\bif\b)
    | \b(?:is|are)\ now\b | ^you\ (?:can|may|have|will)\ now\b | \bcan\ now\ be\b
    | \b(?:is|are)\ (?:successfully\ )?
        (?:upgraded|updated|installed|migrated|complete|completed|finished)\b
    | ^the\ .{0,40}?status\ is\ (?:now\ )?(?:displayed|shown)\b
    """,
    re.I | re.X,
)
"""A sentence that tells how things stand after the last step."""

OPTIONAL = Pattern(r"^[(\[]?optional(?:ly)?\b[)\]]?", re.I)

ORDINAL = Pattern(
    r"""^(?:
        (?P<first>first(?:ly|[ \u00a0]of[ \u00a0]all)?)
        | (?:second|third|fourth|fifth|last)(?:ly)? | finally | next | then | afterwards?
        | the\ (?P<named>first|second|third|next|last|final)\ step\b
    )\b""",
    re.I | re.X,
)
"""A paragraph that counts itself in words."""


@lru_cache(maxsize=1 << 14)
def is_instruction(text: str) -> bool:
    """Whether a sentence tells its reader to do something."""
    rest = text.strip()
    for _ in range(4):
        shorter = _INTRODUCTIONS.sub("", rest, count=1)
        if shorter == rest:
            break
        rest = shorter
    word = _FIRST_WORD.match(rest)
    if word is None:
        return False
    if word[1].lower() in VERBS:
        return True
    clause = _CLAUSE.match(rest[:400])
    return clause is not None and is_instruction(clause["rest"])
