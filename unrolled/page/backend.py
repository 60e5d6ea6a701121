"""What matplotlib draws with in a page. It asks for this module by name; nothing else imports it."""

from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas

from unrolled.page.figures import show

__all__ = ["FigureCanvas", "show"]
