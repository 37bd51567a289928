"""Evidence → does the page say that there is nothing to read: a bot check, a missing page, an error, a login?

Three sides are asked: the heading or title as a whole, the first lines, and the structure (a form, a captcha, a
server's own template). Two must agree, nothing on the page may state an article, and there may be little other running
text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaning.quality.evidence import (
    CODE,
    FEW_LINKS,
    SHORTEST_LINE,
    Evidence,
    foreign,
    opening_that_says,
    says,
    title_that_says,
)

MOST_LETTERS = 3_000  # of a page that may be a challenge
LONGEST_PAGE = 10_000  # letters of a page that may be a dead end, with all that it offers to read instead
LARGEST = 400_000  # characters of a source in which marks are looked for: such pages are small
MOST_FOREIGN = {"bot": 900, "not-found": 600, "error": 400, "login": 400}  # letters of other running text
BESIDE_TEASERS = 3_000  # the same, where a missing page goes on with what else there is to read
ALMOST_NONE = 120  # letters of a page that is known by its challenge alone
HINTED = 250  # the same, where something hints at an article

# Challenges by what their templates hold. Sites that are protected carry scripts of the same makers on every page,
# so only what stands on the challenge itself is named.
CHALLENGES = re.compile(
    r"_cf_chl_opt|cf-browser-verification|cf_chl_jschl|cf-challenge-running|captcha-delivery\.com/(?:c\.js|captcha)|"
    r"'host':'geo\.captcha-delivery|id=[\"']px-captcha|_Incapsula_Resource\?(?:CWUDNSAI|SWUDNSAI|SWJIYLWA)|"
    r"AwsWafIntegration|awswaf\.com|gokuProps|errors\.edgesuite\.net|edgesuite&#46;net|sec-if-cpt-container|"
    r"/_sec/cp_challenge|ddos-guard/js-challenge|check\.ddos-guard\.net|anubis_challenge|anubis/static|distil_r_captcha|"
    r"sucuri website firewall|validate\.perfdrive|sgcaptcha",
    re.IGNORECASE,
)
CAPTCHAS = re.compile(
    r"class=[\"'][^\"']{0,80}(?:g-recaptcha|h-captcha|cf-turnstile|frc-captcha|geetest|nc-container|smart-captcha|altcha)"
    r"|id=[\"'][^\"']{0,40}captcha|action=[\"'][^\"']{0,80}captcha|src=[\"'][^\"']{0,120}captcha",
    re.IGNORECASE,
)
MISSING = re.compile(
    r"\b(?:error-?404|page-?404|is-404|not-?found|path-not-found|page-not-found|page-system-404|err404)\b"
)
SERVERS = re.compile(
    r"<(?:center|address|p|h3)>\s*(?:nginx|openresty|apache|cloudflare|varnish cache|guru meditation|tengine|"
    r"awselb|lighttpd|microsoft-iis)|cf-error-details|wp-die-message|id=[\"']error-page|Varnish cache server",
    re.IGNORECASE,
)
LOGIN_FORMS = re.compile(
    r"(?:id|name|class)=[\"'][^\"']{0,60}(?:login-?form|user-login|signin-?form|register-?form)", re.IGNORECASE
)


def bot_check(seen: Evidence) -> str:
    """What shows that the page is a bot check; "" if it is none."""
    if seen.stated or seen.letters > MOST_LETTERS:
        return ""
    if seen.letters <= ALMOST_NONE and seen.links <= FEW_LINKS and (challenge := found(CHALLENGES, seen)):
        return f"it holds {challenge!r} and {seen.letters} letters of text"
    return agreed(seen, "bot", captcha)


def missing_page(seen: Evidence) -> str:
    """What shows that the page says that the page asked for is not there; "" if it does not."""
    return agreed(seen, "not-found", class_of_missing)


def error_page(seen: Evidence) -> str:
    """What shows that the page is a server's error or a notice of maintenance; "" if it is none."""
    return agreed(seen, "error", server)


