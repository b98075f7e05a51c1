"""`runbookc.toml` becomes typed settings; wrong configuration is an error that names its line."""

from typing import TYPE_CHECKING, Any

from runbookc.config.errors import ConfigError, ConfigProblem
from runbookc.config.globs import matches
from runbookc.config.lines import line_of
from runbookc.config.place import CONFIG_NAME, find_root

if TYPE_CHECKING:
    from runbookc.config.load import configuration_text, load_settings, parse_settings
    from runbookc.config.settings import (
        CheckSettings,
        DialectName,
        ExternalPolicy,
        FormerName,
        PdfSettings,
        ProductSettings,
        RuleSettings,
        RunbookSettings,
        Settings,
        SiteSettings,
    )

__all__ = [
    "CONFIG_NAME",
    "CheckSettings",
    "ConfigError",
    "ConfigProblem",
    "DialectName",
    "ExternalPolicy",
    "FormerName",
    "PdfSettings",
    "ProductSettings",
    "RuleSettings",
    "RunbookSettings",
    "Settings",
    "SiteSettings",
    "configuration_text",
    "find_root",
    "line_of",
    "load_settings",
    "matches",
    "parse_settings",
]


def __getattr__(name: str) -> Any:
    """Load what needs the model's library when it is first asked for: a cached check never does."""
    if name not in __all__:
        raise AttributeError(name)
    from runbookc.config import load, settings

    return getattr(load if hasattr(load, name) and name.islower() else settings, name)
