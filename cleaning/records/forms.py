"""What strings in a record look like, by object and field: read by the check, the JSON Schema and the documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a string: its name, a regex for the whole of it, and the JSON Schema format if there is one."""

    name: str
    pattern: str
    format: str | None = None

    def fits(self, text: str) -> bool:
        """True if a string has this form; a date must be one of the calendar too."""
        if not re.fullmatch(self.pattern, text):
            return False
        if self not in (DATE, MOMENT):
            return True
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return False
        return True


IDENTIFIER = Form("UUID", UUID, "uuid")
COMMENT_IDENTIFIER = Form("UUID `#` id", rf"{UUID}#(.|\n)+")
ADDRESS = Form("address", r"[A-Za-z][A-Za-z0-9+.\-]*:\S+", "iri")
DATE = Form("date or date-time", rf"{DAY}(T{CLOCK}(Z|[+\-][0-9]{{2}}:[0-9]{{2}})?)?")
MOMENT = Form("date-time in UTC", rf"{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z", "date-time")
TAG = Form("BCP 47 tag", r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
DIGEST = Form("digest", r"sha256:[0-9a-f]{64}")

FORMS: Mapping[str, Mapping[str, Form]] = {
    "Record": {
        "identifier": IDENTIFIER,
        "url": ADDRESS,
        "canonicalUrl": ADDRESS,
        "discussionUrl": ADDRESS,
        "datePublished": DATE,
        "dateModified": DATE,
        "dateDownloaded": MOMENT,
        "inLanguage": TAG,
    },
    "Comment": {
        "identifier": COMMENT_IDENTIFIER,
        "parentItem": COMMENT_IDENTIFIER,
        "datePublished": DATE,
        "dateModified": DATE,
        "inLanguage": TAG,
        "url": ADDRESS,
    },
    "BlogPosting": {"datePublished": DATE},
    "Person": {"url": ADDRESS},
    "Discovery": {"url": ADDRESS, "datePublished": DATE, "dateModified": DATE, "inLanguage": TAG},
    "Provenance": {"digest": DIGEST},
}
# Numbers that count something, or that have a least and a greatest value.
LEAST: Mapping[str, Mapping[str, int]] = {
    "Record": {"wordCount": 0, "commentCount": 0},
    "Comment": {"position": 1, "upvoteCount": 0, "downvoteCount": 0},
    "Origin": {"confidence": 0},
}
GREATEST: Mapping[str, Mapping[str, int]] = {"Origin": {"confidence": 1}}

# The libraries whose versions a record tells, and this project.
VERSIONED = ("gleaner", "trafilatura", "langdetect", "htmldate", "lxml")

# The fields whose origin a record tells, all of them in every record, so that tables get the same columns from each.
TRACKED = (
    "canonicalUrl",
    "headline",
    "alternativeHeadline",
    "description",
    "articleBody",
    "liveBlogUpdate",
    "author",
    "publisher",
    "datePublished",
    "datePublishedRaw",
    "dateModified",
    "inLanguage",
    "keywords",
    "articleSection",
    "image",
    "isAccessibleForFree",
    "license",
    "commentCount",
    "discussionUrl",
    "comment",
)
