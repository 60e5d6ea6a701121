// Random numbers that a seed decides: the same in every browser. (NumPy's own generator gives others for the same seed.)

/** Numbers from 0 to below 1. Source: Tommy Ettinger's Mulberry32, public domain. @param {number} seed @returns {() => number} */
export function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of mean 0 and standard deviation 1, by Box and Muller. @param {() => number} random */
export const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** In a random order, by Fisher and Yates. @template T @param {T[]} list @param {() => number} random */
export function shuffled(list, random) {
  const mixed = [...list];
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}
