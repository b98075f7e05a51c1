"""Actions that sentences ask for, and sentences that ask for something before an action."""

import re
from collections.abc import Iterator

from runbookc.lowering.wording import is_instruction
from runbookc.source import Pattern
from runbookc.source.frozen import dataclass

_VERBS = """
    apply convert decommission delete deploy detach disable disconnect downgrade drain drop erase
    execute format import install launch merge migrate overwrite purge reboot reinstall remove
    replace reset restart restore run scale start stop uninstall update upgrade wipe
""".split()
_NOUNS = {
    "installation": "install",
    "uninstallation": "uninstall",
    "deinstallation": "uninstall",
    "migration": "migrate",
    "removal": "remove",
    "deletion": "delete",
    "deployment": "deploy",
}
_DOUBLED = ("drop", "format", "reset", "run", "stop")


def _gerund(verb: str) -> str:
    if verb in _DOUBLED and verb != "format":
        return f"{verb}{verb[-1]}ing"
    return f"{verb.removesuffix('e')}ing" if verb.endswith("e") else f"{verb}ing"


_FORMS = {**{verb: verb for verb in _VERBS}, **{_gerund(v): v for v in _VERBS}, **_NOUNS}
_ANY = "|".join(sorted(_FORMS, key=len, reverse=True))
_BASE = "|".join(sorted(_VERBS, key=len, reverse=True))
_NOUN = "|".join([*_NOUNS, "restart", "reboot", "restore", "update", "upgrade", "downgrade"])
_REST = r"(?=(?P<rest>[^.;:,()]{0,80}))"
_BEFORE = Pattern(
    rf"\b(?:before|prior\ to)\s+(?:(?:you|we|the|your|any|an?|actually|continuing\ to)\s+){{0,2}}"
    rf"(?:(?:start|begin|perform|attempt|proceed\ with|run)(?:n?ing)?\s+(?:to\s+|the\s+)?)?"
    rf"(?P<verb>{_ANY})\b{_REST}"
)
_NOT_YET = Pattern(
    rf"\b(?:do\ not|don['’]t|never|must\ not|should\ not|cannot)\s+(?P<verb>{_BASE})\b"
    r"(?=(?P<rest>[^.;:,()]{0,80}?)\b(?:before|until|unless)\b)"
)
_BEFORE_STEP = Pattern(
    r"\bbefore\s+(?:(?:performing|executing|starting|doing|running|you\s+\w+)\s+)?step\s+(\d+)\b"
)
_DEMAND = Pattern(
    r"\b(?:must|should|make\ sure|be\ sure|ensure|need(?:s|ed)?\ to|have\ to|required?"
    r"|recommend(?:ed)?|important(?:ly)?|please|do\ not|don['’]t|never|always|back(?:ed)?\ ?up)\b"
)
_ACTION = Pattern(
    rf"(?:^|[,:]\s+|\b(?:and|then|to|please|now)\s+)(?P<verb>{_BASE})\b(?!\s+by\b){_REST}"
)
_PERFORM = Pattern(
    r"\b(?:perform|initiate|begin|start|run|trigger|execute|carry\ out)\s+(?:(?:the|an?|your)\s+)?"
    rf"(?P<rest>(?:[\w-]+\s+){{0,2}}?)(?P<verb>{_NOUN})\b(?!-)"
)
_LOST = Pattern(
    r"\b(?:this|doing so|the above)\b[^.]{0,60}\b(?:overwrite|delete|remove|erase|destroy|wipe|drop"
    r"|discard|undone|reverse|revert|rolled|recovered|irreversible|permanent|loss)"
)
_NEVER = ("do not", "don't", "don’t", "never", "must not", "should not", "cannot")
_LEADS = {
    "before ": (_BEFORE, _BEFORE_STEP),
    "prior to ": (_BEFORE,),
    **dict.fromkeys(_NEVER, (_NOT_YET,)),
    **dict.fromkeys(("this ", "doing so", "the above"), (_LOST,)),
}
"""With what a guard may begin, and the patterns of what follows."""
_MARKUP = str.maketrans("", "", "*_`>")
_THIS = Pattern(
    r"^(?:note\ that\s+|please\ note\ that\s+)?(?:this|doing\ so"
    r"|(?:this|the\ above)\ (?:action|command|operation|option|procedure|process|step))\s+"
    r"(?:(?:will|may|can|also|permanently|irrevocably|completely)\s+){0,3}"
    r"(?:(?:overwrite|delete|remove|erase|destroy|wipe|drop|discard)s?\s+(?:all|any|every|the|your)\b"
    r"|(?:cannot|can\ not|can['’]t)\ be\ (?:undone|reversed|reverted|rolled\ back|recovered)\b"
    r"|is\ (?:irreversible|not\ reversible|permanent)\b"
    r"|(?:result\ in|cause|lead\ to)s?\ (?:data\ loss|(?:the\ )?loss\ of))"
)
_ASIDE = Pattern(
    r"\b(?:before|prior\ to|until|unless|after|once|when|while|if|how|that|which)\b[^,:]*$"
)
"""What stands in such a clause is not asked for."""
_NEXT = Pattern(r"\b(?:and|then|before|until|unless|after|if|when|to|using|with)\b")
_SMALL = frozenset(
    """a all an and any are as at be before by do for from have has if in into is it its make must
    new not of off old on once only or our out over own please should so step such sure than that
    the their them then there these this those to up using via was were when which while will with
    you your process procedure following version""".split()
)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to be done: the verb, what it is done to, and where the words stand."""

    verb: str
    objects: frozenset[str]
    start: int
    end: int

    def concerns(self, other: "Action") -> bool:
        """Whether both may be the same action; who names nothing may mean anything."""
        if self.verb != other.verb:
            return False
        return not self.objects or not other.objects or bool(self.objects & other.objects)


@dataclass(frozen=True, slots=True)
class Guard:
    """What a sentence wants something to be done before.

    Args:
        action: the action; None where the sentence names it by "this".
        step: the number of a step, where the sentence names it by that.
    """

    action: Action | None = None
    step: int | None = None


def actions_in(sentence: str) -> Iterator[Action]:
    """The actions that a sentence in small letters asks for."""
    if is_instruction(sentence):
        for pattern in (_ACTION, _PERFORM):
            for match in pattern.finditer(sentence):
                if not _ASIDE.search(sentence, 0, match.start("verb")):
                    yield _action(match)


def may_guard(text: str) -> bool:
    """Whether a part of a page's source, in small letters, may hold a guard; cheap."""
    text = text.translate(_MARKUP)
    for lead, patterns in _LEADS.items():
        start = text.find(lead)
        while start >= 0:
            if any(pattern.match(text, start) for pattern in patterns):
                return True
            start = text.find(lead, start + 1)
    return False


def guard_in(sentence: str) -> Guard | None:
    """What a sentence in small letters guards, if it guards anything."""
    if match := _BEFORE_STEP.search(sentence):
        return Guard(step=int(match[1][:6]))
    if _THIS.match(sentence):
        return Guard()
    if match := _NOT_YET.search(sentence):
        return Guard(_action(match))
    match = _BEFORE.search(sentence)
    if match is None or not (_DEMAND.search(sentence) or _instructs(sentence, match)):
        return None
    return Guard(_action(match))


def _instructs(sentence: str, match: re.Match[str]) -> bool:
    """Whether what stands around the clause that begins with "before" is an instruction."""
    before, after = sentence[: match.start()].strip(), sentence[match.end("rest") :]
    return is_instruction(before or after.lstrip(" ,"))


def _action(match: re.Match[str]) -> Action:
    words = re.findall(r"[^\W\d_][\w-]+", _NEXT.split(match["rest"])[0])
    objects = frozenset(word.removesuffix("s") for word in words if word not in _SMALL)
    return Action(_FORMS[match["verb"]], objects, match.start("verb"), match.end("verb"))
