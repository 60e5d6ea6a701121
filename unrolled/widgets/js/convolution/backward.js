// One number of dout: what it adds to db, to dW and to dx, and what they have received so far.
import { element, short } from "../shared/dom.js";
import { indexAt } from "../shared/strides.js";
import { columnPlace, pixel, source } from "../shared/unroll.js";
import { flat, meeting, pick, received } from "./layer.js";
import { flow, numberGrid, sign, told } from "./grid.js";
import { makeTaps } from "./taps.js";
import { biasReceives, givesWords, named, receives, unreadWords } from "./words.js";

const factor = () => sign('× <b class="factor"></b>');

export function backwardView({ sizes, b, W }, point) {
  const { PH, PW, FH, FW, OH, OW, columns } = sizes;
  const taps = makeTaps(sizes);
  const make = (name, kind, ...size) => numberGrid(name, kind, size, point);
  const dout = make("dout", "gradient", OH, OW);
  const db = b && make("db", "gradient", 1, W.shape[0]);
  const x = make("x", "image", PH, PW);
  const toW = make("to_dW", "window", FH, FW);
  const dW = make("dW", "gradient", FH, FW);
  const filter = make("W", "filter", FH, FW);
  const toX = make("to_dx", "window", FH, FW);
  const dx = make("dx", "gradient", PH, PW);
  const root = element('<div class="backward"></div>');
  root.append(
    told("Each number of `dout` goes to `db` as it is,", flow(dout, db && [sign('<b class="factor"></b> →'), db])),
    told("to `dW` times the window that the filter saw,", flow(x, factor(), [sign("="), toW], [sign("→"), dW])),
    told("and to `dx`, under that window, times the filter.", flow(filter, factor(), [sign("="), toX], [sign("→"), dx])),
  );
  let [state, n, f, row, d, before, after] = [];

  const doutNumber = (number) => flat(state.dout.shape, [n, f, 0, 0]) + number;
  const weightPlace = (k) => [f, ...columnPlace(sizes, k)];
  const pixels = (array) => (number) => {
    const index = pixel(sizes, taps.drawn(number));
    return { value: index ? pick(array, index) : 0, index, zero: !index };
  };
  const weights = (array) => (number) => {
    const index = weightPlace(taps.columnAt(number));
    return { value: pick(array, index), index };
  };
  const parts = (read) => (number) => ({ value: d * read(taps.columnAt(number)), index: taps.placeAt(number) });
  const douts = (number) => {
    const at = doutNumber(number);
    return { value: state.dout.data[at], index: indexAt(at, state.dout.shape), made: at <= state.step };
  };

  function show(news) {
    state = news;
    const { layer, step, channel } = state;
    ({ n, f, row } = meeting(layer, step));
    d = state.dout.data[step];
    [before, after] = [step, step + 1].map((steps) => received(layer, state.dout, steps));
    for (const box of root.querySelectorAll(".factor")) box.textContent = short(d);
    taps.lookAt(channel, row, x, dx);
    dout.stopAt(step - doutNumber(0));
    db?.fill("db", (number) => ({ value: after.db.data[number], index: [number] }));
    return Math.max(
      dout.fill(named("dout", [n, f]), douts),
      x.fill(named("x", [n, channel]), pixels(layer.x)),
      toW.fill("window × dout", parts((k) => layer.col[row * columns + k])),
      dW.fill(`${named("dW", [f, channel])} so far`, weights(after.dW)),
      filter.fill(named("W", [f, channel]), weights(layer.W)),
      toX.fill("filter × dout", parts((k) => pick(layer.W, weightPlace(k)))),
      dx.fill(`${named("dx", [n, channel])} so far`, pixels(after.dx)),
    );
  }

  const isPixels = (name) => name === "x" || name === "dx";

  function tapOf(name, number) {
    if (isPixels(name)) return taps.columnOf(number);
    return name === "dout" || name === "db" ? undefined : taps.columnAt(number);
  }

  // All numbers of dout whose windows hold a pixel.
  function faint(name, number) {
    return isPixels(name) ? { dout: taps.windowsOver(number).map(([at]) => [at - n * OH * OW, "faint"]) } : {};
  }

  function tapWords(k, name) {
    const at = pixel(sizes, source(sizes, row, k));
    const gradient = named("dout", indexAt(state.step, state.dout.shape));
    const place = weightPlace(k);
    if (["x", "to_dW", "dW"].includes(name)) {
      const value = state.layer.col[row * columns + k];
      return receives(named("dW", place), gradient, at ? named("x", at) : "zero", d, value, pick(before.dW, place));
    }
    if (!at) return "This falls on the padding, which keeps nothing.";
    return receives(named("dx", at), gradient, named("W", place), d, pick(state.layer.W, place), pick(before.dx, at));
  }

  function wordsOf(name, number) {
    if (name === "dout") return givesWords(douts(number).index, douts(number).value);
    if (name === "db") return biasReceives(number, number === f ? d : 0, before.db.data[number]);
    const { value, index } = pixels(name === "dx" ? after.dx : state.layer.x)(number);
    return unreadWords(index ? named(name, index) : "zero", value, taps.windowsOver(number).length);
  }

  return {
    root,
    grids: { dout, ...(db && { db }), x, to_dW: toW, dW, W: filter, to_dx: toX, dx },
    show,
    always: () => ({
      x: taps.window(),
      dx: taps.window(),
      dout: [[state.step - doutNumber(0), "step"]],
      ...(db && { db: [[f, "step"]] }),
    }),
    tapOf,
    marksOf: (k) => taps.marks(k, ["x", "dx"], ["W", "dW", "to_dW", "to_dx"]),
    faint,
    tapWords,
    wordsOf,
    chooser: "dout",
    choose: doutNumber,
    words: () => givesWords(indexAt(state.step, state.dout.shape), d),
  };
}
