"""JSON Schema of a record → the SQL that reads a file of records into a table, each column with its type.

Readers that guess types take a column of dates for timestamps and an empty one for nothing, differently from file to
file. The types are DuckDB's: https://duckdb.org/docs/stable/data/json/loading_json
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def view(objects: Mapping[str, Any], name: str, file: str) -> str:
    """A statement that makes a view ``articles`` of a file of objects of this name."""
    columns = [f"  {field}: '{_type(inner, objects)}'" for field, inner in objects[name]["properties"].items()]
    table = ",\n".join(columns)
    begin = f"CREATE VIEW articles AS SELECT * FROM read_json('{file}', columns = {{"  # noqa: S608 - to be read, not run
    return f"{begin}\n{table}\n}});"


def _type(schema: Mapping[str, Any], objects: Mapping[str, Any]) -> str:
    """The type of a column."""
    if "anyOf" in schema:
        return _type(schema["anyOf"][0], objects)
    if "$ref" in schema:
        return _type(objects[schema["$ref"].rpartition("/")[2]], objects)
    if "const" in schema or "enum" in schema:
        return TYPES["string"]
    main = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    if main == "array":
        return f"{_type(schema['items'], objects)}[]"
    if main == "object":
        fields = ", ".join(f'"{field}" {_type(inner, objects)}' for field, inner in schema["properties"].items())
        return f"STRUCT({fields})"
    return TYPES[main]
