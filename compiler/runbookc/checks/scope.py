"""What a run could find: what it did not look for is not gone."""

from functools import cached_property

from runbookc.checks.registry import all_rules
from runbookc.checks.runner import enabled
from runbookc.config import Settings
from runbookc.config.globs import is_within
from runbookc.source.frozen import dataclass


@dataclass(frozen=True)
class Scope:
    """The paths that a run reports on, and the rules that ran.

    Args:
        settings: the configuration, with the rules that the command line selects.
        within: files and folders, posix, from the root; none means all.
        also: codes of the rules that ran because they were asked for, such as LNK006.
    """

    settings: Settings
    within: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()

    def has_path(self, path: str) -> bool:
        """Whether the run reports on a path."""
        return is_within(path, self.within)

    def ran(self, code: str) -> bool:
        """Whether the run would have found it; a rule that no longer exists finds nothing."""
        return enabled(code, self.settings) and code not in self._not_asked_for

    @cached_property
    def _not_asked_for(self) -> frozenset[str]:
        return frozenset(rule.code for rule in all_rules() if rule.on_demand) - self.also

    def has(self, path: str, code: str) -> bool:
        """Whether findings of a rule on a path are in scope."""
        return self.has_path(path) and self.ran(code)
