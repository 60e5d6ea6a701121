import assert from "node:assert/strict";
import { test } from "node:test";
import { givenBy } from "../../../unrolled/widgets/js/col2im/state.js";
import { changedFrom, TURNS } from "../../../unrolled/widgets/js/col2im/turn.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { imageSizes } from "../../../unrolled/widgets/js/shared/sizes.js";
import { cases } from "../cases.js";

const STATES = cases("col2im").map(({ state }) => state);
const shown = (state, round, step) => ({
  sizes: imageSizes(state, "filter"),
  given: givenBy(state),
  loop: state.loop,
  rounds: { round },
  step,
});

test("a round replaces dcol, and asks a place and a sum in turns", () => {
  let added = 0;
  for (const state of STATES) {
    assert.deepEqual(TURNS.own(state), { dcol: state.dcol });
    for (const round of [0, 1, 2]) {
      const { step, dcol } = /** @type {any} */ (TURNS.fresh(shown(state, round, 0), state));
      const [{ target, lit }, { text, answers = [], rules, said, shown: words }] = TURNS.question(
        shown({ ...state, dcol }, round, step),
      );
      assert.ok(text && words);
      added += target === undefined ? 1 : 0;
      if (round % 2 === 0) assert.equal(target, "dx");
      assert.equal(answers.length === 0, target === "dx");
      const marks = /** @type {any} */ (lit);
      assert.deepEqual([marks.cells.length, marks.pixels.length], target ? [1, 0] : [0, 1]);
      const told = answers.map(([value]) => ruleOf(rules, value));
      for (const [i, rule] of told.entries()) assert.ok(said[rule](answers[i][0]));
      assert.equal(told.filter((rule) => rule === "right").length, target ? 0 : 1);
    }
  }
  assert.ok(added > 5, String(added));
});

test("a change ends the round: the reader's own numbers come back, unless it brings others", () => {
  const picture = {
    rounds: { own: { dcol: "own" } },
    stepper: { state: () => ({ dcol: "round's", fill: "ones" }) },
  };
  const seen = [];
  const change = (state) => {
    seen.push(state);
    return { step: 0 };
  };
  assert.deepEqual(changedFrom(picture, change), { dcol: "own", step: 0, asks: false });
  assert.deepEqual(seen, [{ dcol: "own", fill: "ones" }]);
  assert.equal(picture.rounds.own, null);
  assert.deepEqual(
    changedFrom(picture, () => ({ dcol: null })),
    { dcol: null, asks: false },
  );
});
