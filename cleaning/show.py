"""A page part by part, with what each part is and why: the view that explains every decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from cleaning.markup.explain import explain
from cleaning.model import Document, Label, Span
from cleaning.record import Record, Reject

STYLES = {
    Label.BODY: "default",
    Label.SUBHEAD: "bold",
    Label.HEADLINE: "bold green",
    Label.STANDFIRST: "green",
    Label.BYLINE: "green",
    Label.DATE: "green",
    Label.DATELINE: "green",
    Label.COMMENT: "cyan",
    Label.COMMENT_META: "blue",
    Label.COMMENT_HEADER: "blue",
}
LEFT_OUT = "bright_black"
LABEL_WIDTH = 16

Part = tuple[str, str, str]  # label, reason, text


def parts_of(doc: Document) -> Sequence[Part]:
    """Label, reason and text of every part of the page, in the page's order."""
    if doc.page.kind == "html":
        return explain(doc)
    return list(parts_of_text(doc))


def parts_of_text(doc: Document) -> Iterator[Part]:
    """The parts of a plain-text page: its regions as they are."""
    for region in doc.regions:
        if isinstance(region.where, Span):
            yield region.label, region.reason, doc.page.text[region.where.start : region.where.end]


def print_page(doc: Document, outcome: Record | Reject, console: Console) -> None:
    """Nothing; prints the parts of the page, then what the record says and where each field was read."""
    for (label, reason), parts in groupby(parts_of(doc), key=lambda part: part[:2]):
        style = STYLES.get(Label(label), LEFT_OUT)
        head = Text.assemble((f"{label:<{LABEL_WIDTH}}", f"{style} reverse"), (f" {reason}", LEFT_OUT))
        console.print(head, soft_wrap=True)
        for _, _, text in parts:
            console.print(Text(text, style=style), soft_wrap=not console.is_terminal)
        console.print()
    if isinstance(outcome, Reject):
        console.print(Text(f"rejected: {outcome.reason}: {outcome.detail}", style="red"), soft_wrap=True)
    else:
        print_fields(outcome, console)


def print_fields(record: Record, console: Console) -> None:
    """Nothing; prints the short fields of a record, with their provenance."""
    for name, value in short_fields(record):
        origin = record.provenance.fields.get(name)
        source = f"  ({origin['from']})" if origin else ""
        console.print(Text.assemble((f"{name:<{LABEL_WIDTH + 4}}", "bold"), value, (source, LEFT_OUT)), soft_wrap=True)


def short_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Name and value of the fields that fit on a line; those that are empty are left out."""
    values = {
        "headline": record.headline,
        "description": record.description,
        "author": ", ".join(person.name for person in record.author),
        "datePublished": record.datePublished,
        "dateModified": record.dateModified,
        "inLanguage": record.inLanguage,
        "canonicalUrl": record.canonicalUrl,
        "wordCount": str(record.wordCount),
        "comment": str(len(record.comment)),
    }
    yield from ((name, value) for name, value in values.items() if value)
    yield from (("warning", warning) for warning in record.provenance.warnings)
