import assert from "node:assert/strict";
import { test } from "node:test";
import * as words from "../../../unrolled/widgets/js/network/words.js";
import { allCalled } from "../cases.js";

const said = allCalled(words);
const space = (text) => text.replaceAll("\u00a0", " ");
const term = (value, from = ["relu2", 1, 2, 2], factor = 1) => ({ from, value, weight: 0, factor, product: value * factor });
const told = { nonzero: 2, isWhole: false, layers: 7, guess: null };

test("numbers and shares", () => {
  assert.deepEqual([1 / 3, -0, 4].map(said.number), ["0.333", "0", "4"]);
  assert.deepEqual([0, 0.002, 0.706, 0.998, 1].map(said.percent).map(space), [
    "0 %",
    "under 1 %",
    "71 %",
    "over 99 %",
    "100 %",
  ]);
  assert.deepEqual([0.5, -0.5].map(said.signed), ["+ 0.5", "− 0.5"]);
  assert.deepEqual([8, 18, 80, 1].map(said.aDigit), ["an 8", "an 18", "an 80", "a 1"]);
});

test("what is read", () => {
  const reading = { said: 7, probabilities: { 7: 0.706, 8: 0.292 }, label: 8, isDrawn: false };
  assert.equal(space(said.readWords(reading)), "The network says 7 (71 %). It is an 8 (29 %). Why?");
  assert.equal(space(said.readWords({ ...reading, label: 7 })), "The network says 7 (71 %), and it is a 7. Why?");
  const drawn = { ...reading, isDrawn: true };
  assert.equal(
    space(said.readWords({ ...drawn, label: null })),
    "The network says 7 (71 %). What did you draw? Tap its bar.",
  );
  assert.equal(space(said.readWords({ ...drawn, label: 7 })), "The network says 7 (71 %). You drew a 7: right. Why?");
  assert.match(said.readWords(drawn), /You drew an 8 /);
});

test("names of stages, numbers and bars", () => {
  const image = { names: ["input"], shown: "input", shape: [1, 8, 8] };
  const conv = { names: ["conv1", "relu1"], shown: "relu1", shape: [16, 8, 8] };
  assert.deepEqual([image, conv].map(said.stageName), ["image", "conv1, relu1"]);
  assert.equal(said.stageLabel(image), "image: 8 × 8 pixels");
  assert.equal(said.stageLabel(conv), "conv1 and relu1: 16 maps of 8 × 8 numbers");
  assert.equal(said.stageLabel({ ...conv, names: ["affine1"], shape: [20] }), "affine1: 20 numbers");
  assert.equal(said.shapeName([16, 8, 8]), "16 × 8 × 8");
  const places = [
    ["affine", 7],
    ["input", 0, 4, 3],
    ["input", 1, 4, 3],
    ["pool2", 1, 0, 1],
  ];
  assert.deepEqual(
    places.map((place) => said.placeName(place, "affine")),
    ["score 7", "pixel (4, 3)", "pixel x[1, 4, 3]", "pool2[1, 0, 1]"],
  );
  assert.equal(space(said.barLabel(8, 0.29, 2.5, true)), "8: 29 %, score 2.5, the right answer");
});

test("what is pointed at", () => {
  const place = ["pool2", 1, 1, 1];
  const point = (kind, terms, value, pixels) => said.pointWords({ kind, place, value, terms }, "affine", pixels);
  assert.equal(point("max", [term(1), term(2)], 2, 25), "pool2[1, 1, 1] = 2, the largest of 2. It sees 25 pixels.");
  assert.equal(point("relu", [term(-2)], 0, 1), "pool2[1, 1, 1] = max(0, -2) = 0. It sees one pixel.");
  assert.equal(point("sum", [], 3, 9), "pool2[1, 1, 1] = 3. It sees 9 pixels.");
  assert.equal(point("pixel", [], 1, 1), "pool2[1, 1, 1] = 1.");
});

test("what is open", () => {
  const open = (parts, more = {}) =>
    said.openWords({ bias: 0, terms: [], winner: -1, ...parts }, "affine", { ...told, ...more });
  const sum = { kind: "sum", place: ["affine", 7], value: 3.5, bias: 0.5, terms: [term(1), term(2), term(0)] };
  assert.equal(open(sum), "score 7 = 3 products + 0.5 = 3.5. 2 of the products are not 0.");
  const relu = { kind: "relu", place: ["relu1", 0, 0, 0], value: 0, terms: [term(-1)] };
  assert.equal(open(relu), "relu1[0, 0, 0] = max(0, -1) = 0: what is not positive becomes 0.");
  assert.match(open({ ...relu, terms: [term(2)] }), /= max\(0, 2\) = 2: a positive number passes\./);
  const pixel = { kind: "pixel", place: ["input", 0, 4, 3], value: 1 };
  assert.equal(open(pixel), "pixel (4, 3) = 1: a number of the image itself.");
  assert.match(open(pixel, { isWhole: true }), /You have followed one number through 7 layers\.$/);
});