def login_page(seen: Evidence) -> str:
    """What shows that the page only asks its reader to log in or to register; "" if it does not."""
    return agreed(seen, "login", login_form) if seen.fields else ""


def agreed(seen: Evidence, family: str, structure: Callable[[Evidence], str]) -> str:
    """What was seen, if two sides agree and little else stands on the page; "" if not.

    The structure is asked last, because it is searched for in the page's whole source.
    """
    if seen.stated or seen.letters > LONGEST_PAGE:
        return ""
    title = title_that_says(seen, family)
    opening = opening_that_says(seen, family)
    if not title and not opening:
        return ""
    most = BESIDE_TEASERS if family == "not-found" and title and opening else MOST_FOREIGN[family]
    if family == "login" and not opening:
        most = HINTED if seen.passwords > 1 else 0  # a box to log in stands on many pages, one to register on few
    other = foreign(seen, family)
    if other > (HINTED if seen.hinted else most):
        return ""
    is_all = bool(title) and not any(
        line.size >= SHORTEST_LINE and line.text not in seen.headings for line in seen.lines
    )
    built = structure(seen)
    if sum((bool(title), bool(opening) or is_all, bool(built))) < 2:
        return ""
    told = (f"the heading is {title[:80]!r}" if title else "", f"it begins {opening[:80]!r}" if opening else "", built)
    return "; ".join((*filter(None, told), f"{other} letters of other text"))


def found(pattern: re.Pattern[str], seen: Evidence) -> str:
    """What a pattern finds in the source of a page that is no larger than such pages are; "" if nothing."""
    match = pattern.search(seen.source) if len(seen.source) <= LARGEST else None
    return match[0] if match else ""


def captcha(seen: Evidence) -> str:
    """The challenge or captcha on the page, which is no part of a form to comment; "" if there is none."""
    what = found(CHALLENGES, seen) or (found(CAPTCHAS, seen) if seen.fields <= 2 else "")
    return f"it holds {what!r}" if what else ""


def class_of_missing(seen: Evidence) -> str:
    """The class that says that a page is not there; "" if there is none."""
    mark = MISSING.search(seen.marks)
    return f"the page's class says {mark[0]!r}" if mark else ""


def server(seen: Evidence) -> str:
    """What is a server's own template; "" if nothing is."""
    if CODE.search(seen.title) and says(seen.title, "error", 1.0):
        return f"its title is a status: {seen.title[:80]!r}"
    what = found(SERVERS, seen)
    return f"it holds a server's own {what!r}" if what else ""


def login_form(seen: Evidence) -> str:
    """The form to log in; "" if there is none."""
    if seen.passwords:
        return "it asks for a password"
    what = found(LOGIN_FORMS, seen)
    return f"it holds {what!r}" if what else ""


ROOTS = re.compile(
    r"<(?:div|main)[^<>]{0,80}\bid=[\"']?(?:root|app|__next|__nuxt|___gatsby|react-root|app-root|svelte|main-app)[\"']?[^<>]{0,80}>\s*<"
    r"|<app-root|<my-app",
    re.IGNORECASE,
)


def needs_script(seen: Evidence) -> str:
    """What shows that the page is drawn by scripts alone; "" if it is not, or has a text."""
    if seen.stated and seen.body:
        return ""
    if seen.letters > 400 or foreign(seen, "script"):
        return ""
    remark = next((text for text in seen.remarks if says(text, "script", 0.25)), "")
    opening = opening_that_says(seen, "script")
    title = title_that_says(seen, "script")
    root = found(ROOTS, seen)
    other = sum(line.size for line in seen.lines if line.linked < 0.5 and line.text != opening)
    if other > 60 and not (title and opening):
        return ""
    if sum(map(bool, (remark, opening, title, root))) >= 2 or (remark and not seen.body):
        shown = remark or opening or title
        return f"it says {shown[:80]!r}" + (f"; {root!r} is empty" if root else "")
    return f"{root!r} holds no text" if root and not seen.body and "<script" in seen.source else ""
