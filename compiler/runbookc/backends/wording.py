"""The words that the compiler adds to a runbook: the same in every format.

Sentences of the source are never changed; what stands here is set apart from them, so that a
reader always knows who speaks.
"""

from collections import Counter

from runbookc.lowering.components import plural
from runbookc.model import (
    HAZARD_KINDS,
    Admonition,
    AdmonitionKind,
    Appendix,
    Block,
    Consideration,
    Gate,
    OutsideLink,
    PointOfNoReturn,
    Provenance,
    RouteHop,
    Runbook,
    RunbookPart,
    SkewNotice,
    Step,
    StepPlace,
    Substeps,
    inlines_of,
    plain_text,
    walk_blocks,
)

KIND_LABELS: dict[AdmonitionKind, str] = {
    "danger": "DANGER",
    "warning": "WARNING",
    "caution": "CAUTION",
    "notice": "NOTICE",
    "important": "IMPORTANT",
    "note": "NOTE",
    "tip": "TIP",
    "info": "INFO",
}
"""The signal word of each kind, worst first."""

SYMBOLS: dict[AdmonitionKind, str] = {
    "danger": "◆",
    "warning": "▲",
    "caution": "△",
    "notice": "■",
}
"""A sign for each hazard that needs no emoji font and differs from the others without colour."""

HAZARDS = HAZARD_KINDS
"""The kinds that tell of a hazard, worst first."""

ROUTE = "Route"
BEFORE_YOU_START = "Before you start"
PREREQUISITES = "Prerequisites"
CONSIDERATIONS = "Considerations"
STEPS = "Steps"
RESULT = "Result"
ROLLBACK = "Rollback"
TIME = "Time"
SOURCE = "Source"
CONTENTS = "Contents"
WHAT_YOU_NEED = "What you need"
ONLINE_COPY = "Online copy"
WORK = "Work"
HAZARDS_COUNTED = "Hazards"
POINTS_OF_NO_RETURN = "Points of no return"
COMPATIBILITY = "Compatibility"
INDEX = "Index of files, paths and commands"
INDEX_OF_PATHS = "Files and paths"
INDEX_OF_COMMANDS = "Commands"
PROVENANCE = "Where this comes from"
OPTIONAL = "Optional"
ALSO_DESCRIBED = "Also described in"
IMAGE = "Image"
NO_STEPS = "The source numbers no steps here; this is its text."
NO_ROLLBACK = "The source gives no rollback."
BROKEN_LINK = "broken link in the source"
UNSAFE_LINK = "unsafe link removed"
IMAGE_MISSING = "the image is not in the docs"

HAZARD_SUMMARY = "Hazards on this route"
HAZARDS_OF_PROCEDURE = "Hazards"
QUOTED = "The source says this in its text:"
POINT_OF_NO_RETURN = "Point of no return"
NO_RETURN_WITHOUT_ROLLBACK = "The source gives no way back from here."
GATE = "Gate"
GATE_INTRODUCTION = "Go on only when all of this is true."
LAST_GATE = "The work is done only when all of this is true."
NO_CHECK = "The source names no check."
SIGNED_BY = "Name"
SIGNED_AT = "Date and time"
SIGNATURE = "Signature"
APPENDIX = "Appendix"
APPENDICES = "Appendices"
OUTSIDE = "What is not in this document"
DIGEST = "Digest"
FIELDS = "To fill in before you begin"
PAGE = "Page"
OF = "of"
HAZARD = "Hazard"
SAID = "What it says"
WHERE = "Where"
FIELD = "Field"
ENTRY = "Entry"
SAME_TEXT = "The same text stands in"
SKIP = "Skip to the steps"
_OPENING_WORDS = 8
"""So many words of a consideration are quoted where its reader is reminded of it."""

ROUTE_COLUMNS = ("Hop", "From", "To", "Steps", "Hazards", "Source")
"""The head of the table that shows a route."""

HAZARD_COLUMNS = ("Hazard", "What it says", "Where")
"""The head of the table of all hazards."""


def is_hazard(kind: AdmonitionKind) -> bool:
    """Whether the kind tells of a hazard rather than of something good to know."""
    return kind in SYMBOLS


def word(kind: AdmonitionKind) -> str:
    """The signal word of a kind."""
    return KIND_LABELS[kind]


def symbol(kind: AdmonitionKind) -> str:
    """The sign of a hazard, or "" for what is good to know."""
    return SYMBOLS.get(kind, "")


