"""IPython's shell, with its outputs as messages to the page."""

import sys
import types
from collections.abc import Callable
from time import monotonic

Tell = Callable[[dict], None]
OFTEN = 0.05  # seconds from one piece of printed text to the next, at least


# What IPython imports and a page does not fetch: the data base of a history that is switched off, and a terminal.
ABSENT = {
    "sqlite3": {
        name: type(name, (Exception,), {})
        for name in ("DatabaseError", "OperationalError", "IntegrityError", "Connection")
    },
    "IPython.terminal": {},
    "IPython.terminal.embed": {"embed": None},
}


def _import_shell():
    stand_ins = ABSENT if sys.platform == "emscripten" else {}
    for name, content in stand_ins.items():
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__dict__.update(content)
    from IPython.core.interactiveshell import InteractiveShell

    for name in stand_ins:  # a reader who imports one is told the truth
        del sys.modules[name]
    return InteractiveShell


class Printed:
    """A stream whose text goes to the page while the cell still runs."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, name: str, tell: Tell):
        self.name, self.tell = name, tell
        self.parts: list[str] = []
        self.told = 0.0

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.parts.append(text)
        # A line at a time, and not each of thousands on its own.
        if ("\n" in text or "\r" in text) and monotonic() - self.told > OFTEN:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if self.parts:
            text, self.parts = "".join(self.parts), []
            self.tell({"output_type": "stream", "name": self.name, "text": text})
            self.told = monotonic()

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


def make(tell: Tell):
    """The shell; tell(output) is called with each output of a cell, as a notebook has them."""
    from traitlets.config import Config

    InteractiveShell = _import_shell()
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher

    def show(kind: str, data: dict, metadata: dict | None, **more) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        tell({"output_type": kind, "data": data, "metadata": metadata or {}, **more})

    class Publisher(DisplayPublisher):
        def publish(self, data, metadata=None, *, transient=None, update=False, **ignored):
            place = (transient or {}).get("display_id")
            show(
                "update_display_data" if update else "display_data",
                data,
                metadata,
                place=place,
            )

        def clear_output(self, wait=False):
            sys.stdout.flush()
            tell({"output_type": "clear_output", "wait": wait})

    class Hook(DisplayHook):
        def write_output_prompt(self):
            pass

        def write_format_data(self, data, metadata=None):
            show("execute_result", data, metadata)

        def finish_displayhook(self):
            pass

    class Shell(InteractiveShell):
        def _showtraceback(self, etype, evalue, stb):
            sys.stdout.flush()
            text = stb if isinstance(stb, list) else [stb]
            tell(
                {
                    "output_type": "error",
                    "ename": etype.__name__,
                    "evalue": str(evalue),
                    "traceback": text,
                }
            )

        def enable_gui(self, gui=None):
            pass

        def init_io(self):
            pass

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.display_page = True
    config.Completer.use_jedi = False
    # A reader who runs a page for an hour should not fill its memory with each cell's value.
    config.InteractiveShell.cache_size = 0
    Shell.displayhook_class = Hook
    Shell.display_pub_class = Publisher
    shell = Shell.instance(config=config)
    sys.stdout, sys.stderr = Printed("stdout", tell), Printed("stderr", tell)
    return shell


def run(shell, code: str) -> bool:
    """Run a cell; whether it ran to its end."""
    result = shell.run_cell(code, store_history=True)
    sys.stdout.flush()
    sys.stderr.flush()
    return bool(result.success)
