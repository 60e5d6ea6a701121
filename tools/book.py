"""Build the book: python -m tools.book [--to FOLDER] [--builder html|linkcheck]

Only what has changed is read, run and written (book/_ext/rewritten.py). Any warning makes the exit code 1.
"""

import argparse
import gc
import logging
import shutil
import sys
from pathlib import Path

# jsonschema would compile 39 grammars for it, a fifth of a build's time, and no schema of a book asks for an IRI.
sys.modules.setdefault("rfc3987_syntax", None)

from jupyter_book.sphinx import build_sphinx  # noqa: E402
from sphinx.util.console import color_terminal, nocolor  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]

# A page is a tree of many small things, and to look through all of them for garbage takes as long as to write one.
gc.disable()

# Whoever comes first decides, and one of the theme's dependencies would let every library tell of its work.
logging.basicConfig(level=logging.WARNING)


def build(folder: Path, builder: str = "html", strict: bool = True) -> bool:
    """Whether the book in `folder` is as its sources say, without any warning."""
    if not color_terminal():
        nocolor()
    failed = build_sphinx(
        ROOT,
        folder / builder,
        path_config=ROOT / "_config.yml",
        noconfig=True,
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": strict,
        },
        builder=builder,
        warningiserror=strict,
        keep_going=True,
        quiet=True,
    )
    if failed:
        # Sphinx warns of a page when it reads it: what it remembers would pass the next time.
        shutil.rmtree(folder / ".doctrees", ignore_errors=True)
    return not failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "_build")
    parser.add_argument("--builder", default="html", choices=["html", "linkcheck"])
    chosen = parser.parse_args()
    good = build(chosen.to.resolve(), chosen.builder, strict=chosen.builder == "html")
    sys.exit(not good)
