// What is asked, by what rule each answer is judged, and all that may be said of one.
import { ruleOf } from "../shared/answers.js";
import { meant, readAnswer } from "../shared/typed.js";
import { asSentence } from "../shared/words.js";
import { ALL_RIGHT, lineWords, rightWords, shownWords, UNKNOWN } from "./words.js";

/** `says`: what a wrong choice would mean; null for the right one. @typedef {{ text: string, says: string | null }} Choice */
/** @typedef {{ question: string, choices: Choice[], why: string, typed: boolean }} Guess */

const [RIGHT, OTHER] = ["right", "other"];

/** Each choice by the name of its rule, that of the right one first. @param {Guess} guess @returns {[string, Choice][]} */
function named({ choices }) {
  const wrong = choices.filter(({ says }) => says !== null);
  const right = choices.filter(({ says }) => says === null);
  return [...right, ...wrong].map((choice, i) => [i === 0 ? RIGHT : `wrong ${i}`, choice]);
}

/** A choice's text is its answer. @param {Choice} choice @returns {[string, string]} */
const offered = ({ text }) => [text, text];

/**
 * The question, as ask.js asks it: an answer is a choice's text, or what is meant by what is typed.
 * @param {Guess} guess
 */
export function askedOf(guess) {
  const { question, choices, why, typed } = guess;
  const all = named(guess);
  const { text } = all[0][1];
  const sameAs = (/** @type {string} */ own) => (/** @type {string} */ answer) => meant(answer) === meant(own);
  const exactly = (/** @type {string} */ own) => (/** @type {string} */ answer) => answer === own;
  const rules = all.map(([name, choice]) => [name, (typed ? sameAs : exactly)(choice.text)]);
  const said = all.map(([name, { says }]) => [name, () => says ?? rightWords(why)]);
  return {
    text: question,
    answers: typed ? undefined : choices.map(offered),
    read: typed ? (/** @type {string} */ answer) => readAnswer(answer, text) : undefined,
    right: text,
    rules: Object.fromEntries([...rules, [OTHER, () => true]]),
    said: Object.fromEntries([...said, [OTHER, () => UNKNOWN]]),
    shown: shownWords(text, why),
    most: typed ? 2 : Math.min(2, choices.length - 1),
  };
}

/** All that may be said of an answer: there is to be room for the longest. @param {Guess} guess */
export function saidOf(guess) {
  const [[, { text }], ...wrong] = named(guess);
  const shown = shownWords(text, guess.why);
  const rules = wrong.map(([, { says }]) => says);
  const told = guess.typed ? [...rules, UNKNOWN] : rules;
  return [rightWords(guess.why), shown, ...told.map((says) => `${says} ${shown}`)];
}

/**
 * Judge what is typed beside a line: whether it is right, and what it is told. Empty lines are null.
 * @param {{ code: string, choices: Choice[] }} line
 * @param {string} typed
 */
export function judgedLine(line, typed) {
  if (typed.trim() === "") return null;
  const { right, rules, said } = askedOf({ question: line.code, choices: line.choices, why: "", typed: true });
  try {
    const rule = ruleOf(rules, readAnswer(typed, right)) ?? OTHER;
    return { isRight: rule === RIGHT, words: said[rule]() };
  } catch (error) {
    return { isRight: false, words: asSentence(/** @type {Error} */ (error)) };
  }
}

/** All that may be said of wrong answers. @param {{ code: string, choices: Choice[] }[]} lines */
export const saidOfLines = (lines) => [
  ALL_RIGHT,
  ...lines.flatMap(({ code, choices }) =>
    [UNKNOWN, ...choices.flatMap(({ says }) => says ?? [])].map((words) => lineWords(code, words)),
  ),
];
