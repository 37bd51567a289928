"""JSON Schemas of the output → its documentation for readers, in Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaning.records.columns import view
from cleaning.records.example import example_record, example_reject
from cleaning.records.forms import FORMS
from cleaning.records.jsonl import encode

WIDTH = 110  # characters of a line of an example

INTRODUCTION = """\
# The record

<!-- Made from the code by `make docs`; do not edit by hand. -->

Every page that is cleaned becomes one line of JSON: a **record**, or a **[reject](#rejects)** that says why there is no
record. Names are those of schema.org's [NewsArticle](https://schema.org/NewsArticle) and
[Comment](https://schema.org/Comment). `gleaner schema` and `gleaner schema --rejects` print the JSON Schemas; every
record is checked before it is written. How to [load](#loading-it) a file of records into other tools stands at the end.

- Every key is in every line. What a page does not say is `null`, never an empty string and never a guess; lists may be
  empty.
- Texts keep their paragraphs: a blank line stands between them. They hold no control characters but line ends and tabs.
- Dates are ISO 8601: a day (`2026-03-03`), or a date and time with an offset where the page or its source tells one.
- Languages are BCP 47 tags. `und` (undetermined) stands where a text is short, mixed, or in a language that cannot be
  told.
- The same page gives the same bytes in every run, on every machine, with the same versions of the libraries. One thing
  needs the page's fetch time: without it, a date counts as lying in the future by today's clock.

## Example
"""

LOADING = """\
## Loading it

Readers that guess types take days and date-times, which stand in one column here, for timestamps, and a column that is
empty so far for nothing at all. So pandas gets the objects, and DuckDB the types; other tools get their table from
these.

pandas:

```python
import json
import pandas as pd

records = [json.loads(line) for line in open("articles.jsonl", encoding="utf-8")]
articles = pd.DataFrame(records)
comments = pd.json_normalize(records, "comment", ["url", "headline"], record_prefix="comment.")
```

DuckDB, with files of any size (`*.jsonl` works too):

```sql
VIEW

SELECT headline, datePublished, len(comment) AS comments FROM articles;
SELECT url, c.author.name, c.text FROM (SELECT url, unnest(comment) AS c FROM articles);
```

Hugging Face datasets, through the view above, kept in `articles.sql`:

```python
import duckdb
from datasets import Dataset

duckdb.execute(open("articles.sql").read())
articles = Dataset(duckdb.sql("FROM articles").to_arrow_table())
```
"""

REJECTS = """\
## Rejects

A page that gave no record is one line of the rejects (`articles.rejects.jsonl` beside `articles.jsonl`). Pages in =
records + rejects; each run counts and checks it.
"""


def reference(record: Mapping[str, Any], reject: Mapping[str, Any]) -> str:
    """The documentation, made from the two JSON Schemas."""
    parts = [INTRODUCTION, fenced(json.loads(encode(example_record()))), "## Fields\n"]
    parts += [section(name, schema, "###") for name, schema in in_order(record["$defs"], "Record")]
    parts += [REJECTS, fenced(json.loads(encode(example_reject())))]
    parts += [section("Reject", reject["$defs"]["Reject"], "###"), reasons(reject["$defs"]["Reason"])]
    parts += [LOADING.replace("VIEW", view(record["$defs"], "Record", "articles.jsonl"))]
    return "\n".join(parts)


def in_order(objects: Mapping[str, Any], first: str) -> Iterator[tuple[str, Any]]:
    """The objects with their names, each after the one that holds it."""
    waiting, seen = [first], {first}
    while waiting:
        name = waiting.pop(0)
        yield name, objects[name]
        for field in objects[name]["properties"].values():
            for inner in referred(field):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)


def referred(schema: Any) -> Iterator[str]:
    """The names of the objects that a schema refers to."""
    if isinstance(schema, Mapping):
        for key, value in schema.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            yield from referred(value)
    elif isinstance(schema, Sequence) and not isinstance(schema, str):
        for value in schema:
            yield from referred(value)


def section(name: str, schema: Mapping[str, Any], heading: str) -> str:
    """An object: what it is, and a table of its fields."""
    rows = [
        f"| `{field}` | {kind(name, field, inner)} | {inner['description']} |"
        for field, inner in schema["properties"].items()
    ]
    table = ["| field | type | meaning |", "| --- | --- | --- |", *rows]
    return "\n".join([f"{heading} {name}", "", schema["description"], "", *table, ""])


def kind(owner: str, name: str, schema: Mapping[str, Any]) -> str:
    """The type of a field, in words."""
    form = FORMS.get(owner, {}).get(name)
    if "const" in schema:
        return f'`"{schema["const"]}"`'
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" for value in schema["enum"])
    if "$ref" in schema:
        return link(schema["$ref"])
    if "anyOf" in schema:
        return " or ".join(kind("", "", option) for option in schema["anyOf"])
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return " or ".join(word(type_, schema, form.name if form else "string") for type_ in types)


def word(type_: str, schema: Mapping[str, Any], string: str) -> str:
    """One type, in words."""
    if type_ == "array":
        return f"list of {plural(kind('', '', schema['items']))}"
    if type_ == "object":
        inner = next(iter(schema["properties"].values()))
        return f"object of {plural(kind('', '', inner))}"
    return {"string": string, "boolean": "true or false", "integer": "whole number"}.get(type_, type_)


def plural(kind: str) -> str:
    """Several of a kind of value."""
    return "strings" if kind == "string" else kind


def link(ref: str) -> str:
    """A link to the section of an object."""
    name = ref.rpartition("/")[2]
    return f"[{name}](#{'reasons' if name == 'Reason' else name.lower()})"


def reasons(schema: Mapping[str, Any]) -> str:
    """The closed list of reasons, as a table."""
    rows = [f"| `{option['const']}` | {option['description']} |" for option in schema["oneOf"]]
    return "\n".join(["### Reasons", "", "| reason | meaning |", "| --- | --- |", *rows, ""])


def fenced(value: Any) -> str:
    """A JSON value as a block of code."""
    return f"```json\n{pretty(value)}\n```\n"


def pretty(value: Any, indent: str = "") -> str:
    """JSON with an object or a list on one line where that is short."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(line) <= WIDTH:
        return line
    deeper = f"{indent}  "
    if isinstance(value, dict):
        inner = [f"{json.dumps(key)}: {pretty(each, deeper)}" for key, each in value.items()]
        return "{\n" + ",\n".join(deeper + each for each in inner) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + pretty(each, deeper) for each in value) + f"\n{indent}]"
