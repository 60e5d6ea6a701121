"""A page of which the cells run, as a reader uses it."""

from playwright.sync_api import Locator, Page, expect

# A start and a chapter's cells take seconds, and a machine may have other things to do.
PATIENCE = 300_000
# Whether a page has started its Python before it was asked to.
PREPARED = "() => 'prepared' in document.documentElement.dataset"
expect.set_options(timeout=60_000)


UNFOLD = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const fold of document.querySelectorAll(".toggle-hidden")) fold.classList.remove("toggle-hidden");
}"""


class Running:
    def __init__(self, page: Page):
        self.page = page
        page.set_default_timeout(60_000)

    @property
    def button(self) -> Locator:
        return self.page.get_by_role("button", name="Run this page")

    @property
    def said(self) -> Locator:
        return self.page.locator(".live-bar [role=status]")

    def start(self) -> None:
        self.button.click()
        self.wait_for("ready")

    def unfold(self) -> None:
        """Open all that is folded: answers, and code that only draws."""
        self.page.evaluate(UNFOLD)

    def wait_for(self, *states: str) -> None:
        """Wait until the page's Python is in one of these states."""
        self.page.wait_for_function(
            "states => states.includes(document.documentElement.dataset.python)",
            arg=states,
            timeout=PATIENCE,
        )

    def cell(self, name: str) -> Locator:
        return self.page.locator(f'div.cell[data-cell="{name}"]')

    def state(self, name: str) -> str:
        return self.cell(name).get_attribute("data-state")

    def write(self, name: str, code: str) -> None:
        """Put this code into a cell, as one who pastes it."""
        self.cell(name).scroll_into_view_if_needed()
        self.cell(name).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def press(self, name: str, button: str = "Run") -> None:
        self.cell(name).get_by_role("button", name=f"{button}, cell").click()

    def run(self, name: str, code: str | None = None) -> str:
        """Run a cell, with this code if any is given; gives its output's text."""
        if code is not None:
            self.write(name, code)
        self.press(name)
        return self.ends(name)

    def ends(self, name: str) -> str:
        """Wait until a cell that was asked to run has ended; gives its output's text."""
        self.page.wait_for_function(
            """name => {
              const { state } = document.querySelector(`div.cell[data-cell="${name}"]`).dataset;
              return ["done", "error"].includes(state) && !document.querySelector("[data-state=running]");
            }""",
            arg=name,
            timeout=PATIENCE,
        )
        return self.cell(name).locator(".cell_output").inner_text()
