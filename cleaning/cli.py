"""The command line: ``gleaner clean | learn | show | case | train | schema``, also as ``python -m cleaning``.

Exit status: 0 done; 1 a path among others was not found, or a page cannot be decoded; 2 wrong usage, nothing to read,
or a file that cannot be read or written; 130 interrupted. What a subcommand needs is imported when it runs, so that
``--help`` is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cleaning import __version__

CLEAN_EXAMPLES = """\
examples:
  gleaner clean seeds -o out/articles.jsonl
  gleaner clean 'saved/**/*.html.gz' crawl.warc.gz -o articles.jsonl --workers 4
  gleaner clean pages -o - | head -1

A folder is read with all below it: .html, .htm, .txt (each also .gz), .jsonl of raw pages, .warc, .warc.gz.
Beside x.html an optional x.html.meta.json gives {"url", "fetchedAt", "status", "headers"}.
Every page becomes one line of the output or one line of the rejects, which say why."""
LEARN_EXAMPLES = """\
examples:
  gleaner learn data/archive --site-memory data/site-memory
  gleaner learn saved --site-memory memory && gleaner clean saved -o articles.jsonl --site-memory memory

Paragraphs that pass as the article's text on three or more articles of a site (calls to subscribe, notes on the
newspaper) are written to DIR/SITE.json, which clean, show and a crawl use when they are asked to. A site is known by
its source, else its host, else the folder of its pages. Learning again replaces the files of the sites that it met."""
SHOW_EXAMPLES = """\
examples:
  gleaner show saved/page.html
  gleaner show https://example.org/news/1 --archive data/archive
  gleaner show page.txt | less -R"""
CASE_EXAMPLES = """\
examples:
  gleaner case saved/page.html --name two-threads      saves the page and the record that it gives now
  gleaner case --update                                makes all expected records anew: read the diff"""

TRAIN_EXAMPLES = """\
examples:
  gleaner train data/archive -o model.json             from a crawl: our cleaning of its HTML tells what the text is
  gleaner train saved texts --gold gold.jsonl -o model.json
  gleaner clean dumps -o out/articles.jsonl --text-model model.json

HTML pages are written as text in several styles; plain-text pages are used if they have gold. A gold file has a line
{"page": "file name", "bodies": ["text", ...]} for each page, with all texts that are accepted as the article's.
The model file has a card: what it was made from, and how well it does on sites held out."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all subcommands."""
    parser = argparse.ArgumentParser(
        prog="gleaner", description="News articles and their readers' comments, from raw pages to clean JSONL."
    )
    parser.add_argument("--version", action="version", version=f"gleaner {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_clean(commands)
    add_learn(commands)
    add_show(commands)
    add_case(commands)
    add_train(commands)
    schema = commands.add_parser("schema", help="print the JSON Schema of a record")
    schema.add_argument("--rejects", action="store_true", help="print the schema of a reject instead")
    return parser


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str, examples: str
) -> argparse.ArgumentParser:
    """A subcommand's parser, with the options that all of them share."""
    parser = commands.add_parser(
        name, help=purpose, description=purpose, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sources",
        type=Path,
        metavar="DIR",
        default=Path(os.environ.get("GLEANER_SOURCES", "seeds")),
        help="the folder of sources (default: $GLEANER_SOURCES or seeds)",
    )
    return parser


def add_model(parser: argparse.ArgumentParser) -> None:
    """Nothing; adds the option that names a model of plain-text lines."""
    parser.add_argument(
        "--text-model",
        metavar="MODEL.json",
        default=os.environ.get("GLEANER_TEXT_MODEL"),
        help="how lines of plain text are told apart (default: $GLEANER_TEXT_MODEL or the model that comes along)",
    )


