// The pooling stepper: every window becomes its maximum or its mean; its gradient goes back the same way.
import { withNumber } from "../shared/arrays.js";
import { makeChoices } from "../shared/choices.js";
import { makeCode } from "../shared/code.js";
import { element, find, showText } from "../shared/dom.js";
import { makeEditing } from "../shared/edit.js";
import { scrollTo } from "../shared/scroll.js";
import { makeSettings } from "../shared/settings.js";
import { makePointing, makeStepper } from "../shared/stepper.js";
import { flatIndex } from "../shared/strides.js";
import { makeThumbs } from "../shared/thumbs.js";
import { makeTurn, takeTurn } from "../shared/turn.js";
import { variableWords } from "../shared/words.js";
import { droppedWindows, edgeCounts } from "./edges.js";
import { cellsAt, stepAt } from "./gradient.js";
import { linesOf, litByCode, taken, variables } from "./lockstep.js";
import { turnsOf } from "./motion.js";
import { makePicture, PER_WINDOW, panelsHtml } from "./picture.js";
import { cellSentence, placeSentence, stepSentence, windowSentence } from "./sentences.js";
import {
  CHOICES,
  chosen,
  currentChoices,
  currentExample,
  FIELDS,
  FOLDED_CHOICES,
  fieldValues,
  fittingChange,
  litByCell,
  litByPlace,
  litByWindow,
  poolAll,
  presetState,
  TRAITS,
  typedState,
} from "./state.js";
import { fillRules } from "./table.js";
import { thumbHtml } from "./thumbs.js";
import { TURNS } from "./turn.js";
import { outShape } from "./windows.js";
import { awaitedWords, codeWords, EDIT_HINT, EXAMPLE_LABEL, EXAMPLES, edgeWords, LABEL, RULES_LABEL } from "./words.js";

const NOTHING_LIT = { x: [], dx: [], windows: [], cells: [] };
const EDITABLE = ["x", "dout"];

const rootHtml = () => `<div data-widget="pooling" role="group" aria-label="${LABEL}">
    <p class="legend"></p>
    <div class="stage">${panelsHtml()}</div>
    <p class="words" data-role="words" aria-live="polite"></p>
    <p class="problem" role="alert" data-role="edit-problem"></p>
    <p class="edges" data-role="edges"></p></div>`;

const foldedHtml = () => `<div><p class="hint caption">${EDIT_HINT}</p>
    <div class="scroll rules" role="group" aria-label="${RULES_LABEL}" tabindex="0"></div></div>`;

/** @param {import("@anywidget/types").RenderProps} props */
function render(props) {
  const root = element(rootHtml());
  const [folded, problem] = [element(foldedHtml()), find(root, ".problem")];
  /** What the functions below share and fill. @type {any} */
  const widget = { root, rules: find(folded, ".rules"), problem, picture: null, lines: props.model.get("code") };
  const stepper = makeStepper(props, root, {
    traits: TRAITS,
    constants: ["max_cells", "presets"],
    build: (state) => build(widget, state),
    showStep: (step, before) => showStep(widget, step, before),
  });
  const change = (changes) => stepper.setState(fittingChange(stepper.state(), changes));
  const choose = (name, value) => change(chosen(name, value));
  const [choices, foldedChoices] = [makeChoices(CHOICES, choose), makeChoices(FOLDED_CHOICES, choose)];
  const settings = makeSettings(FIELDS, (values) => change(typedState(values, stepper.state())));
  const { presets } = stepper.state();
  const picture = (name) => thumbHtml(presets[name]);
  const thumbs = makeThumbs(EXAMPLE_LABEL, EXAMPLES, picture, (name) => change(presetState(stepper.state(), name)));
  const turn = makeTurn(widget, TURNS);
  choices.root.append(turn.button);
  find(root, ".legend").before(thumbs.root, turn.ask);
  settings.more.append(foldedChoices.root, folded);
  root.append(choices.root, settings.root);
  makeEditing(find(root, ".stage"), {
    editable: EDITABLE,
    isOff: () => widget.turn !== null,
    onCommit: (name, index, number) => change({ [name]: withNumber(arrayOf(widget, name), index, number) }),
    onProblem(reason) {
      problem.textContent = reason;
    },
  });
  const pointing = makePointing(() => light(widget));
  const code = makeCode({ root, words: stepper.words, onPoint: pointing.listener("code") });
  Object.assign(widget, { stepper, choices, foldedChoices, settings, thumbs, pointing, code, turnButton: turn.button });
  return stepper.start();
}

