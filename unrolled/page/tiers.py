"""Packages that come with the first import of one of them: until then a page spares its reader their megabytes."""

import sys
from collections.abc import Callable, Iterable
from importlib.abc import MetaPathFinder
from importlib.machinery import FileFinder, PathFinder


class Tiers(MetaPathFinder):
    """Finds modules in archives that are fetched as soon as one of their names is asked for.

    names: for each tier the top-level modules that it has. fetch(tier) unpacks it to where Python looks;
    has_come(tier) is called once that is done.
    """

    def __init__(
        self,
        names: dict[str, Iterable[str]],
        fetch: Callable[[str], None],
        has_come: Callable[[str], None] = lambda tier: None,
    ):
        self.tier_of = {name: tier for tier, of_it in names.items() for name in of_it}
        self.fetch = fetch
        self.has_come = has_come

    def find_spec(self, name, path=None, target=None):
        tier = self.tier_of.get(name)
        if tier is None:
            return None
        # Only what has come is crossed off: whoever was offline may try again.
        self.fetch(tier)
        self.tier_of = {
            name: other for name, other in self.tier_of.items() if other != tier
        }
        look_again()
        self.has_come(tier)
        return PathFinder.find_spec(name, path, target)


def look_again() -> None:
    """Let Python see what has come into its folders: importlib.invalidate_caches would read its own archive anew, too."""
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()
