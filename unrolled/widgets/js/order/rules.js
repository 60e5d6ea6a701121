// Whether the pieces of a function stand in an order that runs, and if not, by which rule. Python's `fits` is the same.

/** `reads`: each name, and which piece must have given it last; -1: none. `ends`: it returns. */
/** @typedef {{ text: string, reads: [string, number][], gives: string[], ends: boolean }} Piece */
/** `piece` is at fault, for `name`; `by` gave it in the place of `giver`. */
/** @typedef {{ rule: string, piece: number, name?: string, giver?: number, by?: number }} Fault */

/** Who of these gives a name last; -1: none. @param {Piece[]} pieces @param {string} name */
const giverOf = (pieces, name) => pieces.findLastIndex(({ gives }) => gives.includes(name));

/** @param {[string, number]} read @param {Map<string, number>} gave @param {number} piece @returns {Fault | null} */
function faultOf([name, giver], gave, piece) {
  const by = gave.get(name) ?? -1;
  if (by === giver) return null;
  if (by === -1) return { rule: "missing", piece, name, giver };
  return { rule: giver === -1 ? "early" : "other", piece, name, giver, by };
}

/**
 * The first fault from above, or null.
 * @param {Piece[]} pieces
 * @param {number[]} order
 * @returns {Fault | null}
 */
export function firstFault(pieces, order) {
  /** @type {Map<string, number>} */
  const gave = new Map();
  for (const [place, i] of order.entries()) {
    const piece = pieces[i];
    for (const read of piece.reads) {
      const fault = faultOf(read, gave, i);
      if (fault) return fault;
    }
    if (piece.ends && place < order.length - 1) return { rule: "ends", piece: i };
    for (const name of piece.gives) gave.set(name, i);
  }
  const left = [...gave].find(([name, by]) => name.includes(".") && by !== giverOf(pieces, name));
  return left ? { rule: "left", piece: left[1], name: left[0], giver: giverOf(pieces, left[0]) } : null;
}

/** The order with what stands at one place moved to another. @param {number[]} order @param {number} from @param {number} to */
export const moved = (order, from, to) => order.toSpliced(from, 1).toSpliced(to, 0, order[from]);

/** How far a piece is indented, and its code without that. @param {string} text */
export function dedented(text) {
  const indent = text.length - text.trimStart().length;
  const code = text
    .split("\n")
    .map((line) => line.slice(indent))
    .join("\n");
  return { indent, code };
}
