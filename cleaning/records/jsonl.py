"""Records and rejects in and out as JSON Lines (https://jsonlines.org): one object a line, in UTF-8.

Every line has all keys, in the order of the schema. Line separators that are not ``\\n`` stand escaped, because many a
reader splits lines at them. The same outcome gives the same bytes on every machine.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

import jsonlines
import msgspec

from cleaning.record import SCHEMA_VERSION, Outcome, Record, Reject
from cleaning.records.written import written, written_path

STDOUT = "-"
# JSON allows these within strings, but str.splitlines and its like take them for line ends. Their UTF-8 bytes stand for
# nothing else, so they are found without decoding.
SEPARATORS = {char.encode(): rb"\u%04x" % ord(char) for char in "\u0085\u2028\u2029"}

LONGEST_REJECT = 65_536  # bytes of a first line that are read to tell whose file it is
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


class OutputError(OSError):
    """An output cannot be written; the message says which, why, and how to mend it."""


class RecordsError(ValueError):
    """A file of records cannot be read; the message names the file, the line and the cause."""


def encode(outcome: Outcome) -> bytes:
    """One line of JSON in UTF-8, without the line end."""
    if isinstance(outcome, Reject):
        outcome = replace(
            outcome, url=written(outcome.url), file=written_path(outcome.file), detail=written(outcome.detail) or ""
        )
    line = _encoder.encode(outcome)
    for separator, escaped in SEPARATORS.items():
        if separator in line:
            line = line.replace(separator, escaped)
    return line


def rejects_path(output: Path) -> Path:
    """Where rejects go beside an output: ``articles.rejects.jsonl`` for ``articles.jsonl``."""
    return Path("rejects.jsonl") if str(output) == STDOUT else output.with_name(f"{output.stem}.rejects.jsonl")


class WholeLines(io.RawIOBase):
    """A file that takes what it is given at ``flush`` and in one piece, so that an interrupt leaves whole lines."""

    def __init__(self, file: BinaryIO, name: str, *, closes: bool) -> None:
        self._file, self._name, self._closes = file, name, closes
        self._line = bytearray()

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]  # jsonlines gives bytes and nothing else
        """The number of bytes taken."""
        self._line += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing; writes the line. Raises ``OutputError``."""
        line, self._line = bytes(self._line), bytearray()
        try:
            while line:
                line = line[self._file.write(line) or 0 :]
            self._file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{self._name}: cannot be written any further: {error.strerror or error}") from error

    def close(self) -> None:
        """Nothing; closes the file, but not standard output. Half a line, left by an interrupt, is dropped."""
        if not self.closed:
            self._line.clear()
            super().close()
            if self._closes:
                self._file.close()


class Output:
    """A file of records or rejects; a context manager."""

    def __init__(self, file: WholeLines) -> None:
        self._file = file
        self._writer = jsonlines.Writer(cast("BinaryIO", file), dumps=encode, flush=True)

    def write(self, outcome: Outcome) -> None:
        """Nothing; writes one whole line."""
        self._writer.write(outcome)

    def close(self) -> None:
        """Nothing; closes the file."""
        self._writer.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_output(name: str, *, append: bool = False) -> Output:
    """The output of this name, its folders made; ``-`` is standard output. Raises ``OutputError``."""
    if name == STDOUT:
        return Output(WholeLines(sys.stdout.buffer, "standard output", closes=False))
    path = Path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Unbuffered: a line is in the file, or it is not.
        file = cast("BinaryIO", path.open("ab+" if append else "wb", buffering=0))
        if append:
            _end_line(file)
    except OSError as error:
        where = f"{path}: cannot be written: {error.strerror or error}"
        raise OutputError(f"{where}; name a file in a folder that you may write to") from error
    return Output(WholeLines(file, name, closes=True))


def is_ours(path: Path) -> bool:
    """True if a file may be written anew: it is not there, is empty or no file, or begins with a record or a reject."""
    if not path.is_file() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        line = file.readline(LONGEST_REJECT)
    return line.startswith(b'{"schemaVersion":') or (b'"stage":' in line and b'"reason":' in line)


def _end_line(file: BinaryIO) -> None:
    """Nothing; ends the last line of a file that was cut off in the middle of one, so that it harms no other."""
    if file.seek(0, io.SEEK_END):
        file.seek(-1, io.SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file, in its order; empty lines are passed over. Raises ``RecordsError``."""
    try:
        with path.open("rb") as file:
            try:
                yield from cast("Iterator[Record]", jsonlines.Reader(file, loads=_record).iter(skip_empty=True))
            except jsonlines.InvalidLineError as error:
                raise RecordsError(f"{path}:{error.lineno}: {error.__cause__ or error}") from error
    except OSError as error:
        raise RecordsError(f"{path}: cannot be read: {error.strerror or error}") from error


def _record(line: str | bytes) -> Record:
    """The record in a line. Raises ``ValueError``, which jsonlines turns into its own error with the line's number."""
    try:
        record = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a record: {error}") from error
    if record.schemaVersion != SCHEMA_VERSION:
        raise ValueError(f"a record of schema {record.schemaVersion}, but this program reads {SCHEMA_VERSION}")
    return record
