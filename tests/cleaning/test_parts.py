"""Articles on several pages: one text, one thread, nothing twice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.model import Answer, Ask, RawPage, Thread
from cleaning.parts import further_pages, is_page_mark, joined_text, joined_thread
from cleaning.pipeline import clean
from cleaning.record import Comment, CommentAuthor, Record
from cleaning.sources import Sources

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
URL = "https://varnmoor.example/lamplighters"
TITLE = "The last lamplighters of Varnmoor"
STANDFIRST = "Three of them still walk the harbour streets every evening, with a ladder and a long brass pole."
PARAGRAPHS = [
    "The first lamp stands where the ferry used to land, and nobody remembers who put it there or who paid for it.",
    "Ilse Marrow has lit it on every evening of the last thirty-one years, but for two in which she was ill.",
    "Her brother took the pole then, and broke the glass of the fourth lamp, of which she still likes to speak.",
    "The council has twice decided to replace the gas by current, and has twice forgotten to set money aside for it.",
    "In the archive of the gasworks lies a list of all the lamps, with the names of those who once cleaned them.",
    "What becomes of the pole when she stops is a question that Marrow answers with a shrug and a walk to the next.",
]
NOTE = "Mx Tarn writes for the Varnmoor Review on harbours, lamps and other things that shine at night."


def html(paragraphs: list[str], number: int, total: int, comments: str = "") -> bytes:
    """A page of the article, as such pages look: each repeats the top, and the note at the bottom."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><title>{TITLE}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}"></head><body>
<article><h1>{TITLE}</h1><p class="standfirst">{STANDFIRST}</p><p>Page {number} of {total}</p>{text}<p>{NOTE}</p>
</article>{comments}</body></html>""".encode()


def answer(number: int, body: bytes, status: int = 200) -> Answer:
    ask = Ask(url=f"{URL}?page={number}", kind="part")
    return Answer(ask=ask, status=status, fetched_at=AT, headers={"content-type": "text/html"}, body=body)


def record_of(first: bytes, *answers: Answer) -> Record:
    outcome = clean(RawPage(url=URL, body=first, answers=answers), Sources())
    assert isinstance(outcome, Record), outcome
    return outcome


def said(record: Record) -> list[str]:
    """The paragraphs of the body that are of the article's text."""
    return [paragraph for paragraph in (record.articleBody or "").split("\n\n") if paragraph in PARAGRAPHS]


class TestWhole:
    def test_three_pages_are_one_article(self) -> None:
        pages = [html(PARAGRAPHS[start : start + 2], number, 3) for number, start in ((1, 0), (2, 2), (3, 4))]
        record = record_of(pages[0], answer(2, pages[1]), answer(3, pages[2]))
        body = record.articleBody or ""
        assert said(record) == PARAGRAPHS
        assert body.count(STANDFIRST) <= 1
        assert body.count(NOTE) <= 1
        assert "Page" not in body
        assert TITLE not in body
        assert (record.headline, record.url) == (TITLE, URL)
        assert record.wordCount == len(body.replace("-", " ").split())
        assert record.provenance.warnings == ()

    def test_a_page_that_comes_again_is_joined_once(self) -> None:
        first, second = html(PARAGRAPHS[:3], 1, 2), html(PARAGRAPHS[3:], 2, 2)
        again = second.replace(b"</body>", b"<!-- 2 --></body>")
        record = record_of(first, answer(2, first), answer(3, second), answer(4, second), answer(5, again))
        assert said(record) == PARAGRAPHS

    def test_a_page_with_the_whole_article_adds_what_is_new(self) -> None:
        record = record_of(html(PARAGRAPHS[:3], 1, 2), answer(2, html(PARAGRAPHS, 1, 1)))
        assert said(record) == PARAGRAPHS

    def test_a_page_that_is_missing_or_none_is_named(self) -> None:
        first = html(PARAGRAPHS[:3], 1, 4)
        odd = [answer(2, b"gone", status=404), answer(3, b""), answer(4, b"%PDF-1.4 \x00\x01\x02")]
        record = record_of(first, *odd)
        assert said(record) == PARAGRAPHS[:3]
        told = record.provenance.warnings
        assert told[0] == f"page 2 of the article is missing: the server answered 404 at {URL}?page=2"
        assert told[1] == f"page 3 of the article is missing: the answer was empty at {URL}?page=3"
        assert told[2].startswith(f"the article's page at {URL}?page=4 is left out: ")

    def test_comments_of_all_pages_are_there_once(self) -> None:
        def listed(*names: str) -> str:
            items = "".join(
                f'<li class="comment"><cite class="author">{name}</cite><time datetime="2026-03-0{day}">March</time>'
                f'<div class="comment-text"><p>{name} has seen the lamps too, and liked the one by the ferry best.</p>'
                "</div></li>"
                for day, name in enumerate(names, 1)
            )
            return (
                f'<section id="comments"><h2>{len(names)} comments</h2><ol class="comment-list">{items}</ol></section>'
            )

        first = html(PARAGRAPHS[:3], 1, 2, listed("Tom", "Mara", "Ada"))
        alone = record_of(first)
        assert [comment.author.name for comment in alone.comment if comment.author] == ["Tom", "Mara", "Ada"]
        second = html(PARAGRAPHS[3:], 2, 2, listed("Tom", "Mara", "Ada", "Quill"))
        record = record_of(first, answer(2, second))
        assert [comment.author.name for comment in record.comment if comment.author] == ["Tom", "Mara", "Ada", "Quill"]
        assert [comment.position for comment in record.comment] == [1, 2, 3, 4]

    def test_answers_about_comments_are_no_pages(self) -> None:
        raw = RawPage(answers=(replace(answer(2, b"<p>x"), ask=Ask(url=URL)), answer(3, b"<p>y")), body=b"<p>z")
        assert [page.body for page in further_pages(raw)[0]] == [b"<p>y"]


