"""The book's two faces, cut to the characters that its pages and widgets show, and to all that a reader can type.

The whole files come from npm. The cut ones stand in the stylesheet itself: a page is never drawn in another face
first, so no line breaks anew, and a page opened straight from the disk has them too.
"""

import base64
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from fontTools import subset

from unrolled.bundles import npm

LICENCES = "_static/licences"
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


def rules(texts: list[str], cache: Path) -> str:
    """The style rules of all faces, with the characters of these texts. What was cut before is in the cache."""
    characters = "".join(sorted(TYPED.union(*texts)))
    return "".join(rule(face, characters, cache) for face in FACES)


def rule(face: Face, characters: str, cache: Path) -> str:
    made_of = f"{characters} {npm.locked(face.package)['version']} {face}"
    kept = cache / f"{hashlib.sha256(made_of.encode()).hexdigest()}.woff2"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(cut(npm.package(face.package) / face.file, characters))
    font = base64.b64encode(kept.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f"font-display:block;src:url(data:font/woff2;base64,{font})}}"
    )


def cut(whole: Path, characters: str) -> bytes:
    """The font with those of these characters that it has: a second's work."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    font = subset.load_font(whole, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    return file.getvalue()


def copy_licences(site: Path) -> None:
    (site / LICENCES).mkdir(parents=True, exist_ok=True)
    for name in {face.package for face in FACES}:
        copyfile(npm.package(name) / "LICENSE.md", site / LICENCES / f"{name}.md")
