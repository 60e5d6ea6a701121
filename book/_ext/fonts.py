"""The book's two faces, cut to the characters that its pages and widgets show, and to all that a reader can type.

The whole files come from npm, with their licence. Until a face has come, a reader sees one of their own, stretched
to the same width, so that no line breaks anew.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from fontTools import subset
from fontTools.ttLib import TTFont

from unrolled.bundles import npm

FOLDER = "_static/fonts"
TYPED = {chr(code) for code in range(0x20, 0x7F)}
# Pairs of letters, marks on them, and signs one above the other; figures of equal width are the faces' own.
FEATURES = ["kern", "ccmp", "mark", "mkmk"]


@dataclass(frozen=True)
class Face:
    """A family's file in its package on npm, and the style and weight, or the weights from and to, that it has."""

    family: str
    package: str
    file: str
    style: str
    weight: str


FACES = [
    Face(
        "Source Sans 3", "source-sans", "VF/SourceSans3VF-Upright.ttf", "normal", "200 900"
    ),
    Face(
        "Source Sans 3", "source-sans", "VF/SourceSans3VF-Italic.ttf", "italic", "200 900"
    ),
    Face(
        "Source Code Pro",
        "source-code-pro",
        "TTF/SourceCodePro-Regular.ttf",
        "normal",
        "400",
    ),
]
# Stand-ins that most machines have, and how much narrower Source Sans 3 runs over the book's own prose.
STAND_INS = {
    "Source Sans like Arial": (["Arial", "Liberation Sans", "Helvetica", "Roboto"], 0.93),
    "Source Sans like DejaVu": (["DejaVu Sans", "Verdana"], 0.815),
}


def faces(site: Path, texts: list[str]) -> str:
    """The style rules of all faces, whose files are written into the site, for the characters of these texts."""
    characters = "".join(sorted(TYPED.union(*texts)))
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    rules = [rule(face, write(face, characters, folder)) for face in FACES]
    for left in set(folder.glob("*.woff2")) - {folder / name for _, name in rules}:
        left.unlink()
    return "".join(text for text, _ in rules) + stand_ins()


def write(face: Face, characters: str, folder: Path) -> str:
    """Put the face's file, and its licence, into the folder, unless it is there; gives the file's name."""
    whole = npm.package(face.package) / face.file
    made_of = f"{characters} {npm.locked(face.package)['version']} {face}"
    name = f"{whole.stem}.{hashlib.sha256(made_of.encode()).hexdigest()[:8]}.woff2"
    if not (folder / name).is_file():
        (folder / name).write_bytes(cut(whole, characters))
        copyfile(
            npm.package(face.package) / "LICENSE.md", folder / f"{face.package}.LICENSE"
        )
    return name


def cut(whole: Path, characters: str) -> bytes:
    """The font with those of these characters that it has."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    font = subset.load_font(whole, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    return file.getvalue()


def rule(face: Face, name: str) -> tuple[str, str]:
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f"font-display:swap;src:url(fonts/{name})}}"
    ), name


def stand_ins() -> str:
    """Style rules that give a reader's own font the width and the height of Source Sans 3."""
    face = FACES[0]
    metrics = TTFont(npm.package(face.package) / face.file, lazy=True)["hhea"]
    rules = []
    for family, (names, width) in STAND_INS.items():
        heights = {
            "ascent-override": metrics.ascent,
            "descent-override": -metrics.descent,
            "line-gap-override": metrics.lineGap,
        }
        parts = [f"{key}:{value / 10 / width:.1f}%" for key, value in heights.items()]
        sources = ",".join(f'local("{name}")' for name in names)
        rules.append(
            f'@font-face{{font-family:"{family}";src:{sources};size-adjust:{width:.1%};{";".join(parts)}}}'
        )
    return "".join(rules)
