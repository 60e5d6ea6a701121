"""Run by pack.mjs, in Pyodide: makes of each tier's wheels one archive, compiled. `tiers` is given."""

import gzip
import importlib
import importlib.util
import io
import os
import py_compile
import shutil
import sys
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path, PurePath

HOST = Path("/host")
# What nobody who reads a page needs: hints for editors and compilers, tests, other front ends and systems, what was in
# use before UTF-8, fonts for mathematics and for PDF.
UNUSED = (
    "*.a",
    "*.h",
    "*.pxd",
    "*.pyi",
    "*.data/*",
    "*.dist-info/RECORD",
    "*/tests/*",
    "*/sphinxext/*",
    "asyncio/proactor_*",
    "asyncio/windows_*",
    "encodings/cp[0578]*",
    "encodings/cp1[01]*",
    "encodings/cp125[!2]*",
    "encodings/iso8859_*[!15].py",
    "encodings/iso8859_5.py",
    "encodings/iso8859_11.py",
    "encodings/koi8_*",
    "encodings/mac_*",
    "numpy/_core/_[orsu]*_tests.*",
    "numpy/_pyinstaller/*",
    "numpy/f2py/*",
    "numpy/linalg/lapack_lite*",
    "numpy/random/_examples/*",
    "numpy/typing/mypy_plugin*",
    "IPython/core/historyapp*",
    "IPython/core/inputsplitter*",
    "IPython/core/profile/*",
    "IPython/core/profileapp*",
    "IPython/extensions/*",
    "IPython/external/qt*",
    "IPython/lib/backgroundjobs*",
    "IPython/lib/de*",
    "IPython/lib/editorhooks*",
    "IPython/lib/guisupport*",
    "IPython/sphinxext/*",
    "IPython/terminal/*",
    "IPython/testing/plugin/*",
    "IPython/testing/[dgit]*",
    "IPython/utils/_process_win32*",
    "pygments/cmdline*",
    "pygments/sphinxext*",
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


def is_of(name, modules):
    """Whether this file is one of these modules, or within one."""
    stem = name.removesuffix(".py")
    paths = [module.replace(".", "/") for module in modules]
    return any(stem == path or name.startswith(f"{path}/") for path in paths)


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


def pack(wheels, file, place, kind, later, fonts, with_fonts):
    """Make one archive of these wheels.

    place: where a page will have it: in a zip, out of which Python reads each module as it is imported, or unpacked, by
    archive.js, which is quickest with what is compressed as a whole. fonts: what matplotlib has beside its own, if it
    is packed here; with_fonts: the wheels that it needs to list them.
    kind: "readable" leaves the sources beside what is compiled, as a reader may ask to see them; "brief" leaves
    docstrings out, "later" all but these modules; the others leave these out.
    """
    folder = Path("/packed")
    for wheel in wheels:
        with zipfile.ZipFile(HOST / wheel.lstrip("/")) as archive:
            archive.extractall(folder)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (is_unused(name) or is_of(name, later) != (kind == "later")):
            path.unlink()
    for source in folder.rglob("*.py"):
        name = source.relative_to(folder).as_posix()
        compiled = (
            importlib.util.cache_from_source(source)
            if kind == "readable"
            else source.with_suffix(".pyc")
        )
        py_compile.compile(
            str(source),
            str(compiled),
            f"{place}/{name}",
            doraise=True,
            optimize=2 if kind == "brief" else 0,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        if kind != "readable":
            source.unlink()
    for font in fonts:
        shutil.copy(HOST / font.lstrip("/"), folder / "matplotlib/mpl-data/fonts/ttf")
    for name in with_fonts:
        list_fonts(folder, HOST / name.lstrip("/"))
    contents = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    write = zipped if place.endswith(".zip") else tarred
    (HOST / file.lstrip("/")).write_bytes(write(contents))
    shutil.rmtree(folder)


# The same content is the same archive, whenever it was made.


def zipped(contents):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, TOGETHER
            archive.writestr(entry, content)
    return whole.getvalue()


def tarred(contents):
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(whole.getvalue(), 9, mtime=0)


if __name__ == "__main__":
    for tier in tiers:  # noqa: F821
        pack(**tier.to_py() if hasattr(tier, "to_py") else tier)
