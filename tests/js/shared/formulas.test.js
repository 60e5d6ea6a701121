import assert from "node:assert/strict";
import { test } from "node:test";
import { OUTPUT_SIZE, outputSizeWords } from "../../../unrolled/widgets/js/shared/formulas.js";
import { count } from "../../../unrolled/widgets/js/shared/windows.js";
import { axis, cases } from "../cases.js";

test("what is written is what is counted", () => {
  const wide = axis({ filter: 3, stride: 2, before: 1, after: 2, dilation: 2 });
  assert.equal(outputSizeWords(wide, 7, 3), "`(7 + 1 + 2 − (2·(3 − 1) + 1)) // 2 + 1 = 3`");
  for (const { shape, axes } of cases("unroll")) {
    const [, , H] = shape;
    const said = outputSizeWords(axes.height, H, count(axes.height, H));
    const [sum, places] = said.replaceAll("`", "").split(" = ");
    const whole = sum
      .replace(/(.*) \/\/ (\d+) \+ 1/, "Math.floor($1 / $2) + 1")
      .replaceAll("·", "*")
      .replaceAll("−", "-");
    assert.equal(Function(`return ${whole}`)(), Number(places), said);
  }
  assert.match(OUTPUT_SIZE.height, /^`OH = .* \/\/ stride \+ 1`$/);
  assert.match(OUTPUT_SIZE.width, /^`OW = .* \/\/ stride \+ 1`$/);
});
