"""What the build leaves out of the theme's script."""

import gzip
from importlib.resources import files

import pytest
from sphinx.errors import ExtensionError

from book._ext.bundles import bundle
from book._ext.theme import BOOTSTRAP, LICENCES, MENDS, SCRIPTS, mended

THEME = files("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"
COPIES = files("sphinx_copybutton") / "_static" / "copybutton.js_t"


def test_the_theme_no_longer_measures_each_piece_of_code_and_nothing_else_goes():
    name = f"{SCRIPTS}/pydata-sphinx-theme.js"
    script = (THEME / name.removeprefix("_static/")).read_text("utf8")
    less = mended(name, script)
    assert "scrollWidth" in script
    assert "scrollWidth" not in less
    assert 300 < len(script) - len(less) < 500
    assert less.count("MutationObserver") == script.count("MutationObserver") - 1
    assert mended(name, less) == less


def test_each_button_that_copies_is_made_when_there_is_time():
    script = COPIES.read_text("utf8")
    lazy = mended("_static/copybutton.js", script)
    assert "codeCells.forEach((codeCell, index) => later(() => {" in lazy
    assert len(lazy) - len(script) < 200
    assert {mark: lazy.count(mark) - script.count(mark) for mark in "{}()"} == {
        "{": 0,
        "}": 0,
        "(": 2,
        ")": 2,
    }


@pytest.mark.parametrize("name", MENDS)
def test_another_theme_cannot_pass_by_unnoticed(name):
    with pytest.raises(ExtensionError, match="0 times"):
        mended(name, "function I(){}")


def test_of_bootstrap_there_are_hints_and_the_menu_and_little_else():
    script = bundle(BOOTSTRAP, *LICENCES)
    whole = (THEME / "scripts" / "bootstrap.js").read_text("utf8")
    assert all(part in whole for part in ("tooltip", "dropdown", "carousel", "offcanvas"))
    assert all(part in script for part in ("tooltip", "dropdown"))
    assert not any(part in script for part in ("carousel", "offcanvas"))
    assert len(gzip.compress(script.encode())) < 0.7 * len(gzip.compress(whole.encode()))
