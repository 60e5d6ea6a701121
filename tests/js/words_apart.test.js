// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code stands in strings here
// Every word that a reader sees stands in a words.js: a second language is then a second file.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCES = "unrolled/widgets/js";
const WORD = /\p{L}{3,}/u; // the letters of axes are notation
const SENTENCE = /^[^.#[(:;{]*\p{L}{3,} \p{L}{2,}/u; // no selector, no style
const NAMES = /\b(?:aria-label|title|alt|placeholder)="([^"]*)"/g;
const SAYING = /(?:Error\(|textContent = |showText\((?:[^,()]|\([^()]*\))*, |"(?:aria-label|title)", )$/; // what comes before what is said

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

const wordsIn = (code) =>
  literals(code)
    .flatMap(visible)
    .filter((text) => WORD.test(text));

for (const path of globSync(`${SOURCES}/*/*.js`).filter((path) => !path.endsWith("words.js"))) {
  test(`${path} says nothing itself`, () => {
    assert.deepEqual(wordsIn(readFileSync(path, "utf8")), []);
  });
}

const SAYS = [
  'box.textContent = "Nothing";',
  "const html = `<p>${n} windows</p>`;",
  'const html = `<div class="x" aria-label="Settings">${rows.map((row) => `<b>${row}</b>`)}</div>`;',
  'throw new RangeError("refused");',
  'const text = isOne ? "1 window reads it" : "none";',
  'input.setAttribute("aria-label", "Number");',
  "const text = `${c}: ${n ? `is read by ${m} windows` : 0}`;",
];
const SAYS_NOTHING = [
  'find(root, ".stage .words"); // says two words',
  'const html = `<div class="scroll images" data-role="words" aria-label="${LABEL}">${rows.map((row) => `<b>${row}</b>`)}</div>`;',
  'cell.style.cssText = `left:${x}px;width:${width}px`; name = "n oh ow";',
];

test("words are seen where they stand, and nowhere else", () => {
  for (const code of SAYS) assert.equal(wordsIn(code).length, 1, code);
  assert.deepEqual(SAYS_NOTHING.flatMap(wordsIn), []);
});
