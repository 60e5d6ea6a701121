import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, freshRound, questionOf, rulesOf, TARGETS, worth } from "../../../unrolled/widgets/js/pooling/rules.js";
import { poolAll } from "../../../unrolled/widgets/js/pooling/state.js";
import { saidWords } from "../../../unrolled/widgets/js/pooling/words.js";
import { ruleOf } from "../../../unrolled/widgets/js/shared/answers.js";
import { cases } from "../cases.js";

const [{ state: PLAIN }] = cases("pooling");
const image = (shape, ...data) => ({ shape, data });
// A window with a tie, whose smallest is the largest without its sign; a second channel beside it.
const TIES = {
  ...PLAIN,
  x: image([1, 2, 2, 4], -7, 3, 0, 0, 1, 3, 9, 0, 5, 5, 5, 5, 5, 5, 5, 5),
  mode: "forward",
  loop: "window",
};

const asked = (state, k = 0, round = 0) => {
  const pooled = poolAll(state);
  const question = questionOf(pooled, k, round);
  const rules = rulesOf(pooled, question);
  return { pooled, question, rules, by: (answer) => ruleOf(rules, answer) };
};

test("what is asked follows the direction, the kind of pooling and the round", () => {
  const kinds = (change) => [0, 1, 2, 3].map((round) => asked({ ...TIES, ...change }, 0, round).question.kind);
  assert.deepEqual(kinds({}), ["winner", "number", "arg_max", "winner"]);
  assert.deepEqual(kinds({ average: true }), ["mean", "mean", "mean", "mean"]);
  assert.deepEqual(kinds({ mode: "backward" }), ["gradient", "gradient", "gradient", "gradient"]);
  assert.deepEqual(kinds({ mode: "backward", average: true }), ["share", "share", "share", "share"]);
  assert.deepEqual(TARGETS, { winner: "x", gradient: "dx" });
});

test("a wrong winner is told by its rule", () => {
  const { by } = asked(TIES);
  assert.equal(by([0, 0, 0, 1]), "right");
  assert.equal(by([0, 0, 1, 1]), "tie");
  assert.equal(by([0, 0, 0, 0]), "absolute");
  assert.equal(by([0, 0, 1, 0]), "window");
  assert.equal(by([0, 1, 0, 1]), "channel");
  assert.equal(by([0, 0, 1, 2]), "elsewhere");
  const plain = asked({ ...TIES, x: image([1, 1, 2, 2], 1, 4, 2, 3) });
  assert.equal(plain.by([0, 0, 0, 0]), "smallest");
  const padded = asked({
    ...TIES,
    x: image([1, 1, 1, 1], 2),
    pad: [
      [1, 0],
      [1, 0],
    ],
  });
  assert.equal(padded.by([0, 0, -1, 0]), "padding");
  assert.equal(padded.by([0, 0, 0, 0]), "right");
});

test("a gradient's wrong place is told by its rule", () => {
  const { by } = asked({ ...TIES, mode: "backward" }, 1);
  assert.equal(by([0, 0, 1, 2]), "right");
  assert.equal(by([0, 0, 0, 1]), "same");
  assert.equal(by([0, 0, 0, 2]), "window");
  assert.equal(by([0, 1, 1, 2]), "channel");
  assert.equal(by([0, 0, 1, 0]), "elsewhere");
});

test("a wrong number is told by its rule, and all answers have one", () => {
  const number = asked(TIES, 0, 1);
  assert.deepEqual([3, -7, 0, 9].map(number.by), ["right", "absolute", "average", "neighbour"]);
  const { by } = asked(TIES, 0, 2);
  assert.deepEqual([1, 3, 2, 0].map(by), ["right", "last", "one", "other"]);
  const mean = asked({ ...TIES, average: true });
  assert.deepEqual([0, 3].map(mean.by), ["right", "maximum"]);
  const share = asked({ ...TIES, average: true, mode: "backward", dout: image([1, 2, 1, 2], 8, 4, 4, 4) });
  assert.deepEqual([2, 8, 1].map(share.by), ["right", "whole", "counted"]);
  const negative = asked(
    {
      ...TIES,
      x: image([1, 1, 1, 1], -2),
      pad: [
        [1, 0],
        [1, 0],
      ],
    },
    0,
    1,
  );
  assert.deepEqual([-2, 0].map(negative.by), ["right", "zero"]);
});

