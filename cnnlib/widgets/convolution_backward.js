// One number of dout: what it adds to db, to dW and to dx, and what they have received so far.
import { element, range, short } from "./dom.js";
import { columnPlace, copies, pixel, source } from "./unroll.js";
import { position, span } from "./windows.js";
import { flat, meeting, received } from "./convolution_layer.js";
import { indexAt } from "./strides.js";
import { flow, numberGrid, sign, told } from "./convolution_grid.js";
import { biasReceives, givesWords, named, reachedWords, receives } from "./convolution_words.js";

export function backwardView({ sizes, b, W }, point) {
  const { PH, PW, FH, FW, OH, OW, C, columns } = sizes;
  const taps = FH * FW;
  const make = (name, kind, size) => [name, numberGrid(name, kind, size, point)];
  const grids = Object.fromEntries([
    make("dout", "gradient", [OH, OW]),
    ...(b ? [make("db", "gradient", [1, W.shape[0]])] : []),
    make("x", "image", [PH, PW]),
    make("to_dW", "window", [FH, FW]),
    make("dW", "gradient", [FH, FW]),
    make("W", "filter", [FH, FW]),
    make("to_dx", "window", [FH, FW]),
    make("dx", "gradient", [PH, PW]),
  ]);
  const { dout: given, db, x, to_dW: toW, dW, W: filter, to_dx: toX, dx } = grids;
  const root = element('<div class="backward"></div>');
  const factor = () => sign('× <b class="factor"></b>');
  root.append(
    told("Each number of `dout` goes to `db` as it is,", flow(given, ...(db ? [[sign('<b class="factor"></b> →'), db]] : []))),
    told("to `dW` times the window that the filter saw,", flow(x, factor(), [sign("="), toW], [sign("→"), dW])),
    told("and to `dx`, under that window, times the filter.", flow(filter, factor(), [sign("="), toX], [sign("→"), dx])),
  );
  let [state, n, f, row, d, before, after] = [];

  const columnAt = (number) => state.channel * taps + number;
  const drawn = (number) => [n, state.channel, Math.floor(number / PW), number % PW];
  const weightPlace = (k) => [f, ...columnPlace(sizes, k)];
  const pick = (array, place) => array.data[flat(array.shape, place)];
  const image = (array) => (number) => {
    const at = pixel(sizes, drawn(number));
    return { value: at ? pick(array, at) : 0, index: at, zero: !at };
  };
  const weights = (array) => (number) => {
    const index = weightPlace(columnAt(number));
    return { value: pick(array, index), index };
  };
  const douts = (number) => {
    const index = [n, f, Math.floor(number / OW), number % OW];
    return { value: pick(state.dout, index), index, made: flat(state.dout.shape, index) <= state.step };
  };

  function show(news) {
    state = news;
    const { layer, dout, step, channel } = state;
    const at = meeting(layer, step);
    ({ n, f, row } = at);
    d = dout.data[step];
    [before, after] = [received(layer, dout, step), received(layer, dout, step + 1)];
    for (const box of root.querySelectorAll(".factor")) box.textContent = short(d);
    const corner = [position(sizes.height, at.oh, 0), position(sizes.width, at.ow, 0)];
    for (const grid of [x, dx]) grid.frameAt(corner, [span(sizes.height), span(sizes.width)]);
    given.stopAt(at.oh * OW + at.ow);
    const part = (read) => (number) => ({ value: d * read(columnAt(number)), index: columnPlace(sizes, columnAt(number)) });
    db?.fill("db", (number) => ({ value: after.db.data[number], index: [number] }));
    return Math.max(
      given.fill(named("dout", [n, f]), douts),
      x.fill(named("x", [n, channel]), image(layer.x)),
      toW.fill("window × dout", part((k) => layer.col[row * columns + k])),
      dW.fill(`${named("dW", [f, channel])} so far`, weights(after.dW)),
      filter.fill(named("W", [f, channel]), weights(layer.W)),
      toX.fill("filter × dout", part((k) => pick(layer.W, weightPlace(k)))),
      dx.fill(`${named("dx", [n, channel])} so far`, image(after.dx)),
    );
  }

  const tapNumber = (k) => {
    const [, , h, w] = source(sizes, row, k);
    return h * PW + w;
  };
  function always() {
    const window = range(taps).map((i) => [tapNumber(columnAt(i)), "step"]);
    const current = [[state.step - flat(state.dout.shape, [n, f, 0, 0]), "step"]];
    return { x: window, dx: window, dout: current, ...(db && { db: [[f, "step"]] }) };
  }

  function tapOf(name, number) {
    if (["W", "dW", "to_dW", "to_dx"].includes(name)) return columnAt(number);
    if (name === "x" || name === "dx") return copies(sizes, drawn(number)).find(([at]) => at === row)?.[1];
    return undefined;
  }

  function marksOf(k) {
    if (Math.floor(k / taps) !== state.channel) return {};
    const [tap, at] = [[[k - columnAt(0), "1"]], [[tapNumber(k), "1"]]];
    return { x: at, dx: at, W: tap, dW: tap, to_dW: tap, to_dx: tap };
  }

  // A pixel of dx outside the window: the numbers of dout that reach it.
  function faint(name, number) {
    if (name !== "dx" && name !== "x") return {};
    return { dout: copies(sizes, drawn(number)).map(([at]) => [at - n * OH * OW, "faint"]) };
  }

  function tapWords(k, name) {
    const { layer } = state;
    const at = pixel(sizes, source(sizes, row, k));
    const [weight, value] = [pick(layer.W, weightPlace(k)), layer.col[row * columns + k]];
    const gradient = named("dout", indexAt(state.step, layer.out.shape));
    const toPixels = ["W", "to_dx", "dx"].includes(name);
    if (toPixels && !at) return "This falls on the padding, which keeps nothing.";
    if (toPixels) return receives(named("dx", at), gradient, named("W", weightPlace(k)), d, weight, pick(before.dx, at));
    const pixelName = at ? named("x", at) : "padding";
    return receives(named("dW", weightPlace(k)), gradient, pixelName, d, value, pick(before.dW, weightPlace(k)));
  }

  function wordsOf(name, number) {
    if (name === "db") return number === f ? biasReceives(f, d, before.db.data[f]) : `\`db[${number}] = ${short(after.db.data[number])}\` so far.`;
    if (name === "dout") return givesWords(douts(number).index, douts(number).value);
    const at = pixel(sizes, drawn(number));
    const [array, title] = name === "dx" ? [after.dx, "dx"] : [state.layer.x, "x"];
    return reachedWords(at ? named(title, at) : "padding", at ? pick(array, at) : 0, copies(sizes, drawn(number)).length);
  }

  return {
    root,
    grids,
    show,
    always,
    tapOf,
    marksOf,
    faint,
    tapWords,
    wordsOf,
    chooser: "dout",
    choose: (number) => flat(state.dout.shape, [n, f, 0, 0]) + number,
    words: () => givesWords(indexAt(state.step, state.dout.shape), d),
  };
}
