"""Every setting that differs from Scrapy's default, each with its why. https://docs.scrapy.org/en/latest/topics/settings.html

Any of them can be changed for one run on the command line: ``scrapy crawl replay -a path=seeds -s WORKERS=4``.
"""

from __future__ import annotations

import os

BOT_NAME = "gleaner"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
ADDONS = {"crawler.addon.Gleaner": 500}

# --- ours
SOURCES_DIR = os.environ.get("GLEANER_SOURCES", "seeds")  # the folder of sources, one folder each
WORKERS = 0  # cleaning processes; 0 is one for each processor
DEADLINE = 20.0  # seconds that cleaning one page may take
MAX_PAGE_BYTES = 32 * 1024 * 1024  # of a page after decompression
REJECTS_FILE = None  # None: beside the first local feed, `articles.jsonl` → `articles.rejects.jsonl`

# --- Scrapy's
LOG_LEVEL = "WARNING"  # the summary at the end says what happened; INFO adds forty lines of set-up
TELNETCONSOLE_ENABLED = False  # nobody should be able to steer a crawl from outside
REMOTE_CONTROL_ENABLED = False  # nor over HTTP
ROBOTSTXT_OBEY = True  # the sites' wish comes first
