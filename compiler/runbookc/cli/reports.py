"""`--format` and `--output`: one run may write several reports, each to its own place."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbookc.cli.commands import QuickCommand
from runbookc.cli.errors import WrongUsage
from runbookc.cli.session import Session
from runbookc.source.frozen import dataclass

if TYPE_CHECKING:
    from runbookc.reporting import Report

_ORDER = "runbookc.order"
_DEFAULT = "text"
_ANNOTATIONS = "github"


class ReportCommand(QuickCommand):
    """A command that knows in which order its options were given: an output follows its format."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as usual, and keep the order of the options in the context."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = [option.name for option in given]
        return super().parse_args(ctx, args)


def options_given(ctx: Any) -> Sequence[str]:
    """The names of the options of a `ReportCommand` as they were given, one for each time."""
    names: Sequence[str] = ctx.meta.get(_ORDER, ())
    return names


@dataclass(frozen=True, slots=True)
class Target:
    """A report that is wanted: its format and its file, None for standard output."""

    format: str
    output: Path | None = None


def targets(
    formats: Sequence[str], outputs: Sequence[Path], order: Sequence[str]
) -> tuple[Target, ...]:
    """Which report goes where: `--output` belongs to the `--format` before it.

    Where there is one format or none, the output may stand before it too.

    Args:
        formats: values of `--format`, in order.
        outputs: values of `--output`, in order.
        order: names of the options in the order in which they were given.

    Raises:
        WrongUsage: an output has no format of its own, or two reports have one place.
    """
    if len(formats) < 2 and len(outputs) < 2:
        return (Target(formats[0] if formats else _DEFAULT, outputs[0] if outputs else None),)
    next_format, next_output = iter(formats), iter(outputs)
    found: list[Target] = []
    for name in order:
        if name == "format":
            found.append(Target(next(next_format)))
        elif name == "output":
            _give(found, next(next_output))
    _refuse_one_place_twice(found)
    return tuple(found)


def _give(found: list[Target], output: Path) -> None:
    """Send the last format to a file."""
    if not found:
        raise WrongUsage(f"--output {output}: no --format before it; write it after its own")
    last = found.pop()
    if last.output is not None:
        raise WrongUsage(
            f"--output {output}: --format {last.format} goes to {last.output} already; "
            "give each output its --format"
        )
    found.append(Target(last.format, output))


def _refuse_one_place_twice(found: Sequence[Target]) -> None:
    printed = [target.format for target in found if target.output is None]
    if len(printed) > 1:
        first, second = printed[:2]
        raise WrongUsage(
            f"--format {first} and --format {second} would both go to standard output; "
            f"write --format {first} --output FILE"
        )
    outputs = [target.output for target in found if target.output is not None]
    files = [output.resolve() for output in outputs]
    for index, output in enumerate(outputs):
        if files[index] in files[:index]:
            raise WrongUsage(f"--output {output}: two reports cannot share a file")


def write_reports(session: Session, report: "Report", wanted: Sequence[Target]) -> None:
    """Write the files, then what goes to standard output, then the summaries.

    People get a summary where no other report goes to standard output, or one that shows them a
    part only.
    """
    from runbookc.reporting import render

    for target in sorted(wanted, key=lambda target: target.output is None):
        text = render(
            report,
            target.format,
            colour=session.coloured and target.output is None,
            columns=session.columns,
            quiet=session.quiet,
        )
        if target.output is None:
            session.print(text)
        else:
            target.output.write_text(text, encoding="utf-8", newline="\n")
    printed = {target.format for target in wanted if target.output is None}
    if printed <= {_ANNOTATIONS} and not session.quiet:
        _sum_up(session, report)
    if any(target.format == _ANNOTATIONS for target in wanted):
        _append_job_summary(session, report)


def _sum_up(session: Session, report: "Report") -> None:
    from runbookc.reporting import summary

    text = summary.render(report, colour=session.coloured_notes, columns=session.note_columns)
    session.note(text.removesuffix("\n"))


def _append_job_summary(session: Session, report: "Report") -> None:
    """Write where GitHub collects the summary of a step; it is shown beside the job."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    from runbookc.reporting import job_summary

    file = Path(name)
    taken = file.stat().st_size if file.exists() else 0
    text = job_summary.render(report, job_summary.LIMIT - taken)
    if not text:
        session.note("the job summary is full: GitHub takes 1 MiB of a step")
        return
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
