"""The pages of a built site. What stands under _static are parts of the theme, and no pages."""

from pathlib import Path


def pages_in(site: Path) -> list[Path]:
    paths = site.glob("**/*.html")
    return sorted(path for path in paths if "_static" not in path.parts)
