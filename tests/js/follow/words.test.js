import assert from "node:assert/strict";
import { test } from "node:test";
import { ONE, TWO } from "../../../unrolled/widgets/js/follow/numbers.js";
import { buttonsOf, FRAMES, falling, MULTIPLYING, OPENING } from "../../../unrolled/widgets/js/follow/story.js";
import * as module from "../../../unrolled/widgets/js/follow/words.js";
import { allCalled } from "../cases.js";

const words = allCalled(module);
const TOLD = { said: null, isAdding: true, guess: null };

test("each frame has its sentence", () => {
  const said = Object.fromEntries(FRAMES.map((frame) => [frame, words.frameWords(frame, TOLD)]));
  assert.deepEqual(said, {
    start: "Window 1 of 6.",
    row2: "Window 2 of 6: three lines, laid end to end.",
    row3: "Window 3 of 6: three lines, laid end to end.",
    row4: "Window 4 of 6: three lines, laid end to end.",
    question: "Which number comes next? Click it in the image.",
    answered: "Yes: down to the window’s next line.",
    rest: "20 numbers became 54. Which was copied most? Point at the 12.",
    twelve: "12 lies in all 6 windows, each time in another place of the window.",
    multiply: "One product, all six outputs at once. That is a convolution layer.",
    backward: "A pixel gets the sum of what its copies get. Try another pixel.",
    guess: "A second channel: 20 numbers more. More rows, or longer rows?",
    channel: "Longer: 18 numbers a row. Each window reads both channels.",
    doors: "You have followed one number there and back. Where next?",
  });
});

test("an answer is answered by its rule, and stays until the row is full", () => {
  assert.equal(words.ANSWERS.down(11), "Yes: down to the window’s next line.");
  assert.equal(words.ANSWERS.along(9), "9 comes next in the image, but it lies outside the window.");
  assert.equal(words.ANSWERS.elsewhere(3), "It must come from the window’s second line.");
  assert.equal(words.shownWords(), "It is 11: down to the window’s next line.");
  for (const frame of ["question", "answered"]) assert.equal(words.frameWords(frame, { ...TOLD, said: "So." }), "So.");
  assert.equal(words.frameWords("rest", { ...TOLD, said: "So." }), words.restWords());
});

test("a guess is answered", () => {
  assert.equal(words.guessWords("longer"), words.frameWords("channel", TOLD));
  assert.equal(words.guessWords("rows"), "No: still 6 places to stop, so 6 rows. Each holds 18 numbers.");
  assert.equal(words.frameWords("channel", { ...TOLD, guess: "rows" }), words.guessWords("rows"));
});

test("where a number lies", () => {
  assert.equal(words.copiesWords(0), "0 lies in one window alone.");
  assert.equal(words.copiesWords(7), "7 lies in all 6 windows, each time in another place of the window.");
  assert.equal(words.copiesWords(32), "32 lies in all 6 windows, each time in another place of the window.");
  assert.equal(words.copiesWords(5), "5 lies in 2 of 6 windows, each time in another place of the window.");
});

test("what is said while it moves", () => {
  const said = (moves, frame) => moves.map((move) => words.moveWords(move, frame));
  assert.deepEqual(
    said(OPENING, "row2").filter(Boolean),
    [1, 2, 3, 4].map((row) => words.windowWords(row)),
  );
  assert.deepEqual(said(OPENING, "answered").filter(Boolean), []);
  assert.equal(said(MULTIPLYING, "multiply")[1], "Row 2 times the weights: 1 + 7 + 13 = 21.");
  assert.equal(words.productWords(0), "Row 1 times the weights: 0 + 6 + 12 = 18.");
  assert.deepEqual(said(falling([0]), "backward"), [null]);
});

test("how many copies are back, and what the pixel holds", () => {
  assert.equal(words.countWords(12, 3, true), "Copy 3 of 6 is back: pixel 12 holds 3.");
  assert.equal(words.countWords(12, 3, false), "Copy 3 of 6 is back: pixel 12 holds 1.");
  assert.equal(words.backwardWords(true), words.frameWords("backward", TOLD));
  assert.equal(words.backwardWords(false), "With = each copy overwrites the one before: 12 keeps 1 of 6.");
  assert.equal(words.sumWords(6, true), "Pixel 6 gets 4: the sum of what its copies get.");
  assert.equal(words.sumWords(6, false), "Pixel 6 keeps 1 of 4: what its last copy brought.");
});

test("names for a screen reader", () => {
  assert.equal(words.xName(1), "image: 4 rows of 5 numbers");
  assert.equal(words.xName(2), "image: 2 channels, each 4 rows of 5 numbers");
  assert.equal(words.colName(ONE), "matrix: 6 rows, one for each window, of 9 numbers");
  assert.equal(words.colName(TWO), "matrix: 6 rows, one for each window, of 18 numbers");
  assert.equal(words.weightsName([1, 0]), "weights: 1, 0");
  assert.equal(words.gradientName(12, 6), "pixel 12: gradient 6");
  assert.equal(words.gradientName(3, null), "pixel 3: nothing yet");
});

test("every button has a word", () => {
  const names = new Set(FRAMES.flatMap((frame) => [...buttonsOf(frame, false), ...buttonsOf(frame, true)]));
  assert.deepEqual([...names].sort(), Object.keys(words.BUTTONS).sort());
});

test("no sentence is longer than two lines of a phone", () => {
  const guesses = ["rows", "longer"].map((guess) => words.guessWords(guess));
  const said = [
    ...FRAMES.map((frame) => words.frameWords(frame, TOLD)),
    ...guesses,
    words.copiesWords(11),
    words.backwardWords(false),
    words.ANSWERS.along(9),
  ];
  for (const sentence of said) assert.ok(sentence.length <= 68, sentence);
});
