"""Figures can be drawn where there is no notebook."""

import subprocess
import sys

from unrolled import figures

# A module of the name None counts as missing.
IMPORT_ALL = """
import pkgutil, sys
sys.modules["IPython"] = sys.modules["matplotlib_inline"] = None
from unrolled import figures
for module in pkgutil.iter_modules(figures.__path__, "unrolled.figures."):
    __import__(module.name)
    print(module.name)
"""


def test_no_figure_needs_ipython():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    modules = done.stdout.split()
    assert len(modules) >= 9
    assert all(name.startswith(figures.__name__) for name in modules)
