// Bring a part of a box into sight by scrolling the box alone, never the page.

const ROOM = 36; // pixels around the part, as a box fades where there is more

/** What of the box can be seen: its headers stay on top, and cover the rest. @param {HTMLElement} box */
function visibleArea(box) {
  const edge = box.getBoundingClientRect();
  const [left, top] = [edge.left + box.clientLeft, edge.top + box.clientTop];
  /** @type {HTMLElement | null} */
  const corner = box.querySelector(".corner");
  const [side, head] = [corner?.offsetWidth ?? 0, corner?.offsetHeight ?? 0];
  return { left: left + side, top: top + head, right: left + box.clientWidth, bottom: top + box.clientHeight };
}

/** @param {HTMLElement} box @param {HTMLElement} part */
export function scrollTo(box, part) {
  scrollDownTo(box, part);
  const [seen, inner] = [visibleArea(box), part.getBoundingClientRect()];
  box.scrollLeft += overhang(inner.left, inner.right, seen.left, seen.right);
}

/** @param {HTMLElement} box @param {HTMLElement} part */
export function scrollDownTo(box, part) {
  const [seen, inner] = [visibleArea(box), part.getBoundingClientRect()];
  box.scrollTop += overhang(inner.top, inner.bottom, seen.top, seen.bottom);
}

/** Into the middle, if there is as much on either side. @param {HTMLElement} box @param {HTMLElement} part */
export function scrollToMiddle(box, part) {
  const [seen, inner] = [visibleArea(box), part.getBoundingClientRect()];
  box.scrollLeft += (inner.left + inner.right - seen.left - seen.right) / 2;
  box.scrollTop += (inner.top + inner.bottom - seen.top - seen.bottom) / 2;
}

/** @param {HTMLElement} box @param {HTMLElement} part */
export const isInSight = (box, part) => areInSight(box, [part]);

/** Are all of them in sight? @param {HTMLElement} box @param {HTMLElement[]} parts */
export function areInSight(box, parts) {
  const seen = visibleArea(box); // once, as it looks through the box
  return parts.every((part) => isInside(seen, part));
}

/** @param {ReturnType<typeof visibleArea>} seen @param {HTMLElement} part */
function isInside(seen, part) {
  const inner = part.getBoundingClientRect();
  // The names of columns stay on top of what they name.
  const down = part.closest(".head") ? 0 : overhang(inner.top, inner.bottom, seen.top, seen.bottom, 0);
  const across = overhang(inner.left, inner.right, seen.left, seen.right, 0);
  return Math.max(Math.abs(down), Math.abs(across)) < 1; // a header's size is given in whole pixels
}

/** How far start .. end lies outside low .. high: negative before it, positive after it, 0 inside. */
function overhang(start, end, low, high, room = ROOM) {
  if (start < low) return start - room - low;
  return end > high ? Math.min(end + room - high, start - low) : 0;
}
