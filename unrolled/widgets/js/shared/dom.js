// The few shorthands that all widgets draw with.

export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

export const range = (size) => Array.from({ length: size }, (_, i) => i);

// A number as a cell shows it: whole numbers in full, others to three digits.
export const short = (value) =>
  typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(3))) : String(value);

// An error's message as a sentence.
export const sentence = ({ message }) => `${message[0].toUpperCase()}${message.slice(1)}.`;

// What was typed, as a complaint names it.
export const typed = (text) => (text.trim() === "" ? "empty" : `“${text.trim()}”`);

// Text with `code` in it becomes children of `box`; nothing in it is read as HTML.
export function say(box, text) {
  const parts = text.split("`").map((part, i) => {
    if (i % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
  box.replaceChildren(...parts);
}
