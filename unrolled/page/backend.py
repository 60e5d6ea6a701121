"""What matplotlib draws with in a page. It asks for this module by name; nothing else imports it."""

import logging

from matplotlib import font_manager, rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas

from unrolled.page.figures import show

__all__ = ["FigureCanvas", "show"]
FAMILY = "Source Sans 3"

# Those of mathematics are left out of a page's archive, and DejaVu stands for them: it is no news.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
# A page's archive of matplotlib has the book's faces. For signs that these lack it has its own.
if FAMILY in font_manager.get_font_names():
    rcParams["font.family"] = [FAMILY, "DejaVu Sans"]
