"""Keeps the outputs of notebooks from one build to the next, as long as nothing that makes them has changed.

jupyter-cache knows a notebook by its code alone. So every state of the library, its data and the versions it runs
with has a cache of its own, and only the newest is kept. When its name changes, Sphinx reads all pages anew: the page
of names shows the library as it is, too.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import nbclient
from jupyter_cache.executors import utils
from sphinx.errors import ExtensionError
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
CACHES = ROOT / "_build" / ".jupyter_cache"
LOCK = "requirements.txt"
KINDS = ("py", "npz", "json")
# What notebooks import, and what that reads. Widgets' JavaScript and CSS come into the pages later: widget_files.py.
LIBRARY = [f"{package}/**/*.{kind}" for package in ("cnnlib", "unrolled") for kind in KINDS]
BUNDLES = "unrolled/bundles/*.json"
# What makes pages of sources and outputs.
MAKERS = ["_config.yml", "book/_ext/*.py", "book/_ext/*.mjs"]
# ipykernel warns of messages that others on the machine could read.
SETTINGS = Config(KernelManager={"transport_encryption": "auto"})


def digest(patterns: Iterable[str], root: Path = ROOT) -> str:
    """Names the state of these files, and of what the lock file and this Python are."""
    found = hashlib.sha256(sys.version.encode())
    paths = {path for pattern in [LOCK, *patterns] for path in root.glob(pattern)}
    for path in sorted(paths - set(root.glob(BUNDLES))):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return found.hexdigest()[:16]


def choose_cache(app, config):
    state = digest(LIBRARY)
    config.nb_execution_cache_path = str(CACHES / state)
    config.book_makers = digest(MAKERS)
    for other in CACHES.glob("*"):
        if other.name != state:
            shutil.rmtree(other)
    # Kernels start in book/, and import what stands beside it.
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, others)])
    utils.executenb = partial(run, app, state)


def run(app, state, notebook, **options):
    """What jupyter-cache calls; it stores no output of which the library's state is not certain."""
    print(f"Running {app.env.docname}", flush=True)
    executed = nbclient.execute(notebook, config=SETTINGS, **options)
    if digest(LIBRARY) != state:
        raise ExtensionError("The library has changed while notebooks ran. Build again.")
    return executed


def setup(app):
    app.add_config_value("book_makers", "", "env")
    app.connect("config-inited", choose_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
