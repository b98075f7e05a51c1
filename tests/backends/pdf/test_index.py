from runbookc.backends.pdf.index import Index


def test_entries_are_numbered_once_and_sorted_by_group() -> None:
    index = Index()
    assert index.of_code("b.conf", "") == [0]
    assert index.of_code("true", "") == []
    assert index.of_code("/etc/demo/a.conf", "") == [1]
    assert index.of_code("b.conf", "") == [0]
    assert index.of_block("net stop demo", "") == [2]
    found = [
        (group["title"], [("".join(one["p"]), one["n"]) for one in group["entries"]])
        for group in index.value()
    ]
    assert found == [
        ("Files and paths", [("b.conf", 0), ("/etc/demo/a.conf", 1)]),
        ("Commands", [("net stop demo", 2)]),
    ]


def test_index_without_entries_is_empty() -> None:
    assert Index().value() == []
