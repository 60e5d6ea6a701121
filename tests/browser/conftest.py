"""Fixtures for the built pages: a local server that compresses, a browser, and pages that refuse any fault."""

import json
from pathlib import Path

import pytest
from ipywidgets.embed import dependency_state, embed_data
from playwright.sync_api import Locator, Page, expect

from book._ext.widget_files import move_code, refresh
from tests.browser.built import HTML, ROOT, STANDS
from tools.chromium import ARGUMENTS, find_or_install
from tools.server import serve

pytest.register_assert_rewrite(
    "tests.browser.stepper"
)  # so that its assertions say what they compared

PATIENCE = 60_000  # milliseconds: for what hangs, and not for what is slow
expect.set_options(timeout=PATIENCE)

# What is on its way when a page is left, such as the favicon.
GIVEN_UP = "net::ERR_ABORTED"


@pytest.fixture(scope="session")
def html() -> Path:
    """The built book's folder."""
    assert (HTML / "book" / "intro.html").is_file(), "the book is not built: run make book"
    return HTML


@pytest.fixture(scope="session")
def site(html):
    """The address at which the built book is served, with a closing slash."""
    with serve(html) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """pytest-playwright asks for this before it starts Playwright, which `find_or_install` may have to ask too."""
    found = {"executable_path": find_or_install(), "args": ARGUMENTS}
    return browser_type_launch_args | found


@pytest.fixture
def new_context(new_context):
    """pytest-playwright's own, with patience."""

    def patient(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return patient


@pytest.fixture
def open_page(new_context, request):
    """Open a page of the book; at the end no error, failed request or foreign request may have happened.

    open_page("book/intro.html", width=390, theme="dark", has_touch=True, ...)
    site: the address of another build than the book's own. prepare(page): what to do before anything is asked for.
    stands: wait until all of the page is laid out, and has its buttons.
    """
    contexts, faults = [], []

    def open_page(
        path: str,
        *,
        site=None,
        width=1280,
        height=900,
        theme="light",
        prepare=None,
        wait_until="load",
        stands=True,
        **options,
    ) -> Page:
        context = new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, **options
        )
        contexts.append(context)
        page = context.new_page()
        if "://" in path:
            site, path = path, ""
        site = site or request.getfixturevalue("site")
        watch(page, faults, site)
        if prepare:
            prepare(page)
        page.goto(site + path, wait_until=wait_until)
        runs = options.get("java_script_enabled", True)
        if stands and runs and wait_until == "load":
            page.wait_for_function(STANDS)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.title()  # an answer from the page brings along all that it has told before
    found = "\n".join(faults)
    assert not found, found


@pytest.fixture
def show_widget(open_page, tmp_path):
    """Open a page that holds nothing but these widgets: show_widget(Im2colStepper(), width=390, theme="dark", ...).

    in_files: their code stands in files, as in the book, and not in the page.
    Returns the widgets' roots; the page is `root.page`.
    """

    def show_widget(*widgets, in_files=False, theme="light", **options) -> Locator:
        page = _page_of(widgets, theme)
        path = tmp_path / f"{widgets[0].model_id}.html"
        path.write_text(move_code(page, "") if in_files else page, "utf8")
        if in_files:
            refresh(tmp_path)
        roots = open_page(path.as_uri(), theme=theme, **options).locator("[data-widget]")
        expect(roots).to_have_count(len(widgets))
        return roots

    return show_widget


def _page_of(widgets, theme: str) -> str:
    state = dependency_state(widgets, drop_defaults=False)
    data = embed_data(views=widgets, state=state)
    parts = [
        ("state", data["manager_state"]),
        *(("view", view) for view in data["view_specs"]),
    ]
    scripts = "".join(_script(kind, content) for kind, content in parts)
    return f"""<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8"><title>A widget</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>html {{ color-scheme: {theme} }}</style></head><body><main><h1>A widget</h1>{scripts}</main>
<script defer src="{(ROOT / "book/assets/widget-host.js").as_uri()}"></script></body></html>"""


def _script(kind: str, content: dict) -> str:
    text = json.dumps(content).replace("</", r"<\/")  # nothing in it may end the script
    return f'<script type="application/vnd.jupyter.widget-{kind}+json">{text}</script>'


def watch(page: Page, faults: list[str], own: str) -> None:
    """Note in `faults` whatever a good page never does."""
    inline = ("data:", "blob:", "about:")
    start = "file://" if own.startswith("file:") else own

    def foreign(request):
        if not request.url.startswith((start, *inline)):
            faults.append(f"request that leaves the site: {request.url}")

    def failed(request):
        if request.failure != GIVEN_UP:
            faults.append(f"failed request: {request.url} ({request.failure})")

    page.on("request", foreign)
    page.on("requestfailed", failed)
    page.on("response", lambda r: r.status >= 400 and faults.append(f"{r.status}: {r.url}"))
    page.on(
        "console",
        lambda m: (
            m.type in ("error", "warning") and faults.append(f"console {m.type}: {m.text}")
        ),
    )
    page.on("pageerror", lambda e: faults.append(f"page error: {e}"))
