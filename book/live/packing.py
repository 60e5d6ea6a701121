"""Run by pack.mjs, in Pyodide: makes of each tier's wheels one archive, compiled. `tiers` is given."""

import importlib
import importlib.util
import os
import py_compile
import shutil
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path, PurePath

HOST = Path("/host")
# What nobody who reads a page needs: hints for editors, tests, other front ends, fonts for mathematics and for PDF.
UNUSED = (
    "*.pyi",
    "*.h",
    "*/tests/*",
    "*.data/*",
    "*/sphinxext/*",
    "numpy/f2py/*",
    "numpy/_core/lib/*",
    "IPython/core/profile/*",
    "IPython/extensions/*",
    "IPython/sphinxext/*",
    "IPython/terminal/*",
    "IPython/testing/plugin/*",
    "matplotlib/backends/web_backend/*",
    "matplotlib/backends/qt_editor/*",
    "matplotlib/backends/backend_[gqtwn]*",
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/STIX*",
    "dateutil/zoneinfo/*.tar.gz",
    "anywidget/labextension/*",
    "anywidget/nbextension/*",
)
# Of what is for every language or terminal, the little that Python in a page asks for.
ONLY = {
    "pygments/lexers/*": ("__init__", "_mapping", "python", "special"),
    "pygments/formatters/*": ("__init__", "_mapping", "html", "terminal256"),
    "pygments/styles/*": ("__init__", "_mapping", "default"),
}
TOGETHER = 0o644 << 16


def is_unused(name):
    kept = next((stems for pattern, stems in ONLY.items() if fnmatch(name, pattern)), None)
    if kept:
        return PurePath(name).stem not in kept
    return any(fnmatch(name, pattern) for pattern in UNUSED)


def list_fonts(folder, numpy):
    """Let matplotlib list its fonts now. The list in its wheel is another version's, and each visit would make it anew."""
    site = Path(next(path for path in sys.path if path.endswith("site-packages")))
    with zipfile.ZipFile(numpy) as archive:
        archive.extractall(site)
    shutil.copytree(folder, site, dirs_exist_ok=True)
    os.environ["MPLBACKEND"] = "agg"
    importlib.invalidate_caches()
    importlib.import_module("matplotlib.font_manager")
    shutil.copy(site / "matplotlib/fontlist.json", folder / "matplotlib")


def pack(wheels, file, readable, with_fonts):
    """Make one archive of these wheels.

    readable: leave the sources beside what is compiled, as a reader may ask to see them.
    with_fonts: the wheels that matplotlib needs to list its fonts, if it is packed here.
    """
    folder = Path("/packed")
    for wheel in wheels:
        with zipfile.ZipFile(HOST / wheel.lstrip("/")) as archive:
            archive.extractall(folder)
    for path in folder.rglob("*"):
        if path.is_file() and is_unused(path.relative_to(folder).as_posix()):
            path.unlink()
    for source in folder.rglob("*.py"):
        name = source.relative_to(folder).as_posix()
        compiled = (
            importlib.util.cache_from_source(source)
            if readable
            else source.with_suffix(".pyc")
        )
        py_compile.compile(
            str(source),
            str(compiled),
            f"/lib/{name}",
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        if not readable:
            source.unlink()
    for name in with_fonts:
        list_fonts(folder, HOST / name.lstrip("/"))
    with zipfile.ZipFile(
        HOST / file.lstrip("/"), "w", zipfile.ZIP_DEFLATED, compresslevel=9
    ) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            # The same content is the same archive, whenever it was made.
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, TOGETHER
            archive.writestr(entry, path.read_bytes())
    shutil.rmtree(folder)


if __name__ == "__main__":
    for tier in tiers:  # noqa: F821
        pack(**tier.to_py() if hasattr(tier, "to_py") else tier)
