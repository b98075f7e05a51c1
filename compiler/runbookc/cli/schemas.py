"""JSON Schemas of what runbookc reads and writes, generated from the models."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from runbookc.model import Node

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TITLES: dict[str, tuple[str, Literal["validation", "serialization"]]] = {
    "page": ("A page of the docs, as `runbookc parse` prints it", "serialization"),
    "procedure": ("A procedure with its steps", "serialization"),
    "runbook": ("A runbook, as `runbookc build` writes it", "serialization"),
    "execution-record": ("What was done of a runbook, and by whom", "validation"),
    "diagnostics": ("The findings of `runbookc check --format json`", "serialization"),
    "baseline": ("The findings that a docs team has accepted", "validation"),
    "difference": ("What `runbookc diff --format json` prints", "serialization"),
    "verification": ("What `runbookc verify --format json` prints", "serialization"),
    "site-report": ("report.json: what the gate finds, beside the site's report", "validation"),
    "manifest": ("build/manifest.json: every file of a build", "serialization"),
    "configuration": ("runbookc.toml", "validation"),
    "pins": ("The front matter of a page under `runbook:`", "validation"),
}

NAMES = tuple(_TITLES)
"""The schemas there are; each one's file is `<name>.schema.json`."""

_DESCRIPTIONS = {
    "alt": "What stands for the image where it cannot be seen.",
    "align": "How the column is aligned; null where the author did not say.",
    "anchor": "The id that a link can name.",
    "base": "The number without its decoration; null for any version.",
    "checked": "The state of its task box; null where it has none.",
    "code": "The rule's code, such as LNK001.",
    "column": "Column in the source, from 1, in Unicode code points.",
    "count": "How many of them.",
    "description": "One or two sentences from the front matter.",
    "dialect": "The docs system whose rules the page follows.",
    "docs_version": "The docs version that it was compiled from.",
    "end_column": "The column after the last character.",
    "end_line": "The line of the last character.",
    "errors": "Findings that are errors.",
    "explicit": "Whether the author gave the anchor.",
    "front_matter": "The front matter as written.",
    "hard": "Whether the author wants a new line there.",
    "header": "The cells of the first row.",
    "image": "Whether it is an image rather than a link.",
    "infos": "Findings that are information.",
    "inlines": "The text with its markup.",
    "items": "The list's items, in order.",
    "kind": "Which of the kinds it is.",
    "language": 'The language of the code, "" where the author gave none.',
    "level": "1 to 6.",
    "line": "Line in the source, from 1.",
    "marker": "How the author marked it as a step.",
    "message": "One sentence for the reader.",
    "name": "The rule's name, such as broken-page-link.",
    "notation": "How the author wrote it.",
    "number": "The number, from 1.",
    "optional": "Whether the author says that it may be left out.",
    "ordered": "Whether its items are numbered.",
    "page_title": "The title of the source page.",
    "page_url": "The address of the source page on the site.",
    "path": "Posix path from the project's root.",
    "procedures": "How many procedures there are.",
    "pages": "How many pages there are.",
    "product": "The product's id.",
    "product_name": "The product's name for people.",
    "raw": "As written.",
    "replacement": "What should stand there.",
    "rows": "The rows below the first, each a list of cells.",
    "severity": "How bad it is.",
    "sha256": "SHA-256 of the file's bytes, in hexadecimal.",
    "start": "The first number of an ordered list; of substeps, the index of the first one.",
    "status": "Whether the target exists; what is wrong where it does not.",
    "target": "The target as written.",
    "text": "Plain text.",
    "tight": "Whether the items stand without space between them.",
    "title": "The title in plain text.",
    "to_product": "The product's name after the hop.",
    "to_version": "The version after the hop.",
    "from_product": "The product's name before the hop.",
    "from_version": "The version before the hop.",
    "type": "Which node it is.",
    "version": "The version as the docs name it; of a document, the version of its format.",
    "warnings": "Findings that are warnings.",
}
"""What a field means wherever a model gives no description of its own."""


class _Generator(GenerateJsonSchema):
    """Leaves out what belongs to OpenAPI rather than to JSON Schema."""

    schema_dialect = DIALECT

    def tagged_union_schema(self, schema: Any) -> dict[str, Any]:
        union = super().tagged_union_schema(schema)
        union.pop("discriminator", None)
        return union


def _model(name: str) -> Any:
    """The model that a schema describes, imported when it is asked for."""
    if name == "diagnostics":
        from runbookc.reporting.json_document import ReportDocument

        return ReportDocument
    if name == "baseline":
        from runbookc.pipeline.baseline_document import BaselineDocument

        return BaselineDocument
    if name == "manifest":
        from runbookc.pipeline.manifest import Manifest

        return Manifest
    if name == "site-report":
        from runbookc.model.site_report import SiteReport

        return SiteReport
    if name == "configuration":
        from runbookc.config import Settings

        return Settings
    if name == "pins":
        from runbookc.lowering.pins import Pins

        return Annotated[Pins | tuple[Pins, ...], Field(description=inspect.getdoc(Pins))]
    from runbookc import model

    return {
        "page": model.Page,
        "procedure": model.Procedure,
        "runbook": model.Runbook,
        "execution-record": model.ExecutionRecord,
        "difference": model.Difference,
        "verification": model.VerificationReport,
    }[name]


def _nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON document, depth first."""
    if isinstance(schema, dict):
        yield schema
    children = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict | list):
        for child in children:
            yield from _nodes(child)


def _describe_fields() -> None:
    """Give the fields of all nodes their docstrings as descriptions."""
    kinds = list(_kinds(Node))
    for kind in kinds:
        fields = kind.model_fields
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
        for statement, following in pairwise(getattr(definition, "body", ())):
            match statement, following:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ) if name in fields:
                    fields[name].description = inspect.cleandoc(text)
    # A kind takes in the schemas of the kinds that it holds: none made before may be left.
    for kind in kinds:
        if "__pydantic_core_schema__" in vars(kind):
            del kind.__pydantic_core_schema__
    for kind in kinds:
        kind.model_rebuild(force=True)


def _kinds(kind: type[Node]) -> Iterator[type[Node]]:
    yield kind
    for inner in kind.__subclasses__():
        yield from _kinds(inner)


def schema(name: str) -> dict[str, Any]:
    """One of `NAMES` as a JSON Schema.

    Raises:
        KeyError: there is no schema of this name.
    """
    title, mode = _TITLES[name]
    model = _model(name)
    _describe_fields()
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    body = adapter.json_schema(mode=mode, schema_generator=_Generator)
    for node in _nodes(body):
        properties = node.get("properties")
        for field, value in properties.items() if isinstance(properties, dict) else ():
            if "$ref" in value:
                # pydantic gives it a title or none, by what was imported before.
                value.pop("title", None)
            elif field in _DESCRIPTIONS:
                value.setdefault("description", _DESCRIPTIONS[field])
    return {"$schema": DIALECT, **body, "title": title}


def schema_files() -> dict[str, str]:
    """All schemas: JSON by file name."""
    return {f"{name}.schema.json": render(name) for name in NAMES}


def render(name: str) -> str:
    """One of `NAMES` as the text of its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
