// Shows what a search finds: in the dialog of any page, and on the search page. book/assets/search.js loads it.
import { find } from "./find.js";

const WORDS = {
  count: (count) => ({ 0: "Nothing in the book has this.", 1: "1 section." })[count] ?? `${count} sections.`,
  some: (shown, count) => `The first ${shown} of ${count} sections.`,
  results: "Sections found",
};
const MOST = 40;
const SEPARATOR = " › ";

/** @param {import("./find.js").Hit} hit */
function marked({ text, from, to }, name) {
  const element = document.createElement(name);
  element.append(text.slice(0, from));
  if (to > from) element.append(Object.assign(document.createElement("mark"), { textContent: text.slice(from, to) }));
  element.append(text.slice(to));
  return element;
}

function result({ address, path, title, line, isCode }, top) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `${top}${address}` });
  link.append(...path.slice(0, -1).map((part) => part + SEPARATOR), marked(title, "strong"));
  item.append(link);
  if (line.text) {
    const context = document.createElement("p");
    context.append(marked(line, isCode ? "code" : "span"));
    item.append(context);
  }
  return item;
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

  function show() {
    const found = find(/** @type {any} */ (globalThis).bookSections, field.value);
    list.replaceChildren(...found.slice(0, MOST).map((one) => result(one, top)));
    list.hidden = !found.length;
    const { length } = found;
    said.textContent = field.value.trim() && (length > MOST ? WORDS.some(MOST, length) : WORDS.count(length));
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
