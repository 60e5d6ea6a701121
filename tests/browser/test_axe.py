"""What is told to axe about text that looks alike, checked: what looks otherwise is looked at for itself."""

import pytest

from tests.browser.axe import faults

STYLE = """<style>.cell { background: white; color: black } .faint { color: #ddd }
.plain { color: #111 } .dark { background: #333 }</style>"""


@pytest.fixture
def found(page):
    """The rules that axe finds broken on a page with this in it, in the order of its report."""

    def found(html: str) -> list[str]:
        page.set_content(
            f"<!doctype html><html lang=en><title>A page</title>{STYLE}<main><h1>One</h1>{html}</main>"
        )
        return [rule for rule, _ in faults(page)]

    return found


CODE = "<pre>{}</pre>"
FORMULA = "<span class=katex><span>{}</span></span> "
CELL = "<span class=cell>{}</span> "
FAINT = "<span class='cell faint'>{}</span> "


def test_a_good_page_has_no_faults(found):
    assert found(3 * CELL.format("12")) == []


@pytest.mark.parametrize(
    "html",
    [
        CELL.format("12") + FAINT.format("12"),
        # What comes first and looks alike, but is passed over by axe, stands for no other.
        FAINT.format("") + FAINT.format("12"),
        FAINT.format("1") + FAINT.format("12"),
        FAINT.format("→→") + FAINT.format("12"),
        "<div hidden>" + FAINT.format("12") + "</div>" + FAINT.format("12"),
        "<button disabled class='cell faint'>No</button><button class='cell faint'>Yes</button>",
        # The same style in another place.
        "<span class=plain>12</span> <div class=dark><span class=plain>12</span></div>",
        # Code that is like other code but for one word.
        2 * CODE.format(CELL.format("if"))
        + CODE.format(CELL.format("if") + FAINT.format("not")),
        # A formula in another place, or with a colour of its own.
        2 * FORMULA.format("x + y") + f"<div class=dark>{FORMULA.format('x + y')}</div>",
        2 * FORMULA.format("x + y")
        + FORMULA.format("<span style='color: #ddd'>x + y</span>"),
    ],
)
def test_text_that_cannot_be_read_is_found_beside_its_like(found, html):
    assert found(html) == ["color-contrast"]
