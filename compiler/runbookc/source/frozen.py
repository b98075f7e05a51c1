"""Frozen dataclasses whose methods are made when they are first called.

For each class `dataclasses` writes six functions and compiles them. The compiler has more than a
hundred such classes and needs few methods of each, so that took a fifth of a check's time in which
one page has changed.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(kind=None, /, *, frozen=False, **options):
        """What `dataclasses.dataclass` makes, to whoever uses it."""
        if kind is None:
            return lambda kind: dataclass(kind, frozen=frozen, **options)
        if not frozen or options.keys() - {"slots"}:
            return dataclasses.dataclass(frozen=frozen, **options)(kind)
        return _frozen(kind, **options)


def _frozen(kind: type, *, slots: bool = False) -> type:
    own = frozenset(vars(kind))
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
    methods = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
    for name, make in methods.items():
        if name not in own or (name == "__hash__" and "__eq__" in own):
            _later(made, name, make)
    _refuse_changes(made)
    if slots:
        _cross_processes(made)
    return made


def _later(kind: type, name: str, make: Callable[[type], Callable[..., Any]]) -> None:
    def first(*values: Any, **named: Any) -> Any:
        method = make(kind)
        setattr(kind, name, method)
        return method(*values, **named)

    setattr(kind, name, first)


def _init(kind: Any) -> Callable[..., None]:
    """Sets every field, as fast as a function does that somebody wrote."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_unset": object()}
    asked: dict[bool, list[str]] = {False: ["self"], True: []}
    lines: list[str] = []
    for each in dataclasses.fields(kind):
        name, value = each.name, each.name
        default = f"=_default_{name}" if each.default is not dataclasses.MISSING else ""
        known[f"_default_{name}"] = each.default
        if each.default_factory is not dataclasses.MISSING:
            default, known[f"_default_{name}"] = "=_unset", each.default_factory
            value = f"_default_{name}() if {name} is _unset else {name}"
        if each.init:
            asked[bool(each.kw_only)].append(f"{name}{default}")
        elif default:
            value = f"_default_{name}{'()' if default == '=_unset' else ''}"
        if each.init or default:
            lines.append(f"    _set(self, {name!r}, {value})\n")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()\n")
    parameters = asked[False] + (["*", *asked[True]] if asked[True] else [])
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines) or '    pass'}", known)  # noqa: S102 - names of our own fields, as `dataclasses` does
    method: Callable[..., None] = known["__init__"]
    method.__qualname__ = f"{kind.__qualname__}.__init__"
    return method


def _repr(kind: Any) -> Callable[..., str]:
    names = [each.name for each in dataclasses.fields(kind) if each.repr]

    def text(self: Any) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({fields})"

    return text


def _eq(kind: Any) -> Callable[..., Any]:
    values = _values([each.name for each in dataclasses.fields(kind) if each.compare])

    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal


def _hash(kind: Any) -> Callable[..., int]:
    counted = (
        each.name
        for each in dataclasses.fields(kind)
        if (each.compare if each.hash is None else each.hash)
    )
    values = _values(list(counted))
    return lambda self: hash(values(self))


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _refuse_changes(kind: Any) -> None:
    names = frozenset(each.name for each in dataclasses.fields(kind))

    def set_attribute(self: Any, name: str, value: Any) -> None:
        if type(self) is kind or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(kind, self).__setattr__(name, value)

    def delete_attribute(self: Any, name: str) -> None:
        if type(self) is kind or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(kind, self).__delattr__(name)

    kind.__setattr__, kind.__delattr__ = set_attribute, delete_attribute


def _cross_processes(kind: Any) -> None:
    """What has slots crosses as the list of its values: nothing may be assigned to it."""
    names = [each.name for each in dataclasses.fields(kind)]

    def get_state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def set_state(self: Any, values: list[Any]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    kind.__getstate__, kind.__setstate__ = get_state, set_state
