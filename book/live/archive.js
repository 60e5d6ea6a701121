// An archive as packing.py makes it: a tar in its plain form, of files alone, and compressed with gzip.
const BLOCK = 512;
const GZIP = 0x1f; // what such a file begins with
/** Where a file's head says what: from which byte on, and how many. */
const NAME = [0, 100];
const SIZE = [124, 12];
const FOLDERS = [345, 155];
const letters = new TextDecoder();

/** What this file holds; a host that tells of its compression has had the browser take it away already. @param {ArrayBuffer} file */
export async function inflated(file) {
  if (!isCompressed(file)) return file;
  return new Response(new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {ArrayBuffer} file */
export const isCompressed = (file) => new Uint8Array(file, 0, 1)[0] === GZIP;

/** Each file's path and content, which is a part of the archive and no copy. @param {ArrayBuffer} tar @returns {Generator<[string, Uint8Array]>} */
export function* filesIn(tar) {
  const bytes = new Uint8Array(tar);
  let at = 0;
  const text = (/** @type {number[]} */ [from, length]) =>
    letters.decode(bytes.subarray(at + from, at + from + length)).split("\0")[0];
  while (bytes[at]) {
    const size = Number.parseInt(text(SIZE), 8);
    const path = [text(FOLDERS), text(NAME)].filter(Boolean).join("/");
    at += BLOCK;
    yield [path, bytes.subarray(at, at + size)];
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
}
