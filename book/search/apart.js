// Finds sections by words that stand apart, as one types a question: the rarer a word and the nearer to the heading, the better.
import MiniSearch from "minisearch";

/** @import { Section } from "./find.js" */

// What stands in almost every question, and says nothing of what is asked.
const EMPTY = new Set(
  "a an and are as at be by can do does for from get gives has have how i if in is it its me my not of on or so than that the this to use versus vs was what when where which who why will with wrong you your".split(
    " ",
  ),
);
const SHORT = 4; // letters: of a shorter word no ending and no slip is guessed
const HEADING = 3; // times the worth of the text below it
const ABOVE = 1.5;
const MOST = 10;
const ENOUGH = 0.5; // of the words
const PLACES = /** @type {[RegExp, number][]} */ ([
  [/\/(questions|glossary)\.html/, 1.3],
  [/\/(reference|about)\.html|#(ex-|further)|-solution-/, 0.6],
]);

const worth = (address) => PLACES.find(([place]) => place.test(address))?.[1] ?? 1;
/** Letters and digits of any script; what is code in it falls into its words. @param {string} text */
const wordsOf = (text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

/** @param {Section[]} sections @param {(text: string) => string} plain */
export function makeApart(sections, plain) {
  const index = new MiniSearch({
    fields: ["heading", "above", "text"],
    tokenize: wordsOf,
    processTerm: plain,
    searchOptions: {
      boost: { heading: HEADING, above: ABOVE },
      boostDocument: (place) => worth(sections[place][0]),
      prefix: (word) => word.length >= SHORT,
      fuzzy: (word) => (word.length > SHORT ? 0.2 : false),
    },
  });
  index.addAll(
    sections.map(([, path, prose, code], id) => ({
      id,
      heading: path.at(-1),
      above: path.slice(0, -1).join("\n"),
      text: `${prose}\n${code}`,
    })),
  );
  /** The best first, with the words of the book that were met. @param {string} query @returns {{ section: Section, words: string[] }[]} */
  return (query) => {
    const asked = wordsOf(plain(query));
    const telling = asked.filter((word) => !EMPTY.has(word));
    const words = telling.length ? telling : asked;
    const share = ({ queryTerms }) => new Set(queryTerms).size / words.length;
    return index
      .search(words.join(" "))
      .filter((found) => share(found) >= ENOUGH)
      .sort((a, b) => b.score * share(b) - a.score * share(a))
      .slice(0, MOST)
      .map(({ id, terms }) => ({ section: sections[id], words: terms }));
  };
}
