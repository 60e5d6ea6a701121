// Which way it runs, and which filter, channel and image are in view.
import { element, range } from "../shared/dom.js";

const radio = (mode, label) => `<label><input type="radio" name="mode" value="${mode}"><span>${label}</span></label>`;

// `change(name, value)` hears of a choice: mode, flipped, image, made or channel.
export function makeChoices(change) {
  const root = element(`<div class="view" role="group" aria-label="What to show">
    <div class="modes" role="radiogroup" aria-label="Direction">${radio("forward", "Forward")}${radio("backward", "Backward")}</div>
    <label class="flip"><input type="checkbox"><span>dx as a full convolution</span></label>
    ${["image", "made", "channel"].map((name) => `<label data-choice="${name}"><span></span><select></select></label>`).join("")}</div>`);
  const form = `direction-${Math.random()}`; // two widgets on a page must not share one group of radio buttons
  const radios = [...root.querySelectorAll("[type=radio]")];
  for (const one of radios) one.name = form;
  const [flip, box] = [root.querySelector(".flip"), root.querySelector("[type=checkbox]")];
  root.addEventListener("change", ({ target }) => {
    if (target.type === "radio") change("mode", target.value);
    else if (target === box) change("flipped", box.checked);
    else change(target.closest("[data-choice]").dataset.choice, Number(target.value));
  });

  function offer(name, label, size, chosen) {
    const field = root.querySelector(`[data-choice="${name}"]`);
    const select = field.querySelector("select");
    field.hidden = size < 2;
    field.querySelector("span").textContent = label;
    select.setAttribute("aria-label", label);
    if (select.length !== size) select.replaceChildren(...range(size).map((i) => new Option(i, i)));
    select.value = chosen;
  }

  return {
    root,
    // `places` says how many images, maps and channels there are, and which are in view, by label.
    show({ mode, flipped }, places) {
      for (const one of radios) one.checked = one.value === mode;
      flip.hidden = mode !== "backward";
      box.checked = flipped;
      for (const [name, place] of Object.entries(places)) offer(name, ...place);
    },
  };
}
