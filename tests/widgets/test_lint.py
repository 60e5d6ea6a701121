"""What `make lint` must find in JavaScript, in files that draw and in those that do not."""

import re
import shutil

import pytest

from unrolled.bundles import npm

STRIDES, DRAWING = (
    "unrolled/widgets/js/shared/strides.js",
    "unrolled/widgets/js/im2col/im2col.js",
)
# What one run of a tool finds together: the file, what is added to it, and what is said of it.
RUNS = {
    "names": [
        (STRIDES, "export const at = () => missing;\n", "missing variable is undeclared"),
        (DRAWING, "absent();\n", "absent variable is undeclared"),
        (DRAWING, 'import { count } from "../shared/windows.js";\n', "noUnusedImports"),
    ],
    "arguments": [(STRIDES, 'product("3");\n', "is not assignable to parameter")],
    "arguments, where it draws": [
        (DRAWING, 'windowSpan("3");\n', "is not assignable to parameter"),
        (DRAWING, "facts();\n", "Expected 3 arguments, but got 0"),
    ],
}


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """What is linted, in a place of its own."""
    for name in ["package.json", "package-lock.json", "biome.json", ".gitignore"]:
        shutil.copy(npm.ROOT / name, tmp_path)
    for config in npm.ROOT.glob("tsconfig*.json"):
        shutil.copy(config, tmp_path)
    for folder in ["unrolled/widgets/js", "book/assets"]:
        shutil.copytree(npm.ROOT / folder, tmp_path / folder)
    npm.package("typescript")
    (tmp_path / "node_modules").symlink_to(npm.INSTALLED, target_is_directory=True)
    monkeypatch.setattr(npm, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize("faults", RUNS.values(), ids=RUNS)
def test_faults_are_found(tree, capfd, faults):
    for file, text, _ in faults:
        with (tree / file).open("a", encoding="utf8") as source:
            source.write(text)
    assert npm.run_task("lint") != 0
    found = "".join(capfd.readouterr())
    assert not [said for _, _, said in faults if said not in found]


def test_what_is_named_as_drawing_is_there():
    """All else is held to more: it is typed strictly, and knows no page."""
    settings = (npm.ROOT / "tsconfig.json").read_text("utf8")
    named = re.findall(r'"(unrolled/[^"]+\.js)"', settings)
    assert len(named) > 10
    assert not [name for name in named if not (npm.ROOT / name).is_file()]
