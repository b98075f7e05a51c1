"""`runbookc.toml` becomes typed settings; wrong configuration is an error that names its line."""

from runbookc.config.errors import ConfigError, ConfigProblem
from runbookc.config.globs import matches
from runbookc.config.lines import line_of
from runbookc.config.load import (
    CONFIG_NAME,
    configuration_text,
    find_root,
    load_settings,
    parse_settings,
)
from runbookc.config.settings import (
    CheckSettings,
    DialectName,
    ExternalPolicy,
    FormerName,
    PdfSettings,
    ProductSettings,
    RuleSettings,
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
    "Settings",
    "SiteSettings",
    "configuration_text",
    "find_root",
    "line_of",
    "load_settings",
    "matches",
    "parse_settings",
]
