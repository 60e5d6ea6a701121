// One window times one filter: the products, their sum, plus b, one output number. Forward, and dx as a convolution.
import { element, range, short } from "../shared/dom.js";
import { indexAt } from "../shared/strides.js";
import { columnPlace, pixel, source } from "../shared/unroll.js";
import { flat, meeting, pick, products, sumOf } from "./layer.js";
import { flow, numberGrid, sign, told } from "./grid.js";
import { makeTaps } from "./taps.js";
import { added, biasWords, named, outputWords, productWords, unreadWords } from "./words.js";

// `roles` names the arrays and says which of their numbers a cell shows: xAt, WAt (null: none, a zero).
export function productView(roles, { sizes, b, W }, point) {
  const { C, PH, PW, FH, FW, OH, OW } = sizes;
  const taps = makeTaps(sizes);
  const x = numberGrid(roles.x, roles.colours[0], [PH, PW], point);
  const filter = numberGrid("W", "filter", [FH, FW], point);
  const multiplied = numberGrid("products", "window", [FH, FW], point);
  const bias = b && numberGrid("b", "filter", [1, W.shape[0]], point);
  const out = numberGrid(roles.out, roles.colours[1], [OH, OW], point);
  const sum = element('<figure class="part"><figcaption>sum</figcaption><div class="total"></div><small></small></figure>');
  const plus = bias && [sign("+"), bias];
  const line = flow(x, [sign("×"), filter], [sign("="), multiplied], [sign("→"), sum], plus, [sign("="), out]);
  let [layer, n, f, row, step, values] = [];

  const xCell = (number) => {
    const at = pixel(sizes, taps.drawn(number));
    const index = at && roles.xAt(at);
    return { value: at ? pick(layer.x, at) : 0, index, zero: !index };
  };
  const weightCell = (k) => {
    const place = [f, ...columnPlace(sizes, k)];
    return { value: pick(layer.W, place), index: roles.WAt(place) };
  };
  const outNumber = (number) => flat(layer.out.shape, [n, f, 0, 0]) + number;
  const outCell = (number) => {
    const at = outNumber(number);
    return { value: layer.out.data[at], index: indexAt(at, layer.out.shape), made: at <= step };
  };

  function fillSum() {
    const size = FH * FW;
    const parts = range(C).map((c) => sumOf(values.slice(c * size, (c + 1) * size)));
    sum.querySelector(".total").textContent = short(sumOf(values));
    sum.querySelector("small").textContent = C > 1 ? added(parts) : "";
  }

  function show(state) {
    ({ layer, step } = state);
    ({ n, f, row } = meeting(layer, step));
    values = products(layer, row, f);
    taps.lookAt(state.channel, row, x);
    fillSum();
    bias?.fill("b", (number) => ({ value: layer.b.data[number], index: [number] }));
    out.stopAt(step - outNumber(0));
    return Math.max(
      x.fill(named(roles.x, [n, state.channel]), xCell),
      filter.fill(roles.filterTitle(f, state.channel), (number) => weightCell(taps.columnAt(number))),
      multiplied.fill("products", (number) => ({ value: values[taps.columnAt(number)], index: taps.placeAt(number) })),
      out.fill(named(roles.out, [n, f]), outCell),
    );
  }

  function tapOf(name, number) {
    if (name === "W" || name === "products") return taps.columnAt(number);
    return name === roles.x ? taps.columnOf(number) : undefined;
  }

  // The pixel that a cell of another row of col holds.
  function faint(name, number, channel) {
    if (name !== "col") return {};
    const [at, c, h, w] = source(sizes, Math.floor(number / sizes.columns), number % sizes.columns);
    return at === n && c === channel ? { [roles.x]: [[h * PW + w, "1"]] } : {};
  }

  function tapWords(k) {
    const at = pixel(sizes, source(sizes, row, k));
    const index = at && roles.xAt(at);
    const { value, index: place } = weightCell(k);
    return productWords(index ? named(roles.x, index) : "zero", named("W", place), layer.col[row * sizes.columns + k], value);
  }

  function wordsOf(name, number) {
    if (name === "b") return biasWords(number, layer.b.data[number]);
    if (name === roles.out) return `\`${named(roles.out, outCell(number).index)} = ${short(outCell(number).value)}\``;
    const { value, index } = xCell(number);
    return unreadWords(index ? named(roles.x, index) : "zero", value, taps.windowsOver(number).length);
  }

  return {
    root: told(roles.says, line),
    grids: { [roles.x]: x, W: filter, products: multiplied, ...(bias && { b: bias }), [roles.out]: out },
    show,
    always: () => ({ [roles.x]: taps.window(), [roles.out]: [[step - outNumber(0), "step"]], ...(bias && { b: [[f, "step"]] }) }),
    tapOf,
    marksOf: (k) => taps.marks(k, [roles.x], ["W", "products"]),
    faint,
    tapWords,
    wordsOf,
    chooser: roles.out,
    choose: outNumber,
    words: () =>
      outputWords(roles.out, indexAt(step, layer.out.shape), values.length, sumOf(values), layer.b?.data[f], layer.out.data[step]),
  };
}
