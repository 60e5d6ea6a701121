// Every word that the network explorer says.
import { formatNumber, nameAt } from "../shared/text.js";
import { INPUT } from "./chain.js";

/** @import { Blame } from "./blame.js" */
/** @import { Parts, Place } from "./parts.js" */
/** @import { Stage } from "./stages.js" */

export const LABEL = "A trained network and all its numbers";
export const VERBS_LABEL = "What to do";
export const VERBS = { read: "Read", explain: "Explain", blame: "Blame", train: "Train", break: "Break" };
export const CONTROLS = {
  another: "Another digit",
  draw: "Draw one",
  follow: "Follow the largest",
  back: "Back",
  clear: "Clear",
  done: "Back to the test digits",
  play: "Play",
  pause: "Pause",
  layer: "One layer back",
  step: "One step",
  epoch: "One epoch",
  run: "Play",
  over: "Start over",
  contest: "Train four networks",
  again: "Four others",
  check: "Check by wiggling",
};
export const BARS = "score → probability";
export const BARS_LABEL = "Probabilities";
export const TRAIL_LABEL = "The way so far";
export const GRID_HELP = "Arrow keys go from number to number, Page up and down from map to map; Enter opens a number.";

/** A number of a cell. @param {number} value */
export const number = (value) => formatNumber(value + 0);

/** @param {number} p */
export function percent(p) {
  const share = Math.round(100 * p);
  if (share === 100 && p < 1) return "over 99\u00a0%";
  return share === 0 && p > 0 ? "under 1\u00a0%" : `${share}\u00a0%`;
}

/** @param {number} digit */
export const aDigit = (digit) => `${/^(8|11$|18$)/.test(String(digit)) ? "an" : "a"} ${digit}`;

/** @param {Place} place @param {string} scores the layer of the scores */
export function placeName([name, ...index], scores) {
  if (name === scores) return `score ${index[0]}`;
  return name === INPUT ? `pixel ${index[0] > 0 ? nameAt("x", index) : `(${index[1]}, ${index[2]})`}` : nameAt(name, index);
}

/** @param {Stage} stage */
export const stageName = ({ names }) => (names[0] === INPUT ? "image" : names.join(", "));

/** @param {number[]} shape */
export const shapeName = (shape) => shape.join(" × ");

/** @param {Stage} stage */
export function stageLabel({ names, shape }) {
  const [maps, H, W] = shape;
  if (names[0] === INPUT) return `image: ${shapeName(shape.slice(-2))} pixels`;
  return `${names.join(" and ")}: ${shape.length === 3 ? `${maps} maps of ${H} × ${W} numbers` : `${maps} numbers`}`;
}

/** @param {number} k @param {number} p @param {number} score @param {boolean} isAnswer */
export const barLabel = (k, p, score, isAnswer) =>
  `${k}: ${percent(p)}, score ${number(score)}${isAnswer ? ", the right answer" : ""}`;

/** @param {Place} place @param {string} scores @param {number} value */
export const nameWords = (place, scores, value) => `${placeName(place, scores)} = ${number(value)}`;
/** @param {Place} place @param {string} scores @param {number} value */
export const gradientName = (place, scores, value) => `gradient of ${placeName(place, scores)} = ${number(value)}`;

// What is read

/**
 * @param {{ said: number, probabilities: ArrayLike<number>, label: number | null, isDrawn: boolean }} reading
 */
export function readWords({ said, probabilities, label, isDrawn }) {
  const says = `The network says ${said} (${percent(probabilities[said])})`;
  if (label === null) return `${says}. What did you draw? Tap its bar.`;
  const is = isDrawn ? "You drew" : "It is";
  if (label !== said) return `${says}. ${is} ${aDigit(label)} (${percent(probabilities[label])}). Why?`;
  return isDrawn ? `${says}. You drew ${aDigit(label)}: right. Why?` : `${says}, and it is ${aDigit(label)}. Why?`;
}

