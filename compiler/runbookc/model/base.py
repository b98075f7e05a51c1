"""The base that all nodes of the model share."""

from pydantic import BaseModel, ConfigDict


class Node(BaseModel):
    """A frozen value: equal when its fields are equal, never changed after it was built."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