def own_title(admonition: Admonition) -> str:
    """What stands behind the signal word: the author's title where it says more, or QUOTED."""
    if admonition.notation == "quoted":
        return QUOTED
    own = admonition.title.strip()
    return "" if own.casefold() == word(admonition.kind).casefold() else own


def label(admonition: Admonition) -> str:
    """The signal word, and what stands behind it."""
    own = own_title(admonition)
    return f"{word(admonition.kind)}: {own}" if own else word(admonition.kind)


def part_heading(runbook: Runbook, part: RunbookPart) -> str:
    """The heading of a part: "Hop 2 of 3: StealthINTERCEPT 7.3.9 to Threat Prevention 7.5"."""
    if part.hop is None:
        return STEPS if part.procedure.steps else part.title
    return f"{part_place(runbook, part)}: {part.title}"


def part_place(runbook: Runbook, part: RunbookPart) -> str:
    """Which hop of how many a part is."""
    return f"Hop {part.number} of {len(runbook.parts)}"


def counted(number: int, one: str, many: str = "") -> str:
    """How many of something, in words: "1 step", "3 steps"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def step_count(part: RunbookPart) -> str:
    """How many steps a part has, in words."""
    count = len(part.procedure.steps)
    return counted(count, "step") if count else "no numbered steps"


def work(runbook: Runbook) -> str:
    """What there is to do, counted: "3 hops, 9 steps, 3 gates to sign"."""
    gates = sum(part.gate is not None for part in runbook.parts)
    counts = (
        (len(runbook.parts) if runbook.route is not None else 0, "hop", ""),
        (sum(len(part.procedure.steps) for part in runbook.parts), "step", ""),
        (gates, "gate to sign", "gates to sign"),
        (len(runbook.appendices), "appendix", "appendices"),
    )
    return ", ".join(counted(*count) for count in counts if count[0])


def optional_mark(step: Step) -> str:
    """The word for a step that may be left out, where its own text does not begin with it."""
    begins = (step.title or step.command).lstrip("(_*[ ").casefold()
    return OPTIONAL if step.optional and not begins.startswith(OPTIONAL.casefold()) else ""


def shown(step: Step) -> tuple[Block, ...]:
    """The step's blocks; substeps that no block places come last, so that none is lost."""
    placed = [block.start + block.count for block in step.body if isinstance(block, Substeps)]
    last = max(placed, default=0)
    missing = len(step.substeps) - last
    return (*step.body, Substeps(start=last, count=missing)) if missing > 0 else step.body


def around_substeps(step: Step) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The step's own text and what begins with its substeps; its source stands between them."""
    blocks = shown(step)
    first = next((i for i, b in enumerate(blocks) if isinstance(b, Substeps)), len(blocks))
    return blocks[:first], blocks[first:]


def step_label(number: str) -> str:
    """The label of a step within its part."""
    return f"Step {number}"


def rename_notice(hop: RouteHop) -> str:
    """What a reader must know on a hop on which the product changes its name; else ""."""
    if not hop.renamed:
        return ""
    return f"The product changes its name on this hop: {hop.from_product} becomes {hop.to_product}."


def chain(runbook: Runbook) -> tuple[str, ...]:
    """The versions of the route in order, each with its name where that is new to the reader."""
    route = runbook.route
    if route is None:
        return ()
    stops = (f"{h.to_product} {h.to_version}" if h.renamed else h.to_version for h in route.hops)
    return (f"{route.from_product} {route.from_version}", *stops)


def holds_for(statement: Consideration, runbook: Runbook) -> str:
    """For which hops a consideration holds; "" where it holds for all of them."""
    if len(statement.hops) >= len(runbook.parts):
        return ""
    noun = "hop" if len(statement.hops) == 1 else "hops"
    return f"{noun} {', '.join(map(str, statement.hops))}"


def duplicates_line(statement: Consideration) -> str:
    """Where the same stands once more in the sources, or ""."""
    places = ", ".join(source_place(one.path, one.line) for one in statement.duplicates)
    return f"{SAME_TEXT}: {places}" if places else ""


def reminders(runbook: Runbook, part: RunbookPart) -> tuple[str, ...]:
    """A line for each note that stood at the head of this hop and is told once for several."""
    return tuple(
        _reminder(statement)
        for statement in runbook.considerations
        if statement.at_head and part.number in statement.hops
    )


def _reminder(statement: Consideration) -> str:
    block = statement.body[0]
    sign = f"{word(block.kind)} " if isinstance(block, Admonition) else ""
    runs = (run for inner in walk_blocks([block]) for run in inlines_of(inner))
    words = " ".join(plain_text(run) for run in runs).split()
    more = "…" if len(words) > _OPENING_WORDS else ""
    opening = " ".join(words[:_OPENING_WORDS]) + more
    return f"This holds here too, see {CONSIDERATIONS}: {sign}“{opening}”"