class TestText:
    def test_short_paragraphs_may_be_said_again(self) -> None:
        one, two = "Why?\n\nA long answer that nobody else would give in these words.\n\nNo.", "No.\n\nWhy?\n\nGo on."
        first = "Top\n\nmiddle\n\nlower\n\n" + one
        assert joined_text([first, two], []) == f"{first}\n\n{two}"

    def test_a_note_at_the_bottom_of_each_page_stands_at_the_end(self) -> None:
        assert joined_text(["a\n\nnote", "b\n\nnote", "c\n\nnote"], []) == "a\n\nb\n\nc\n\nnote"

    def test_empty_pages_add_nothing(self) -> None:
        assert joined_text(["", "a", "", "a"], []) == "a"
        assert joined_text(["", ""], ["a"]) == ""

    @pytest.mark.parametrize(
        ("line", "number"),
        [
            ("Page 2 of 3", 2),
            ("2/3", 2),
            ("(Seite 2 von 3)", 2),
            ("- 2 | 3 -", 2),
            ("Страница 2 из 3", 2),
            ("صفحة 2 من 3", 2),
            ("Page 2", 2),
            ("Go on to page 3 »", 2),
            ("第2页", 2),
            ("Next page", 1),
            ("Page suivante »", 1),
            ("下一页", 1),
        ],
    )
    def test_lines_that_count_pages(self, line: str, number: int) -> None:
        assert is_page_mark(line, number, 3)

    @pytest.mark.parametrize(
        "line", ["Page 7 of 9", "3 of 2", "2:3", "Part 2", "It was on page 2 that she read it first", "2", "2026/3", ""]
    )
    def test_lines_that_do_not(self, line: str) -> None:
        assert not is_page_mark(line, 2, 3)

    @given(st.lists(st.text(alphabet="ab 12/\n", max_size=30), max_size=5))
    def test_any_texts_are_joined_without_new_words(self, texts: list[str]) -> None:
        joined = joined_text(texts, ["a"])
        assert set(joined.split()) <= {word for text in texts for word in text.split()}
        plain = [re.sub("[12/]", "", text) for text in texts[:1]]
        assert joined_text(plain * 3, []) == joined_text(plain, [])


class TestThread:
    def comment(self, identifier: str, text: str, parent: str | None = None, name: str = "Tom") -> Comment:
        author = CommentAuthor(name=name)
        return Comment(identifier=identifier, position=1, text=text, author=author, parentItem=parent)

    def test_replies_find_their_parents_on_whichever_page_they_are(self) -> None:
        before = Thread(
            platform="rendered", comments=(self.comment("c1", "Yes"), self.comment("c2", "No")), complete=True
        )
        after = Thread(
            platform="rendered",
            comments=(self.comment("c1", "No"), self.comment("c2", "So?", "c1"), self.comment("c3", "Hm", "c2")),
        )
        thread = joined_thread(before, after, 2)
        assert [(c.identifier, c.parentItem, c.text, c.position) for c in thread.comments[2:]] == [
            ("2-c2", "c2", "So?", 3),
            ("c3", "2-c2", "Hm", 4),
        ]
        assert thread.complete is None

    def test_what_was_said_twice_on_one_page_stays_twice(self) -> None:
        twice = Thread(comments=(self.comment("c1", "+1"), self.comment("c2", "+1")))
        once = Thread(comments=(self.comment("c1", "+1"),))
        assert len(joined_thread(twice, once, 2).comments) == 2
        assert len(joined_thread(once, twice, 2).comments) == 2

    def test_a_page_without_new_comments_changes_nothing(self) -> None:
        thread = Thread(platform="rendered", comments=(self.comment("c1", "Yes"),), announced=1, complete=True)
        assert joined_thread(thread, thread, 2) is thread
        assert joined_thread(thread, Thread(), 2) is thread
        assert joined_thread(Thread(), replace(thread), 2).comments == thread.comments
