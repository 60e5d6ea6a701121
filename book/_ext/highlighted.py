"""Code that was coloured in an earlier build is not coloured anew: in 800 pieces, it would take seconds."""

from functools import partial
from importlib.metadata import version

from sphinx.highlighting import PygmentsBridge

from book._ext.remembered import Remembered

COLOUR = PygmentsBridge.highlight_block
PYGMENTS = version("pygments")


def remember(app):
    known = Remembered(app, "highlighted")

    def colour(bridge, source, lang, opts=None, force=False, location=None, **shown):
        made_of = [PYGMENTS, bridge.dest, source, lang, opts, force, shown]
        make = partial(COLOUR, bridge, source, lang, opts, force, location, **shown)
        return known.get(made_of, make)

    PygmentsBridge.highlight_block = colour
    app.connect("build-finished", lambda app, exception: known.keep(whole=False))


def setup(app):
    app.connect("builder-inited", remember)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
