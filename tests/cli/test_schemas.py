"""The schemas say what every field is, and the files in schemas/ fit the code."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from runbookc.cli import schemas

FOLDER = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_file_fits_the_code(name: str) -> None:
    file = FOLDER / f"{name}.schema.json"

    assert file.read_text(encoding="utf-8") == schemas.render(name), "run `make generate`"


@pytest.mark.parametrize("name", schemas.NAMES)
def test_it_is_a_json_schema(name: str) -> None:
    schema = schemas.schema(name)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == schemas.DIALECT
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_object_and_every_field_is_described(name: str) -> None:
    schema = schemas.schema(name)
    silent = []
    for title, node in [(name, schema), *schema.get("$defs", {}).items()]:
        if not node.get("description"):
            silent.append(title)
        for field, value in node.get("properties", {}).items():
            if not value.get("description") and "$ref" not in str(value):
                silent.append(f"{title}.{field}")

    assert silent == []


def test_no_schema_for_an_unknown_name() -> None:
    with pytest.raises(KeyError):
        schemas.schema("novel")
