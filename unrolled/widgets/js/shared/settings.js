// Labelled inputs for whole numbers. What can't work is said in words, and nothing else changes.
import { element, sentence, typed } from "./dom.js";

// A field is {name, label, group, least, most, hint, lengths}: how many numbers it takes, e.g. [1, 2].
function fieldHtml({ name, label, hint = "" }) {
  const nudge = (by, sign) => `<button type="button" tabindex="-1" aria-hidden="true" data-by="${by}">${sign}</button>`;
  return `<div class="field" data-field="${name}" title="${hint}"><label><span>${label}</span>
    <input type="text" inputmode="numeric" autocomplete="off" spellcheck="false"></label>
    <div class="nudges">${nudge(-1, "−")}${nudge(1, "+")}</div></div>`;
}

function groupHtml(legend, fields) {
  return `<fieldset><legend>${legend}</legend><div class="fields">${fields.map(fieldHtml).join("")}</div>
    <p class="problem" role="alert"></p></fieldset>`;
}

// The numbers in a field's text; throws with the reason where it can't be used.
function parse({ label, least, most, lengths = [1] }, text) {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const allowed = `from ${least} to ${most}`;
  const kind = lengths.length > 1 ? `${lengths.join(" or ")} whole numbers ${allowed}` : `a whole number ${allowed}`;
  const good = lengths.includes(words.length) && words.every((word) => /^\d+$/.test(word) && word >= least && word <= most);
  if (!good) throw new RangeError(`${label} must be ${kind}, not ${typed(text)}`);
  return words.map(Number);
}

// `apply(values)` takes a list of numbers for each field's name, and throws where they don't work together.
export function makeSettings(fields, apply) {
  const legends = [...new Set(fields.map((field) => field.group))];
  const root = element(`<div class="settings" role="group" aria-label="Settings">
    ${legends.map((legend) => groupHtml(legend, fields.filter((field) => field.group === legend))).join("")}</div>`);
  const inputs = new Map(fields.map((field) => [field, root.querySelector(`[data-field="${field.name}"] input`)]));
  const fieldOf = (target) => fields.find((field) => field.name === target.closest("[data-field]")?.dataset.field);
  let shown = {};
  let applying = false; // what the reader is typing keeps its form

  // A value set from Python may lie beyond what the field allows; as long as it stands, it is fine.
  const read = (field) => {
    const text = inputs.get(field).value;
    return text === shown[field.name] ? text.split(", ").map(Number) : parse(field, text);
  };

  function complain(field, error) {
    const problem = inputs.get(field).closest("fieldset").querySelector(".problem");
    inputs.get(field).setAttribute("aria-invalid", "true");
    problem.textContent = `${problem.textContent} ${sentence(error)}`.trim();
  }

  function edited(field) {
    forget();
    const values = {};
    let good = true;
    for (const each of fields) {
      try {
        values[each.name] = read(each);
      } catch (error) {
        good = false;
        complain(each, error);
      }
    }
    if (!good) return;
    applying = true;
    try {
      apply(values);
    } catch (error) {
      complain(field, error);
    } finally {
      applying = false;
    }
  }

  function forget() {
    for (const input of inputs.values()) input.removeAttribute("aria-invalid");
    for (const problem of root.querySelectorAll(".problem")) problem.textContent = "";
  }

  function nudge(field, by) {
    const input = inputs.get(field);
    const move = (word) => Math.max(field.least, Math.min(field.most, Number(word) + by));
    input.value = input.value.replace(/-?\d+/g, move);
    edited(field);
  }

  root.addEventListener("input", (event) => edited(fieldOf(event.target)));
  root.addEventListener("click", (event) => {
    const by = event.target.closest("[data-by]")?.dataset.by;
    if (by) nudge(fieldOf(event.target), Number(by));
  });
  root.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || !event.target.matches("input")) return;
    event.preventDefault();
    nudge(fieldOf(event.target), by);
  });

  return {
    root,
    // Show these values, a list of numbers for each name.
    show(values) {
      for (const [field, input] of inputs) {
        shown[field.name] = values[field.name].join(", ");
        if (!applying) input.value = shown[field.name];
      }
      forget();
    },
  };
}