def told_with_hops(statements: tuple[Consideration, ...], noun: str, runbook: Runbook) -> str:
    """Which hops have statements of their own, for who plans ahead; "" where none has."""
    homes = sorted({home for one in statements if (home := runbook.home(one))})
    if not homes:
        return ""
    hops, noun = ", ".join(map(str, homes)), noun.lower()
    if len(homes) == 1:
        return f"Hop {hops} has {noun} of its own, which stand with it."
    return f"Hops {hops} have {noun} of their own, which stand with them."


def source_place(path: str, line: int) -> str:
    """Where something comes from."""
    return f"{path}:{line}"


def chosen_description(part: RunbookPart) -> str:
    """Where the part comes from, and why from there; the others are listed by `part.hop`."""
    place = source_place(part.path, part.procedure.line)
    if part.hop is None:
        return f"{SOURCE}: {place}"
    return f"{SOURCE}: {place} ({part.hop.reason})"


def other_descriptions(part: RunbookPart) -> str:
    """The other procedures that describe the same hop, or ""."""
    others = part.hop.others if part.hop is not None else ()
    return f"{ALSO_DESCRIBED}: {', '.join(others)}" if others else ""


def unsaid(part: RunbookPart) -> str:
    """What a careful reader looks for and the source does not give, or ""."""
    return "" if part.rollback or part.procedure.rollback else NO_ROLLBACK


def hazards_of(part: RunbookPart, runbook: Runbook | None = None) -> dict[AdmonitionKind, int]:
    """How many hazards of each kind stand in a part, worst first, kinds without any left out.

    Args:
        part: the part.
        runbook: where what stood at its head, and is told once for several, counts too.
    """
    counts = Counter(admonition.kind for admonition in part.procedure.admonitions)
    for statement in runbook.considerations if runbook is not None else ():
        if statement.at_head and part.number in statement.hops:
            blocks = walk_blocks(statement.body)
            counts.update(block.kind for block in blocks if isinstance(block, Admonition))
    return {kind: counts[kind] for kind in HAZARDS if counts[kind]}


def hazard_summary(part: RunbookPart, runbook: Runbook | None = None) -> str:
    """The hazards of a part in words: "1 danger, 2 warnings", or "none"."""
    counts = hazards_of(part, runbook).items()
    words = (f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts)
    return ", ".join(words) or "none"


def route_rows(runbook: Runbook) -> tuple[tuple[str, ...], ...]:
    """The rows of the table that shows a route, in the order of `ROUTE_COLUMNS`."""
    return tuple(
        (
            str(part.number),
            f"{part.hop.from_product} {part.hop.from_version}",
            f"{part.hop.to_product} {part.hop.to_version}",
            str(len(part.procedure.steps)),
            hazard_summary(part, runbook),
            source_place(part.path, part.procedure.line),
        )
        for part in runbook.parts
        if part.hop is not None
    )


def commit_label(provenance: Provenance) -> str:
    """The commit, short enough for a footer: twelve characters, or "" where there is none."""
    if not provenance.commit:
        return ""
    changed = " with uncommitted changes" if provenance.dirty else ""
    return f"commit {provenance.commit[:12]}{changed}"


def edition(provenance: Provenance) -> str:
    """Which state of the sources this is, for the first page: the commit and its day."""
    return ", ".join(part for part in (commit_label(provenance), provenance.date[:10]) if part)


