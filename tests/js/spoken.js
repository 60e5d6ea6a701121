// Finds what a reader would read in the widgets' code, so that it can be asked to stand in words.js alone.

const WORD = /\p{L}{3,}/u; // the letters of axes are notation
const SENTENCE = /^[^.#[(:;{]*\p{L}{3,} \p{L}{2,}/u; // no selector, no style
const NAMES = /\b(?:aria-label|title|alt|placeholder)="([^"]*)"/g;
const SAYING = /(?:Error\(|textContent = |[lL]abel: |hint: |showText\((?:[^,()]|\([^()]*\))*, |"(?:aria-label|title)", )$/; // what comes before what is said

/** Every string and template of the code, as {text, before}: its text with · for what it inserts, and the code before it. */
function literals(code) {
  const found = [];
  let at = 0;
  const skip = (end) => {
    const stop = code.indexOf(end, at + 2);
    at = stop < 0 ? code.length : stop + end.length;
  };
  function read(quote) {
    const literal = { text: "", before: code.slice(Math.max(0, at - 80), at) };
    for (at += 1; code[at] !== quote; at += 1) {
      if (quote === "`" && code.startsWith("${", at)) {
        at += 2;
        scan("}");
        literal.text += "·";
      } else if (code[at] === "\\") {
        at += 1;
        literal.text += code[at] === "n" ? "\n" : code[at];
      } else literal.text += code[at];
    }
    found.push(literal);
  }
  function scan(end) {
    while (at < code.length && code[at] !== end) {
      if (code.startsWith("//", at)) skip("\n");
      else if (code.startsWith("/*", at)) skip("*/");
      else {
        if ("\"'`".includes(code[at])) read(code[at]);
        else if (code[at] === "{") {
          at += 1;
          scan("}");
        }
        at += 1;
      }
    }
  }
  scan(null);
  return found;
}

/** What of a literal a reader would see: text and names in HTML, whatever is said, and words in a row. */
function visible({ text, before }) {
  if (SAYING.test(before)) return [text];
  if (!text.includes("<")) return SENTENCE.test(text) ? [text] : [];
  const names = [...text.matchAll(NAMES)].map(([, name]) => name);
  return [...text.replace(/<[^>]*>/g, "\n").split("\n"), ...names];
}

export const spokenIn = (code) =>
  literals(code)
    .flatMap(visible)
    .filter((text) => WORD.test(text));
