"""What each reason of a reject means, for the JSON Schema and the documentation."""

from __future__ import annotations

from collections.abc import Mapping

from cleaning.record import Reason

REASONS: Mapping[Reason, str] = {
    Reason.NOT_FOUND: "There is no such path.",
    Reason.UNREADABLE: "The file cannot be read or unpacked.",
    Reason.EMPTY: "There is no text in it.",
    Reason.TRUNCATED: "The file or its gzip data end too early.",
    Reason.TOO_LARGE: "The page is larger than the limit, unpacked.",
    Reason.NOT_A_PAGE: "It is a picture, a PDF or anything else that is neither HTML nor plain text.",
    Reason.BAD_SIDECAR: "The `.meta.json` beside the page is not JSON or has values of wrong types.",
    Reason.BAD_SOURCE: "The `source.toml` of the page's source cannot be used.",
    Reason.BROKEN_RECORD: "A record of a WARC or JSONL file is damaged; those around it are not.",
    Reason.HTTP_ERROR: "What was saved is the server's error answer.",
    Reason.UNPARSABLE: "The HTML parser gave up.",
    Reason.NO_ARTICLE: "Neither an article's text nor comments were found.",
    Reason.CONSENT_WALL: "The page only asks for consent to cookies or data processing.",
    Reason.BOT_CHECK: "The page is a bot check, or refuses what it takes for a bot.",
    Reason.NEEDS_SCRIPT: "The page is an empty shell that scripts would fill.",
    Reason.SOFT_404: "The page says that the page asked for is not there, with a status of success.",
    Reason.ERROR_PAGE: "The page is a server's error or a notice of maintenance.",
    Reason.LOGIN: "The page only asks its reader to log in or to register.",
    Reason.PAYWALL: "The page holds nothing but an offer to subscribe.",
    Reason.LISTING: "The page is a list of links: a section, a tag, an author, search results, a front page.",
    Reason.DEADLINE: "Cleaning took more processor time than the deadline a page.",
    Reason.WORKER_DIED: "The process that cleaned the page ended.",
    Reason.UNCHANGED: "The page of a crawl says the same as the last record of its article.",
    Reason.INVALID_RECORD: "The record does not fit its schema: a fault of this program.",
    Reason.FAULT: "Cleaning failed: a fault of this program, with its traceback in the log.",
}
