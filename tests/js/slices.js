// The rows and columns of an image, or of all, that words name as Python slices: "… `x[0, :, 1:4:2, 0:3]` …".
const NAMED = /\[(\d+|:), :, ([\d:]+), ([\d:]+)\]/;

function indices(text) {
  const [start, stop, step = 1] = text.split(":").map(Number);
  const found = [];
  for (let at = start; at < stop; at += step) found.push(at);
  return found;
}

// The pixels (counted from 1) of all channels that words name in an array of this shape, in reading order.
export function namedPixels(words, [N, C, H, W]) {
  const named = words.match(NAMED);
  if (!named) return [];
  const [rows, columns] = [indices(named[2]), indices(named[3])];
  const images = named[1] === ":" ? [...Array(N).keys()] : [Number(named[1])];
  const planes = images.flatMap((n) => Array.from({ length: C }, (_, c) => n * C + c));
  return planes.flatMap((plane) => rows.flatMap((h) => columns.map((w) => (plane * H + h) * W + w + 1)));
}