/** x or dout, which may be the model's 1, 2, 3, ... */
const arrayOf = ({ stepper, pooled }, name) => stepper.state()[name] ?? { shape: outShape(pooled.sizes), data: pooled.dout };

function build(widget, state) {
  const { root, rules, pointing, settings, choices, foldedChoices, thumbs, code, lines, turnButton } = widget;
  const pooled = poolAll(state);
  Object.assign(widget, { state, pooled });
  pointing.clear();
  widget.picture = { root, ...makePicture(root, pooled, pointing.listener, widget.picture) };
  settings.show(fieldValues(state));
  thumbs.show(currentExample(state));
  for (const each of [choices, foldedChoices]) each.show(currentChoices(state));
  choices.setVisible("operator", pooled.backward && pooled.overlaps);
  choices.setVisible("ceil_mode", !pooled.backward);
  foldedChoices.setVisible("count_include_pad", pooled.average);
  turnButton.hidden = !TURNS.isAskable(widget);
  showEdges(find(root, ".edges"), pooled);
  fillRules(rules, pooled);
  code.buildLines(linesOf(lines, pooled));
  return pooled.kind === "tap" ? pooled.rowSizes.columns : pooled.windows.length;
}

/** What ceil_mode does; backward, where it can't be changed, what the dashed frames are. */
function showEdges(line, { backward, ceil_mode, sizes }) {
  showText(line, edgeWords(ceil_mode, edgeCounts(sizes)));
  line.hidden = backward && droppedWindows(sizes).length === 0;
}

/** What is lit by what is pointed at. */
function litBy({ pooled, step }, kind, place) {
  if (!kind) return NOTHING_LIT;
  if (kind === "code") return litByCode(pooled, step, place);
  if (kind === "cell") return litByCell(pooled, place);
  if (PER_WINDOW.includes(kind)) return litByWindow(pooled, flatIndex(place, outShape(pooled.sizes)));
  return litByPlace(pooled, place);
}

function wordsAt({ pooled, step, turn, said }, kind, place) {
  if (turn) return awaitedWords(step, pooled.windows.length);
  if (kind === "cell") return cellSentence(pooled, place, step);
  if (PER_WINDOW.includes(kind)) return windowSentence(pooled, flatIndex(place, outShape(pooled.sizes)));
  if (kind && kind !== "code") return placeSentence(pooled, kind, place, step);
  return said ?? stepSentence(pooled, step);
}

/** Light what is pointed at, in every picture. */
function light(widget) {
  const { pooled, picture, step, pointing, stepper, turn, code } = widget;
  // What a reader is asked for is not told.
  const { kind, place } = turn ? {} : pointing.current();
  const { x, dx, windows, cells } = litBy(widget, kind, place);
  const { planes, matrix } = picture;
  planes.x.light(x);
  planes.dx.light(dx);
  matrix.light(cells);
  for (const name of PER_WINDOW) planes[name].light(windows);
  code.say(() => {
    const values = variables(pooled, step);
    return kind === "code" ? codeWords(place, values, taken(pooled, step), pooled.backward) : variableWords(values);
  });
  showText(stepper.words, wordsAt(widget, kind, place));
}

function showStep(widget, step, before) {
  const { picture, stepper } = widget;
  widget.step = step;
  const seen = picture.showRead(step);
  const isMove = takeTurn(widget, step, before);
  const isAwaited = Boolean(widget.turn || isMove);
  const header = picture.matrix.showStep(step, isAwaited);
  show(widget, isAwaited ? step - 1 : step, isAwaited);
  stepper.onNextFrame("step", () => {
    for (const cell of seen) scrollTo(cell.closest(".scroll"), cell);
    scrollTo(header.closest(".scroll"), header);
  });
  light(widget);
  if (isMove) perform(widget, step);
}

/** What has been made up to a step; `isAwaited`: the next one's winner is not yet told. */
function show({ picture, pooled, step }, made, isAwaited) {
  picture.showMade(pooled.backward ? Infinity : made);
  picture.showSums(() => made);
  picture.showWinners(!isAwaited, (cell) => stepAt(pooled, cell) <= (isAwaited ? step - 1 : step));
}

/** The step comes about: what departs together arrives together, and only then shows. */
function perform(widget, step) {
  const { picture, pooled, stepper } = widget;
  const landing = {
    rows() {
      picture.matrix.arrive(cellsAt(pooled, step));
      picture.showWinners(true, (cell) => stepAt(pooled, cell) <= step);
    },
    made: () => show(widget, step, false),
  };
  stepper.moveStep((options) => turnsOf(picture, pooled, step, landing, options));
}

export default { render };
