"""Every setting that differs from Scrapy's default, each with its why. https://docs.scrapy.org/en/latest/topics/settings.html

Any of them can be changed for one run on the command line: ``scrapy crawl replay -a path=seeds -s WORKERS=4``.
"""

from __future__ import annotations

import os

BOT_NAME = "gleaner"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
ADDONS = {"crawler.addon.Gleaner": 500}
SPIDER_LOADER_CLASS = "crawler.loader.SourceLoader"  # each folder of sources is a spider
COMMANDS_MODULE = "crawler.commands"

# --- ours
SOURCES_DIR = os.environ.get("GLEANER_SOURCES", "seeds")  # the folder of sources, one folder each
DATA_DIR = "data"  # ledger.sqlite, archive/SOURCE/*.warc.gz, records/SOURCE/records.jsonl, rejects/, changes/
CLEAN = True  # False: archive only; the next run with True cleans what has been archived
REVISIT_DAYS = [1, 7, 30]  # an article is asked again so many days after it was first fetched; empty: never
RETRY_SECONDS = [5, 30]  # before the second and the third try of a fetch that failed
WARC_MAX_BYTES = 1024**3  # a file of the archive that is as large gets no further page
WORKERS = 0  # cleaning processes; 0 is one for each processor
DEADLINE = 20.0  # seconds of processor time that cleaning one page may take
MAX_PAGE_BYTES = 32 * 1024 * 1024  # of a page after decompression
PSEUDONYM_KEY = None  # a file with a key of 16 bytes or more: commenters' names become hashes, as in gleaner clean
REJECTS_FILE = None  # None: beside the first local feed, `articles.jsonl` → `articles.rejects.jsonl`
SITE_MEMORY_DIR = None  # what sites print on many pages, as gleaner learn found it, is left out of the articles' text
CHROMIUM = None  # the browser for sources with `render = true`; None: the system's Chromium
RENDER_TIMEOUT = 30.0  # seconds that showing one page may take
RENDER_QUIET = 8.0  # of these at most so many are spent waiting for scripts that never stop asking for more
PROGRESS_SECONDS = 60  # without a terminal a crawl tells how far it is once in so many seconds; 0 is never
CONTACT = None  # your mail or web address, which stands in the user agent: sites write to it before they block it
CRAWL_DELAY_MAX = 60.0  # seconds: a robots.txt that asks for more between two requests does not get more
RETRY_AFTER_MAX = 300.0  # seconds: a host that asks for a longer pause is left alone for this run

# --- Scrapy's
LOG_LEVEL = "WARNING"  # the summary at the end says what happened; INFO adds forty lines of set-up
TELNETCONSOLE_ENABLED = False  # nobody should be able to steer a crawl from outside
REMOTE_CONTROL_ENABLED = False  # nor over HTTP
DOWNLOAD_TIMEOUT = 60  # seconds; what has not answered by then is tried again later
DOWNLOAD_MAXSIZE = MAX_PAGE_BYTES  # of an answer as it is sent
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # for slow answers: the delay holds between any two requests all the same
ROBOTSTXT_OBEY = True  # the sites' wish comes first
DOWNLOAD_DELAY = 1.0  # seconds between two requests to a host, give or take a half; a source may say otherwise
AUTOTHROTTLE_ENABLED = True  # a host that answers slowly is asked less often
AUTOTHROTTLE_START_DELAY = 1.0  # five seconds would cost a small crawl more than all of its pages
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None}  # a feed must not lead to a file of ours
