from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cleaning.model import Ask
from crawler.frontier import steps
from crawler.frontier.books import Books
from crawler.frontier.rank import URGENT
from crawler.model import Kind, Lease, Listing
from tests.crawler.frontier.places import SITE, answer, article, books_in, found


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    opened = books_in(tmp_path)
    yield opened
    opened.close()


def do(books: Books, step: Callable[[Books], Any]) -> Any:
    """What the step returns, committed."""
    books.begin_batch()
    result = books.perform(step)
    books.commit()
    return result


def leases(books: Books, floor: int = 0) -> list[Lease]:
    return list(do(books, partial(steps.lease, number=100, floor=floor))[0])


def leased(books: Books, path: str, kind: Kind = Kind.PAGE) -> Lease:
    """The lease of a URL, whatever became of it before."""
    assert books.ledger.demand(found(path, kind), 0.0) is None
    return leases(books, URGENT)[0]


def keep(books: Books, lease: Lease, body: str, **more: Any) -> str:
    headers = more.pop("headers", {})
    fetch = steps.Fetch(main=answer(lease, body, **headers), **more)
    return str(do(books, partial(steps.keep_page, lease=lease, fetch=fetch)))


def states(books: Books) -> dict[str, int]:
    return {"/".join(filter(None, key)): number for key, number in books.ledger.counts().items()}


def test_not_modified_that_nobody_asked_for_is_no_page(books: Books) -> None:
    lease = leased(books, "/1")
    became = do(books, partial(steps.unmodified, lease=lease, exchange=answer(lease, status=304)))
    assert became == "retry/bad-response"
    assert states(books) == {"queued": 1}


def test_validators_are_those_of_the_last_answer(books: Books) -> None:
    keep(books, leased(books, "/1"), article(1), headers={"etag": '"a"'})
    lease = leased(books, "/1")
    do(books, partial(steps.unmodified, lease=lease, exchange=answer(lease, status=304)))
    assert leased(books, "/1").etag == '"a"', "an answer that says nothing new need not repeat it"
    keep(books, leased(books, "/1"), article(2))
    assert leased(books, "/1").etag is None, "it was that of another version"


def test_a_page_in_parts_is_asked_for_as_a_whole(books: Books) -> None:
    lease = leased(books, "/1")
    part = answer(lease, article(1))
    keep(books, lease, article(1), headers={"etag": '"a"'}, answers=[(Ask(url=f"{SITE}/1?page=2", kind="part"), part)])
    assert leased(books, "/1").etag is None


def test_what_scripts_made_is_asked_for_as_a_whole(books: Books) -> None:
    keep(books, leased(books, "/1"), article(1), headers={"etag": '"a"'}, rendered=True)
    assert leased(books, "/1").etag is None
    lease = leased(books, "/news", Kind.SECTION)
    shown = answer(lease, "<html>", etag='"a"')
    do(books, partial(steps.keep_listing, lease=lease, exchange=shown, listing=Listing(), rendered=True))
    assert leased(books, "/news", Kind.SECTION).etag is None


def test_of_two_pages_that_each_call_the_other_canonical_one_is_kept(books: Books) -> None:
    books.ledger.add([found("/1/amp"), found("/1")], 0.0)
    became = [
        do(
            books,
            partial(steps.alternate, lease=lease, fetch=steps.Fetch(main=answer(lease, article(1))), canonical=to),
        )
        for lease, to in zip(leases(books), [f"{SITE}/1", f"{SITE}/1/amp"], strict=True)
    ]
    assert became == ["skipped/alternate", steps.ARCHIVED]


def test_the_url_that_the_user_names_is_followed_to_a_page_that_is_known(books: Books) -> None:
    keep(books, leased(books, "/new"), article(1))
    lease = leased(books, "/old")
    do(books, partial(steps.redirected, lease=lease, exchange=answer(lease, status=301), target=f"{SITE}/new"))
    (there,) = leases(books, URGENT)
    assert (there.url, there.hops) == (f"{SITE}/new", 1)


def test_a_page_that_always_redirects_to_itself_may_be_asked_for_many_times(books: Books) -> None:
    books.ledger.add([found("/1")], 0.0)
    for time in range(8):
        (lease,) = leases(books)
        do(books, partial(steps.redirected, lease=lease, exchange=answer(lease, status=302), target=f"{SITE}/1/"))
        (lease,) = leases(books)
        assert keep(books, lease, article(time)) == steps.ARCHIVED
        books._db.execute("UPDATE url SET state = 'queued'")


def test_a_page_that_came_in_as_a_part_is_not_kept_once_more(books: Books) -> None:
    books.ledger.add([found("/1"), found("/1?page=2")], 0.0)
    first, second = leases(books)
    part = (Ask(url=second.url, kind="part"), answer(second, article(2)))
    assert keep(books, first, article(1), answers=[part]) == steps.ARCHIVED
    assert keep(books, second, article(2)) == "skipped/part"
    assert states(books) == {"archived": 1, "skipped/part": 1}


@pytest.mark.parametrize(("named", "etag"), [(["/1"], '"a"'), ([], None)])
def test_a_listing_that_named_nothing_is_read_again_in_any_case(
    books: Books, named: list[str], etag: str | None
) -> None:
    lease = leased(books, "/feed", Kind.FEED)
    listing = Listing(candidates=tuple(map(found, named)))
    exchange = answer(lease, "We will be back soon", etag='"a"')
    do(books, partial(steps.keep_listing, lease=lease, exchange=exchange, listing=listing))
    assert leased(books, "/feed", Kind.FEED).etag == etag
