import assert from "node:assert/strict";
import { test } from "node:test";
import { gradientsAround, outputAt, productsOf } from "../../../unrolled/widgets/js/convolution/layer.js";
import { backwardMoment, channelSums, momentOf, productMoment } from "../../../unrolled/widgets/js/convolution/moment.js";
import { drawnLayer } from "../../../unrolled/widgets/js/convolution/state.js";
import { sum } from "../../../unrolled/widgets/js/shared/numbers.js";
import { cases } from "../cases.js";

// A function is known by where it stands, not by what it is.
const data = ({ taps, ...moment }) => moment;

test("a step's window meets its filter, on the map of image n and filter f", () => {
  for (const { state, out } of cases("convolution")) {
    const { layer } = drawnLayer({ ...state, mode: "forward" });
    const channels = [state.x.shape[1] - 1];
    const [, FN, OH, OW] = out.shape;
    out.data.forEach((_, step) => {
      const moment = momentOf(layer, step, channels);
      const { n, f, row } = outputAt(layer, step);
      assert.deepEqual(data(moment), { layer, step, channels, n, f, row, first: (n * FN + f) * OH * OW });
      assert.ok(moment.first <= step && step < moment.first + OH * OW);
      assert.deepEqual(moment.taps.placeOf(0), [n, ...channels, 0, 0]);
      assert.equal(moment.taps.rowsOver(moment.taps.window()[0][0]).includes(row), true);
    });
  }
});

test("forward, the products; backward, dout's number and the gradients around it", () => {
  for (const { state, after } of cases("convolution")) {
    const { layer, dout } = drawnLayer({ ...state, mode: "backward", flipped: false });
    for (const step of Object.keys(after).map(Number)) {
      const moment = momentOf(layer, step, [0]);
      const products = productsOf(layer, moment.row, moment.f);
      const all = { products: true, sums: layer.sizes.C, out: true };
      assert.deepEqual(data(productMoment(layer, step, [0])), { ...data(moment), products, done: all });
      const sums = channelSums({ layer, products });
      assert.equal(sums.length, layer.sizes.C);
      assert.equal(sum(sums) + (layer.b?.data[moment.f] ?? 0), layer.out.data[step]);
      const around = gradientsAround(layer, dout, step);
      assert.deepEqual(data(backwardMoment(layer, dout, step, [0])), {
        ...data(moment),
        dout,
        d: dout.data[step],
        ...around,
        done: { given: true, products: true, added: true },
      });
    }
  }
});
