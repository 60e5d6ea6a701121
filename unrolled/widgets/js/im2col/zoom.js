// From numbers to the whole and back: a button, a key, and the way to one place.
import { element, find } from "../shared/dom.js";
import { scrollToMiddle } from "../shared/scroll.js";
import { WHOLE, WHOLE_LEGEND, WHOLE_TITLE } from "./words.js";

const MOST = 2000; // cells of a matrix: more have no room for their numbers on any screen
const TYPED = "input:not([type=range]), select, textarea";

/** @param {any} picture */
export function makeZoom(picture) {
  const { root } = picture;
  const button = element(`<button type="button" class="shows-whole" title="${WHOLE_TITLE}" hidden>${WHOLE}</button>`);
  const legend = element(`<p class="whole-legend" hidden>${WHOLE_LEGEND}</p>`);
  button.addEventListener("click", () => change(picture));
  root.addEventListener("keydown", (event) => onKey(picture, button, event));
  // A finger's place is kept until it means another.
  root.addEventListener("pointerdown", (event) => {
    if (picture.isWhole && !event.target.closest("[data-whole]")) forget(picture);
  });
  const offer = () => button.toggleAttribute("hidden", !picture.isWhole && !isCut(picture.boxes));
  new ResizeObserver(offer).observe(root);
  return {
    button,
    legend,
    show() {
      const { isWhole, stepper } = picture;
      root.toggleAttribute("data-zoomed-out", isWhole);
      legend.toggleAttribute("hidden", !isWhole);
      button.setAttribute("aria-pressed", String(isWhole));
      stepper.onNextFrame("zoom", offer);
    },
    /** To the numbers at one place. @param {"cell" | "pixel"} kind @param {any} place */
    enlarge: (kind, place) => enlarge(picture, kind, place),
    /** Other sizes: where all numbers can be seen, they are. */
    fit() {
      const { isWhole, sizes, stepper, boxes } = picture;
      if (!isWhole || sizes.rows * sizes.columns > MOST) return;
      stepper.setState({ whole: false });
      if (isCut(boxes)) stepper.setState({ whole: true });
    },
  };
}

/** Whether a part of the picture can't be seen as it is. */
function isCut(boxes) {
  const isSmall = matchMedia("(max-width: 36rem)").matches;
  return Object.values(boxes).some(
    (box) =>
      box.scrollWidth > box.clientWidth + 1 ||
      box.scrollHeight > box.clientHeight + 1 ||
      (isSmall && find(box, "[data-away]") !== null),
  );
}

function forget({ images, matrix }) {
  images.forget();
  matrix.forget();
}

function onKey(picture, button, event) {
  const { key, ctrlKey, altKey, metaKey, target } = event;
  const isMeant = key.toLowerCase() === "w" || (key === "Escape" && picture.isWhole);
  if (!isMeant || ctrlKey || altKey || metaKey || button.hidden || target.matches(TYPED)) return;
  event.preventDefault();
  change(picture);
}

const KINDS = { images: "pixel", matrix: "cell" }; // what is pointed at in each box

/** The other view, at the place that has the focus, if one has. @param {any} picture */
function change(picture) {
  const { isWhole, stepper, boxes } = picture;
  const name = Object.keys(boxes).find((each) => boxes[each].contains(document.activeElement));
  const place = name && focusedPlace(picture, name);
  if (isWhole && place) return enlarge(picture, KINDS[name], place);
  stepper.setState({ whole: !isWhole });
  if (place) picture[name].focus(place);
}

function focusedPlace({ isWhole, images, ...picture }, name) {
  if (isWhole) return { images, ...picture }[name].focused();
  const cell = document.activeElement;
  return name === "images" ? images.placeOf(cell) : picture.matrix.cellOf(cell);
}

/** What comes to lie under a mouse that rests is not pointed at. @param {HTMLElement} root */
function awaitMouse(root) {
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  root.addEventListener("pointerover", stop, true);
  root.addEventListener("pointermove", () => root.removeEventListener("pointerover", stop, true), { once: true });
}

/** Its numbers, in the middle of its box and lit, as who points there would light them. */
function enlarge(picture, kind, place) {
  const { root, stepper, boxes } = picture;
  const name = kind === "cell" ? "matrix" : "images";
  stepper.setState({ whole: false });
  const cell = picture[name].cell(place);
  awaitMouse(root);
  cell.click();
  stepper.onNextFrame("step", () => scrollToMiddle(boxes[name], cell));
}
