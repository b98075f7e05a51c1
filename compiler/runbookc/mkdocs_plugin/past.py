"""What a build may take from earlier ones."""

from pathlib import Path

from runbookc.model.site_report import SiteReport
from runbookc.pipeline.kept import Kept
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """What a build may take from earlier ones.

    Args:
        report: what the build before reported; where it is left out, the site's folder tells.
        cache: whether what earlier runs learnt of git's history may be believed.
        baseline: the findings that are accepted, in place of the file that is configured.
        kept: what the last build made, as far as it may be taken over.
    """

    report: SiteReport | None = None
    cache: bool = True
    baseline: Path | None = None
    kept: Kept | None = None
