"""Formulas' style and fonts are the renderer's own, and come from npm."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import sphinxcontrib.katex as katex
from fontTools.ttLib import TTFont

from book._ext import formulas

ROOT = Path(__file__).parents[2]


def test_the_lock_names_the_renderers_own_version():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf8"))["packages"]
    assert packages["node_modules/katex"]["version"] == katex.katex_version
    renderer = Path(katex.__file__).with_name("katex.min.js").read_text("utf8")
    assert f'version:"{katex.katex_version}"' in renderer


def test_the_style_finds_each_font_that_it_names_and_the_licence_is_served(tmp_path):
    (tmp_path / "page.html").write_text("<span>x≤</span>", "utf8")
    app = SimpleNamespace(
        outdir=tmp_path, doctreedir=tmp_path, builder=SimpleNamespace(format="html")
    )
    formulas.copy_style(app, None)
    formulas.cut_fonts(app, None)
    folder = tmp_path / formulas.FOLDER
    held = TTFont(folder / "fonts/KaTeX_Main-Regular.woff2").getBestCmap()
    assert {ord("x"), ord("≤")} <= set(held)
    assert ord("y") not in held
    style = (folder / "katex.min.css").read_text("utf8")
    named = re.findall(r"url\(([^)]*)\)", style)
    found = {f"fonts/{path.name}" for path in folder.glob("fonts/*")}
    assert set(named) == found
    assert len(named) == style.count("@font-face") == 20
    assert "Khan Academy" in (folder / "LICENSE").read_text("utf8")
