"""The adjoint identity: what forward weighs up with y, backward of y weighs up with x.

Where forward is linear, ⟨forward(x), y⟩ = ⟨x, backward(y)⟩ for every x and y: each product of the one sum is a product
of the other. It needs no second implementation. But it cannot say which of the two is wrong, and misses it where both
are wrong alike.
"""

from collections.abc import Iterator

from unrolled.proof.cases import Case, cases
from unrolled.proof.claims import Claim, claims_for

# Whole numbers throughout: both sums are exact, and must be equal to the last digit.


def claims(kit) -> Iterator[Claim]:
    """col2im is the adjoint of im2col, and each layer's backward that of its forward."""
    checks = {
        "im2col and col2im": _col2im,
        "Convolution": _convolution,
        "Pooling": _pooling,
    }
    return claims_for(cases(), kit, checks)


def _col2im(kit, case: Case) -> bool:
    x = case.digits(case.shape)
    col = kit.im2col(x, *case.filter, **case.settings)
    y = case.digits(col.shape)
    image = kit.col2im(y, case.shape, *case.filter, **case.settings)
    return (col * y).sum() == (x * image).sum()


def _convolution(kit, case: Case) -> bool:
    """Linear in x, in W and in b, each for itself."""
    x, W, b = (case.digits(shape, float) for shape in (case.shape, case.W_shape, case.FN))
    layer = kit.Convolution(W, b, **case.settings)
    out = layer.forward(x)
    dout = case.digits(out.shape, float)
    dx = layer.backward(dout)
    from_bias = (b * layer.db).sum()
    weighed = (out * dout).sum() - from_bias
    return (x * dx).sum() == weighed == (W * layer.dW).sum()


def _pooling(kit, case: Case) -> bool:
    """Linear in x as long as the same pixels win."""
    x = case.digits(case.shape, float)
    layer = kit.Pooling(*case.filter, **case.settings)
    out = layer.forward(x)
    dout = case.digits(out.shape, float)
    return (out * dout).sum() == (x * layer.backward(dout)).sum()
