"""Runbooks as JSON, by `schemas/runbook.schema.json`."""

from collections.abc import Callable

from runbookc.model import Runbook


def render(runbook: Runbook, read_asset: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The runbook as one JSON file, keys in the order of the model.

    Args:
        read_asset: not asked; JSON names images by their path.
    """
    del read_asset
    return {f"{runbook.id}.json": f"{runbook.model_dump_json(indent=2)}\n".encode()}
