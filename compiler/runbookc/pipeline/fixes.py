"""Applies the findings' fixes, and keeps those that mend their finding and make no other."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from runbookc.diagnostics import Diagnostic, Edit, Fix, Severity, applicable, compatible, edited
from runbookc.model import Page
from runbookc.pipeline.compilation import Compilation
from runbookc.pipeline.rewrite import Change, why_not
from runbookc.pipeline.spellings import led
from runbookc.source import SourceFile, decode
from runbookc.source.frozen import dataclass

_MOST_COMPILATIONS = 12
"""Rounds of fixing, those that are taken back counted; each compiles the project once."""

Compile = Callable[[Mapping[str, bytes]], Compilation]
"""Compiles the project with other contents for some of its files, by path."""

Choose = Callable[[Compilation], Iterable[Diagnostic]]
"""The findings of a compilation that the user asked for."""

_Kind = tuple[str, str, str]
_FixName = tuple[_Kind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mending:
    """What fixes make of a project; nothing is written yet.

    Args:
        compilation: the project after them. A finding whose fix was taken back has none any more.
        before: the findings that the user asked for, before any fix.
        after: those that are left.
        changes: the bytes of each mended file, by path.
        refused: why a file with a fix was left alone, by path.
    """

    compilation: Compilation
    before: tuple[Diagnostic, ...]
    after: tuple[Diagnostic, ...]
    changes: Mapping[str, Change]
    refused: Mapping[str, str]


def mend(compile: Compile, choose: Choose) -> Mending:
    """Fix what the chosen findings have a fix for, in memory.

    The fixes are applied together and the project is compiled anew. A fix whose finding is still
    there, or that made another finding, is taken back, and the rest is tried again. What has a
    fix then, because two of them touched one place or one uncovered another, is the next round.
    """
    mender = _Mender(compile, choose)
    for _ in range(_MOST_COMPILATIONS):
        if not mender.round():
            break
    return mender.result()


class _Mender:
    def __init__(self, compile: Compile, choose: Choose) -> None:
        self._compile, self._choose = compile, choose
        self._compilation = compile({})
        self._before = tuple(choose(self._compilation))
        self._originals: dict[str, bytes] = {}
        self._contents: dict[str, bytes] = {}
        self._sources: dict[str, SourceFile] = {}
        self._seen: set[tuple[str, bytes]] = set()
        self._refused: dict[str, str] = {}
        self._withdrawn: set[_FixName] = set()
        pairs = (item.fix.spelling for item in self._before if item.fix and item.fix.spelling)
        self._leading = led(self._compilation.inventory, pairs)

    def round(self) -> bool:
        """Apply all fixes that are open; False where there is none left."""
        chosen = self._open()
        if not chosen:
            return False
        contents = self._applied(chosen)
        after = self._compile({**self._contents, **contents})
        blamed = _Judge(chosen, self._compilation, after).blamed()
        # A fix that leads back to what a page was before would go on for ever.
        blamed += [
            item for item in chosen if any((p, contents[p]) in self._seen for p in _paths(item))
        ]
        if blamed:
            self._withdrawn.update(map(_name, blamed))
            return True
        self._seen.update((path, self._content(path)) for path in contents)
        self._contents.update(contents)
        for path in contents:
            self._sources.pop(path, None)
        self._compilation = after
        return True

    def result(self) -> Mending:
        closed = {i for i in self._choose(self._compilation) if i.fix and not self._is_open(i)}
        after = tuple(
            replace(item, fix=None) if item in closed else item
            for item in self._compilation.diagnostics
        )
        compilation = replace(self._compilation, diagnostics=after)
        changes = {
            path: Change(self._originals[path], content)
            for path, content in sorted(self._contents.items())
            if content != self._originals[path]
        }
        left = tuple(self._choose(compilation))
        return Mending(
            compilation, self._before, left, changes, dict(sorted(self._refused.items()))
        )

    def _open(self) -> list[Diagnostic]:
        """The findings whose fixes can be applied together now, in order of place."""
        items = [item for item in self._choose(self._compilation) if self._is_open(item)]
        fixes = set(compatible(dict.fromkeys(item.fix for item in items if item.fix)))
        return [item for item in items if item.fix in fixes]

    def _is_open(self, item: Diagnostic) -> bool:
        if item.fix is None or _name(item) in self._withdrawn:
            return False
        if item.fix.spelling and item.fix.spelling not in self._leading:
            return False
        paths = _paths(item)
        for path in paths:
            if path not in self._refused and (reason := self._why_not(path)):
                self._refused[path] = reason
        return not any(path in self._refused for path in paths) and all(
            applicable(self._source(path), _edits(item, path)) for path in paths
        )

    def _why_not(self, path: str) -> str:
        """Why a file cannot be mended; "" where it can. Its bytes are noted on the way."""
        if path in self._originals:
            return ""
        if reason := why_not(self._compilation.root, path):
            return reason
        try:
            content = self._compilation.inventory.read(path)
        except KeyError:
            return "it is no page"
        except OSError as error:
            return (error.strerror or str(error)).lower()
        source, problem = decode(path, content)
        if problem is not None:
            return "it is not clean UTF-8"
        page = self._compilation.project.page(path)
        if page is not None and page.sha256 not in ("", source.sha256):
            return "it changed meanwhile"
        self._originals[path] = content
        return ""

    def _content(self, path: str) -> bytes:
        return self._contents.get(path, self._originals[path])

    def _source(self, path: str) -> SourceFile:
        if path not in self._sources:
            self._sources[path] = decode(path, self._content(path))[0]
        return self._sources[path]

    def _applied(self, chosen: list[Diagnostic]) -> dict[str, bytes]:
        edits: dict[str, set[Edit]] = {}
        for item in chosen:
            for edit in _fix(item).edits:
                edits.setdefault(edit.path, set()).add(edit)
        return {
            path: edited(self._source(path), self._content(path), of_path)
            for path, of_path in edits.items()
        }


class _Judge:
    """Compares the findings before and after some fixes: which of the fixes did no good."""

    def __init__(self, chosen: list[Diagnostic], before: Compilation, after: Compilation) -> None:
        self._chosen, self._before, self._after = chosen, before, after
        self._found = [*after.diagnostics, *(one.diagnostic for one in after.suppressed)]
        known = [*before.diagnostics, *(one.diagnostic for one in before.suppressed)]
        self._kinds = Counter(map(_kind, self._found))
        self._known_kinds = Counter(map(_kind, known))
        self._counts = Counter(map(_place, self._found))
        self._allowed = Counter(map(_place, known))
        self._allowed.subtract(map(_place, chosen))
        self._edited = {path for item in chosen for path in _paths(item)}

    def blamed(self) -> list[Diagnostic]:
        """The findings that are still there, and those whose fixes made another one."""
        mended = Counter(map(_kind, self._chosen))
        blamed = [
            item
            for item in self._chosen
            if self._kinds[_kind(item)] > self._known_kinds[_kind(item)] - mended[_kind(item)]
        ]
        bent = {path for path in self._edited if self._is_bent(path)}
        blamed += [item for item in self._chosen if bent & _paths(item)]
        for item in self._found:
            is_more = self._counts[_place(item)] > self._allowed[_place(item)]
            is_new = self._kinds[_kind(item)] > self._known_kinds[_kind(item)]
            if (
                is_more
                and is_new
                and (item.path in self._edited or item.severity is Severity.ERROR)
            ):
                blamed += self._behind(item)
        return blamed

    def _is_bent(self, path: str) -> bool:
        """Whether a page has lost or won links or headings: a finding may then only be hidden."""
        before, after = (each.project.page(path) for each in (self._before, self._after))
        if before is None or after is None:
            return before is not after
        return len(before.links) != len(after.links) or len(before.headings) != len(after.headings)

    def _behind(self, new: Diagnostic) -> list[Diagnostic]:
        """The fixes that most likely made a finding: on its line, page, or where its link leads."""
        here = [item for item in self._chosen if new.path in _paths(item)]
        near = [
            item
            for item in here
            if any(e.span.line <= new.span.line <= e.span.end_line for e in _edits(item, new.path))
        ]
        page = self._after.project.page(new.path)
        there = _led_to(page, new) if page else None
        return near or here or [i for i in self._chosen if there in _paths(i)] or self._chosen


def _led_to(page: Page, item: Diagnostic) -> str | None:
    """The page that the link of a finding leads to."""
    spans = ((link.target_span, link.resolved) for link in page.links)
    return next((resolved for span, resolved in spans if span == item.span), None)


def _kind(item: Diagnostic) -> _Kind:
    return item.path, item.code, item.message


def _place(item: Diagnostic) -> tuple[str, str]:
    return item.path, item.code


def _name(item: Diagnostic) -> _FixName:
    """Names a fix in a way that survives edits around it."""
    return _kind(item), tuple(edit.replacement for edit in _fix(item).edits)


def _fix(item: Diagnostic) -> Fix:
    return item.fix or Fix("", ())


def _edits(item: Diagnostic, path: str) -> list[Edit]:
    return [edit for edit in _fix(item).edits if edit.path == path]


def _paths(item: Diagnostic) -> set[str]:
    return {edit.path for edit in _fix(item).edits}