def printed_address(href: str) -> str:
    """An address as paper needs it: to be typed, without what a browser adds by itself."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        href = href.removeprefix(scheme)
    return href.rstrip("/")


def provenance_line(provenance: Provenance) -> str:
    """By what the runbook was made, from which commit and when."""
    line = f"Compiled by {provenance.compiler}"
    if provenance.commit:
        line += f" from {commit_label(provenance)}"
    if provenance.date:
        line += f", {provenance.date}"
    return f"{line}."


def hazards_heading(runbook: Runbook) -> str:
    """The heading of the summary of hazards."""
    return HAZARD_SUMMARY if runbook.route is not None else HAZARDS_OF_PROCEDURE


def step_place(place: StepPlace, runbook: Runbook) -> str:
    """A step as its reader finds it: "hop 2, step 3.1"; in one procedure "step 3.1"."""
    if place.part and runbook.route is not None:
        return _hop_step(place)
    return (_step(place) if place.part else "") or BEFORE_YOU_START.lower()


def _hop_step(place: StepPlace) -> str:
    return f"hop {place.part}, {_step(place) or 'before its first step'}"


def _step(place: StepPlace) -> str:
    return f"{'after ' if place.after else ''}step {place.number}" if place.number else ""


def part_anchor(part: int) -> str:
    """The id of a part inside a document; 0 is what stands before the first."""
    return f"hop-{part}" if part else "before-you-start"


def step_anchor(place: StepPlace) -> str:
    """The id of a step, or of its part, inside a document."""
    step = f"-step-{place.number.replace('.', '-')}" if place.number else ""
    return part_anchor(place.part) + (step if place.part else "")


def gate_heading(runbook: Runbook, gate: Gate) -> str:
    """The heading of a gate: "Gate after hop 1"."""
    return f"{GATE} after hop {gate.after}" if runbook.route is not None else GATE


def gate_introduction(runbook: Runbook, gate: Gate) -> str:
    """What stands above the checks of a gate."""
    return GATE_INTRODUCTION if gate.after < len(runbook.parts) else LAST_GATE


def skew_sentence(notice: SkewNotice) -> str:
    """What a compatibility window means on a route, in the compiler's words."""
    who = f"{plural(notice.peer)} {notice.versions} cannot connect"
    said = f"From {_hop_step(notice.begins)} on, {who}"
    if notice.ends is not None:
        said += f" until {_hop_step(notice.ends)} is done"
    if notice.ready_by is not None:
        said += f". First finish {_hop_step(notice.ready_by)} for all of them"
    return f"{said}."


def appendix_label(letter: str) -> str:
    """How a text refers to an appendix: "Appendix C"."""
    return f"{APPENDIX} {letter}"


def outside_label(number: int) -> str:
    """How a text refers to an entry of the list of what is not in the document: "link 3"."""
    return f"link {number}"


def digest_label(runbook: Runbook) -> str:
    """The digest in short form with its name, for a footer; "" where there is none."""
    return f"{DIGEST} {short_digest(runbook.digest)}" if runbook.digest else ""


def box(*, checked: bool = False) -> str:
    """A box to tick, where there is only text to draw it with."""
    return "☑ " if checked else "☐ "


def no_return_words(point: PointOfNoReturn, step: Step) -> tuple[str, ...]:
    """What there is to say of a point of no return: the source's words, unless the step begins
    with them, and what there is of a way back.
    """
    back = f"{ROLLBACK}: {point.rollback}" if point.rollback else NO_RETURN_WITHOUT_ROLLBACK
    return (back,) if step.command.startswith(point.words) else (f"“{point.words}”", back)


def considered(
    runbook: Runbook, home: int
) -> tuple[tuple[str, str, tuple[Consideration, ...]], ...]:
    """What to know before the first step, for 0, or before the steps of one hop.

    Returns:
        For each kind of which there is something to say: its heading, the sentence about those
        that stand elsewhere, or "", and the statements that stand here.
    """
    kinds = ((CONSIDERATIONS, runbook.considerations), (PREREQUISITES, runbook.prerequisites))
    found = (
        (
            word,
            "" if home else told_with_hops(statements, word, runbook),
            tuple(one for one in statements if runbook.home(one) == home),
        )
        for word, statements in kinds
    )
    return tuple(one for one in found if one[1] or one[2])


def short_digest(digest: str) -> str:
    """A digest for people: four groups of four digits."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def appendix_heading(appendix: Appendix) -> str:
    """The heading of an appendix: "Appendix C: Agents"."""
    return f"{appendix_label(appendix.letter)}: {appendix.title}"


def appendix_version(appendix: Appendix) -> str:
    """Whose docs an appendix is from, for steps of another version may lead there; or ""."""
    return f"From the docs of {appendix.version}" if appendix.version else ""


def mentioned_in(link: OutsideLink, runbook: Runbook) -> str:
    """Where a document mentions what it does not hold: "before you start, hop 2"; or ""."""
    if runbook.route is None:
        return ""
    return ", ".join(f"hop {part}" if part else BEFORE_YOU_START.lower() for part in link.parts)


def stamp(runbook: Runbook) -> str:
    """What every format holds for `runbookc verify`: by what, which runbook, from which commit."""
    made = runbook.provenance
    commit = f"{made.commit or 'none'}{'+changes' if made.dirty else ''}"
    return f"{made.compiler}; id={runbook.id}; digest={runbook.digest}; commit={commit}"
