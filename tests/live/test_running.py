"""How a page runs: what is edited, stopped, missing, and done by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.browser.built import HTML
from tests.live.running import Running

CHAPTER = "04-convolution"


def test_nothing_is_loaded_before_the_button_is_pressed(open_page):
    asked = []
    page = open_page(
        f"book/{CHAPTER}.html",
        prepare=lambda page: page.on("request", lambda r: asked.append(r.url)),
    )
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.dataset.python") == "off"
    assert not [url for url in asked if "/_static/live/" in url]


def test_an_edited_cell_changes_its_output_and_is_set_back(run_page):
    live = run_page(CHAPTER)
    assert "stride 2   (2, 4, 2, 3)" in live.run("settings")
    code = live.page.evaluate(
        "document.querySelector('[data-cell=settings] .cm-content').innerText"
    )
    assert "(2, 4, 1, 2)" in live.run("settings", code.replace(": (2, 0)", ": (3, 0)"))
    live.press("settings", "Reset")
    assert "stride 2   (2, 4, 2, 3)" in live.run("settings")


def test_printed_text_comes_while_the_cell_runs(run_page):
    live = run_page(CHAPTER)
    live.write("setup", "print('first')\nwhile True:\n    pass")
    live.press("setup")
    expect(live.cell("setup").locator(".cell_output")).to_have_text("first")
    assert live.state("setup") == "running"


def test_an_error_is_told_without_frames_of_ours(run_page):
    live = run_page(CHAPTER)
    said = live.run("setup", "def half(x):\n    return x / 0\n\n\nhalf(1)")
    assert live.state("setup") == "error"
    assert "ZeroDivisionError: division by zero" in said
    assert "return x / 0" in said
    assert "unrolled/page" not in said
    assert "pyodide" not in said


def test_it_works_by_keyboard_alone(run_page):
    live = run_page(CHAPTER)
    expect(live.page.get_by_role("button", name="Run all", exact=True)).to_be_focused()
    live.cell("forward-stepper").locator(".cm-content").focus()
    live.page.keyboard.press("ControlOrMeta+a")
    live.page.keyboard.insert_text("print(6 * 7)")
    live.page.keyboard.press("Shift+Enter")
    assert live.ends("forward-stepper").strip() == "42"
    live.page.keyboard.press("Escape")
    run = re.compile(r"^Run, cell \d+$")
    expect(live.cell("forward-stepper").get_by_role("button", name=run)).to_be_focused()


def test_a_missing_file_is_told_and_another_try_succeeds(new_context, site):
    page = new_context().new_page()  # no fixture's, which would refuse what fails
    page.route("**/numpy-*.gz", lambda route: route.fulfill(status=404))
    page.goto(f"{site}book/{CHAPTER}.html")
    live = Running(page)
    live.button.click()
    live.wait_for("failed")
    expect(page.get_by_role("alert")).to_contain_text("the server answers 404")
    expect(page.locator(".live-tools, .live-bar, .live-editor")).to_have_count(0)
    page.unroute("**/numpy-*.gz")
    page.get_by_role("button", name="Try again").click()
    live.wait_for("ready")
    assert "each filter has 3 by 5 places" in live.run("setup")


def test_from_the_disk_it_says_that_it_needs_a_server(open_page):
    page = open_page((HTML / f"book/{CHAPTER}.html").as_uri())
    Running(page).button.click()
    expect(page.get_by_role("alert")).to_contain_text("come from a server")
    assert page.evaluate("document.documentElement.dataset.python") == "off"


def test_a_widget_is_moved_from_python_and_python_sees_it_moved(run_page):
    live = run_page(CHAPTER)
    live.run("forward-stepper")
    widget = live.cell("forward-stepper").locator("[data-widget]")
    expect(widget).to_have_count(1)
    assert live.run("setup", "stepper.step = 5\nprint(stepper.step)").strip() == "5"
    expect(widget.get_by_label("Step", exact=True)).to_have_value("5")
    widget.get_by_role("button", name="Next").click()
    expect(widget.get_by_label("Step", exact=True)).to_have_value("6")
    assert live.run("setup", "print(stepper.step)").strip() == "6"
