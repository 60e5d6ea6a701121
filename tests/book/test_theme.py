"""What the build leaves out of the theme's script."""

from importlib.resources import files

import pytest
from sphinx.errors import ExtensionError

from book._ext.theme import SCRIPT, without_scrolls

THEME = files("pydata_sphinx_theme") / "theme" / "pydata_sphinx_theme" / "static"


def test_the_theme_no_longer_measures_each_piece_of_code_and_nothing_else_goes():
    script = (THEME / SCRIPT.removeprefix("_static/")).read_text("utf8")
    mended = without_scrolls(script)
    assert "scrollWidth" in script
    assert "scrollWidth" not in mended
    assert 300 < len(script) - len(mended) < 500
    assert mended.count("MutationObserver") == script.count("MutationObserver") - 1


def test_another_theme_cannot_pass_by_unnoticed():
    with pytest.raises(ExtensionError, match="0 times"):
        without_scrolls("function I(){}")
