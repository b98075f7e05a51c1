"""Values of ours as plain JSON values and back, told from their own type annotations.

Nothing that is read back is ever executed: a value is a list of its fields in their order, and the
reader knows from the annotations what to make of it. What holds the text of pages (blocks) is left
out and comes back empty.
"""

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter, itemgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from runbookc.source import Span

Coder = Callable[[Any], Any]

_span = Span._make
_CONTAINERS = frozenset((list, dict))


@cache
def encoder(kind: Any) -> Coder | None:
    """What makes JSON values of values of an annotated type; None where they are such already."""
    return _coders(kind)[0]


@cache
def decoder(kind: Any) -> Coder | None:
    """What makes values of an annotated type of JSON values; None where nothing is to be done."""
    return _coders(kind)[1]


def plain(value: Any) -> Any:
    """The facts of a rule as they come back from JSON: every sequence is a tuple."""
    if isinstance(value, list):
        return tuple([plain(each) if type(each) in _CONTAINERS else each for each in value])
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def _coders(kind: Any) -> tuple[Coder | None, Coder | None]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _coders(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return _of_union([each for each in get_args(kind) if each is not types.NoneType])
    if origin is tuple:
        return _of_tuple(get_args(kind))
    if origin is dict:
        return _of_dict(get_args(kind)[1])
    if origin is Literal or not isinstance(kind, type):
        return None, None
    if issubclass(kind, Span):
        return None, _span
    if issubclass(kind, Enum):
        return None, kind
    if issubclass(kind, date):
        return date.isoformat, date.fromisoformat
    names = _fields(kind)
    return _of_fields(kind, names) if names else (None, None)


def _fields(kind: type) -> Sequence[str]:
    """The names of the fields of a dataclass, or of a node of the model."""
    if is_dataclass(kind):
        return [each.name for each in fields(kind) if each.init]
    return list(getattr(kind, "model_fields", ()))


def _of_union(kinds: list[Any]) -> tuple[Coder | None, Coder | None]:
    if len(kinds) > 1:
        if any(_is_composed(each) for each in kinds):
            raise TypeError(f"values of {kinds} cannot be told apart")
        return None, None
    encode, decode = _coders(kinds[0])
    return _unless_none(encode), _unless_none(decode)


def _unless_none(coder: Coder | None) -> Coder | None:
    if coder is None:
        return None
    return lambda value: None if value is None else coder(value)


def _of_tuple(arguments: tuple[Any, ...]) -> tuple[Coder | None, Coder | None]:
    if _is_text(arguments[0]):
        return lambda values: (), lambda values: ()
    encode, decode = encoder(arguments[0]), decoder(arguments[0])
    return (
        None if encode is None else lambda values: [encode(each) for each in values],
        tuple if decode is None else lambda values: tuple([decode(each) for each in values]),
    )


def _of_dict(kind: Any) -> tuple[Coder | None, Coder | None]:
    """The coders of what texts name."""
    encode, decode = encoder(kind), decoder(kind)
    return (
        None if encode is None else lambda v: {key: encode(each) for key, each in v.items()},
        None if decode is None else lambda v: {key: decode(each) for key, each in v.items()},
    )


def _is_text(kind: Any) -> bool:
    """Whether this is the union of all blocks or of all inlines."""
    kind = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return get_origin(kind) in (Union, types.UnionType) and all(map(_is_composed, get_args(kind)))


def _is_composed(kind: Any) -> bool:
    return isinstance(kind, type) and bool(_fields(kind))


def _of_fields(kind: type, names: Sequence[str]) -> tuple[Coder, Coder]:
    """The coders of a class; it may hold values of its own kind, so they are made when needed."""
    hints = get_type_hints(kind, include_extras=True)
    make = getattr(kind, "restored", None) or (lambda values: kind(**values))
    values_of = _getter(kind, names)
    steps: list[tuple[int, Coder]] = []
    changed: list[tuple[str, Coder]] = []
    is_ready = False

    def prepare() -> None:
        nonlocal is_ready
        is_ready = True
        encoders = [(place, encoder(hints[name])) for place, name in enumerate(names)]
        steps.extend((place, each) for place, each in encoders if each is not None)
        decoders = [(name, decoder(hints[name])) for name in names]
        changed.extend((name, each) for name, each in decoders if each is not None)

    def encode(value: Any) -> list[Any]:
        if not is_ready:
            prepare()
        row = list(values_of(value))
        for place, step in steps:
            row[place] = step(row[place])
        return row

    def decode(row: list[Any]) -> Any:
        if not is_ready:
            prepare()
        values = dict(zip(names, row, strict=True))
        for name, step in changed:
            values[name] = step(values[name])
        return make(values)

    return encode, decode


def _getter(kind: type, names: Sequence[str]) -> Callable[[Any], Sequence[Any]]:
    """What gives the values of these fields; a node holds them in its dictionary."""
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    if is_dataclass(kind):
        return attrgetter(*names)
    values_in = itemgetter(*names)
    return lambda node: values_in(node.__dict__)
