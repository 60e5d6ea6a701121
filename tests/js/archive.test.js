import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { filesIn, inflated, isCompressed } from "../../book/live/archive.js";

/** A tar as Python's tarfile writes it, its head without what is not read. */
function tarOf(files) {
  const blocks = files.flatMap(([folders, name, text]) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
    head.write(folders, 345);
    const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    content.write(text);
    return [head, content];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(1024)])).buffer;
}
const read = (tar) => [...filesIn(tar)].map(([path, content]) => [path, new TextDecoder().decode(content)]);

const LONG = "x".repeat(100); // without an end, as there is no room for it
const WHOLE = "y".repeat(512);
const tar = tarOf([
  ["", "numpy/version.pyc", "2.0"],
  ["", "empty.py", ""],
  ["some/folders", LONG, WHOLE],
  ["", "last.py", "ü"],
]);

test("each file has its path and its content, whatever their lengths", () => {
  assert.deepEqual(read(tar), [
    ["numpy/version.pyc", "2.0"],
    ["empty.py", ""],
    [`some/folders/${LONG}`, WHOLE],
    ["last.py", "ü"],
  ]);
});

test("a content is a part of the archive", () => {
  assert.ok([...filesIn(tar)].every(([, content]) => content.buffer === tar));
});

test("what is compressed is inflated, and what a host's browser has inflated already is taken as it is", async () => {
  const file = new Uint8Array(gzipSync(new Uint8Array(tar))).buffer;
  assert.ok(isCompressed(file));
  assert.deepEqual(read(await inflated(file)), read(tar));
  assert.ok(!isCompressed(tar));
  assert.equal(await inflated(tar), tar);
});
