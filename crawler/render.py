"""Pages that scripts write, as an option: a source with ``[crawl] render = true`` has its pages shown by a browser.

A page is fetched as any other: paced, checked, with its redirects and errors. One that came as HTML is then shown in a
browser at its own address (``crawler.browser``). What its scripts have made of it is the body of the response, which
carries the flag ``rendered``. The browser is the system's Chromium, driven by the extra ``js``, scrapy-playwright:
https://github.com/scrapy-plugins/scrapy-playwright
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy.http import Response
from scrapy.settings import BaseSettings

from cleaning.model import Source
from crawler.model import Kind

WEB = ("http", "https")
EXTRA = ("scrapy_playwright", "playwright")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HANDLER = "crawler.browser.BrowserHandler"
META = "render"  # the key of a request's meta that asks for it
FLAG = "rendered"  # among the flags of a response

CHROMIUM_SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are looked up at the tunnel's end only
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # nothing passes the tunnel by
    "--disable-quic",
    "--js-flags=--max-old-space-size=512",  # MiB that the scripts of a page may fill
)


class RenderError(ValueError):
    """A source needs a browser, and it cannot be had; the message says what to install."""


def render_settings(settings: BaseSettings, source: Source) -> None:
    """Nothing; plugs the browser in, if the source's pages need one.

    Raises ``RenderError`` where the extra or the browser is missing, so that no crawl begins that archives empty pages.
    """
    if not source.crawl.render:
        return
    launch = {
        "executable_path": installed_chromium(source, settings.get("CHROMIUM")),
        "args": list(CHROMIUM_SWITCHES),
        "chromium_sandbox": not is_root(),  # Chromium refuses its sandbox to root
    }
    settings.set("DOWNLOAD_HANDLERS", settings.getdict("DOWNLOAD_HANDLERS") | dict.fromkeys(WEB, HANDLER), "spider")
    settings.set("PLAYWRIGHT_BROWSER_TYPE", "chromium", "spider")
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch, "spider")
    settings.set("PLAYWRIGHT_MAX_CONTEXTS", 1, "spider")


def render_meta(source: Source, kind: Kind) -> dict[str, Any]:
    """What a request's meta says so that the browser shows the page; nothing for feeds and sitemaps."""
    return {META: True} if source.crawl.render and kind in (Kind.PAGE, Kind.SECTION) else {}


def was_rendered(response: Response) -> bool:
    """Whether the body is what a browser made of the page, and not what the server sent."""
    return FLAG in response.flags


def installed_chromium(source: Source, path: str | None) -> str:
    """The path of the browser: the one that the setting CHROMIUM names, else the system's. Raises ``RenderError``."""
    need = f"{source.id}: [crawl] render = true needs"
    if not all(find_spec(name) for name in EXTRA):
        raise RenderError(f"{need} the extra “js”: pip install 'gleaner[js]'")
    if path:
        if found := shutil.which(path):
            return found
        raise RenderError(f"{need} a Chromium, and the setting CHROMIUM names none: {path}")
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    names = ", ".join(CHROMIUM_NAMES)
    raise RenderError(
        f"{need} a Chromium, and there is none ({names}): apt install chromium, or -s CHROMIUM=/path/to/chromium"
    )


def is_root() -> bool:
    """Whether this process runs as the system's administrator."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
