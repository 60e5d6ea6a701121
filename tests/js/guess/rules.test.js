import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf, judgedLine, saidOf, saidOfLines } from "../../../unrolled/widgets/js/guess/rules.js";
import { UNKNOWN } from "../../../unrolled/widgets/js/guess/words.js";
import { makeJudge } from "../../../unrolled/widgets/js/shared/answers.js";

const GUESS = {
  question: "How many rows?",
  choices: [
    { text: "9", says: "Of one image." },
    { text: "75", says: "Its columns." },
    { text: "90", says: null },
  ],
  why: "One a window.",
  typed: false,
};
const TYPED = { ...GUESS, typed: true };

/** Each answer's rule, what it is told, and whether that settles the question, had it come first. */
function told(guess, answer) {
  const asked = askedOf(guess);
  const { rule, isRight, isSettled } = makeJudge(asked.rules, asked.most)(answer);
  return [asked.said[rule](answer), isRight, isSettled];
}

test("choices keep their order, and each is told its own", () => {
  const asked = askedOf(GUESS);
  assert.deepEqual(asked.answers, [
    ["9", "9"],
    ["75", "75"],
    ["90", "90"],
  ]);
  assert.equal(asked.read, undefined);
  assert.deepEqual(told(GUESS, "9"), ["Of one image.", false, false]);
  assert.deepEqual(told(GUESS, "75"), ["Its columns.", false, false]);
  assert.deepEqual(told(GUESS, "90"), ["Yes. One a window.", true, true]);
  assert.equal(asked.shown, "The answer: 90. One a window.");
});

test("of two choices one wrong one settles it, of more two do", () => {
  assert.equal(askedOf(GUESS).most, 2);
  assert.equal(askedOf({ ...GUESS, choices: GUESS.choices.slice(1) }).most, 1);
  assert.equal(askedOf({ ...TYPED, choices: GUESS.choices.slice(2) }).most, 2);
});

test("what is typed is read and judged by what it means", () => {
  const asked = askedOf(TYPED);
  assert.equal(asked.answers, undefined);
  assert.equal(asked.right, "90");
  const typed = (text) => told(TYPED, asked.read(text));
  assert.deepEqual(typed("(90,)"), ["Yes. One a window.", true, true]);
  assert.deepEqual(typed(" 75"), ["Its columns.", false, false]);
  assert.deepEqual(typed("76"), [UNKNOWN, false, false]);
  assert.throws(() => asked.read("many"), /a number is asked for/);
});

test("there is room for all that may be said", () => {
  const shown = "The answer: 90. One a window.";
  const said = ["Yes. One a window.", shown, `Of one image. ${shown}`, `Its columns. ${shown}`];
  assert.deepEqual(saidOf(GUESS), said);
  assert.deepEqual(saidOf(TYPED), [...said, `${UNKNOWN} ${shown}`]);
});

test("a line is judged by what is typed beside it", () => {
  const line = { code: "col.T.shape", choices: [GUESS.choices[2], { text: "(75, 90)", says: "That is `col`." }] };
  assert.deepEqual(judgedLine(line, " (90,) "), { isRight: true, words: "Yes." });
  assert.deepEqual(judgedLine(line, "75 x 90"), { isRight: false, words: "That is `col`." });
  assert.deepEqual(judgedLine(line, "3"), { isRight: false, words: UNKNOWN });
  const unread = judgedLine(line, "rows");
  assert.equal(unread.isRight, false);
  assert.match(unread.words, /^A number is asked for, .*\.$/);
  assert.equal(judgedLine(line, "  "), null);
  assert.deepEqual(saidOfLines([line]), [
    "Yes, all of them.",
    `\`col.T.shape\`: ${UNKNOWN}`,
    "`col.T.shape`: That is `col`.",
  ]);
});
