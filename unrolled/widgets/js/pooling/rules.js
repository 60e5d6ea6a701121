// How others do it, from their documentation, rule by rule: [what, cnnlib, PyTorch, TensorFlow, ONNX].
// A rule is shown when `applies` says that it matters for what is on show.
const RULES = [
  {
    applies: ({ ties }) => ties,
    row: [
      "equal maxima",
      "the first takes the gradient",
      "the first takes it",
      "one of them takes it; which one is not documented",
      "not specified",
    ],
  },
  {
    applies: ({ average, padded }) => padded && !average,
    row: ["padding, for a maximum", "`-∞`", "`-∞`; at most half the window", "ignored, as if `-∞`", "left out"],
  },
  {
    applies: ({ average, padded }) => padded && average,
    row: [
      "padding, for a mean",
      "counted; not with `count_include_pad=False`",
      "counted; not with `count_include_pad=False`",
      "never counted",
      "not counted; it is with `count_include_pad=1`",
    ],
  },
  {
    applies: ({ dropped }) => dropped,
    row: [
      "pixels that no last window reaches",
      "left out; `ceil_mode=True` adds a window",
      "left out; `ceil_mode=True` adds a window",
      "left out by `VALID`; `SAME` pads",
      "left out; `ceil_mode=1` adds a window",
    ],
  },
  {
    applies: ({ ceil_mode }) => ceil_mode,
    row: [
      "a last window over the edge",
      "kept, if it does not start in the padding there",
      "kept, if it does not start in the padding there",
      "no such switch; `SAME` gives ceil(size / stride)",
      "kept, if it does not start in the padding there",
    ],
  },
  {
    applies: ({ dilated }) => dilated,
    row: ["dilation", "maximum and mean", "maximum only", "both, in `tf.nn.pool`", "both; mean since opset 19"],
  },
  {
    applies: () => true,
    row: ["stride, if none is given", "1", "the window's size", "the window's size in Keras; `tf.nn` asks for it", "1"],
  },
];

export const HEADS = ["", "cnnlib", "PyTorch", "TensorFlow", "ONNX"];
export const rulesFor = (shown) => RULES.filter(({ applies }) => applies(shown)).map(({ row }) => row);
