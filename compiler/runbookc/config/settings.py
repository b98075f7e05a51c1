"""The settings of a project, as `runbookc.toml` names them."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from runbookc.diagnostics import Severity
from runbookc.model.base import Node

DialectName = Literal["plain", "docusaurus", "mkdocs", "hugo"]
RunbookFormat = Literal["markdown", "html", "json", "pdf", "docx", "dita"]
_RULE_CODE = re.compile(r"[A-Z]{3}(\d{3})?")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def _rule_code(value: str) -> str:
    if not _RULE_CODE.fullmatch(value):
        raise ValueError(f'"{value}" is no rule; write a code such as VER002, or its family, VER')
    return value


def _identifier(value: str) -> str:
    if not _IDENTIFIER.fullmatch(value):
        raise ValueError("an id has letters, digits, dots, hyphens and underscores only")
    return value


def _inner_path(value: str) -> str:
    parts = [part for part in value.replace("\\", "/").split("/") if part not in {"", "."}]
    if value.startswith("/") or ".." in parts:
        raise ValueError(f'"{value}" must be a path inside the project, from its root')
    return "/".join(parts)


def _web_address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError(f'"{value}" must begin with https:// or http://')
    return value


RuleCode = Annotated[str, AfterValidator(_rule_code)]
Identifier = Annotated[str, AfterValidator(_identifier)]
InnerPath = Annotated[str, AfterValidator(_inner_path)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class FormerName(Node):
    """A name that a product bore in earlier versions. Give at least one of the two versions."""

    name: str
    until_version: str | None = None
    """The last version that bore this name."""
    renamed_at: str | None = None
    """The first version that no longer bears it."""

    @model_validator(mode="after")
    def _has_version(self) -> "FormerName":
        if self.until_version is None and self.renamed_at is None:
            raise ValueError("needs until_version or renamed_at")
        return self


class ProductSettings(Node):
    """One product; its id is the key of its table."""

    name: str = ""
    """The name that readers know; without it the id stands in."""
    folder: InnerPath = ""
    """Folder of its pages, whose subfolders are versions, such as `docs/threatprevention`.

    Without it the product owns the folders named like its id; where the file names one product
    only, it owns every page.
    """
    versions: tuple[str, ...] = ()
    """Every version, oldest first. Without it, those that folders and pages name, by number."""
    former_names: tuple[FormerName, ...] = ()
    """Earlier names, oldest first."""
    end_of_life: dict[str, date] = {}
    """The last day of support, by version."""


class RuleSettings(Node):
    """Which rules run and how much their findings weigh. A code may be a prefix such as `VER`."""

    select: tuple[RuleCode, ...] = ()
    """Only these rules run; empty means all."""
    ignore: tuple[RuleCode, ...] = ()
    """These rules never run."""
    severity: dict[RuleCode, Severity] = {}
    """`error`, `warning` or `info` by code, in place of the rule's own."""
    per_path_ignores: dict[str, tuple[RuleCode, ...]] = {}
    """Codes that are silent on pages whose path matches a glob such as `docs/old/**`."""


class CheckSettings(Node):
    """What `runbookc check` does where the command line does not say otherwise."""

    baseline: InnerPath = ""
    """A file of accepted findings, as `check --write-baseline` writes it."""


class ExternalPolicy(Node):
    """How `check --external` asks other hosts."""

    timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 10.0
    """How long to wait for one answer."""
    requests_per_host: Annotated[int, Field(ge=1, le=16)] = 1
    """How many requests one host gets at the same time."""
    cache_days: Annotated[int, Field(ge=0, le=365)] = 7
    """How long an answer is believed."""
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    """How often a request that failed for the moment is sent again, later each time."""
    patience_seconds: Annotated[float, Field(ge=0, le=600)] = 30.0
    """The longest pause that a host may ask for; one that asks for more is left alone."""
    pause_seconds: Annotated[float, Field(ge=0, le=60)] = 0.1
    """Between the starts of two requests to one host."""
    private_hosts: tuple[str, ...] = ()
    """Hosts that are asked although their address is private, such as `wiki.corp.example`."""
    ignore: tuple[str, ...] = ()
    """Globs of addresses that are never asked, such as `https://intranet.example/**`."""


class RunbookSettings(Node):
    """What an organisation wants on its runbooks and in them."""

    organisation: str = ""
    """The name on the first page."""
    letterhead: tuple[str, ...] = ()
    """Lines below the name: an address, the telephone number to call at night."""
    fields: tuple[str, ...] = ()
    """Labels of fields to fill in before the work begins, such as `Change number`."""
    formats: tuple[RunbookFormat, ...] = ("markdown", "html", "json", "pdf")
    """What `runbookc build` makes of each runbook. JSON is always made: the site, `verify` and
    `diff` read it."""
    appendix_levels: Annotated[int, Field(ge=0, le=5)] = 1
    """How many links a topic may be away from the steps to be carried along; 0 carries none."""


class PdfSettings(Node):
    """How PDFs are set."""

    paper: Literal["a4", "us-letter"] = "a4"
    """The paper's size."""


class SiteSettings(Node):
    """How the site presents itself."""

    logo: InnerPath = ""
    """An image in the project, shown beside the title."""
    repository: WebAddress = ""
    """Where the sources are hosted."""
    edit_url: WebAddress = ""
    """Address before a page's path under which it can be edited."""
    report: bool = True
    """Whether the site reports what the gate finds."""
    runbooks: bool = True
    """Whether the site offers runbooks; a site without them is built in a third of the time."""


class Settings(Node):
    """Everything that `runbookc.toml` can say. Every key may be left out."""

    title: str = ""
    """The project's title, for the site and the runbooks' headers."""
    sources: tuple[InnerPath, ...] = ()
    """Folders (or single pages) to compile; empty means those of the dialect."""
    exclude: tuple[str, ...] = ()
    """Globs of paths that are not compiled, such as `docs/drafts/**`."""
    dialect: DialectName | None = None
    """The docs system; without it, told from its configuration file."""
    site_url: WebAddress = ""
    """Where the docs are published; without it, what the docs system's configuration says."""
    products: dict[Identifier, ProductSettings] = {}
    """The products, by id."""
    rules: RuleSettings = RuleSettings.trusted()
    """Rule selection and severities."""
    check: CheckSettings = CheckSettings.trusted()
    """The gate."""
    redirects: dict[str, str] = {}
    """Old URL path to new URL path or page path; a link to the old one is not broken."""
    external: ExternalPolicy = ExternalPolicy.trusted()
    """Policy for links to other hosts."""
    runbooks: RunbookSettings = RunbookSettings.trusted()
    """Formats, letterhead, fields, appendices."""
    pdf: PdfSettings = PdfSettings.trusted()
    """PDF settings."""
    site: SiteSettings = SiteSettings.trusted()
    """Site settings."""

    def product_name(self, product: str) -> str:
        """The name that readers know a product by: as configured, else its id."""
        settings = self.products.get(product)
        return settings.name if settings and settings.name else product
