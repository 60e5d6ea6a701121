// A trained network that can be read, drawn into and taken apart, number by number, forward and backward.
import { element, find } from "../shared/dom.js";
import { makePointing, onTraitsChange } from "../shared/stepper.js";
import { choose, chooseBar, listen, openNumber } from "./acts.js";
import { drawBars } from "./bars.js";
import { layerNamed, makeChain, scoresName } from "./chain.js";
import { rootHtml } from "./frame.js";
import { drawPicture } from "./picture.js";
import { ask, backOf, forget, isTaught, run, TAUGHT, takeDigit } from "./reading.js";
import { nameOf, say } from "./say.js";
import { draw, place, refresh, settle, show } from "./show.js";
import { stagesOf } from "./stages.js";
import { makeTaught, taughtVerbs } from "./taught.js";
import { specsOf, unpack } from "./wire.js";
import { VERBS } from "./words.js";

// Each part of a start is a task of its own: between two of them the page answers its reader.
const rest = () => new Promise((done) => setTimeout(done));
const DRAWN = String([1, 8, 8]); // the images that one can draw

/** @param {import("@anywidget/types").RenderProps} props */
async function render({ model, el }) {
  const images = unpack(model.get("images"));
  const chain = makeChain(specsOf(model.get("layers")), images.shape.slice(1));
  await rest();
  const taught = taughtVerbs(model, chain);
  const verbs = Object.keys(VERBS).filter((verb) => !TAUGHT.includes(verb) || taught.includes(verb));
  const root = element(rootHtml(verbs));
  /** What the functions below share and fill. @type {any} */
  const explorer = {
    model,
    root,
    chain,
    images,
    stages: stagesOf(chain),
    scores: scoresName(chain),
    guess: null,
    strokes: null,
    verbs,
    toRead: model.get("order"),
  };
  explorer.taught = makeTaught(explorer, {
    run: (image) => run(explorer, image),
    takeDigit: () => takeDigit(explorer),
    show: () => explorer.root.isConnected && show(explorer),
    refresh: () => refresh(explorer),
  });
  explorer.pointing = makePointing(() => say(explorer));
  explorer.picture = drawPicture(explorer.stages, {
    onPoint: (how, place) => explorer.pointing.listener("number")(how, place),
    onOpen: (place) => openNumber(explorer, place),
    nameOf: (place) => nameOf(explorer, place),
  });
  explorer.bars = drawBars(chain.layers.at(-1).shape[0], (k) => chooseBar(explorer, k));
  explorer.picture.root.append(explorer.bars.root);
  find(root, ".own").after(explorer.picture.root);
  if (String(chain.shape) !== DRAWN) find(root, "[data-do=draw]").remove();
  listen(explorer);
  takeDigit(explorer);
  if (model.get("verb") === "blame") explorer.depth = explorer.stages.length;
  expose(explorer);
  const observer = new ResizeObserver(() => {
    if (explorer.picture.fit()) place(explorer);
  });
  await rest();
  root.style.visibility = "hidden"; // until all of it stands in its place
  el.append(root);
  explorer.picture.fit();
  await rest();
  draw(explorer);
  await rest();
  settle(explorer);
  root.style.visibility = "";
  if (isTaught(explorer)) explorer.taught.enter();
  observer.observe(explorer.picture.root);
  const unwatch = onTraitsChange(model, ["digit", "verb", "path"], () => takeTraits(explorer));
  return () => {
    forget(explorer);
    explorer.taught.end();
    observer.disconnect();
    unwatch();
  };
}

/** What Python, or a page's address, has set. */
function takeTraits(explorer) {
  const { model, digit, shown, verb } = explorer;
  const isSame = String([model.get("verb"), ...model.get("path")]) === shown;
  if (model.get("digit") === digit && isSame) return;
  if (TAUGHT.includes(verb) && model.get("verb") !== verb) explorer.taught.leave();
  if (model.get("digit") !== digit) takeDigit(explorer);
  if (model.get("verb") === "blame") ask(explorer);
  if (explorer.root.isConnected) show(explorer);
  if (isTaught(explorer) && model.get("verb") !== verb) explorer.taught.enter();
}

/** For tests, and for the curious: the numbers of one image behind a layer, or of a parameter, and their gradients. */
function expose(explorer) {
  const { root, chain } = explorer;
  const plain = ({ shape, data }) => ({ shape, data: [...data] });
  const numbers = (layer, kind) => {
    const isGradient = kind === "gradient";
    const [name, key] = layer.split(".");
    if (key) return plain((isGradient ? backOf(explorer).parameters[name] : layerNamed(chain, name).parameters)[key]);
    if (name === "probabilities")
      return { shape: [explorer.reading.probabilities.length], data: [...explorer.reading.probabilities] };
    return plain((isGradient ? backOf(explorer).gradients : explorer.values)[name]);
  };
  Object.assign(root, { numbers, choose: (i) => choose(explorer, i), loss: () => explorer.reading.loss });
}

export default { render };
