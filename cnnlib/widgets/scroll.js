// Bring a part of a box into sight by scrolling the box alone, never the page.
export function scrollTo(box, part) {
  const [outer, inner] = [box.getBoundingClientRect(), part.getBoundingClientRect()];
  const head = box.querySelector(".head")?.offsetHeight ?? 0; // it stays on top and would hide the part
  box.scrollTop += overhang(inner.top - head, inner.bottom, outer.top, outer.top + box.clientHeight);
  box.scrollLeft += overhang(inner.left, inner.right, outer.left, outer.left + box.clientWidth);
}

// How far start .. end lies outside low .. high: negative before it, positive after it, 0 inside.
function overhang(start, end, low, high) {
  return start < low ? start - low : Math.max(0, Math.min(end - high, start - low));
}
