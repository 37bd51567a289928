"""What several test files look at: one site that was crawled three times."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawled import Story, crawl_thrice
from tests.site import Site


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    with Site() as site:
        yield crawl_thrice(site, tmp_path_factory.mktemp("crawl"))
