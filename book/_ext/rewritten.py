"""Which pages a build writes: those that it has read anew, and all where anything has changed that pages share.

What they share are each other's titles and names, to which any page may lead, and the files that make them.
"""

import hashlib
import os
from pathlib import Path

from book._ext.outputs import digest
from book._ext.site_pages import pages_in

BOOK = "book"

# Beside what makes a build read all pages anew (outputs.py).
SHARED = [
    "package-lock.json",
    "tools/*.py",
    "book/*.toml",
    "book/*.bib",
    *(
        f"book/{folder}/**/*.*"
        for folder in ("_templates", "assets", "live", "search", "theme")
    ),
    "unrolled/**/*.js",
    "unrolled/**/*.css",
    "unrolled/**/*.mjs",
]
# What says where a book is to stand, and whether its pages run.
TOLD = ("BOOK_URL", "BOOK_REPOSITORY", "BOOK_BRANCH", "LIVE", "LIVE_WHEELS")


def shared(app) -> str:
    """Names the state of all that pages share, in whichever order they were read."""
    env = app.env
    exercises = getattr(env, "sphinx_exercise_registry", {})
    said = {
        "files": digest(SHARED),
        "place": app.outdir,
        **{name: os.environ.get(name) for name in TOLD},
    }
    tables = [
        said,
        {name: title.astext() for name, title in env.titles.items()},
        {name: about.get("myst_slugs") for name, about in env.metadata.items()},
        *(env.domaindata["std"][kind] for kind in ("labels", "anonlabels", "objects")),
        env.domaindata["py"]["objects"],
        {one.key: one.citation_id for one in env.domaindata["cite"]["citations"]},
        env.toc_fignumbers,
        {name: one["node"].astext() for name, one in exercises.items()},
    ]
    rows = [sorted(map(repr, table.items())) for table in tables]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def choose(app, env):
    """Forgets the state at once: of a build that fails, the next one may not trust a page."""
    remove_what_is_gone(Path(app.outdir), env.found_docs)
    app.shared = shared(app)
    file = kept(app)
    known = file.read_text("utf8") if file.exists() else ""
    file.unlink(missing_ok=True)
    return [] if known == app.shared else sorted(env.found_docs)


def remove_what_is_gone(site: Path, documents: set[str]) -> None:
    """Sphinx leaves the page of a source that is gone, and its copy of the source."""
    for file in [*pages_in(site), *site.glob(f"_sources/{BOOK}/*")]:
        if file.parent.name == BOOK and f"{BOOK}/{file.stem}" not in documents:
            file.unlink()


def keep(app, exception):
    if not exception:
        kept(app).write_text(app.shared, "utf8")


def kept(app) -> Path:
    return Path(app.doctreedir, "shared.txt")


def setup(app):
    # Once exercises have their numbers.
    app.connect("env-get-updated", choose, priority=900)
    # Once every page is as it is to be.
    app.connect("build-finished", keep, priority=999)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
