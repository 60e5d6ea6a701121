"""The pages of a built site, and those of them that are new.

What stands under _static are parts of the theme; a page that only leads on to where its content has moved is none, but
one of `moved_in`.
"""

from pathlib import Path

from book._ext.moved import moves


def pages_in(site: Path) -> list[Path]:
    old = moves()
    return [path for path in _all_in(site) if path.stem not in old]


def moved_in(site: Path) -> list[Path]:
    old = moves()
    return [path for path in _all_in(site) if path.stem in old]


def _all_in(site: Path) -> list[Path]:
    return sorted(p for p in site.glob("**/*.html") if "_static" not in p.parts)


def written(app) -> list[Path]:
    """The pages that this build has written, which `note` was told of; others are as an earlier build left them."""
    names = getattr(app.builder, "written_pages", ())
    return [Path(app.builder.get_outfilename(name)) for name in sorted(names)]


def wrote_all(app) -> bool:
    return app.env.found_docs <= getattr(app.builder, "written_pages", set())


def to_top(page: Path, site: Path) -> str:
    """The way from a page to the site's top: "../" for each folder between them."""
    return "../" * len(page.relative_to(site).parent.parts)


def note(app, pagename, templatename, context, doctree):
    app.builder.written_pages = {*getattr(app.builder, "written_pages", ()), pagename}


def setup(app):
    app.connect("html-page-context", note)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
