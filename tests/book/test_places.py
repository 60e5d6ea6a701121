"""README's "Add to it" says where a chapter, an exercise, a widget stands; here, that none of these places is forgotten."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import get_args

import nbformat
import pytest
import yaml

from unrolled import exercises, figures, widgets
from unrolled.exercises.grading import Verdict
from unrolled.exercises.paper import Remarks
from unrolled.proof import exercises as proof_exercises

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "book/reference.md").read_text("utf8")
CODE = {
    path.stem: "\n".join(
        cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"
    )
    for path in sorted(ROOT.glob("book/*.ipynb"))
}
FRONT = (ROOT / "book/intro.md").read_text("utf8")
# What all chapters' figures share.
DRAWING = {"drawing", "source", "timing"}
GRADERS = [name for name in exercises.__all__ if name != "GRADERS"]


def modules(package) -> list:
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def own(module, kind) -> dict:
    """The public things of a kind that a module defines itself."""
    return {
        name: thing
        for name, thing in inspect.getmembers(module, kind)
        if thing.__module__ == module.__name__ and not name.startswith("_")
    }


def kinds(annotation) -> tuple:
    """What an annotation names: A | B names two."""
    return get_args(annotation) or (annotation,)


def test_the_contents_name_every_page_of_the_book():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    listed = [page["file"] for part in contents["parts"] for page in part["chapters"]]
    pages = [*ROOT.glob("book/*.md"), *ROOT.glob("book/*.ipynb")]
    assert sorted([contents["root"], *listed]) == sorted(
        f"book/{page.stem}" for page in pages
    )


@pytest.mark.parametrize("chapter", CODE)
def test_a_chapter_draws_with_a_module_of_its_own(chapter):
    assert re.search(
        r"from unrolled(\.figures)? import .*\bfigures\b|from unrolled\.figures import",
        CODE[chapter],
    )


def test_every_module_of_figures_is_a_chapters():
    drawn = {
        name
        for code in CODE.values()
        for name in re.findall(r"from unrolled\.figures import (\w+)", code)
    }
    names = {found.name for found in pkgutil.iter_modules(figures.__path__)}
    assert names - DRAWING == drawn - DRAWING


def test_every_grader_is_exported():
    found = {
        name
        for module in modules(exercises)
        for name, function in own(module, inspect.isfunction).items()
        if set(kinds(inspect.signature(function).return_annotation)) <= {Verdict, Remarks}
    }
    assert found - {"grade", "grade_paper"} == set(GRADERS)


@pytest.mark.parametrize("name", GRADERS)
def test_a_grader_is_asked_in_a_chapter_named_in_the_reference_and_tested(name):
    assert any(re.search(rf"exercises\.{name}\(", code) for code in CODE.values())
    assert f".. autofunction:: unrolled.exercises.{name}\n" in REFERENCE
    tests = [path.read_text("utf8") for path in ROOT.glob("tests/exercises/*.py")]
    assert any(re.search(rf"\b{name}\b", test) for test in tests)


@pytest.mark.parametrize("name", own(proof_exercises, inspect.isfunction))
def test_a_grader_of_the_proof_is_asked_in_its_chapter_and_named_in_the_reference(name):
    assert f"exercises.{name}(" in CODE["12-proof"]
    assert f".. autofunction:: unrolled.proof.exercises.{name}\n" in REFERENCE


def test_every_widget_is_exported_and_has_a_folder_and_a_picture_for_paper():
    found = {
        name: module.__name__.rpartition(".")[2]
        for module in modules(widgets)
        for name, widget in own(module, inspect.isclass).items()
        if "_esm" in vars(widget)
    }
    assert set(found) == set(widgets.__all__)
    folders = {path.name for path in ROOT.glob("unrolled/widgets/js/*/")}
    assert folders - {"shared"} == set(found.values())
    for name in found.values():
        files = [
            f"js/{name}/{name}.js",
            f"js/{name}/{name}.css",
            f"js/{name}/words.js",
            f"paper/{name}.py",
        ]
        assert [
            file for file in files if not (ROOT / "unrolled/widgets" / file).is_file()
        ] == []


@pytest.mark.parametrize("name", widgets.__all__)
def test_a_widget_is_named_in_the_reference_and_shown_on_a_page(name):
    assert f".. autoclass:: unrolled.widgets.{name}\n" in REFERENCE
    assert any(f"{name}(" in code for code in [FRONT, *CODE.values()])


def doors() -> dict[str, str]:
    """The addresses that the front page gives to its story."""
    return dict(
        re.findall(r'(\w+)="([^"]+)"', re.search(r"FollowTheTwelve\((.*)\)", FRONT)[1])
    )


def test_a_door_of_the_front_page_leads_to_a_page_or_a_place_of_the_book():
    for address in doors().values():
        page, _, place = address.partition("#")
        assert not page or list(ROOT.glob(f"book/{page.removesuffix('.html')}.*")), address
        assert not place or f"({place})=" in FRONT, address


def test_the_door_to_the_network_explorer_is_there_once_that_is():
    is_there = (ROOT / "unrolled/widgets/js/network").is_dir()
    assert ("explorer" in doors()) == is_there
