"""What an earlier build has made, and this one need not: kept in a file, by all that it was made of."""

import json
from collections.abc import Callable
from pathlib import Path


class Remembered:
    def __init__(self, app, name: str):
        # Beside what Sphinx remembers, and gone with it.
        self.file = Path(app.doctreedir, f"{name}.json")
        self.old = json.loads(self.file.read_text("utf8")) if self.file.exists() else {}
        self.used: dict = {}

    def get(self, made_of: list, make: Callable):
        key = json.dumps(made_of, sort_keys=True, default=str)
        if key not in self.used:
            self.used[key] = self.old[key] if key in self.old else make()
        return self.used[key]

    def keep(self, whole: bool) -> None:
        """whole: this build has made all that there is, so that what it has not used is of no more use."""
        kept = self.used if whole else self.old | self.used
        self.file.write_text(json.dumps(kept), "utf8")
