"""YAML as data: tags that would run code become inert values."""

from typing import Any

import yaml

from runbookc.dialects.configured_values import refuse_hostile

NotYaml = yaml.YAMLError


def load(text: str) -> Any:
    """The values of a text.

    Raises:
        NotYaml: it cannot be read; `problem` and `problem_mark` may say why and where.
        ValueError: a value in it cannot be read, or there are far too many.
        RecursionError: it is nested too deeply.
    """
    values = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    refuse_hostile(values)
    return values


class _Loader(yaml.SafeLoader):
    """The safe loader; tags that would run code become inert values."""


def _inert(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    """A tagged value as data: `{"tag": …}` with whatever stands under it."""
    value: Any = node.value if isinstance(node, yaml.ScalarNode) else None
    if isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    return {"tag": suffix, "value": value}


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV` gives its default: the environment must not change what is compiled."""
    if isinstance(node, yaml.SequenceNode):
        values = loader.construct_sequence(node, deep=True)
        return values[-1] if len(values) > 1 else None
    return None


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _inert)
_Loader.add_multi_constructor("!", _inert)
_Loader.add_constructor("!ENV", _environment)
