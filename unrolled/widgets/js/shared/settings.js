// Labelled inputs for whole numbers. What can't work is said in words, and nothing else changes.
import { element, eventTarget, find, findAll } from "./dom.js";
import { parseField } from "./fields.js";
import { asSentence, MORE, SETTINGS_LABEL } from "./words.js";

/** @import { Field, Values } from "./sliding.js" */
/**
 * `shown` are the values as texts; `isApplying`: what the reader is typing keeps its form.
 * @typedef {{ root: HTMLElement, fields: Field[], inputs: Map<Field, any>, shown: Record<string, string>,
 *   isApplying: boolean, apply: (values: Values) => void }} Form
 */

const nudgeHtml = (by, sign) => `<button type="button" tabindex="-1" aria-hidden="true" data-by="${by}">${sign}</button>`;

function fieldHtml({ name, label, hint = "" }) {
  return `<div class="field" data-field="${name}" title="${hint}"><label><span>${label}</span>
    <input type="text" inputmode="numeric" autocomplete="off" spellcheck="false"></label>
    <div class="nudges">${nudgeHtml(-1, "−")}${nudgeHtml(1, "+")}</div></div>`;
}

function groupHtml(legend, fields) {
  return `<fieldset><legend>${legend}</legend><div class="fields">${fields.map(fieldHtml).join("")}</div>
    <p class="problem" role="alert"></p></fieldset>`;
}

function groupsHtml(fields) {
  const legends = [...new Set(fields.map(({ group }) => group))];
  const inGroup = (legend) => fields.filter(({ group }) => group === legend);
  return legends.map((legend) => groupHtml(legend, inGroup(legend))).join("");
}

function settingsHtml(fields, hasMore) {
  const folded = fields.filter(({ isFolded }) => isFolded);
  const more = `<details class="more"><summary>${MORE}</summary>${groupsHtml(folded)}</details>`;
  return `<div class="settings" role="group" aria-label="${SETTINGS_LABEL}">
    ${groupsHtml(fields.filter(({ isFolded }) => !isFolded))}${hasMore || folded.length ? more : ""}</div>`;
}

/**
 * A value set from Python may lie beyond what the field allows; as long as it stands, it is fine.
 * @param {Form} form
 * @param {Field} field
 */
function readField({ inputs, shown }, field) {
  const text = inputs.get(field).value;
  return text === shown[field.name] ? text.split(", ").map(Number) : parseField(field, text);
}

/** What is typed, or null where a field can't be used; then it is said why. @param {Form} form @returns {Values | null} */
function readAll(form) {
  const values = {};
  let isGood = true;
  for (const field of form.fields) {
    try {
      values[field.name] = readField(form, field);
    } catch (error) {
      isGood = false;
      showProblem(form, field, error);
    }
  }
  return isGood ? values : null;
}

function showProblem({ inputs }, field, error) {
  const input = inputs.get(field);
  const problem = find(input.closest("fieldset"), ".problem");
  input.setAttribute("aria-invalid", "true");
  problem.textContent = `${problem.textContent} ${asSentence(error)}`.trim();
}

/** @param {Form} form */
function clearProblems({ root, inputs }) {
  for (const input of inputs.values()) input.removeAttribute("aria-invalid");
  for (const problem of findAll(root, ".problem")) problem.textContent = "";
}

/** Apply what is typed; `field` is the one that has changed. @param {Form} form @param {Field} field */
function applyEdit(form, field) {
  clearProblems(form);
  const values = readAll(form);
  if (!values) return;
  form.isApplying = true;
  try {
    form.apply(values);
  } catch (error) {
    showProblem(form, field, error);
  } finally {
    form.isApplying = false;
  }
}

/** Add to each number in a field. @param {Form} form @param {Field} field @param {number} by */
function nudge(form, field, by) {
  const input = form.inputs.get(field);
  input.value = input.value.replace(/-?\d+/g, (word) => Math.max(field.least, Math.min(field.most, Number(word) + by)));
  applyEdit(form, field);
}

/** @param {Form} form */
function addEditing(form) {
  const { root, fields } = form;
  const fieldOf = (event) => fields.find(({ name }) => name === eventTarget(event, "[data-field]")?.dataset.field);
  // What is folded beside the fields is no setting of this form.
  root.addEventListener("input", (event) => fieldOf(event) && applyEdit(form, fieldOf(event)));
  root.addEventListener("click", (event) => {
    const by = eventTarget(event, "[data-by]")?.dataset.by;
    if (by) nudge(form, fieldOf(event), Number(by));
  });
  root.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by || !eventTarget(event, "input")) return;
    event.preventDefault();
    nudge(form, fieldOf(event), by);
  });
}

/**
 * @param {Field[]} fields
 * @param {(values: Values) => void} apply throws where the values don't work together
 * @param {boolean} [hasMore] something will be folded, even if no field is
 */
export function makeSettings(fields, apply, hasMore = false) {
  const root = element(settingsHtml(fields, hasMore));
  const inputs = new Map(fields.map((field) => [field, find(root, `[data-field="${field.name}"] input`)]));
  /** @type {Form} */
  const form = { root, fields, inputs, shown: {}, isApplying: false, apply };
  addEditing(form);
  return {
    root,
    /** Where what is not needed at once is folded. */
    more: find(root, ".more"),
    /** @param {Values} values */
    show(values) {
      for (const [field, input] of inputs) {
        form.shown[field.name] = values[field.name].join(", ");
        if (!form.isApplying) input.value = form.shown[field.name];
      }
      clearProblems(form);
    },
  };
}
