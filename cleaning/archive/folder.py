"""A file that is one page, with its sidecar → RawPage, and back.

The page's bytes stand in the file as the server sent them, packed with gzip or not. See ``sidecar`` for what may stand
beside it.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from cleaning.archive.capped import ReadFaultError, read_page
from cleaning.archive.http import check_status
from cleaning.archive.sidecar import SUFFIX, read_sidecar, sidecar_bytes
from cleaning.model import PageRef, RawPage


def open_file(ref: PageRef, max_bytes: int) -> RawPage:
    """The page that the file holds. Raises ``ReadFaultError``."""
    fetch = read_sidecar(ref.file)
    check_status(fetch.url, fetch.status, fetch.headers)
    try:
        body = read_page(ref.file, max_bytes)
    except ReadFaultError as fault:
        fault.url = fetch.url
        raise
    return RawPage(
        url=fetch.url,
        source=fetch.source,
        fetched_at=fetch.fetched_at,
        status=fetch.status,
        headers=fetch.headers,
        body=body,
        file=ref.file,
    )


def write_page(raw: RawPage, file: Path) -> None:
    """Nothing: the page stands in the file (packed if its name ends in ``.gz``), what is known of it in the sidecar.

    A sidecar is written only where something is known. The same page gives the same bytes. Raises ``OSError``.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(raw.body, mtime=0) if file.suffix == ".gz" else raw.body)
    told = sidecar_bytes(raw)
    if told != b"{}":
        file.with_name(file.name + SUFFIX).write_bytes(told + b"\n")
