"""The dataclasses of the output → their JSON Schema and their documentation, which ship with the program.

Names, types and order come from the dataclasses, descriptions from their annotations, forms of strings from ``forms``.
``python -m cleaning.records.schema --write`` writes all files anew; without ``--write`` it says which ones are stale.
JSON Schema: https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from cleaning import record
from cleaning.record import SCHEMA_VERSION, Reason, Record, Reject
from cleaning.records.forms import FORMS, GREATEST, LEAST, TRACKED, VERSIONED
from cleaning.records.reasons import REASONS
from cleaning.records.reference import pretty, reference

RECORD_SCHEMA = Path(__file__).with_name("record.schema.json")
REJECT_SCHEMA = Path(__file__).with_name("reject.schema.json")
REFERENCE = Path(__file__).parents[2] / "docs" / "record.md"  # only in the project's folder

# Mappings that always have the same keys.
MAPPINGS = {("Provenance", "fields"): TRACKED, ("Provenance", "versions"): VERSIONED}

Schema = dict[str, Any]


def schema_of(type_: type[Record] | type[Reject]) -> Schema:
    """The JSON Schema of a line of the output."""
    made = msgspec.json.schema(type_)
    objects = {name: _object(name, schema) for name, schema in made["$defs"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gleaner:{type_.__name__.lower()}:{SCHEMA_VERSION}",
        "$ref": made["$ref"],
        "$defs": objects,
    }


def _object(name: str, made: Schema) -> Schema:
    """The schema of one object: all keys required and in their order, no others allowed, each described."""
    if name == Reason.__name__:
        return {
            "title": name,
            "description": "Why a page gave no record.",
            "oneOf": [{"const": reason.value, "description": meaning} for reason, meaning in REASONS.items()],
        }
    annotations = get_type_hints(getattr(record, name), include_extras=True)
    properties = {
        field: {"description": annotation.__metadata__[0], **_field(name, field, made["properties"][field])}
        for field, annotation in annotations.items()
    }
    return {
        "title": name,
        "description": made["description"],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field(owner: str, name: str, made: Schema) -> Schema:
    """The schema of one field: what msgspec made of its type, and what the type cannot say."""
    if (names := MAPPINGS.get((owner, name))) is not None:
        each = made["additionalProperties"]
        return {
            "type": "object",
            "properties": dict.fromkeys(names, each),
            "required": list(names),
            "additionalProperties": False,
        }
    if (owner, name) == ("Record", "schemaVersion"):
        return {"const": SCHEMA_VERSION}
    schema = {key: value for key, value in made.items() if key != "default"}
    options = [option.get("type") for option in schema.get("anyOf", ())]
    if options and all(options):
        schema = {"type": options}
    if schema.get("items") == {"type": "string"}:
        schema["items"] = {"type": "string", "minLength": 1}
    types = schema.get("type", ())
    if "string" in types and (owner, name) != ("Reject", "detail"):
        schema |= _form(owner, name)
    for word, bounds in (("minimum", LEAST), ("maximum", GREATEST)):
        if name in bounds.get(owner, {}):
            schema[word] = bounds[owner][name]
    return schema


def _form(owner: str, name: str) -> Schema:
    """What a string must look like: it says something, and has the form of its field."""
    form = FORMS.get(owner, {}).get(name)
    if form is None:
        return {"minLength": 1}
    return {"pattern": f"^({form.pattern})$", **({"format": form.format} if form.format else {})}


def files() -> Mapping[Path, str]:
    """What each file that is made from the code should hold."""
    record, reject = schema_of(Record), schema_of(Reject)
    return {
        RECORD_SCHEMA: pretty(record) + "\n",
        REJECT_SCHEMA: pretty(reject) + "\n",
        REFERENCE: reference(record, reject),
    }


def stale(path: Path, text: str) -> bool:
    """True if a file does not hold what it should."""
    return not path.is_file() or path.read_text("utf-8") != text


def main() -> int:
    """0, or 1 if there are stale files."""
    parser = argparse.ArgumentParser(
        prog="python -m cleaning.records.schema", description="the files made from the code"
    )
    parser.add_argument("--write", action="store_true", help="write them anew")
    write = parser.parse_args().write
    old = [(path, text) for path, text in files().items() if stale(path, text)]
    for path, text in old:
        if write:
            path.write_text(text, "utf-8")
        print(f"{path}: {'written' if write else 'stale'}")  # noqa: T201 - the command's voice
    return 1 if old and not write else 0


if __name__ == "__main__":
    sys.exit(main())
