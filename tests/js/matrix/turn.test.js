import assert from "node:assert/strict";
import { test } from "node:test";
import { viewOf } from "../../../unrolled/widgets/js/matrix/state.js";
import { TURNS } from "../../../unrolled/widgets/js/matrix/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cases } from "../cases.js";

test("one count is right, and each of the others has words of its own", () => {
  for (const { state } of cases("matrix")) {
    const [turn, { text, answers = [], rules, said, shown }] = TURNS.question({ view: viewOf(state) });
    assert.deepEqual(turn, {});
    assert.match(text, /How many of its \d+ numbers come from the filter/);
    const found = answers.map(([count]) => String(ruleOf(rules, count)));
    assert.equal(found.filter((rule) => rule === "right").length, 1);
    assert.equal(new Set(found.map((rule) => said[rule](0))).size, found.length);
    assert.match(shown, /^It is so/);
  }
});
