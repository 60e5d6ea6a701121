// One window times one filter: the products, their sum, plus b, one output number. Forward, and dx as a convolution.
import { element, short } from "./dom.js";
import { columnPlace, copies, pixel, source } from "./unroll.js";
import { position, span } from "./windows.js";
import { flat, meeting, products, sumOf } from "./convolution_layer.js";
import { indexAt } from "./strides.js";
import { flow, numberGrid, sign, told } from "./convolution_grid.js";
import { added, biasWords, named, outputWords, productWords, unreadWords } from "./convolution_words.js";

// `roles` names the arrays and says which of their numbers a cell shows: xAt, WAt (null: none, a zero).
export function productView(roles, { sizes, b, W }, point) {
  const { PH, PW, FH, FW, OH, OW } = sizes;
  const taps = FH * FW;
  const x = numberGrid(roles.x, roles.colours[0], [PH, PW], point);
  const filter = numberGrid("W", "filter", [FH, FW], point);
  const multiplied = numberGrid("products", "window", [FH, FW], point);
  const bias = b && numberGrid("b", "filter", [1, W.shape[0]], point);
  const out = numberGrid(roles.out, roles.colours[1], [OH, OW], point);
  const sum = element('<figure class="part"><figcaption>sum</figcaption><div class="total"></div><small></small></figure>');
  const plus = bias && [sign("+"), bias];
  const line = flow(x, [sign("×"), filter], [sign("="), multiplied], [sign("→"), sum], plus, [sign("="), out]);
  const root = told(roles.says, line);
  const grids = { [roles.x]: x, W: filter, products: multiplied, ...(bias && { b: bias }), [roles.out]: out };
  let [layer, n, f, c, row, step, values] = [];

  const drawn = (number) => [n, c, Math.floor(number / PW), number % PW];
  const xCell = (place) => {
    const at = pixel(sizes, place);
    const index = at && roles.xAt(at);
    return { value: at ? layer.x.data[flat(layer.x.shape, at)] : 0, index, zero: !index };
  };
  const outNumber = (number) => flat(layer.out.shape, [n, f, 0, 0]) + number;
  const columnAt = (number) => c * taps + number;

  function fillSum() {
    const parts = Array.from({ length: sizes.C }, (_, i) => sumOf(values.slice(i * taps, (i + 1) * taps)));
    sum.querySelector(".total").textContent = short(sumOf(values));
    sum.querySelector("small").textContent = sizes.C > 1 ? added(parts) : "";
  }

  function show(state) {
    ({ layer, step, channel: c } = state);
    const at = meeting(layer, step);
    ({ n, f, row } = at);
    values = products(layer, row, f);
    x.frameAt([position(sizes.height, at.oh, 0), position(sizes.width, at.ow, 0)], [span(sizes.height), span(sizes.width)]);
    fillSum();
    const widths = [
      x.fill(named(roles.x, [n, c]), (number) => xCell(drawn(number))),
      filter.fill(roles.filterTitle(f, c), (number) => {
        const place = [f, ...columnPlace(sizes, columnAt(number))];
        return { value: layer.W.data[flat(layer.W.shape, place)], index: roles.WAt(place) };
      }),
      multiplied.fill("products", (number) => ({ value: values[columnAt(number)], index: columnPlace(sizes, columnAt(number)) })),
      out.fill(named(roles.out, [n, f]), (number) => ({
        value: layer.out.data[outNumber(number)],
        index: indexAt(outNumber(number), layer.out.shape),
        made: outNumber(number) <= step,
      })),
    ];
    bias?.fill("b", (number) => ({ value: layer.b.data[number], index: [number] }));
    out.stopAt(step - outNumber(0));
    return Math.max(...widths);
  }

  const tapNumber = (k) => {
    const [, , h, w] = source(sizes, row, k);
    return h * PW + w;
  };
  const always = () => ({
    [roles.x]: Array.from({ length: taps }, (_, i) => [tapNumber(columnAt(i)), "step"]),
    [roles.out]: [[step - outNumber(0), "step"]],
    ...(bias && { b: [[f, "step"]] }),
  });

  // The column of col that a cell stands for, if it takes part in this step.
  function tapOf(name, number) {
    if (name === "W" || name === "products") return columnAt(number);
    if (name === roles.x) return copies(sizes, drawn(number)).find(([at]) => at === row)?.[1];
    return undefined;
  }

  const marksOf = (k) => {
    if (Math.floor(k / taps) !== c) return {};
    const tap = [[k - columnAt(0), "1"]];
    return { [roles.x]: [[tapNumber(k), "1"]], W: tap, products: tap };
  };

  // The pixel that a cell of another row of col holds.
  function faint(name, number) {
    if (name !== "col") return {};
    const [at, channel, h, w] = source(sizes, Math.floor(number / sizes.columns), number % sizes.columns);
    return at === n && channel === c ? { [roles.x]: [[h * PW + w, "1"]] } : {};
  }

  function tapWords(k) {
    const at = pixel(sizes, source(sizes, row, k));
    const index = at && roles.xAt(at);
    const place = [f, ...columnPlace(sizes, k)];
    const weight = layer.W.data[flat(layer.W.shape, place)];
    const value = layer.col[row * sizes.columns + k];
    return productWords(index ? named(roles.x, index) : "zero", named("W", roles.WAt(place)), value, weight);
  }

  function wordsOf(name, number) {
    if (name === "b") return biasWords(number, layer.b.data[number]);
    if (name === roles.out) return `\`${named(roles.out, indexAt(outNumber(number), layer.out.shape))} = ${short(layer.out.data[outNumber(number)])}\``;
    const { value, index } = xCell(drawn(number));
    return unreadWords(index ? named(roles.x, index) : "padding", value, copies(sizes, drawn(number)).length);
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
    chooser: roles.out,
    choose: outNumber,
    words: () => {
      const place = indexAt(step, layer.out.shape);
      return outputWords(roles.out, place, sizes.columns, sumOf(values), layer.b?.data[f], layer.out.data[step]);
    },
  };
}
