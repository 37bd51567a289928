"""Examples below the options of ``scrapy COMMAND --help``."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyHelpFormatter


class AsWritten(argparse.RawDescriptionHelpFormatter, ScrapyHelpFormatter):
    """Scrapy's help, but with the line ends of what stands above and below the options."""


def show_examples(parser: argparse.ArgumentParser, examples: str) -> None:
    """Nothing; gives the parser's help these lines at its end."""
    parser.formatter_class = AsWritten
    parser.epilog = f"Examples\n========\n{examples.strip(chr(10))}\n"
