import re

from runbookc.backends.pdf.qr import drawing


def test_every_dark_module_is_drawn_once() -> None:
    import segno

    matrix = segno.make_qr("https://docs.example.com", error="m").matrix
    shapes = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawing("https://docs.example.com"))
    drawn = [
        (int(row), column)
        for start, row, length in shapes
        for column in range(int(start), int(start) + int(length))
    ]
    dark = [(y, x) for y, row in enumerate(matrix) for x, module in enumerate(row) if module]
    assert drawn == dark