const NO_PAD = [
  [0, 0],
  [0, 0],
];
const ABOVE = [
  [1, 0],
  [0, 0],
];

test("each wrong number of a window that is no square has its rule", () => {
  const wide = { ...TIES, pool_h: 2, pool_w: 3, stride: [2, 3], pad: NO_PAD };
  const number = asked({ ...wide, x: image([1, 1, 2, 3], -4, 2, 0, 1, 9, -1) }, 0, 1);
  assert.deepEqual([9, -4, 7, 7 / 6, 0].map(number.by), ["right", "smallest", "total", "average", null]);
  const place = asked({ ...wide, x: image([1, 1, 2, 3], -4, 2, 0, 1, 9, -1) }, 0, 2);
  assert.deepEqual([4, 5, 3, 0].map(place.by), ["right", "one", "columns", "other"]);
  const tie = asked({ ...wide, x: image([1, 1, 2, 3], -4, 9, 0, 1, 9, -1) }, 0, 2);
  assert.deepEqual([1, 4, 5].map(tie.by), ["right", "last", "other"]);
});

test("zero is an answer only where the border would win", () => {
  const zero = (data, pad) => asked({ ...TIES, x: image([1, 1, data.length / 2, 2], ...data), pad }, 0, 1).by(0);
  assert.equal(zero([-3, -5], ABOVE), "zero");
  assert.equal(zero([3, 5], ABOVE), null);
  assert.equal(zero([-3, -5, -4, -7], NO_PAD), null);
});

test("a mean may be counted wrongly only where there is padding to count, or to leave out", () => {
  const mean = (data, pad, count_include_pad) =>
    asked({ ...TIES, average: true, x: image([1, 1, data.length / 2, 2], ...data), pad, count_include_pad });
  assert.deepEqual([2, 8, 6, 4].map(mean([2, 6], ABOVE, true).by), ["right", "sum", "maximum", "counted"]);
  assert.deepEqual([4, 8, 6, 2].map(mean([2, 6], ABOVE, false).by), ["right", "sum", "maximum", "counted"]);
  assert.deepEqual(Object.keys(mean([2, 6, 1, 3], NO_PAD, true).rules), ["right", "sum", "maximum"]);
});

test("a place of another channel is told so, whatever the numbers are", () => {
  const zeros = asked({ ...TIES, x: image([1, 2, 2, 4], ...Array(16).fill(0)) });
  assert.equal(zeros.by([0, 1, 0, 0]), "channel");
});

const finite = () => cases("pooling").filter(({ state }) => state.x.data.every(Number.isFinite));

test("every question of every setting has its right answer, and says something of all", () => {
  for (const { state } of finite()) {
    const pooled = poolAll({ ...state, loop: "window" });
    pooled.windows.forEach((window, k) => {
      if (worth(pooled, k) === 0) return;
      for (const round of [0, 1, 2]) {
        const question = questionOf(pooled, k, round);
        const [rules, said] = [rulesOf(pooled, question), saidWords(question)];
        const places = pooled.pixels.map(({ place }) => place);
        const answers = TARGETS[question.kind] ? places : answersOf(pooled, question);
        const found = answers.map((answer) => ruleOf(rules, answer));
        assert.equal(found.filter((rule) => rule === "right").length, 1, question.kind);
        answers.forEach((answer, i) => {
          assert.match(said[found[i]](answer), /\.$/);
        });
      }
      assert.ok(window.taps.some(({ pixel }) => pixel));
    });
  }
});

test("a fresh round has numbers of its own, and a window worth asking of", () => {
  for (const { state } of finite().slice(0, 40)) {
    const pooled = poolAll({ ...state, loop: "window" });
    let seed = 1;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const { x, dout, step } = freshRound(pooled, (numbers) => poolAll({ ...state, ...numbers, loop: "window" }), random);
    assert.deepEqual(x.shape, state.x.shape);
    assert.equal(dout.data.length, pooled.windows.length);
    assert.ok(step >= 0 && step < pooled.windows.length);
    assert.ok(x.data.every((number) => Number.isInteger(number) && number >= -9 && number <= 6));
  }
  const plain = poolAll(PLAIN);
  const round = freshRound(plain, (numbers) => poolAll({ ...PLAIN, ...numbers }));
  assert.ok(worth(poolAll({ ...PLAIN, ...round }), round.step) >= 3);
});
