"""The base that all nodes of the model share."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict


class Node(BaseModel):
    """A frozen value: equal when its fields are equal, never changed after it was built."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def __reduce__(self) -> "tuple[Callable[..., Node], tuple[type[Node], dict[str, Any]]]":
        """Cross processes as a class and its values, without the library's detours."""
        return _restored, (type(self), self.__dict__)


def _restored(kind: type[Node], values: dict[str, Any]) -> Node:
    node = _new(kind)
    _put(node, "__dict__", values)
    _put(node, "__pydantic_fields_set__", set(values))
    _put(node, "__pydantic_extra__", None)
    _put(node, "__pydantic_private__", None)
    return node


_new, _put = object.__new__, object.__setattr__
