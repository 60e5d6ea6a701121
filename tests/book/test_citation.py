"""How to cite: the file for programs, the lines for people and the package say the same."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CFF = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
BIBTEX = dict(
    re.findall(r"^  (\w+) = {+(.*?)}+,$", (ROOT / "book/about.md").read_text("utf8"), re.M)
)


def test_the_file_has_what_its_format_asks_for():
    assert CFF["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= CFF.keys()
    assert CFF["type"] == "software"
    assert [set(author) for author in CFF["authors"]] == [{"name"}]


def test_all_say_the_same():
    assert CFF["version"] == PROJECT["version"] == BIBTEX["version"]
    assert CFF["license"] == PROJECT["license"]
    assert CFF["title"] == BIBTEX["title"]
    assert CFF["authors"][0]["name"] == BIBTEX["author"]


def test_the_version_is_in_the_changelog():
    assert f"\n## {PROJECT['version']}\n" in (ROOT / "CHANGELOG.md").read_text("utf8")