test("a guess is answered by its rule", () => {
  const parts = {
    kind: "max",
    place: ["pool2", 1, 1, 1],
    value: 3,
    bias: 0,
    winner: 1,
    terms: [term(2), term(3), term(3), term(0, null)],
  };
  const answer = (guess) => said.openWords(parts, "affine", { ...told, guess });
  assert.equal(answer(null), "pool2[1, 1, 1] is one of these 4 numbers. Which one went on?");
  assert.equal(answer(1), "Yes: 3 is the largest of the 4, and only it went on.");
  assert.equal(answer(0), "2 is smaller: 3 is the largest of the 4, and only it went on.");
  assert.equal(answer(2), "3 stands there twice; of equal numbers the first goes on.");
  assert.equal(answer(3), "That is padding, which never wins. 3 is the largest of the 4.");
  assert.deepEqual([said.candidateLabel(3, true), said.candidateLabel(2, false)], ["3, went on", "2"]);
});

test("terms, rows, and what is fed", () => {
  assert.equal(said.termLabel(["pool2", 1, 0, 1], "affine", 2, 0.5, 1), "pool2[1, 0, 1] 2 times 0.5 is 1");
  assert.match(said.termLabel(null, "affine", 0, 0.5, 0), /^padding 0/);
  assert.equal(said.otherWords(38, -0.4), "and 38 smaller: − 0.4");
  assert.equal(said.windowCaption(5), "window × filter, channel 5");
  assert.equal(said.rowWords(15, 144, 1, 0.07), "row 15 of col (144 numbers) · column 1 of col_W + 0.07");
  assert.equal(said.feedsWords(288, "conv2", false), "It feeds 288 numbers of conv2.");
  assert.equal(said.feedsWords(10, "affine", true), "It feeds all 10 scores.");
});

test("the sheet", () => {
  assert.equal(said.penWords([16, 8], true), "Row 8, column 16, pen down");
  assert.match(said.countsLabel([0, 1, 2, 3, 4, 5, 6, 7, 8]), /: 0 1 2 3 4 5 6 7; 8$/);
});

test("gradients by name, and the scale", () => {
  assert.equal(said.nameWords(["pool2", 1, 0, 1], "affine", 0.5), "pool2[1, 0, 1] = 0.5");
  assert.equal(said.gradientName(["affine", 8], "affine", -0.708), "gradient of score 8 = -0.708");
  assert.equal(said.mostWords(0.7034), "± 0.703");
  assert.equal(said.barBlamed(8, -0.708, true), "score 8: gradient -0.708, the answer that should have won");
});

test("the loss, and how far it has come back", () => {
  const loss = { answer: 8, p: 0.292, loss: 1.231, isRight: true };
  assert.equal(said.lossWords(loss), "Which bar should have won? It is an 8: loss = −log 0.292 = 1.23.");
  assert.match(said.lossWords({ ...loss, answer: 3, isRight: false }), /Suppose that it were a 3: loss/);
  const stages = ["affine", "pooling", "convolution", "relu"].map((kind) => said.stageWords(["conv1", "relu1"], kind));
  assert.equal(new Set(stages).size, 4);
  assert.ok(stages.every((text) => text.startsWith("conv1, relu1: ")));
  assert.match(said.stageWords(["input"], "convolution"), /^Image: .*That is col2im\.$/);
});

