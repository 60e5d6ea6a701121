// Shows what a search finds: in the dialog of any page, and on the search page. book/assets/search.js loads it.
import { makeFinder } from "./find.js";

const WORDS = {
  none: "Nothing in the book has this.",
  inRow: (count) =>
    count > MOST ? `The first ${MOST} of ${count} sections` : count === 1 ? "1 section" : `${count} sections`,
  apartAlone: "No section has this as it stands",
  apart: (count) => (count === 1 ? "1 has its words apart" : `${count} have its words apart`),
  results: "Sections found",
};
const MOST = 40;
const SEPARATOR = " › ";

// A word with kana or kanji in it, as book/_ext/pages.py has it.
const JAPANESE = /([\p{L}\p{N}_×]*[\u3040-\u30ff\u4e00-\u9fff][\p{L}\p{N}_]*)/u;

/** A text's nodes: what is Japanese is marked as such, for its face and for a screen reader's voice. @param {string} text */
const worded = (text) =>
  text
    .split(JAPANESE) // what it finds stands in the odd places
    .map((part, i) => (i % 2 ? Object.assign(document.createElement("span"), { lang: "ja", textContent: part }) : part));

/** @param {import("./find.js").Hit} hit */
function marked({ text, from, to }, name) {
  const [element, mark] = [name, "mark"].map((kind) => document.createElement(kind));
  mark.append(...worded(text.slice(from, to)));
  element.append(...worded(text.slice(0, from)), ...(to > from ? [mark] : []), ...worded(text.slice(to)));
  return element;
}

function result({ address, path, title, line, isCode }, top) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `${top}${address}` });
  link.append(...path.slice(0, -1).flatMap((part) => worded(part + SEPARATOR)), marked(title, "strong"));
  item.append(link);
  if (line.text) {
    const context = document.createElement("p");
    context.append(marked(line, isCode ? "code" : "span"));
    item.append(context);
  }
  return item;
}

/** How many sections there are, and of which kind. @param {import("./find.js").Found[]} found */
function countWords(found) {
  const apart = found.filter(({ isApart }) => isApart).length;
  const inRow = found.length - apart;
  if (!found.length) return WORDS.none;
  if (!apart) return `${WORDS.inRow(inRow)}.`;
  return `${inRow ? WORDS.inRow(inRow) : WORDS.apartAlone}; ${WORDS.apart(apart)}.`;
}

/**
 * @param {HTMLInputElement} field what is looked for
 * @param {HTMLElement} place where it is shown
 * @param {string} top the way to the site's top
 */
function search(field, place, top) {
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const list = document.createElement("ol");
  list.setAttribute("aria-label", WORDS.results);
  place.append(said, list);
  place.classList.add("book-found");

  const find = makeFinder(/** @type {any} */ (globalThis).bookSections);
  function show() {
    const found = find(field.value);
    list.replaceChildren(...found.slice(0, MOST).map((one) => result(one, top)));
    list.hidden = !found.length;
    said.textContent = field.value.trim() && countWords(found);
  }
  field.addEventListener("input", show);
  // The arrows go from the field through what is found, and back.
  place.parentElement.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [field, ...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (document.activeElement));
    if (!step || at < 0) return;
    event.preventDefault();
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  });
  show();
}

/** @type {any} */ (globalThis).bookSearch = search;
