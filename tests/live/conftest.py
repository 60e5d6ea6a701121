"""Fixtures for pages that run: those of tests/browser, and a page whose Python has been started."""

import pytest

from tests.browser.conftest import (  # noqa: F401
    browser_type_launch_args,
    html,
    new_context,
    open_page,
    site,
)
from tests.live.running import Running


@pytest.fixture(scope="session", autouse=True)
def the_wheels(html):  # noqa: F811
    """Without the wheels of compiled code no page has the button, and nothing here can be tested."""
    page = (html / "book/04-convolution.html").read_text("utf8")
    if "run-page" not in page:
        pytest.exit(
            "The pages were built without Python, as the wheels of compiled code could not be had: name a folder that "
            "has them in LIVE_WHEELS, or leave these tests out with LIVE=no.",
            returncode=1,
        )


@pytest.fixture
def run_page(open_page):  # noqa: F811
    """Open a chapter, press the button, and wait until its Python is ready."""

    def run_page(chapter: str, **options) -> Running:
        page = Running(open_page(f"book/{chapter}.html", **options))
        page.start()
        return page

    return run_page
