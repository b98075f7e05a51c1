"""All rules, found by looking into the package `rules`: no list to keep."""

import importlib
import inspect
import pkgutil
from functools import cache
from itertools import chain

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


def unknown_code(code: str) -> str:
    """What is wrong with a code that names no rule and no family of rules, else ""."""
    codes = [rule.code for rule in all_rules()]
    families = sorted({known[:3] for known in codes})
    if code in codes or code in families:
        return ""
    return (
        f"there is no rule {code}; give codes such as {codes[0]} or families "
        f"({', '.join(families)}); `runbookc rules` lists them"
    )


def refuse_unknown_codes(settings: Settings) -> None:
    """Let no mistyped code switch off the gate.

    Raises:
        ConfigError: the configuration names a rule or a family of rules that does not exist.
    """
    rules = settings.rules
    named = {
        "select": rules.select,
        "ignore": rules.ignore,
        "severity": rules.severity,
        "per_path_ignores": chain.from_iterable(rules.per_path_ignores.values()),
    }
    problems = [
        ConfigProblem(CONFIG_NAME, None, f"rules.{key}", wrong)
        for key, codes in named.items()
        for code in codes
        if (wrong := unknown_code(code))
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
