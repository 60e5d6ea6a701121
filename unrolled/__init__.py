"""The instruments of the book: what draws, steps, grades, and proves. They know cnnlib; cnnlib knows none of them."""

__all__ = ["digits_network"]


def __getattr__(name: str):
    # Not at once: the bundles are also made where a package is built, without NumPy (hatch_build.py).
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from unrolled.digits import digits_network

    return digits_network
