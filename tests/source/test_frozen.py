"""Classes whose methods are made late do what `dataclasses` would make of them."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from typing import Any, ClassVar

import pytest

from runbookc.source.frozen import dataclass


class Plain:
    """Fields of every kind."""

    one: int
    two: tuple[str, ...] = ()
    three: list[int] = field(default_factory=list, compare=False)
    four: str = field(default="4", repr=False, hash=False)
    five: ClassVar[int] = 5
    six: str = field(default="6", init=False)
    seven: int = field(default=7, kw_only=True)


def made(decorator: Callable[..., Any], *, slots: bool) -> Any:
    values = {key: value for key, value in vars(Plain).items() if key not in ("__dict__",)}
    values.pop("__weakref__", None)
    return decorator(frozen=True, slots=slots)(type("Plain", (), values))


@pytest.mark.parametrize("slots", [False, True])
def test_it_is_what_the_library_makes(slots: bool) -> None:
    ours, theirs = made(dataclass, slots=slots), made(dataclasses.dataclass, slots=slots)
    for kind in (ours, theirs):
        first, second = kind(1, ("a",), seven=8), kind(one=1, two=("a",), three=[3], seven=8)
        assert repr(second) == "Plain(one=1, two=('a',), three=[3], six='6', seven=8)"
        assert first == second and hash(first) == hash(second) and first != kind(1)
        assert first != "another" and kind(1, four="x") != kind(1)
        assert hash(kind(1, four="x")) == hash(kind(1))
        assert kind(1).three is not kind(1).three
        assert dataclasses.replace(kind(1, seven=9), one=2) == kind(2, seven=9)
        assert dataclasses.asdict(kind(1))["seven"] == 7
        assert copy.deepcopy(second) == second
        for name in ("one", "unknown"):
            with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
                setattr(first, name, 2)
            with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
                delattr(first, name)
        with pytest.raises(TypeError):
            kind()
        with pytest.raises(TypeError):
            kind(1, eight=8)
        assert hasattr(first, "__dict__") is not slots
    assert hash(ours(1)) == hash(theirs(1))


@dataclass(frozen=True)
class Base:
    """A class with a subclass, and what it derives."""

    name: str
    size: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", self.size * 2)

    @cached_property
    def long(self) -> str:
        """The name, twice."""
        return self.name * 2


@dataclass(frozen=True)
class More(Base):
    """One field more."""

    more: str = "m"


class Late(Base):
    """No dataclass: it may have values of its own."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """What crosses processes."""

    name: str
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Own:
    """Methods that somebody wrote stay."""

    name: str

    def __repr__(self) -> str:
        return "own"


def test_subclasses_have_the_fields_of_both() -> None:
    assert repr(More("a", 2, "b")) == "More(name='a', size=4, more='b')"
    assert Base("a") != More("a") and More("a") == More("a")
    assert Base("a").long == "aa" and More("b").long == "bb"
    late = Late("c")
    late.other = 1  # type: ignore[attr-defined]
    assert (late.name, late.size) == ("c", 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        late.name = "d"  # type: ignore[misc]


@pytest.mark.parametrize("value", [Slotted("a", (1, 2)), Base("b"), More("c")])
def test_they_cross_processes(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


def test_methods_that_somebody_wrote_stay() -> None:
    assert repr(Own("a")) == "own"
    assert Own("a") == Own("a")
