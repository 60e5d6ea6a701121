"""A page's own Python in archives, each of which comes when a cell asks for what is in it.

An archive is made anew when what is in it has changed, and kept in _build/.live.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from book._ext.drawings import faces
from book._ext.live_wheels import (
    KEPT,
    PLACES,
    ROOT,
    compiled_wheel,
    digest,
    pure_wheels,
    version,
)
from unrolled import bundles
from unrolled.bundles import npm

SOURCES = ROOT / "book" / "live"
STDLIB = "python_stdlib.zip"
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


def binaries() -> dict[str, dict]:
    """The wheels of compiled code by name, as Pyodide's own lock has them: file_name and sha256."""
    lock = json.loads((npm.package("pyodide") / "pyodide-lock.json").read_text("utf8"))
    names = [name for compiled, _, _ in TIERS.values() for name in compiled]
    return {name: lock["packages"][name] for name in names}


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

    made = {tier: KEPT / f"{tier}-{made_of(tier)}.archive" for tier in TIERS}
    asked = [
        {"wheels": [str(one) for one in wheels[tier]], "file": str(file)} | how[tier]
        for tier, file in made.items()
        if not file.is_file()
    ]
    if asked:
        pack(asked)
    for file in KEPT.glob("*.archive"):
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
