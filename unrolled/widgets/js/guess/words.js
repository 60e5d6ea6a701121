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
