"""Leaves out of the theme's script what would cost a reader seconds and what the book does itself.

The theme asks each piece of code and each output how wide it is and writes to it, one after another, so that the browser
lays the page out anew for each; and all over again after any change of the page, which with widgets is at each of their
steps. book/assets/access.js gives the focus to what can be scrolled, and asks first and writes then.
"""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

SCRIPT = "_static/scripts/pydata-sphinx-theme.js"
SCROLLS = re.compile(
    r'(function \w+\(\)\{)const (\w)=\(\)=>\{document\.querySelectorAll\(\["pre",[^;]*?\.tabIndex=[^;]*?\},[^;]*?;'
    r"[^;]*?\.observe\([^;]*?,\2\(\)\}"
)
MARK = "/* see access.js */"


def without_scrolls(script: str) -> str:
    mended, count = SCROLLS.subn(rf"\1{MARK}}}", script)
    if count != 1:
        raise ExtensionError(
            f"book/_ext/theme.py finds its function {count} times in {SCRIPT}"
        )
    return mended


def mend_script(app, exception):
    script = Path(app.outdir) / SCRIPT
    if exception or app.builder.format != "html" or not script.exists():
        return
    text = script.read_text("utf8")
    # The last build's stays where the theme has not changed.
    if MARK not in text:
        script.write_text(without_scrolls(text), "utf8", newline="\n")


def setup(app):
    app.connect("build-finished", mend_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