export const EMPTY_SHEET = "Draw a digit, as large as you like.";
export const SHEET_LABEL = "Sheet to draw on";
export const SHEET_HELP = "Arrow keys move the pen. Space puts it down and lifts it. Backspace clears the sheet.";
export const COUNTS_CAPTION = "What the network gets: the ink of 4 × 4 dots, from 0 to 16";
export const SHEET_CAPTION = "Draw with mouse, finger or arrow keys";
export const PEN = { down: "pen down", up: "pen up" };
/** @param {number[]} at @param {boolean} isDown */
export const penWords = ([x, y], isDown) => `Row ${y}, column ${x}, ${isDown ? PEN.down : PEN.up}`;
/** @param {number[]} counts */
export const countsLabel = (counts) =>
  `${COUNTS_CAPTION}: ${counts.map((count, i) => `${count}${i % 8 === 7 ? ";" : ""}`).join(" ")}`;

// What a number is made of

/** Said of a number that is pointed at. @param {Parts} parts @param {string} scores @param {number} pixels how many it sees */
export function pointWords({ kind, place, value, terms }, scores, pixels) {
  const name = `${placeName(place, scores)} = `;
  if (kind === "relu")
    return `${name}max(0, ${number(terms[0].value)}) = ${number(value)}. It sees ${count(pixels, "pixel")}.`;
  if (kind === "max") return `${name}${number(value)}, the largest of ${terms.length}. It sees ${count(pixels, "pixel")}.`;
  return kind === "pixel" ? `${name}${number(value)}.` : `${name}${number(value)}. It sees ${count(pixels, "pixel")}.`;
}

/** @param {number} size @param {string} thing */
const count = (size, thing) => (size === 1 ? `one ${thing}` : `${size} ${thing}s`);

/** Said of the open number. @param {Parts} parts @param {string} scores @param {{ nonzero: number, isWhole: boolean, layers: number, guess: number | null }} told */
export function openWords(parts, scores, { nonzero, isWhole, layers, guess }) {
  const { kind, place, value, bias, terms } = parts;
  const name = placeName(place, scores);
  if (kind === "relu") return reluWords(name, terms[0].value);
  if (kind === "max") return guess === null ? askWords(name, terms) : guessWords(parts, guess);
  if (kind === "pixel") {
    const end = `${name} = ${number(value)}: a number of the image itself.`;
    return isWhole ? `${end} You have followed one number through ${layers} layers.` : end;
  }
  return `${name} = ${terms.length} products ${signed(bias)} = ${number(value)}. ${nonzero} of the products are not 0.`;
}

/** @param {string} name @param {number} value */
function reluWords(name, value) {
  const formula = `${name} = max(0, ${number(value)}) = ${number(Math.max(0, value))}`;
  return value > 0 ? `${formula}: a positive number passes.` : `${formula}: what is not positive becomes 0.`;
}

/** @param {string} name @param {Parts["terms"]} terms */
const askWords = (name, terms) => `${name} is one of these ${terms.length} numbers. Which one went on?`;

/** @param {Parts} parts @param {number} guess which term was guessed */
function guessWords({ terms, winner, value }, guess) {
  const most = `${number(value)} is the largest of the ${terms.length}`;
  if (guess === winner) return `Yes: ${most}, and only it went on.`;
  if (terms[guess].from === null) return `That is padding, which never wins. ${most}.`;
  if (terms[guess].value === value) return `${number(value)} stands there twice; of equal numbers the first goes on.`;
  return `${number(terms[guess].value)} is smaller: ${most}, and only it went on.`;
}

export const FOR = "Largest products";
export const AGAINST = "What takes most away";
export const PADDING = "padding";
export const BIAS = "b";
/** @param {number} others @param {number} rest */
export const otherWords = (others, rest) => `and ${others} smaller: ${signed(rest)}`;
/** @param {number} value */
export const signed = (value) => (value < 0 ? `− ${number(-value)}` : `+ ${number(value)}`);
/** @param {Place | null} from @param {string} scores @param {number} value @param {number} factor @param {number} product */
export const termLabel = (from, scores, value, factor, product) =>
  `${from ? placeName(from, scores) : PADDING} ${number(value)} times ${number(factor)} is ${number(product)}`;
/** @param {number} c */
export const windowCaption = (c) => `window × filter, channel ${c}`;
/** @param {number} row @param {number} size @param {number} column @param {number} bias */
export const rowWords = (row, size, column, bias) =>
  `row ${row} of col (${size} numbers) · column ${column} of col_W ${signed(bias)}`;
