"""No test's figures are there for the next one."""

import pytest
from matplotlib import pyplot as plt


@pytest.fixture(autouse=True)
def _figures_are_closed():
    yield
    plt.close("all")