def add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Nothing; adds ``clean``."""
    parser = add_command(commands, "clean", "clean saved pages into JSONL", CLEAN_EXAMPLES)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a folder, a file or a quoted glob")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT.jsonl", help="where records go; - is standard output"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="where rejects go (default: OUT.rejects.jsonl, for - rejects.jsonl)"
    )
    parser.add_argument("--workers", type=positive, metavar="N", help="cleaning processes (default: one a processor)")
    parser.add_argument(
        "--deadline",
        type=seconds,
        default=20.0,
        metavar="S",
        help="seconds of processor time a page may take (default: 20)",
    )
    parser.add_argument(
        "--max-page-mb", type=positive, default=32, metavar="N", help="MiB of a page, unpacked (default: 32)"
    )
    parser.add_argument(
        "--pseudonymise",
        type=Path,
        metavar="KEY-FILE",
        help="replace commenters' names by hashes with the key in this file (16 bytes or more)",
    )
    add_memory(parser)
    add_model(parser)


def add_memory(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Nothing; adds the folder of site memories."""
    purpose = "where to keep" if required else "leave out of the text"
    parser.add_argument(
        "--site-memory",
        type=Path,
        metavar="DIR",
        required=required,
        help=f"{purpose} what a site prints on many pages, as gleaner learn found it",
    )


def add_learn(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Nothing; adds ``learn``."""
    parser = add_command(commands, "learn", "learn what each site prints on many of its pages", LEARN_EXAMPLES)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a folder, a file or a quoted glob")
    add_memory(parser, required=True)
    parser.add_argument("--workers", type=positive, metavar="N", help="cleaning processes (default: one a processor)")


def add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Nothing; adds ``show``."""
    parser = add_command(commands, "show", "print a page part by part, with what each part is and why", SHOW_EXAMPLES)
    parser.add_argument("page", metavar="FILE|URL", help="a saved page, or the URL of a page in the archive")
    add_memory(parser)
    parser.add_argument("--archive", nargs="+", metavar="PATH", default=["data/archive"], help="where to look a URL up")
    add_model(parser)


def add_case(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Nothing; adds ``case``."""
    parser = add_command(commands, "case", "save a page with its expected record as a test", CASE_EXAMPLES)
    parser.add_argument("page", nargs="?", metavar="FILE|URL", help="a saved page, or the URL of a page in the archive")
    parser.add_argument("--archive", nargs="+", metavar="PATH", default=["data/archive"], help="where to look a URL up")
    parser.add_argument("--name", metavar="NAME", help="the name of the case (default: the file's name)")
    parser.add_argument("--cases", type=Path, default=Path("tests/cases"), metavar="DIR", help="default: tests/cases")
    parser.add_argument("--update", action="store_true", help="make the expected records of all cases anew")


def add_train(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Nothing; adds ``train``."""
    purpose = "make a model of plain-text lines from saved pages"
    parser = commands.add_parser(
        "train",
        help=purpose,
        description=purpose,
        epilog=TRAIN_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a folder, a file or a quoted glob")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="MODEL.json", help="where the model goes")
    parser.add_argument(
        "--gold", type=Path, nargs="+", default=[], metavar="GOLD.jsonl", help="texts of pages that are known"
    )
    parser.add_argument("--trees", type=positive, default=120, metavar="N", help="trees a pass (default: 120)")
    parser.add_argument("--no-test", action="store_true", help="do not measure on sites held out (five times as quick)")


def positive(text: str) -> int:
    """The whole number above 0 that an argument states."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def seconds(text: str) -> float:
    """The number of seconds above 0 that an argument states."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status."""
    args = build_parser().parse_args(arguments)
    from cleaning import commands
    from cleaning.cases import CaseError
    from cleaning.records.pseudonyms import KeyFileError
    from cleaning.sources import SourceError
    from cleaning.text.scores import ModelError
    from cleaning.training.train import TrainingError

    run = {
        "clean": commands.clean,
        "learn": commands.learn,
        "show": commands.show,
        "case": commands.case,
        "train": commands.train,
        "schema": commands.schema,
    }
    try:
        if getattr(args, "text_model", None):
            commands.use_model(args.text_model)
        return run[args.command](args)
    except (commands.UsageError, CaseError, KeyFileError, SourceError, ModelError, TrainingError) as error:
        print(f"gleaner {args.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"gleaner {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"gleaner {args.command}: interrupted", file=sys.stderr)
        return commands.INTERRUPTED
