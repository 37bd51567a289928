-- The ledger: every URL ever seen, every version of a page that was archived, and how much of each file is committed.
-- Times are seconds since 1970 in UTC. STRICT tables: https://www.sqlite.org/stricttables.html

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    rules TEXT                               -- by which its URLs were judged: JSON
) STRICT;

CREATE TABLE url (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source,
    key TEXT NOT NULL,                       -- the URL in the form in which two spellings of one page are equal
    url TEXT NOT NULL,                       -- as it is requested
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'section', 'page')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'fetching', 'archived', 'skipped', 'failed', 'gone')),
    why TEXT,                                -- of skipped, failed and gone: one of a closed list
    rank INTEGER NOT NULL,                   -- what is fetched first: the newest
    depth INTEGER NOT NULL DEFAULT 0,        -- links away from a section page
    hops INTEGER NOT NULL DEFAULT 0,         -- redirects, or listings that one came from the other, that led here
    attempts INTEGER NOT NULL DEFAULT 0,     -- failed ones since the last success
    not_before REAL NOT NULL DEFAULT 0,      -- a queued URL waits until then
    seen REAL NOT NULL,                      -- first heard of
    first_fetched REAL,
    fetched REAL,                            -- last answered
    changed REAL,                            -- last archived with other bytes than before
    due REAL,                                -- to be asked again at the first run after this
    announced REAL,                          -- the latest date that its listing gave
    status INTEGER,                          -- HTTP's, of the last answer
    etag TEXT,
    last_modified TEXT,
    digest TEXT,                             -- of the last archived answer and all that was kept with it
    payload TEXT,                            -- of its body: a revisit record refers to the answer by these four
    record TEXT,
    archived_as TEXT,
    archived REAL,
    leads_to TEXT,                           -- the key of the URL that a redirect or another form of the page leads to
    discovery TEXT NOT NULL,                 -- JSON: how it was found, and what was said of it there
    UNIQUE (source, key)
) STRICT;
CREATE INDEX url_next ON url (source, state, rank DESC, id);
CREATE INDEX url_due ON url (source, due) WHERE due IS NOT NULL;

-- How many URLs are in each state, kept by triggers, so that a look at a ledger of millions costs nothing. The conflict
-- clause of the statement that fires a trigger overrules those within it, so there must not be one here: OR IGNORE would
-- raise where an upsert fires it.
CREATE TABLE tally (
    source INTEGER NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    number INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, state, why)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER url_added AFTER INSERT ON url BEGIN
    INSERT INTO tally (source, state, why) SELECT NEW.source, NEW.state, coalesce(NEW.why, '') WHERE NOT EXISTS
        (SELECT 1 FROM tally WHERE source = NEW.source AND state = NEW.state AND why = coalesce(NEW.why, ''));
    UPDATE tally SET number = number + 1
        WHERE source = NEW.source AND state = NEW.state AND why = coalesce(NEW.why, '');
END;
CREATE TRIGGER url_moved AFTER UPDATE OF state, why ON url
WHEN OLD.state IS NOT NEW.state OR OLD.why IS NOT NEW.why BEGIN
    INSERT INTO tally (source, state, why) SELECT NEW.source, NEW.state, coalesce(NEW.why, '') WHERE NOT EXISTS
        (SELECT 1 FROM tally WHERE source = NEW.source AND state = NEW.state AND why = coalesce(NEW.why, ''));
    UPDATE tally SET number = number + 1
        WHERE source = NEW.source AND state = NEW.state AND why = coalesce(NEW.why, '');
    UPDATE tally SET number = number - 1
        WHERE source = OLD.source AND state = OLD.state AND why = coalesce(OLD.why, '');
END;

CREATE TABLE capture (                       -- a version of a page, in the archive's order
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source,
    url INTEGER NOT NULL REFERENCES url,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    outcome TEXT,                            -- NULL until it is cleaned; then 'record' or the reject's stage/reason
    identifier TEXT,                         -- of the record
    fingerprint BLOB,                        -- of what the record says
    line INTEGER,                            -- where the record begins in its file, in bytes
    change TEXT                              -- against the version before it: one of a closed list
) STRICT;
CREATE INDEX capture_uncleaned ON capture (source, id) WHERE outcome IS NULL;
CREATE INDEX capture_url ON capture (url, id);
CREATE INDEX capture_versions ON capture (source, identifier, id) WHERE fingerprint IS NOT NULL;

CREATE TABLE file (                          -- what lies beyond the committed size is cut off at the next start
    source INTEGER NOT NULL REFERENCES source,
    room TEXT NOT NULL CHECK (room IN ('archive', 'records', 'rejects', 'changes')),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (source, room)
) STRICT;
