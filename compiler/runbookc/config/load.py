"""Finds and reads `runbookc.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from runbookc.config.errors import ConfigError, ConfigProblem
from runbookc.config.lines import line_of
from runbookc.config.place import CONFIG_NAME, text_inside
from runbookc.config.settings import Settings


def load_settings(root: Path, file: Path | None = None) -> Settings:
    """Read the settings of the project at `root`.

    Args:
        root: the project's root.
        file: the configuration to read; None means `runbookc.toml` at the root, if there is one.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or says something unknown.
    """
    path = file or root / CONFIG_NAME
    name = path.name if file is None else str(path)
    if file is None and not path.exists() and not path.is_symlink():
        return Settings()
    try:
        given = file is not None  # whoever names a file may read it
        text = path.read_text(encoding="utf-8-sig") if given else text_inside(path, root)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(
            ConfigProblem(name, None, "", f"cannot be read: {reason.lower()}")
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(ConfigProblem(name, line, "", "not UTF-8")) from None
    return parse_settings(text, name)


def configuration_text(root: Path) -> str:
    """The text of the `runbookc.toml` at a root, "" where there is none that can be read."""
    try:
        return text_inside(root / CONFIG_NAME, root)
    except (OSError, UnicodeDecodeError):
        return ""


def parse_settings(text: str, file: str = CONFIG_NAME) -> Settings:
    """The settings that a TOML text states; `file` is how errors name it.

    Raises:
        ConfigError: the text is not TOML or says something unknown.
    """
    try:
        values = tomllib.loads(text)
    except ValueError as error:  # not TOML, or a number longer than Python reads
        message, line = _syntax_error(str(error), text)
        raise ConfigError(ConfigProblem(file, line, "", f"not TOML: {message}")) from None
    except RecursionError:
        raise ConfigError(ConfigProblem(file, None, "", "nested too deeply")) from None
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        problems = [_problem(file, text, dict(item)) for item in error.errors()]
        raise ConfigError(*sorted(problems, key=lambda problem: problem.line or 0)) from None


def _syntax_error(message: str, text: str) -> tuple[str, int]:
    reason, _, place = message.partition(" (at line ")
    number = place.partition(",")[0]
    return reason, int(number) if number.isdigit() else text.count("\n") + 1


def _problem(file: str, text: str, error: Mapping[str, Any]) -> ConfigProblem:
    location = [part for part in error["loc"] if part != "[key]"]
    key = ".".join(map(str, location))
    return ConfigProblem(file, line_of(text, location), key, _message(error, location))


def _message(error: Mapping[str, Any], location: Sequence[str | int]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(location[-1]), _allowed_keys(location[:-1]))
    if kind in {"literal_error", "enum"}:
        expected = str(context["expected"])
        return f"{_shown(error['input'])} is not allowed; write {expected}"
    if kind == "string_type" and isinstance(error["input"], int | float):
        return f'{error["input"]} must stand in quotes: "{error["input"]}"'
    if kind == "tuple_type":
        return f"must be a list: [{_shown(error['input'])}]"
    if kind in {"model_type", "dict_type"}:
        keys = _allowed_keys(location) if kind == "model_type" else []
        may_hold = f"; it may hold {', '.join(keys)}" if keys else ""
        return f"must be a table, not {_shown(error['input'])}{may_hold}"
    if kind.startswith("date"):
        return f"{_shown(error['input'])} is no date; write it like 2026-01-31"
    if kind == "value_error":
        return str(context["error"])
    return f"{_lower(error['msg'])}, not {_shown(error['input'])}"


def _unknown_key(key: str, allowed: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    best = process.extractOne(key, allowed, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"; did you mean `{best[0]}`?" if best else ""
    return f"unknown key{hint} (allowed are {', '.join(allowed)})"


def _allowed_keys(location: Sequence[str | int]) -> list[str]:
    """The keys that the table at a location may have."""
    current: Any = Settings
    for part in location:
        if isinstance(current, type) and issubclass(current, BaseModel):
            current = current.model_fields[str(part)].annotation
        else:
            arguments = [item for item in get_args(current) if item is not Ellipsis]
            current = arguments[-1]
    return list(current.model_fields)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else f"`{value}`"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
