"""What the worker calls: `Page` once, then its methods for each cell and for each piece of a widget's news."""

import json
import sys
from collections.abc import Callable

from unrolled.page import comms, figures, shell
from unrolled.page.needs import names_in, needs
from unrolled.page.tiers import Tiers


class Page:
    """One page's Python.

    post(kind, text, buffers) sends what is JSON in text; fetch(tier) unpacks an archive; names: the modules in each.
    """

    def __init__(self, post: Callable, fetch: Callable, names: dict):
        self.post = post
        self.take_news = None
        self.bound_by: dict[str, int] = {}
        self.shell = shell.make(lambda output: self.tell("output", output))
        figures.install(self.shell)
        sys.meta_path.insert(0, Tiers(names, fetch, self._has_come))

    def tell(self, kind: str, content, buffers=()) -> None:
        self.post(kind, json.dumps(content, default=str), list(buffers))

    def _has_come(self, tier: str) -> None:
        if tier == "widgets":
            self.take_news = comms.install(
                lambda news, buffers: self.tell("comm", news, buffers)
            )

    def needs(self, sources: str, ran: str) -> str:
        """The places of the cells to be run before the last of these, as JSON; what it needs to import is imported.

        sources: the chapter's cells, up to the one that is meant; ran: the places of those that have run. Both as JSON.
        """
        needed = needs(json.loads(sources), self.bound_by)[-1]
        for name, statement in needed.imports.items():
            # A reader may have given the name another meaning, to see what comes of it.
            if name not in self.shell.user_ns:
                exec(statement, self.shell.user_ns)
        return json.dumps(sorted(set(needed.cells) - set(json.loads(ran))))

    def run(self, code: str, place: int = 0) -> bool:
        """Run the chapter's cell at this place; whether it ran to its end."""
        fine = shell.run(self.shell, code)
        if fine:
            self.bound_by |= dict.fromkeys(names_in(code)[1], place)
        return fine

    def take(self, id: str, data: str, buffers=()) -> None:
        """What a widget's picture has changed."""
        if self.take_news:
            self.take_news(id, json.loads(data), list(buffers))
