"""The base that all nodes of the model share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict

new_node = object.__new__
keep_values = BaseModel.__dict__["__dict__"].__set__
"""With `new_node` these make the few kinds of node of which a page has hundreds: the values are all
fields in their order, in a dictionary that the node will keep, and known to be right."""


Kind = TypeVar("Kind", bound="Node")


class Node(BaseModel):
    """A frozen value: equal when its fields are equal, never changed after it was built."""

    # The docstrings of fields become descriptions where schemas are made; to look for them here
    # would cost every run more than all else that the library does.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    trusted_defaults: ClassVar[dict[str, Any]] = {}
    trusted_fields: ClassVar[set[str]] = set()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Note the fields in their order, with their defaults, for `trusted`."""
        cls.trusted_fields = set(cls.model_fields)
        cls.trusted_defaults = {
            name: None if field.is_required() else field.default
            for name, field in cls.model_fields.items()
        }

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """A node of values that are known to be right, built without validation.

        The parser makes hundreds of nodes for each page out of its own values; validating them
        costs more than making them. Whatever comes from outside goes through the constructor.
        """
        node = new_node(cls)
        keep_values(node, {**cls.trusted_defaults, **values})
        return node

    if not TYPE_CHECKING:  # else checkers would believe every name

        def __getattr__(self, name: str) -> Any:
            """What the library keeps of a node beside its values; trusted ones leave it out."""
            if name == "__pydantic_fields_set__":
                return set(type(self).trusted_fields)
            if name in ("__pydantic_extra__", "__pydantic_private__"):
                return None
            raise AttributeError(f"{type(self).__name__} has no {name}")

    def changed(self, **values: Any) -> Self:
        """A copy with other values for some fields; they are trusted too."""
        return _restored(type(self), {**self.__dict__, **values})

    @classmethod
    def restored(cls, values: dict[str, Any]) -> Self:
        """A node that keeps this dictionary of all its fields, which are known to be right."""
        return _restored(cls, values)

    def __reduce__(self) -> "tuple[Callable[..., Node], tuple[type[Node], dict[str, Any]]]":
        """Cross processes as a class and its values, without the library's detours."""
        return _restored, (type(self), self.__dict__)


def _restored(kind: "type[Kind]", values: dict[str, Any]) -> "Kind":
    node = new_node(kind)
    keep_values(node, values)
    return node