export const ROW_HELP = "each number of the row above its weight, a line for each channel";
/** @param {number} size @param {string} layer @param {boolean} isScores */
export const feedsWords = (size, layer, isScores) =>
  isScores ? `It feeds all ${size} scores.` : `It feeds ${count(size, "number")} of ${layer}.`;
/** @param {number} value @param {boolean} isWinner */
export const candidateLabel = (value, isWinner) => `${number(value)}${isWinner ? ", went on" : ""}`;
export const GATE = "max(0, x)";
export const RULES = {
  max: "Only the largest number of a window goes on. The others are left behind.",
  relu: "relu = max(0, x): what is positive passes, all else becomes 0.",
};

// Who is to blame

export const SCALE = { raises: "a larger number here would raise the loss", lowers: "would lower it" };
export const BARS_BLAMED = "score’s gradient";
/** The largest gradient of a stage, which its darkest colour stands for. @param {number} most */
export const mostWords = (most) => `± ${number(most)}`;
/** @param {number} k @param {number} gradient @param {boolean} isAnswer */
export const barBlamed = (k, gradient, isAnswer) =>
  `score ${k}: gradient ${number(gradient)}${isAnswer ? ", the answer that should have won" : ""}`;

/** @param {{ answer: number, p: number, loss: number, isRight: boolean }} told */
export function lossWords({ answer, p, loss, isRight }) {
  const is = isRight ? `It is ${aDigit(answer)}` : `Suppose that it were ${aDigit(answer)}`;
  return `Which bar should have won? ${is}: loss = −log ${number(p)} = ${number(loss)}.`;
}

/** What a stage's numbers get, by the kind of layer behind it. @param {string[]} names @param {string} kind */
export function stageWords(names, kind) {
  const rules = {
    affine: "each number adds up the gradients of all scores, each times its weight.",
    pooling: "only the largest number of a window gets the window’s gradient; the others get 0.",
    convolution: "each number adds up what all windows that read it give back. That is col2im.",
    relu: "where a number was cut off, no gradient passes.",
  };
  return `${names[0] === INPUT ? "Image" : names.join(", ")}: ${rules[/** @type {keyof typeof rules} */ (kind)]}`;
}

/** @param {Blame} blame @param {string} scores @param {{ p: number, isAnswer: boolean, isWhole: boolean, isTie: boolean, layers: number }} told isTie: it is as large as the winner of its window */
export function blameWords({ kind, place, gradient, shares, additions }, scores, { p, isAnswer, isWhole, isTie, layers }) {
  const [name, g] = [placeName(place, scores), number(gradient)];
  if (kind === "loss") return lossEndWords(name, gradient, p, isAnswer, isWhole ? layers : 0);
  if (kind === "sum") return `The gradient of ${name} is the sum of ${shares.length} products: ${g}.`;
  if (kind === "gate") return gateWords(name, g, placeName(shares[0].to, scores), shares[0].factor === 1);
  if (kind === "won" && isTie)
    return `${name} is as large as the winner of its window, but only the first of equals gets the gradient: 0.`;
  if (kind === "won") return wonWords(name, g, shares.length, shares.filter(({ factor }) => factor === 1).length);
  if (additions.length === 0) return `No window reads ${name}: its gradient is 0.`;
  return `${additions.length} windows read ${name}. What they give back adds up to its gradient, ${g}.`;
}

/** @param {string} name @param {number} gradient @param {number} p @param {boolean} isAnswer @param {number} layers */
function lossEndWords(name, gradient, p, isAnswer, layers) {
  const minus = isAnswer
    ? `${number(p)} − 1, its probability minus 1, as it should have won`
    : "its probability, as it should not have won";
  const end = layers ? ` You have followed a gradient back through ${layers} layers.` : "";
  return `The gradient of ${name} is ${number(gradient)}: ${minus}.${end}`;
}

/** @param {string} name @param {string} g @param {string} relu @param {boolean} isOpen */
const gateWords = (name, g, relu, isOpen) =>
  isOpen
    ? `${name} is positive and became ${relu}, so it gets the same gradient: ${g}.`
    : `${name} is not positive and was cut off, so its gradient is 0.`;

