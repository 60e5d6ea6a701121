"""Where a page's own Python comes from: nothing is taken whose sum is not the one that was promised."""

import json
import zipfile

import pytest

from book._ext import live_archives, live_files, live_wheels
from book._ext.live import make_runnable
from unrolled.bundles import npm

WHEEL, OTHER = b"a wheel", b"another wheel"


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(live_wheels, "KEPT", tmp_path / "kept")


def place(content, asked):
    def a_place(file):
        asked.append(file)
        return content

    return a_place


def test_a_wheel_with_a_wrong_sum_is_refused():
    with pytest.raises(live_wheels.Missing, match="than Pyodide's lock"):
        live_wheels.compiled_wheel(
            "numpy.whl", live_wheels.digest(WHEEL), [place(OTHER, [])]
        )
    assert not list(live_wheels.KEPT.rglob("*.whl"))


def test_the_first_place_that_has_the_right_one_is_taken_and_then_none_is_asked():
    asked = []
    places = [place(None, []), place(OTHER, []), place(WHEEL, asked), place(WHEEL, asked)]
    for _ in range(2):
        file = live_wheels.compiled_wheel("numpy.whl", live_wheels.digest(WHEEL), places)
        assert file.read_bytes() == WHEEL
    assert asked == ["numpy.whl"]


def test_a_kept_wheel_that_has_changed_is_fetched_anew():
    places = [place(WHEEL, [])]
    live_wheels.compiled_wheel("numpy.whl", live_wheels.digest(WHEEL), places).write_bytes(
        OTHER
    )
    file = live_wheels.compiled_wheel("numpy.whl", live_wheels.digest(WHEEL), places)
    assert file.read_bytes() == WHEEL


def test_the_sums_are_those_of_pyodides_own_lock():
    lock = json.loads((npm.package("pyodide") / "pyodide-lock.json").read_text("utf8"))
    assert lock["info"]["version"] == live_wheels.version()
    for name, entry in live_archives.binaries().items():
        assert entry["sha256"] == lock["packages"][name]["sha256"]


def test_a_folder_that_is_named_comes_first(tmp_path, monkeypatch):
    (tmp_path / "numpy.whl").write_bytes(WHEEL)
    monkeypatch.setenv(live_wheels.PLACE, str(tmp_path))
    assert live_wheels.the_folder("numpy.whl") == WHEEL
    assert live_wheels.the_folder("other.whl") is None


def test_every_pure_wheel_is_pinned_and_belongs_to_a_tier():
    lines = live_wheels.PINS.read_text("utf8").splitlines()
    pins = [line.split() for line in lines if not line.startswith("#")]
    assert all(
        option.startswith("--hash=sha256:") and len(option) == 78 for _, option in pins
    )
    named = sorted(name for _, pure, _ in live_archives.TIERS.values() for name in pure)
    assert sorted(pin.partition("==")[0] for pin, _ in pins) == named


def test_the_books_own_wheel_has_what_cells_import_and_no_sources_of_scripts(tmp_path):
    with zipfile.ZipFile(live_archives.own_wheel(tmp_path)) as wheel:
        names = wheel.namelist()
        bundles = json.loads(wheel.read("unrolled/bundles/built.json"))["widgets"]
    assert {
        "cnnlib/convolution.py",
        "unrolled/page/worker.py",
        "unrolled/bundles/built.json",
    } <= set(names)
    assert not [name for name in names if "/js/" in name or name.endswith((".mjs", ".pyc"))]
    # The page has the widgets' scripts in files of its own.
    assert "im2col" in bundles
    assert {one["js"] for one in bundles.values()} == {"export default {};"}


def test_the_lock_that_a_page_gets_names_no_package():
    lock = (npm.package("pyodide") / "pyodide-lock.json").read_bytes()
    short = json.loads(live_files.without_packages(lock))
    assert short["packages"] == {}
    assert short["info"] == json.loads(lock)["info"]


def test_a_page_whose_cells_are_not_its_notebooks_is_refused(tmp_path):
    notebook = tmp_path / "a.ipynb"
    notebook.write_text(json.dumps({"cells": []}), "utf8")
    page = '<div class="cell docutils container">\n<div class="cell_input">'
    with pytest.raises(Exception, match="finds 1 cells"):
        make_runnable(page, notebook, tmp_path, "", "start.js")
