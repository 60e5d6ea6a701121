"""A page's own Python, as files of the site: Pyodide, the archives, and the scripts that start it."""

import json
import shutil
from pathlib import Path

from book._ext import widget_files
from book._ext.formulas import style_sheet
from book._ext.live_archives import FIRST, SOURCES, STDLIB, TIERS, archives
from book._ext.live_wheels import digest, version
from unrolled.bundles import npm

FOLDER = "_static/live"
CORE = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    STDLIB,
    "pyodide-lock.json",
)
# Those that a worker fetches, and so can count; the scripts it imports.
COUNTED = ("pyodide.asm.wasm", STDLIB, "pyodide-lock.json")


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
        name = f"{tier}-{digest(content)[:8]}.tar.gz"
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