/** @param {string} name @param {string} g @param {number} windows @param {number} won */
function wonWords(name, g, windows, won) {
  if (windows === 1 && won === 1)
    return `${name} was the largest of its window, and gets the window’s whole gradient: ${g}.`;
  if (won === 0) return `${name} was not the largest of its window, so its gradient is 0.`;
  return `${name} was the largest of ${won} of its ${windows} windows; their gradients add up to ${g}.`;
}

export const ADDITIONS = "What each window gives back, a number of dcol";
/** @param {number[]} window @param {number} sum */
export const additionLabel = (window, sum) => `window ${window.join(", ")} gives ${number(sum)}`;
/** @param {number} row @param {number} column @param {number} count */
export const dcolWords = (row, column, count) =>
  `dcol[${row}, ${column}]: row ${row} of drows times ${count} weights, the largest first`;
export const SHARES = "The largest parts";
export const WEIGHTS_BLAMED = "Gradients of its weights";
/** @param {string} name @param {number} f @param {number} c */
export const filterBlamed = (name, f, c) => `filter ${f} of ${name}, channel ${c}, and its gradient dW`;
/** @param {string} name @param {number} f */
export const allBlamed = (name, f) => `all of dW[${f}] of ${name}`;
export const DW_HELP = "each weight above its gradient, a line for each channel";

// Wiggle

export const WIGGLE = { label: "Wiggle it", slider: "Change", less: "less", more: "more" };
/** @param {string} name @param {string} key @param {number[]} index */
export const weightName = (name, key, index) => nameAt(`${name}.${key}`, index);
/** What is wiggled, and by how much. @param {string} name @param {number} value @param {number} by */
export const pulledWords = (name, value, by) => `${name} = ${number(value)}${by === 0 ? "" : ` ${signed(by)}`}`;
/** @param {number} before @param {number} after @param {number} gradient @param {number} by */
export const movedWords = (before, after, gradient, by) =>
  `The loss went from ${digits(before)} to ${digits(after)}: by ${digits(after - before)}. Gradient × ${number(by)} = ${digits(gradient * by)}.`;
/** @param {{ quotient: number, analytic: number, up: number, down: number, isKink: boolean }} verdict @param {string | null} cause @param {boolean} isPool */
export function verdictWords({ quotient, analytic, up, down, isKink }, cause, isPool) {
  if (!isKink) return `Δloss / 2h = ${digits(quotient)}; backward said ${digits(analytic)}.`;
  const why = isPool
    ? "equal numbers compete there, and backward follows the first"
    : "its input is exactly 0 there, and backward takes the slope 0";
  const because = cause ? ` The cause is ${cause}: ${why}.` : "";
  return `A kink: the slope up is ${digits(up)}, the slope down ${digits(down)}; backward said ${digits(analytic)}.${because}`;
}
/** Four digits, so that what agrees can be seen to agree. @param {number} value */
const digits = (value) => String(Number(value.toPrecision(4)) + 0);
export const HATCHED = "hatched: a kink";

// Train

