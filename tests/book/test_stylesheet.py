"""What makes the book's one stylesheet of many, and stops the build where the theme no longer fits."""

from pathlib import Path

import pytest
from sphinx.errors import ExtensionError

from book._ext import stylesheet

PAGE = """<head>
  <link rel="stylesheet" href="../_static/a/one.css?v=1">
  <link rel="stylesheet" type="text/css" href="../_static/two.css" />
  <link rel="icon" href="../_static/favicon.svg"/>
</head><body><link rel="stylesheet" href="../_static/widgets/w.css"></body>"""


def test_one_link_stands_for_all_and_widgets_keep_theirs():
    assert stylesheet.sheets([PAGE, "no styles"]) == [
        "_static/a/one.css",
        "_static/two.css",
    ]
    named = stylesheet.name_it(PAGE, "7", "<script>'{0}font'</script>")
    assert named.count("stylesheet") == 2
    assert "<script>'../font'</script>" in named
    assert '<link rel="stylesheet" href="../_static/site.css?v=7">' in named
    assert "../_static/widgets/w.css" in named
    assert "../_static/favicon.svg" in named


@pytest.mark.parametrize(
    "pages", [[], ["no styles"], [PAGE, PAGE.replace("two.css", "three.css")]]
)
def test_pages_without_styles_or_with_different_ones_stop_the_build(pages):
    with pytest.raises(ExtensionError, match="same stylesheets"):
        stylesheet.sheets(pages)


def test_addresses_and_imports_are_followed_from_where_they_stand(tmp_path):
    folder = tmp_path / "_static" / "a"
    folder.mkdir(parents=True)
    (tmp_path / "_static" / "base.css").write_text(
        "p { background: url(p.png), url(data:,x) }", "utf8"
    )
    (folder / "one.css").write_text(
        '@charset "UTF-8";@import "../base.css";b { src: url("fonts/b.woff") }', "utf8"
    )
    assert stylesheet.flatten(tmp_path, "_static/a/one.css") == (
        "p { background: url(p.png), url(data:,x) }b { src: url(a/fonts/b.woff) }"
    )


FACE = "@font-face{font-family:F;src:url(vendor/fontawesome/webfonts/f.ttf)}"
SOLID = ".fas{font:var(--fa-font-solid)}"
BRANDS = '.fab{font-family:"Font Awesome 6 Brands"}'


def test_a_theme_without_icon_font_stops_the_build():
    with pytest.raises(ExtensionError, match="icon font"):
        stylesheet.embed_icons(".fa-bars{}", Path())


@pytest.mark.parametrize(
    ("css", "files"),
    [
        (SOLID, ["fa-solid-900.ttf"]),
        (BRANDS, ["fa-brands-400.ttf"]),
        (SOLID + BRANDS, ["fa-solid-900.ttf", "fa-brands-400.ttf"]),
    ],
)
def test_the_fonts_that_rules_use_are_cut_to_the_icons_that_they_name(
    monkeypatch, css, files
):
    asked = []
    monkeypatch.setattr(
        stylesheet, "cut", lambda font, icons: asked.append((font, icons)) or "Zm9udA=="
    )
    rules = '.a{content:"\\f0c9"}.b{content:"\uf105"}.c{top:0}'
    css = stylesheet.embed_icons(FACE + css + rules, Path("fonts"))
    assert asked == [(Path("fonts", file), {0xF0C9, 0xF105}) for file in files]
    assert css.count("@font-face") == len(files)
    assert "data:font/woff;base64,Zm9udA==" in css
