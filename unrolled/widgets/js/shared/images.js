// Draws an array (N, C, H, W) as N times C grids of numbers, each with its padding around it.
import { makeGrid } from "./grid.js";
import { pixel, copies } from "./unroll.js";
import { element, range, short } from "./dom.js";

function cellHtml(sizes, x, place) {
  const at = pixel(sizes, place);
  if (!at) return `<span role="gridcell" data-pad="${place}">0</span>`;
  const [n, c, h, w] = at;
  const value = x.data[((n * sizes.C + c) * sizes.H + h) * sizes.W + w];
  const unread = copies(sizes, place).length === 0 ? " data-unread" : "";
  return `<span role="gridcell" data-index="${at}"${unread}>${short(value)}</span>`;
}

function channelHtml(sizes, x, n, c) {
  const rows = range(sizes.PH).map((h) => {
    const cells = range(sizes.PW).map((w) => cellHtml(sizes, x, [n, c, h, w]));
    return `<div role="row">${cells.join("")}</div>`;
  });
  return `<div class="channel"><div class="caption" aria-hidden="true">channel ${c}</div>
    <div class="cells" role="rowgroup" aria-label="image ${n}, channel ${c}">${rows.join("")}<div class="frame" hidden></div></div></div>`;
}

// The picture has `cells` by number (see `number`), and shows where the current windows stand.
export function drawImages(box, name, x, sizes, point) {
  const images = range(sizes.N).map((n) => {
    const channels = range(sizes.C).map((c) => channelHtml(sizes, x, n, c));
    return `<div class="image"><div class="caption" aria-hidden="true">image ${n}</div>
      <div class="channels">${channels.join("")}</div></div>`;
  });
  const { N, C, PH, PW } = sizes;
  const label = `${name}: ${N} × ${C} grids of ${sizes.H} × ${sizes.W} pixels`;
  const root = element(`<div role="grid" data-grid="${name}" aria-label="${label}">${images.join("")}</div>`);
  box.replaceChildren(root);

  // Channels lie side by side and images one below the other, so the arrow keys pass from grid to grid.
  const number = ([n, c, h, w]) => (n * PH + h) * C * PW + c * PW + w;
  const place = (k) => {
    const [row, column] = [Math.floor(k / (C * PW)), k % (C * PW)];
    return [Math.floor(row / PH), Math.floor(column / PW), row % PH, column % PW];
  };
  const drawn = (i) => number([Math.floor(i / (C * PH * PW)), Math.floor(i / (PH * PW)) % C, Math.floor(i / PW) % PH, i % PW]);
  const grid = makeGrid(root, drawn, C * PW, (how, k) => point(how, k === null ? null : place(k)));
  const frames = [...root.querySelectorAll(".frame")];
  let shown = [];

  return {
    ...grid,
    number,
    light: (marks) => grid.light(new Map(marks.map(([at, mark]) => [number(at), mark]))),
    // Frame a window of `high` by `wide` in each channel of image n; `taps` are the positions that it reads.
    // Returns the window's first and last cell in the first channel.
    showWindow(n, [h, w], [high, wide], taps) {
      for (const cell of shown) delete cell.dataset.window;
      shown = taps.map((at) => grid.cells[number(at)]);
      for (const cell of shown) cell.dataset.window = "";
      frames.forEach((frame, i) => {
        frame.hidden = Math.floor(i / C) !== n;
        if (!frame.hidden) frame.style.cssText = `--h:${h};--w:${w};--high:${high};--wide:${wide}`;
      });
      return [shown[0], shown[shown.length / C - 1]];
    },
  };
}
