"""A QR code as a drawing of one path, so that it is sharp at any size."""

from itertools import groupby


def drawing(text: str) -> str:
    """The SVG of the QR code of a text; dark modules side by side are one shape.

    It has no margin: the white around it, four modules at least, is the page's.
    """
    import segno

    matrix = segno.make_qr(text, error="m").matrix
    side = len(matrix)
    runs = "".join(
        f"M{column} {row}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for column, length in _dark_runs(modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{runs}"/></svg>'
    )


def _dark_runs(modules: bytes | bytearray) -> list[tuple[int, int]]:
    column, runs = 0, []
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            runs.append((column, length))
        column += length
    return runs
