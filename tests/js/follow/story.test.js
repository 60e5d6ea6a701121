import assert from "node:assert/strict";
import { test } from "node:test";
import * as story from "../../../unrolled/widgets/js/follow/story.js";
import { cases } from "../cases.js";

const { FRAMES, MOVES } = story;
const [one, two] = cases("follow");
const duration = (moves) => moves.reduce((sum, { ms }) => sum + ms, 0);
const ALL = [story.OPENING, story.ANSWERING, story.MULTIPLYING, story.LENGTHENING, story.falling(story.RETURNED)];

/** The cells that have been laid after these moves, beside those that stood there. */
function laid(moves, standing) {
  const columns = standing.columns ?? one.col[0].length;
  const cells = new Set();
  for (let row = 0; row < standing.rows; row += 1) {
    for (let column = 0; column < columns; column += 1) cells.add(`${row},${column}`);
  }
  for (let column = 0; column < standing.cells; column += 1) cells.add(`${standing.rows},${column}`);
  for (const { strips } of moves) {
    for (const column of strips?.columns.flat() ?? []) {
      const cell = `${strips.row},${column}`;
      assert.ok(!cells.has(cell), `${cell} is laid twice`);
      cells.add(cell);
    }
  }
  return cells;
}

const cellsOf = (standing, columns = one.col[0].length) => laid([], { ...standing, columns });

test("the frames are Python's", () => {
  assert.deepEqual([...FRAMES], one.frames);
  assert.ok(story.isFrom("rest", "rest"));
  assert.ok(!story.isFrom("question", "rest"));
  assert.ok(FRAMES.includes(story.STILL));
});

test("what stands in a frame", () => {
  assert.deepEqual(story.standing("start"), { window: 0, rows: 1, cells: 0, channels: 1 });
  assert.deepEqual(story.standing("row4"), { window: 3, rows: 4, cells: 0, channels: 1 });
  assert.deepEqual(story.standing("question"), { window: 4, rows: 4, cells: 3, channels: 1 });
  assert.deepEqual(story.standing("answered"), { window: 4, rows: 5, cells: 0, channels: 1 });
  for (const frame of FRAMES.slice(6)) {
    const { window, rows, channels } = story.standing(frame);
    assert.deepEqual([window, rows, channels], [null, 6, ["channel", "doors"].includes(frame) ? 2 : 1], frame);
  }
});

test("it plays for four seconds and then asks; row by row nothing is laid twice, and all of it stands there at the end", () => {
  assert.equal(duration(story.OPENING), 4000);
  assert.equal(story.OPENING.at(-1).lands, "question");
  let before = "start";
  let from = 0;
  for (const [i, { lands }] of story.OPENING.entries()) {
    if (!lands) continue;
    assert.deepEqual(laid(story.OPENING.slice(from, i + 1), story.standing(before)), cellsOf(story.standing(lands)));
    [before, from] = [lands, i + 1];
  }
});

test("an answer lays the rest of the row, leaves time to read, and lays the last row in half a second", () => {
  assert.equal(story.ANSWERING.at(-1).lands, "rest");
  assert.equal(story.ANSWERING.at(-1).ms, 500);
  assert.deepEqual(laid(story.ANSWERING, story.standing("question")), cellsOf(story.standing("rest")));
  const answered = story.ANSWERING.findIndex(({ lands }) => lands === "answered");
  assert.deepEqual(
    laid(story.ANSWERING.slice(0, answered + 1), story.standing("question")),
    cellsOf(story.standing("answered")),
  );
  assert.ok(story.ANSWERING[answered + 1].ms >= 1500);
});

test("the second channel lays the second half of every row", () => {
  const { standing } = story.bare("channel");
  assert.deepEqual(laid(story.LENGTHENING, standing), cellsOf(story.standing("channel"), two.col[0].length));
});

test("products drop one by one", () => {
  assert.deepEqual(
    story.MULTIPLYING.map(({ drop, window }) => [drop, window]),
    one.out.map((_, row) => [row, row]),
  );
  assert.equal(story.bare("multiply").outputs, 0);
});

test("copies come back one by one: the followed pixel's, and the corner's one", () => {
  const falls = story.falling(story.RETURNED).map(({ fall }) => fall);
  assert.deepEqual(
    falls.map(({ pixel, landed }) => [pixel, landed]),
    [...[1, 2, 3, 4, 5, 6].map((landed) => [12, landed]), [0, 1]],
  );
  for (const { pixel, cell } of falls) assert.equal(one.col[cell[0]][cell[1]], pixel);
  assert.equal(story.bare("backward").sums.size, 0);
  assert.deepEqual(story.bare("twelve"), {});
});

test("at most six things move at once, and every play ends in a frame within four seconds", () => {
  for (const moves of ALL) {
    for (const { strips, drop, fall } of moves) {
      const moving = (strips?.columns.length ?? 0) + Number(drop !== undefined) + Number(fall !== undefined);
      assert.ok(moving <= 6);
    }
    assert.ok(duration(moves) <= 4000);
    assert.ok(FRAMES.includes(moves.at(-1).lands));
  }
});

test("every button leads to a frame, and its moves end there", () => {
  for (const frame of FRAMES) {
    for (const isPlaying of [false, true]) {
      for (const name of story.buttonsOf(frame, isPlaying)) {
        if (name === "add" || name === "assign") continue;
        const to = story.leadsTo(name, frame);
        assert.ok(FRAMES.includes(to), `${name} in ${frame}`);
        if (MOVES[name]) assert.equal(MOVES[name].at(-1).lands, to);
      }
    }
  }
});

test("the buttons whose ways are long enough to be seen have moves", () => {
  assert.deepEqual(Object.keys(MOVES).sort(), ["again", "backward", "longer", "multiply", "play", "rows"]);
  assert.ok(Object.values(MOVES).every((moves) => moves.length > 1));
});

test("whoever stops the first rows goes on by hand", () => {
  for (const frame of ["row2", "row3", "row4"]) assert.deepEqual(story.buttonsOf(frame, false), ["next"]);
});

test("the way through, button by button", () => {
  const lead = (frame, name) => {
    assert.ok(story.buttonsOf(frame, false).includes(name), `no ${name} in ${frame}`);
    return story.leadsTo(name, frame);
  };
  const way = "play show next show multiply backward multiply channel longer next again".split(" ");
  const frames = ["start"];
  for (const name of way) frames.push(lead(frames.at(-1), name));
  assert.deepEqual(
    frames.slice(1).join(" "),
    "question answered rest twelve multiply backward multiply guess channel doors question",
  );
  assert.equal(lead(story.STILL, "next"), "question");
  assert.equal(lead("guess", "rows"), "channel");
  assert.equal(lead("twelve", "backward"), "backward");
});

test("while it plays by itself there is one way on", () => {
  assert.deepEqual(story.buttonsOf("start", true), ["skip"]);
  assert.deepEqual(story.buttonsOf("row4", true), ["skip"]);
  assert.equal(story.leadsTo("skip", "row3"), "question");
  assert.deepEqual(story.buttonsOf("question", true), ["next"]);
  assert.deepEqual(story.buttonsOf("answered", true), ["next"]);
  assert.deepEqual(story.buttonsOf("backward", true), story.buttonsOf("backward", false));
});

test("a door without an address is none", () => {
  assert.deepEqual(story.doorsOf({ explorer: null, start: "02-arrays.html", teach: "" }), [["start", "02-arrays.html"]]);
});