test("why a gradient is what it is", () => {
  const place = ["relu2", 1, 2, 2];
  const share = (factor) => ({ to: ["pool2", 1, 1, 1], gradient: 0.5, factor, product: 0.5 * factor });
  const blamed = (blame, more = {}) =>
    said.blameWords({ place, gradient: 0.5, shares: [], additions: [], ...blame }, "affine", {
      p: 0.25,
      isAnswer: false,
      isWhole: false,
      isTie: false,
      layers: 7,
      ...more,
    });
  const score = { kind: "loss", place: ["affine", 7], gradient: 0.25 };
  assert.equal(blamed(score), "The gradient of score 7 is 0.25: its probability, as it should not have won.");
  assert.match(blamed({ ...score, gradient: -0.75 }, { isAnswer: true }), /is -0.75: 0.25 − 1, its probability minus 1/);
  assert.match(blamed(score, { isWhole: true }), /You have followed a gradient back through 7 layers\.$/);
  assert.match(blamed({ kind: "sum", shares: [share(1), share(2)] }), /is the sum of 2 products: 0.5\.$/);
  assert.match(blamed({ kind: "gate", shares: [share(1)] }), /is positive and became pool2\[1, 1, 1\], so it gets the same/);
  assert.match(blamed({ kind: "gate", shares: [share(0)] }), /was cut off, so its gradient is 0\.$/);
  assert.match(blamed({ kind: "won", shares: [share(1)] }), /was the largest of its window, and gets/);
  assert.match(blamed({ kind: "won", shares: [share(0)] }), /was not the largest of its window, so its gradient is 0/);
  assert.match(
    blamed({ kind: "won", shares: [share(0)] }, { isTie: true }),
    /only the first of equals gets the gradient: 0/,
  );
  assert.match(blamed({ kind: "won", shares: [share(1), share(0)] }), /the largest of 1 of its 2 windows/);
  assert.match(blamed({ kind: "col", additions: [{}, {}] }), /^2 windows read relu2\[1, 2, 2\]\. .* its gradient, 0.5\.$/);
  assert.match(blamed({ kind: "col" }), /^No window reads/);
});

test("additions, rows of dcol, and weights", () => {
  assert.equal(said.additionLabel([1, 2], -0.5), "window 1, 2 gives -0.5");
  assert.equal(said.dcolWords(20, 7, 16), "dcol[20, 7]: row 20 of drows times 16 weights, the largest first");
  assert.equal(said.filterBlamed("conv2", 1, 5), "filter 1 of conv2, channel 5, and its gradient dW");
  assert.equal(said.allBlamed("conv2", 1), "all of dW[1] of conv2");
});

test("what a wiggle does, and the verdict", () => {
  assert.equal(said.weightName("conv2", "W", [1, 5, 0, 0]), "conv2.W[1, 5, 0, 0]");
  assert.equal(said.pulledWords("pixel (3, 4)", 0.5, 0), "pixel (3, 4) = 0.5");
  assert.equal(said.pulledWords("pixel (3, 4)", 0.5, -0.1), "pixel (3, 4) = 0.5 − 0.1");
  assert.equal(
    said.movedWords(1.23, 1.12, -1.031, 0.1),
    "The loss went from 1.23 to 1.12: by -0.11. Gradient × 0.1 = -0.1031.",
  );
  const verdict = { quotient: -1.0312, analytic: -1.0311, up: 1, down: -2, isKink: false };
  assert.equal(said.verdictWords(verdict, null, false), "Δloss / 2h = -1.031; backward said -1.031.");
  const kink = { ...verdict, isKink: true };
  assert.match(
    said.verdictWords(kink, "pool1[1, 2, 3]", true),
    /slope up is 1, the slope down -2; .*pool1\[1, 2, 3\]: equal/,
  );
  assert.match(said.verdictWords(kink, "relu1[1, 2, 3]", false), /its input is exactly 0 there/);
  assert.match(said.verdictWords(kink, null, false), /backward said -1\.031\.$/);
});

test("how it learns", () => {
  assert.equal(space(said.percentRight(437, 450)), "97.1 %");
  assert.equal(said.rateLabel(0.001), "0.001");
  assert.equal(said.triedLabel(2.25, Number.NaN), "2.25 → no number");
  assert.equal(said.lossChartLabel([]), "Loss of each batch: no step yet");
  assert.equal(said.lossChartLabel([2.5, 0.1]), "Loss of each batch: from 2.5 to 0.1 in 2 steps");
  assert.equal(said.rightChartLabel(437, 450, 1), "Test images read right: 437 of 450, after one epoch");
  assert.equal(said.loadingWords(0), "Fetching the images to learn from …");
  assert.equal(said.loadingWords(1347), "Fetching 1347 images to learn from …");
  assert.match(
    space(said.freshWords({ said: 3, p: 0.24, label: 8, images: 1347 })),
    /^Random weights: the network says 3 \(24 %\), and it is an 8\. .* from 1,347 other images\.$/,
  );
  assert.match(
    space(said.learningWords(2, 437, 450)),
    /^Epoch 3\. After 2 epochs it reads 97\.1 % of the 450 test images\.$/,
  );
  const learned = { epochs: 1, right: 437, total: 450 };
  assert.match(
    space(said.learnedWords({ ...learned, isWithin: false })),
    /^After one epoch it reads 97\.1 % .* never learned\./,
  );
  assert.match(space(said.learnedWords({ ...learned, isWithin: true })), /^Within epoch 2 it reads 97\.1 %/);
  assert.match(said.lostWords(true), /every test image gets the same answer/);
  assert.match(said.lostWords(false), /the loss is no number any more/);
  assert.match(space(said.ownWords(437, 450)), /you trained: it reads 97\.1 %/);
});

