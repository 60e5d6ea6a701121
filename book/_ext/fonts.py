"""The book's two faces, cut to the characters that its pages and widgets show, and to all that a reader can type.

The whole files come from npm. A page asks for the cut ones at once. Text that is being read never jumps: a face that
comes late is for the next page, and until then a reader's own stands in for it, stretched to the same width.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath
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

    @property
    def whole(self) -> Path:
        return npm.package(self.package) / self.file


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
# Faces that most machines have, and how wide Source Sans 3 runs beside each over the book's own prose.
STAND_INS = {
    "Source Sans as Arial": (["Arial", "Liberation Sans", "Helvetica", "Roboto"], 0.93),
    "Source Sans as DejaVu": (["DejaVu Sans", "Verdana"], 0.815),
}


def write_all(site: Path, texts: list[str], cache: Path) -> dict[Face, str]:
    """Put a file for each face into the site, with the characters of these texts; gives the paths from its top."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    characters = "".join(sorted(TYPED.union(*texts)))
    fonts = {face: cut_once(face.whole, characters, cache) for face in FACES}
    # A changed file has another name, so no browser takes an old one for it.
    names = {
        face: f"{face.whole.stem}.{hashlib.sha256(font).hexdigest()[:8]}.woff2"
        for face, font in fonts.items()
    }
    for left in {file.name for file in folder.glob("*.woff2")} - {*names.values()}:
        (folder / left).unlink()
    for face, font in fonts.items():
        (folder / names[face]).write_bytes(font)
        copyfile(
            npm.package(face.package) / "LICENSE.md", folder / f"{face.package}.LICENSE"
        )
    return {face: f"{FOLDER}/{name}" for face, name in names.items()}


def cut_once(whole: Path, characters: str, cache: Path) -> bytes:
    """The font with those of these characters that it has. What was cut before is in the cache."""
    made_of = hashlib.sha256(characters.encode() + whole.read_bytes()).hexdigest()
    kept = cache / f"{made_of}.woff2"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(cut(whole, characters))
    return kept.read_bytes()


def cut(whole: Path, characters: str) -> bytes:
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    file = io.BytesIO()
    with subset.load_font(whole, options) as font:
        subsetter.subset(font)
        subset.save_font(font, file, options)
    return file.getvalue()


def rules(files: dict[Face, str]) -> str:
    """The style rules of all faces, and of what stands in for them."""
    return "".join(rule(face, file) for face, file in files.items()) + stand_ins()


def rule(face: Face, file: str) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.weight};'
        f"font-display:optional;src:url({relpath(file, '_static')})}}"
    )


def stand_ins() -> str:
    """Style rules that give a reader's own faces the width and the height of Source Sans 3."""
    with TTFont(FACES[0].whole, lazy=True) as font:
        metrics = font["hhea"]
        heights = {
            "ascent": metrics.ascent,
            "descent": -metrics.descent,
            "line-gap": metrics.lineGap,
        }
    return "".join(
        f'@font-face{{font-family:"{family}";src:{",".join(f"local({name!r})" for name in names)};'
        f"size-adjust:{width:.1%};"
        + ";".join(
            f"{key}-override:{value / 10 / width:.1f}%" for key, value in heights.items()
        )
        + "}"
        for family, (names, width) in STAND_INS.items()
    )


def ask_early(files: dict[Face, str]) -> str:
    """The script by which a page asks for its faces before it knows its style, {0} being the way to the site's top.

    From the disk a page may use a font, but not ask for it in advance.
    """
    early = ",".join(f"'{file}'" for face, file in files.items() if face.style == "normal")
    link = "{{rel:'preload',as:'font',type:'font/woff2',crossOrigin:'',href:top+file}}"
    # The way stands beside the script: in all pages the script is the same, and so has one hash (policy.py).
    return (
        '<script data-top="{0}">'
        "{{const{{top}}=document.currentScript.dataset;"
        f"if(location.protocol!=='file:')for(const file of[{early}])"
        f"document.head.append(Object.assign(document.createElement('link'),{link}))}}}}</script>\n"
    )
