"""Random configurations, small enough for plain loops, rectangular wherever they can be."""

from hypothesis import assume
from hypothesis import strategies as st

from unrolled.proof.cases import Case


def both(sizes):
    """One setting for two axes: as written, and as (h, w)."""
    return st.one_of(
        sizes.map(lambda n: (n, (n, n))), st.tuples(sizes, sizes).map(lambda p: (p, p))
    )


def pads(most=3):
    """A pad in each of its three forms: as written, and as ((top, bottom), (left, right))."""
    size = st.integers(0, most)
    ends = st.tuples(size, size)
    return st.one_of(
        size.map(lambda n: (n, ((n, n), (n, n)))),
        ends.map(lambda p: (p, ((p[0], p[0]), (p[1], p[1])))),
        st.tuples(ends, ends).map(lambda p: (p, p)),
    )


@st.composite
def cases(draw, least_N=0):
    """A case whose filter fits the padded image, so that no drawing is lost."""
    stride, strides = draw(both(st.integers(1, 3)))
    dilation, dilations = draw(both(st.integers(1, 3)))
    pad, ends = draw(pads())
    filters = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    spans = [d * (f - 1) + 1 for f, d in zip(filters, dilations, strict=True)]
    sizes = [
        draw(st.integers(max(1, span - sum(end)), 7))
        for span, end in zip(spans, ends, strict=True)
    ]
    return Case(
        shape=(draw(st.integers(least_N, 3)), draw(st.integers(1, 3)), *sizes),
        filter=filters,
        settings={"stride": stride, "pad": pad, "dilation": dilation},
        stride=strides,
        pad=ends,
        dilation=dilations,
        seed=draw(st.integers(0, 2**32 - 1)),
    )


@st.composite
def grouped(draw, least_N=0):
    """A case, a number of groups, and the shape (FN, C/groups, FH, FW) of the filters."""
    case = draw(cases(least_N))
    groups = draw(st.integers(1, 3))
    N, C, H, W = case.shape
    FN = groups * draw(st.integers(1, 2))
    shape = (N, C * groups, H, W)
    return Case(**vars(case) | {"shape": shape}), groups, (FN, C, *case.filter)


@st.composite
def pooled(draw, least_N=0):
    """A case whose padding is at most half the filter, as PyTorch asks, and a ceil_mode."""
    case = draw(cases(least_N))
    ends = tuple(
        tuple(min(end, f // 2) for end in pair)
        for pair, f in zip(case.pad, case.filter, strict=True)
    )
    axes = zip(case.shape[2:], case.filter, ends, case.dilation, strict=True)
    assume(all(size + sum(end) >= d * (f - 1) + 1 for size, f, end, d in axes))
    return Case(
        **vars(case) | {"pad": ends, "settings": case.settings | {"pad": ends}}
    ), draw(st.booleans())
