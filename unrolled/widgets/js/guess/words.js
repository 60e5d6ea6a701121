// The words of a chapter's own questions; what they ask comes from the chapter.

export const LABEL = "A question to you";
export const UNKNOWN = "Not that, and none of the usual slips either. Go through it once more.";

/** What is said of the right answer. @param {string} why */
export const rightWords = (why) => `Yes. ${why}`.trim();

/** What who gives up, or was wrong too often, is told. @param {string} answer @param {string} why */
export const shownWords = (answer, why) => `The answer: ${answer}${/[.!?]$/.test(answer) ? "" : "."} ${why}`.trim();

// Say it in a sentence.
export const SENTENCE_LABEL = "In your own words";
export const COMPARE = "Compare";
export const MODEL_HEAD = "One way to say it";
export const KEPT = "Nothing of it is judged, stored or sent.";

// Fill in what lines give.
export const BLANKS_LABEL = "Blanks to fill in";
export const CHECK = "Check";
export const ALL_RIGHT = "Yes, all of them.";
export const ALL_SHOWN = "So it is.";

/** What is said of one line. @param {string} code @param {string} words */
export const lineWords = (code, words) => `\`${code}\`: ${words}`;
/** @param {number} right @param {number} all */
export const countWords = (right, all) => `${right} of ${all} are right; the others are still empty.`;
