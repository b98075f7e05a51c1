"""All rules, found by looking into the package `rules`: no list to keep."""

import importlib
import inspect
import pkgutil
from functools import cache

from runbookc.checks import rules
from runbookc.checks.rule import PageRule, ProjectRule, Rule
from runbookc.config import CONFIG_NAME, ConfigError, ConfigProblem, Settings


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of every rule, by code."""
    found: list[Rule] = []
    for entry in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{entry.name}")
        found.extend(
            value()
            for value in vars(module).values()
            if inspect.isclass(value)
            and issubclass(value, Rule)
            and value.__module__ == module.__name__
        )
    return tuple(sorted(found, key=lambda rule: rule.code))


def rule_by_code(code: str) -> Rule | None:
    """The rule of a code, upper or lower case, or of a name."""
    wanted = code.casefold()
    return next((rule for rule in all_rules() if wanted in (rule.code.casefold(), rule.name)), None)


def refuse_unknown_codes(settings: Settings) -> None:
    """Let no mistyped code switch off the gate.

    Raises:
        ConfigError: the configuration names a rule or a family of rules that does not exist.
    """
    rules = settings.rules
    named = [
        *(("select", code) for code in rules.select),
        *(("ignore", code) for code in rules.ignore),
        *(("severity", code) for code in rules.severity),
        *(
            ("per_path_ignores", code)
            for codes in rules.per_path_ignores.values()
            for code in codes
        ),
    ]
    codes = [rule.code for rule in all_rules()]
    families = ", ".join(sorted({code[:3] for code in codes}))
    problems = [
        ConfigProblem(
            CONFIG_NAME,
            None,
            f"rules.{key}",
            f"there is no rule {code}; give codes such as {codes[0]} or families ({families})",
        )
        for key, code in named
        if not any(known.startswith(code) for known in codes)
    ]
    if problems:
        raise ConfigError(*problems)


@cache
def page_rules() -> tuple[PageRule, ...]:
    """The rules that look at one page."""
    return tuple(rule for rule in all_rules() if isinstance(rule, PageRule))


@cache
def project_rules() -> tuple[ProjectRule, ...]:
    """The rules that look at the whole project."""
    return tuple(rule for rule in all_rules() if isinstance(rule, ProjectRule))