export const MORE = "More";
export const NO_IMAGES = "The images to learn from could not be fetched.";
export const LESSON = { loss: "Loss of each batch", tried: "Twenty steps with each learning rate" };
export const ACCURACY = "Test images read right; dashed: 97\u00a0%";
export const OWN = { restore: "The book’s own weights", given: "The weights as given" };
/** A step's pauses, as its button names the next. */
export const STAGES = ["Forward", "Next: the loss", "Next: backward", "Next: update"];
export const WAY = {
  optimiser: { label: "Optimiser", options: { adam: "Adam", sgd: "SGD" } },
  rate: { label: "Learning rate", options: { 0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1" } },
  batch: { label: "Batch size", options: { 10: "10", 32: "32", 100: "100" } },
};
/** @param {number} right @param {number} total */
export const percentRight = (right, total) => `${((100 * right) / total).toFixed(1)}\u00a0%`;
/** @param {number} value */
const lossText = (value) => (Number.isFinite(value) ? digits(value) : "no number");
/** @param {number} rate */
export const rateLabel = (rate) => String(rate);
/** @param {number} start @param {number} end */
export const triedLabel = (start, end) => `${lossText(start)} → ${lossText(end)}`;
/** @param {number[]} losses */
export const lossChartLabel = (losses) =>
  losses.length
    ? `Loss of each batch: from ${lossText(losses[0])} to ${lossText(/** @type {number} */ (losses.at(-1)))} in ${count(losses.length, "step")}`
    : "Loss of each batch: no step yet";
/** @param {number} right @param {number} total @param {number} epochs */
export const rightChartLabel = (right, total, epochs) =>
  `Test images read right: ${right} of ${total}, after ${count(epochs, "epoch")}`;

/** @param {{ rate: number, end: number }[]} runs @param {number} start */
export function askRates(runs, start) {
  const ends = runs.map(({ end }) => (Number.isFinite(end) ? end : Infinity));
  const best = ends.indexOf(Math.min(...ends));
  const end = (/** @type {number} */ i) => `it goes from ${lossText(start)} to ${lossText(runs[i].end)}`;
  return {
    text: "Will the loss fall? Twenty steps from here, with each of four learning rates. With which does it fall furthest?",
    answers: /** @type {[number, string][]} */ (runs.map(({ rate }, i) => [i, rateLabel(rate)])),
    rules: {
      best: (/** @type {number} */ i) => i === best,
      slow: (/** @type {number} */ i) => i < best,
      wild: (/** @type {number} */ i) => i > best,
    },
    said: {
      best: (/** @type {number} */ i) => `Yes: with ${rateLabel(runs[i].rate)} ${end(i)}, the lowest of the four.`,
      slow: (/** @type {number} */ i) => `It falls, but with steps so short it does not get far: ${end(i)}.`,
      wild: (/** @type {number} */ i) => `Steps so long jump over the valley: ${end(i)}.`,
    },
    shown: `With ${rateLabel(runs[best].rate)} ${end(best)}, the lowest of the four. Shorter steps get less far, longer ones jump over the valley.`,
  };
}

/** @param {number} images */
export const loadingWords = (images) =>
  images ? `Fetching ${images} images to learn from …` : "Fetching the images to learn from …";
/** @param {{ said: number, p: number, label: number, images: number }} told */
export const freshWords = ({ said, p, label, images }) =>
  `Random weights: the network says ${said} (${percent(p)}), and it is ${aDigit(label)}. Press Play: it learns from ${thousands(images)} other images.`;
/** @param {number} value */
const thousands = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** One sentence for each of a step's pauses. @param {number} stage @param {{ count: number, label: number, loss: number, after: number, said: number, parameters: number, classes: number }} told */
export function stepWords(stage, { count: images, label, loss, after, said, parameters, classes }) {
  if (stage === 0)
    return `Forward: ${images} images run through the network. The first of them is in sight: ${aDigit(label)}, and the network says ${said}.`;
  if (stage === 1)
    return `Loss: the mean of the ${images} is ${lossText(loss)}. Blind guessing gives log ${classes} = ${digits(Math.log(classes))}.`;
  if (stage === 2)
    return `Backward: above, the gradients of this image. Each of the ${thousands(parameters)} parameters gets the mean of all ${images}.`;
  const way = after < loss ? "fell" : "rose: the step was too long. It went";
  return `Update: each parameter moved against its gradient. On the same ${images} images the loss ${way} from ${lossText(loss)} to ${lossText(after)}.`;
}
/** @param {number} epochs @param {number} right @param {number} total */
export const learningWords = (epochs, right, total) =>
  `Epoch ${epochs + 1}. After ${count(epochs, "epoch")} it reads ${percentRight(right, total)} of the ${total} test images.`;
/** @param {{ epochs: number, right: number, total: number, isWithin: boolean }} now isWithin: paused in the midst of an epoch */
export const learnedWords = ({ epochs, right, total, isWithin }) =>
  `${isWithin ? `Within epoch ${epochs + 1}` : `After ${count(epochs, "epoch")}`} it reads ${percentRight(right, total)} of the ${total} test images, from which it has never learned. Read, Explain and Blame now look into it.`;
/** @param {boolean} isNumber */
export const lostWords = (isNumber) =>
  `It has diverged: ${isNumber ? "every test image gets the same answer" : "the loss is no number any more"}. The steps were too long. Start over, with a smaller learning rate under More.`;
/** @param {number} right @param {number} total */
export const ownWords = (right, total) =>
  `This is the network that you trained: it reads ${percentRight(right, total)} of the test images.`;

// Break

export const LETTERS = ["A", "B", "C", "D"];
/** @param {string} letter */
export const betLabel = (letter) => `${letter} is right`;
/** @param {string} letter @param {number[]} reads @param {number} total */
export const rivalLabel = (letter, reads, total) =>
  reads.length
    ? `${letter} reads ${percentRight(reads[reads.length - 1], total)} of the test images after ${count(reads.length, "epoch")}`
    : `${letter}: not trained yet`;
export const CONTEST = {
  caption:
    "x: what the layer takes; W, b: its parameters. Each is wiggled, with everything behind it, on the two images that are hardest.",
  marks: { right: " ✓", wrong: " ✗", open: "" },
};
const FAULT_NAMES = {
  none: "right",
  assigned: "= for += in col2im",
  turned: "dx upside down",
  ties: "every tie rewarded",
};
/** @param {string} fault */
export const faultWords = (fault) => FAULT_NAMES[/** @type {keyof typeof FAULT_NAMES} */ (fault)];
/** @typedef {{ agree: number, wrong: number, kinks: number }} Counts */
/** @param {Counts} counts of its parameters */
export const countWords = ({ agree, wrong, kinks }) =>
  `${thousands(agree)} of ${thousands(agree + wrong + kinks)} agree${kinks ? `, ${kinks} at a kink` : ""}`;
/** @param {string} of @param {Counts | undefined} finding */
export function badgeLabel(of, finding) {
  if (!finding) return `${of}: not wiggled yet`;
  const { agree, wrong, kinks } = finding;
  const kinked = kinks ? `, ${kinks} at a kink` : "";
  return wrong
    ? `${of} wrong: ${wrong} of ${agree + wrong + kinks} disagree${kinked}`
    : `${of} right: ${agree} agree${kinked}`;
}

export const IDLE_CONTEST =
  "Four networks, alike but for their way back: one is right, in three a layer computes a wrong dx. Train them, and bet which is right.";
/** @param {number} progress */
export const contestWords = (progress) =>
  `They learn side by side, from the same weights and images: ${percent(progress)} done.`;
/** @param {number[]} reads @param {number} total @param {number | null} bet */
export function betWords(reads, total, bet) {
  const [least, most] = [Math.min(...reads), Math.max(...reads)].map((right) => percentRight(right, total));
  const all = `All four read ${least} to ${most} of the test images.`;
  return bet === null
    ? `${all} One of them is right. Which? Place your bet.`
    : `You bet on ${LETTERS[bet]}. Now check by wiggling: each number a little up and down, and the loss tells whether backward was right.`;
}
/** @param {{ rival: number, layer: string } | null} at */
export const checkingWords = (at) => (at ? `Wiggling ${LETTERS[at.rival]}: ${at.layer} …` : "Wiggling …");
/** @param {number} right @param {number | null} bet @param {{ most: number, all: number }} counts */
export function checkedWords(right, bet, { most, all }) {
  const won = bet === right ? "as you bet" : `and you bet on ${LETTERS[bet ?? 0]}`;
  return `${LETTERS[right]} is right, ${won}. Why nobody notices: only what stands before a faulty layer gets a wrong gradient. Of a wrong network’s ${thousands(all)} parameters up to ${thousands(most)} agree, and they make the best of what comes.`;
}

export const EXIT = {
  question: "Say it in one sentence: how does a pixel get its gradient?",
  compare: "Compare",
  model:
    "One way to say it: every number that the pixel was a part of sends its own gradient back, times the weight between them, and the pixel adds up all that arrives.",
  more: "Where this is built: ",
  chapters: ["04-convolution", "06-pooling", "08-learning"],
};
const CHAPTERS = { "04-convolution": "Convolution", "06-pooling": "Pooling", "08-learning": "Learning" };
/** @param {string} name */
export const chapterName = (name) => CHAPTERS[/** @type {keyof typeof CHAPTERS} */ (name)];
