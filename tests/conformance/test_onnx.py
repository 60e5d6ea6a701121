"""cnnlib gives what the ONNX node suite says it must.

The suite alone is not enough, and `test_what_the_suite_cannot_see` says why: in all of its cases for Conv there is
one image, one channel and one filter, so a layer that mixes these up passes. It also has no gradients but
ConvTranspose's. The plain loops of tests/properties and PyTorch see the rest.
"""

import numpy as np
import pytest

import cnnlib
from tests.conformance.winners import pixels
from unrolled.proof.onnx_suite import PARTS, node_cases, run

# All that is not run, and why. A name that the suite no longer has, or a new one, fails below.
NOT_RUN = {
    "sequences (N, C, L): cnnlib's windows slide along two axes": """
        test_averagepool_1d_default
        test_convtranspose_1d
        test_maxpool_1d_default
    """,
    "volumes (N, C, D, H, W): cnnlib's windows slide along two axes": """
        test_averagepool_3d_default
        test_averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_False
        test_averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_True
        test_averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_False
        test_averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_True
        test_averagepool_3d_dilations_small
        test_col2im_5d
        test_convtranspose_3d
        test_maxpool_3d_default
        test_maxpool_3d_dilations
        test_maxpool_3d_dilations_use_ref_impl
        test_maxpool_3d_dilations_use_ref_impl_large
    """,
    "cases of another operator, which holds a Conv over sequences (N, C, L) among its parts": """
        test_causal_conv_with_state_b1_c1_degenerate_expanded
        test_causal_conv_with_state_basic_expanded
        test_causal_conv_with_state_decode_step_expanded
        test_causal_conv_with_state_fp16_expanded
        test_causal_conv_with_state_kernel_size_one_expanded
        test_causal_conv_with_state_short_input_no_past_state_expanded
        test_causal_conv_with_state_silu_expanded
        test_causal_conv_with_state_silu_fp16_expanded
        test_causal_conv_with_state_silu_with_past_state_expanded
        test_causal_conv_with_state_swish_alias_expanded
        test_causal_conv_with_state_with_bias_and_past_state_expanded
        test_causal_conv_with_state_with_bias_expanded
        test_causal_conv_with_state_with_past_state_expanded
    """,
}
LISTED = {name for names in NOT_RUN.values() for name in names.split()}
RUN = [name for name, case in node_cases().items() if case.has_two_axes]


def test_every_case_is_run_or_listed():
    assert sorted([*RUN, *LISTED]) == sorted(node_cases())
    assert {node_cases()[name].operator for name in RUN} == set(PARTS)


@pytest.mark.parametrize("name", RUN)
def test_cnnlib_gives_the_case_s_output(name):
    case = node_cases()[name]
    out, layer = run(cnnlib, case)
    expected, *indices = case.outputs
    assert out.dtype == expected.dtype
    rtol, atol = case.tolerance
    np.testing.assert_allclose(out, expected, rtol, atol)
    if indices:
        np.testing.assert_array_equal(places_of_winners(case, layer, out.shape), *indices)


def places_of_winners(case, layer, out_shape):
    """ONNX counts through the whole batch; storage_order 1: through each channel column by column."""
    stride, pad, dilation = (
        np.broadcast_to(case.settings.get(name, usual), 2)
        for name, usual in (("stride", 1), ("pad", 0), ("dilation", 1))
    )
    h, w = pixels(layer.arg_max, out_shape, case.filter[1], stride, pad, dilation)
    H, W = case.image
    by_column = case.attributes.get("storage_order", 0)
    channel = np.arange(out_shape[0] * out_shape[1]).reshape(*out_shape[:2], 1, 1)
    return channel * H * W + (w * H + h if by_column else h * W + w)


def test_both_ways_of_counting_winners_are_met():
    orders = {
        case.attributes.get("storage_order", 0)
        for case in node_cases().values()
        if len(case.outputs) > 1
    }
    assert orders == {0, 1}


def test_what_the_suite_cannot_see():
    """Should this fail, the suite has got better: say so here, and in the book's chapter on proof."""
    convolutions = [case for case in node_cases().values() if case.operator == "Conv"]
    pairs = [case.inputs[:2] for case in convolutions if case.has_two_axes]
    assert {(*x.shape[:2], *W.shape[:2]) for x, W in pairs} == {(1, 1, 1, 1)}  # N, C, FN, C
