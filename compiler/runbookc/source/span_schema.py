"""How a span stands in JSON; apart, so that spans alone do not load the model's library."""

from typing import TYPE_CHECKING

from pydantic import ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypedDict

if TYPE_CHECKING:
    from runbookc.source.span import Span


class SpanValues(TypedDict):
    """A stretch of one file; lines and columns count from 1, columns in Unicode code points."""

    __pydantic_config__ = ConfigDict(  # type: ignore[misc]  # how pydantic configures typed dicts
        title="Span", extra="forbid", use_attribute_docstrings=True
    )

    line: int
    """The line of its first character."""
    column: int
    """The column of its first character."""
    end_line: int
    """The line of its last character."""
    end_column: int
    """The column after its last character."""


def span_schema(cls: "type[Span]", handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a span: an object of four numbers in JSON, a tuple in memory."""
    values = handler.generate_schema(SpanValues)
    from_values = core_schema.no_info_after_validator_function(lambda v: cls(**v), values)
    instance = core_schema.is_instance_schema(cls)
    return core_schema.json_or_python_schema(
        json_schema=from_values,
        python_schema=core_schema.union_schema([instance, from_values]),
        serialization=core_schema.plain_serializer_function_ser_schema(
            cls._asdict, return_schema=values
        ),
    )
