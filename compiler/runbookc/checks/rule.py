"""What a rule is: a class with a code, a name, a severity and a docstring that documents it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from runbookc.checks.view import PageView
from runbookc.diagnostics import Diagnostic, Fix, Related, Severity
from runbookc.source import Span

if TYPE_CHECKING:  # a worker that runs page rules needs neither
    from runbookc.linking import Project
    from runbookc.planning import UpgradeGraph


class Rule(ABC):
    """One kind of finding.

    A subclass stands alone in a module of `rules`, named by the rule's name, and its docstring has
    a first sentence and the sections that `documentation.SECTIONS` names.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]

    def finding(
        self,
        path: str,
        span: Span,
        message: str,
        *,
        help: str = "",
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic of this rule."""
        return Diagnostic(
            self.code, self.name, self.severity, message, path, span, help, tuple(related), fix
        )


class PageRule(Rule):
    """A rule that needs one page only: it runs in the worker that compiled the page."""

    @abstractmethod
    def check(self, view: PageView) -> Iterable[Diagnostic]:
        """The findings on a page."""


class ProjectRule(Rule):
    """A rule that needs the linked project or its upgrade graph."""

    @abstractmethod
    def check(self, project: "Project", graph: "UpgradeGraph") -> Iterable[Diagnostic]:
        """The findings in a project."""


class StageRule(Rule):
    """A finding that an earlier stage reports while it reads; here it has its documentation."""
