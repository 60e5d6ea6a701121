// Outputs of cells, as the static page has them: text, Markdown, HTML, pictures, errors.
import { marked } from "marked";
import { figure, output as outputName } from "./words.js";

/** @returns {any} */
function made(name, className = "", properties = {}) {
  return Object.assign(document.createElement(name), { className, ...properties });
}

function block(className, text) {
  const outer = made("div", `output ${className}`);
  const inner = made("div", "highlight");
  const pre = made("pre", "", { textContent: text });
  inner.append(pre);
  outer.append(inner);
  return outer;
}

/** What a cell makes is its reader's own, and yet nothing of it runs in the page. */
function harmless(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const one of body.querySelectorAll("script, iframe, object, embed, base, form, link, meta")) one.remove();
  for (const one of body.querySelectorAll("*")) {
    for (const { name, value } of [...one.attributes]) {
      if (/^on/i.test(name) || /^\s*javascript:/i.test(value)) one.removeAttribute(name);
    }
  }
  return [...body.childNodes];
}

const MARKS = { "✓": "right", "✗": "wrong" };

function markup(html) {
  const outer = made("div", "output text_html");
  outer.append(...harmless(html));
  return outer;
}

function markdown(text) {
  const outer = markup(marked.parse(text));
  for (const pre of outer.querySelectorAll("pre")) {
    const outer = made("div", "highlight-text notranslate");
    const inner = made("div", "highlight");
    pre.replaceWith(outer);
    outer.append(inner);
    inner.append(made("pre", "", { textContent: pre.textContent }));
  }
  for (const quote of outer.querySelectorAll("blockquote")) verdict(quote);
  return outer;
}

/** A grader's verdict is a block of its own kind, and its mark the badge, as in the static page. */
function verdict(quote) {
  const first = quote.querySelector("p")?.firstChild;
  const mark = first?.textContent.trim();
  if (first?.nodeType !== Node.TEXT_NODE || !MARKS[mark]) return;
  quote.className = `verdict ${MARKS[mark]}`;
  const badge = made("span", "mark", { textContent: mark });
  badge.setAttribute("aria-hidden", "true");
  first.replaceWith(badge);
}

/** @param {string} source @param {string} [alt] @param {any} [size] */
function picture(source, alt, size) {
  const outer = made("div", "output live-figure");
  const image = made("img", "", { src: source, alt: alt ?? figure });
  if (size?.width) Object.assign(image, { width: size.width, height: size.height });
  outer.append(image);
  return outer;
}

/** What matplotlib has drawn stands in the page itself, as in the built book: with its face, and its theme's colours. */
function drawing(svg, alt, sizes) {
  const outer = made("div", "output");
  const frame = made("div", "drawing");
  frame.style.cssText = sizes;
  frame.append(...harmless(svg));
  frame.firstElementChild.setAttribute("role", "img");
  frame.firstElementChild.setAttribute("aria-label", alt ?? figure);
  outer.append(frame);
  return outer;
}

/** @type {[string, (data: any, alt?: string, about?: any) => any][]} the richest first */
const KINDS = [
  ["text/html", markup],
  ["text/markdown", markdown],
  [
    "image/svg+xml",
    (svg, alt, about) =>
      about?.sizes ? drawing(svg, alt, about.sizes) : picture(`data:image/svg+xml,${encodeURIComponent(svg)}`, alt),
  ],
  ["image/png", (png, alt, size) => picture(`data:image/png;base64,${png.trim()}`, alt, size)],
  ["image/jpeg", (jpeg, alt, size) => picture(`data:image/jpeg;base64,${jpeg.trim()}`, alt, size)],
  ["text/latex", (text) => made("div", "output text_latex", { textContent: text })],
  ["text/plain", (text) => block("text_plain", text)],
];

const WIDGET = "application/vnd.jupyter.widget-view+json";

/** What is too wide scrolls: it takes the focus for it, and so it has a name, as in book/assets/access.js. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth <= target.clientWidth) continue;
    /** @type {HTMLElement} */ (target).tabIndex = 0;
    target.setAttribute("role", "group");
    target.setAttribute("aria-label", outputName);
  }
});
function watchWidths(element) {
  for (const pre of element.querySelectorAll("pre, table")) sizes.observe(pre);
  if (element.classList.contains("text_latex")) sizes.observe(element);
}

/** What a terminal would show: text after a carriage return overwrites its line. */
export function typed(text) {
  return text
    .split("\n")
    .map((line) => {
      const parts = line.replace(/\r+$/, "").split("\r");
      return parts.reduce((shown, part) => part + shown.slice(part.length), "");
    })
    .join("\n");
}

/** Shows a cell's outputs in `place`. Those of before stay until a new one comes, or until the cell is done. */
export function makeOutputs(place, alt, { widget: showWidget, typeset }) {
  let old = false;
  let printed;
  const named = new Map();

  function clear() {
    if (old) place.replaceChildren();
    old = false;
  }
  function stream({ name, text }) {
    if (printed?.name !== name) {
      printed = { name, text: "", element: block(name === "stderr" ? "stderr" : "stream", "") };
      place.append(printed.element);
      watchWidths(printed.element);
    }
    printed.text += text;
    printed.element.querySelector("pre").textContent = typed(printed.text);
  }
  function error({ ename, evalue, traceback }) {
    const element = block("traceback", traceback.join("\n") || `${ename}: ${evalue}`);
    place.append(element);
    watchWidths(element);
  }
  function data({ data, metadata, place: id }) {
    if (data[WIDGET]) return place.append(showWidget(data[WIDGET].model_id));
    const [kind, make] = KINDS.find(([kind]) => kind in data) ?? [];
    if (!make) return;
    const element = make(data[kind], alt, metadata?.[kind]);
    const before = named.get(id);
    if (before?.isConnected) before.replaceWith(element);
    else place.append(element);
    watchWidths(element);
    // What can't be typeset, as its renderer can't be had, stays as it was written.
    if (kind === "text/latex") typeset(element).catch(() => {});
    if (id) named.set(id, element);
  }
  return {
    begin() {
      old = true;
      printed = undefined;
    },
    add(output) {
      if (output.output_type === "clear_output") {
        old = true;
        if (!output.wait) clear();
        return;
      }
      clear();
      if (output.output_type === "stream") return stream(output);
      printed = undefined;
      if (output.output_type === "error") error(output);
      else data(output);
    },
    end: clear,
    place,
  };
}
