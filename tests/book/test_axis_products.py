"""A product of axes is written one way, N*OH*OW, wherever a reader finds it; code and formulas are written as such."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOK = sorted(ROOT.glob("book/*.ipynb")) + sorted(ROOT.glob("book/*.md"))
PYTHON = [
    file for part in ("cnnlib", "unrolled") for file in sorted((ROOT / part).rglob("*.py"))
]
SCRIPTS = sorted(ROOT.glob("unrolled/widgets/js/*/*.js"))

AXIS = r"(?:images|C/groups|FN/groups|[FOP]?[HW]|FN|N|C)"
PRODUCT = re.compile(rf"(?<![\w/]){AXIS}(?:\s*(?:\\?\*|[·×⋅∙•])\s*{AXIS})+(?!\w)")
RIGHT = re.compile(rf"{AXIS}(?:\\?\*{AXIS})+")  # in Markdown a star may have to be escaped

# What is code or a formula in Markdown: fenced, but for directives that hold prose, or between dollars.
FENCED = re.compile(r"^(`{3,}|~{3,})(?!\{(?!math|code)).*?^\1", re.DOTALL | re.MULTILINE)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
# What a question asks about, or a picture shows.
LINE_OF_CODE = re.compile(r"""["`]?\w+ = \S*\(""")
EXAMPLE = re.compile(r"^\s*(?:>>>|\.\.\.) .*$", re.MULTILINE)
# The words of a script: what stands in quotes, and its comments.
CODE = re.compile(
    r"\$\{(?:[^{}]|\{[^{}]*\})*(?:\}|$)", re.DOTALL
)  # in a template, perhaps up to the next within it
WORDS = re.compile(r'"[^"\n]*"|`[^`]*`|//[^\n]*|/\*.*?\*/', re.DOTALL)


def misspelt(text: str) -> list[str]:
    found = [product[0] for product in PRODUCT.finditer(text)]
    return [product for product in found if not RIGHT.fullmatch(product)]


def prose(markdown: str) -> str:
    return FORMULA.sub("", FENCED.sub("", markdown))


def said_in(code: str) -> list[str]:
    """The strings of a piece of Python, without a docstring's examples, and its comments."""
    strings = [
        EXAMPLE.sub("", node.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    strings = [text for text in strings if not LINE_OF_CODE.match(text)]
    return strings + re.findall(r"(?<![\w\"'])# .*", code)


def texts(file: Path) -> list[str]:
    text = file.read_text("utf8")
    if file.suffix == ".md":
        return [prose(text)]
    if file.suffix == ".py":
        return said_in(text)
    if file.suffix == ".js":
        return [
            CODE.sub("", words)
            for words in WORDS.findall(text)
            if not LINE_OF_CODE.match(words)
        ]
    return [
        piece
        for cell in nbformat.reads(text, as_version=4).cells
        for piece in (
            [prose(cell.source)]
            if cell.cell_type == "markdown"
            else [*said_in(cell.source), str(cell.metadata.get("mystnb", ""))]
        )
    ]


@pytest.mark.parametrize("file", [*BOOK, *PYTHON, *SCRIPTS], ids=lambda file: file.name)
def test_a_product_of_axes_is_spelt_in_one_way(file):
    assert [found for text in texts(file) for found in misspelt(text)] == []


@pytest.mark.parametrize(
    "text",
    ["N·OH·OW", "N * OH * OW", "C × FH × FW", "(N, OH · OW)", r"N \* OH", "N*OH *OW"],
)
def test_another_spelling_is_found(text):
    assert misspelt(prose(f"Here are {text} rows.")) == [
        text.removeprefix("(N, ").rstrip(")")
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"`N*OH*OW` rows of C\*FH\*FW",
        "3 · 5 · 5",
        "$N \\cdot OH$",
        "```python\nN * OH\n```",
        "i · dilation",
    ],
)
def test_the_one_spelling_and_code_and_formulas_pass(text):
    assert misspelt(prose(text)) == []


def test_prose_in_a_directive_is_looked_at():
    assert misspelt(prose("```{glossary}\ncol\n  (N·OH·OW)\n```")) == ["N·OH·OW"]