test("a step's four pauses", () => {
  const step = { count: 32, label: 8, loss: 2.5, after: 2.25, said: 3, parameters: 6090, classes: 10 };
  const all = [0, 1, 2, 3].map((stage) => said.stepWords(stage, step));
  assert.equal(all.length, words.STAGES.length);
  assert.match(all[0], /^Forward: 32 images .* an 8, and the network says 3\.$/);
  assert.match(all[1], /^Loss: the mean of the 32 is 2\.5\. Blind guessing gives log 10 = 2\.303\.$/);
  assert.match(all[2], /^Backward: .* 6,090 parameters gets the mean of all 32\.$/);
  assert.match(all[3], /the loss fell from 2\.5 to 2\.25\.$/);
  assert.match(said.stepWords(3, { ...step, after: 3 }), /the loss rose: the step was too long\. It went from 2\.5 to 3\.$/);
});

test("which learning rate is best, and why the others are not", () => {
  const runs = [2.1, 1.2, 2.4, Number.NaN].map((end, i) => ({ rate: [0.001, 0.01, 0.1, 1][i], end }));
  const { rules, said: told, shown, answers } = said.askRates(runs, 2.6);
  const ruleOf = (i) => Object.keys(rules).find((name) => rules[name](i));
  assert.deepEqual([0, 1, 2, 3].map(ruleOf), ["slow", "best", "wild", "wild"]);
  assert.deepEqual(answers[3], [3, "1"]);
  assert.equal(told.best(1), "Yes: with 0.01 it goes from 2.6 to 1.2, the lowest of the four.");
  assert.match(told.slow(0), /steps so short .* from 2\.6 to 2\.1\.$/);
  assert.match(told.wild(3), /from 2\.6 to no number\.$/);
  assert.match(shown, /^With 0\.01 it goes from 2\.6 to 1\.2/);
});

test("four networks, a bet, and the verdict", () => {
  assert.equal(said.betLabel("B"), "B is right");
  assert.equal(space(said.rivalLabel("B", [400, 437], 450)), "B reads 97.1 % of the test images after 2 epochs");
  assert.equal(said.rivalLabel("B", [], 450), "B: not trained yet");
  assert.deepEqual(["none", "assigned", "turned", "ties"].map(said.faultWords), [
    "right",
    "= for += in col2im",
    "dx upside down",
    "every tie rewarded",
  ]);
  const counts = { agree: 5930, wrong: 160, kinks: 0 };
  assert.equal(said.countWords(counts), "5,930 of 6,090 agree");
  assert.equal(said.countWords({ agree: 5930, wrong: 159, kinks: 1 }), "5,930 of 6,090 agree, 1 at a kink");
  assert.equal(said.badgeLabel("W", undefined), "W: not wiggled yet");
  assert.equal(said.badgeLabel("W", counts), "W wrong: 160 of 6090 disagree");
  assert.equal(said.badgeLabel("W", { agree: 143, wrong: 0, kinks: 1 }), "W right: 143 agree, 1 at a kink");
  assert.match(space(said.contestWords(0.4)), /40 % done/);
  assert.match(space(said.betWords([441, 446, 437, 440], 450, null)), /read 97\.1 % to 99\.1 % .* Place your bet\.$/);
  assert.match(said.betWords([441], 450, 1), /^You bet on B\./);
  assert.equal(said.checkingWords(null), "Wiggling …");
  assert.equal(said.checkingWords({ rival: 2, layer: "conv2" }), "Wiggling C: conv2 …");
  const told = { most: 6074, all: 6090 };
  assert.match(said.checkedWords(2, 2, told), /^C is right, as you bet\. .*6,090 parameters up to 6,074 agree/);
  assert.match(said.checkedWords(2, 1, told), /^C is right, and you bet on B\./);
  assert.equal(said.chapterName("06-pooling"), "Pooling");
});
