"""Tells which comments and settings silence nothing, once all findings are known."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from runbookc.checks.registry import all_rules
from runbookc.checks.rules.unused_suppression import UnusedSuppression
from runbookc.checks.scope import Scope
from runbookc.checks.suppression import Outcome, Suppression
from runbookc.config import CONFIG_NAME, Settings, line_of, matches
from runbookc.diagnostics import Diagnostic, Edit, Fix
from runbookc.source import Span

_RULE = UnusedSuppression()


def unused_suppressions(
    outcome: Outcome,
    comments: Mapping[str, Iterable[Suppression]],
    settings: Settings,
    paths: Collection[str] = (),
    configuration: str = "",
) -> tuple[Diagnostic, ...]:
    """A finding for everything that is meant to silence something and does not.

    Args:
        outcome: the findings of all rules, with what silenced some.
        comments: those of each page, by path.
        settings: the configuration.
        paths: those of all pages and files.
        configuration: the text of `runbookc.toml`.
    """
    scope = Scope(settings)
    known = {rule.code for rule in all_rules()} - {_RULE.code}
    found: list[Diagnostic] = []
    for path in sorted(comments):
        for comment in comments[path]:
            codes = [
                code
                for code in dict.fromkeys(comment.codes)
                if code in known and scope.ran(code) and (path, comment, code) not in outcome.used
            ]
            found.extend(_of_comment(path, comment, codes))
    found.extend(_of_configuration(outcome, scope, paths, configuration))
    return tuple(found)


def _of_comment(path: str, comment: Suppression, codes: Sequence[str]) -> Iterator[Diagnostic]:
    if not codes:
        return
    message = f"The comment silences nothing: {' and '.join(codes)} found nothing here"
    if set(codes) == set(comment.codes):
        fix = None
        if comment.removal is not None:
            edit = Edit(path, comment.removal, "")
            fix = Fix("Remove the comment", (edit,))
        yield _RULE.finding(path, comment.span, message, help="Remove the comment.", fix=fix)
        return
    for code, span in zip(comment.codes, comment.places, strict=True):
        if code in codes:
            message = f"The comment silences nothing for {code}, which found nothing here"
            yield _RULE.finding(path, span, message, help=f"Take {code} out of the comment.")


def _of_configuration(
    outcome: Outcome, scope: Scope, paths: Collection[str], configuration: str
) -> Iterator[Diagnostic]:
    for pattern, codes in scope.settings.rules.per_path_ignores.items():
        if pattern in outcome.used_patterns:
            continue
        rules = [rule.code for rule in all_rules() if rule.code.startswith(codes)]
        if not any(matches(pattern, path) for path in paths):
            message = f"The entry silences nothing: no file matches `{pattern}`"
        elif all(scope.ran(code) for code in rules):
            message = f"The entry silences nothing: {' and '.join(codes)} found nothing there"
        else:
            continue
        span = _key(configuration, pattern)
        if span is not None:
            yield _RULE.finding(CONFIG_NAME, span, message, help="Take the entry out.")


def _key(configuration: str, pattern: str) -> Span | None:
    """Where the configuration has an entry; None where it stands in another file."""
    number = line_of(configuration, ["rules", "per_path_ignores", pattern])
    lines = configuration.splitlines()
    line = lines[number - 1] if number else ""
    start = line.find(pattern)
    return (
        Span(number, start + 1, number, start + 1 + len(pattern)) if number and start >= 0 else None
    )
