"""What a build may take from earlier ones."""

from runbookc.model.site_report import SiteReport
from runbookc.source.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """What a build may take from earlier ones.

    Args:
        report: what the build before reported; where it is left out, the site's folder tells.
        cache: whether what earlier runs learnt of git's history may be believed.
    """

    report: SiteReport | None = None
    cache: bool = True
