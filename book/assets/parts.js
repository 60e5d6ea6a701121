// A long chapter is laid out part by part, while its top is read: all at once would keep a phone from answering.
addEventListener("DOMContentLoaded", () => {
  const later = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 0, { timeRemaining: () => 0 }));
  const parts = [...document.querySelectorAll("section section, section > dl.py, div.math")];
  const lay = () => {
    const part = parts.shift();
    part?.classList.add("laid");
    return part;
  };
  const tell = () => {
    document.documentElement.dataset.laid = "";
  };
  const some = (deadline) => {
    do lay()?.getBoundingClientRect();
    while (parts.length && deadline.timeRemaining() > 40);
    if (parts.length) later(some);
    else requestAnimationFrame(() => setTimeout(tell)); // once access.js has seen the last one's size
  };
  // Who comes to a place within the page, or back to it, needs what stands before it as tall as it is.
  const layAll = () => {
    while (lay());
  };
  const toPlace = () => {
    if (!parts.length) return;
    layAll();
    document.querySelector(":target")?.scrollIntoView();
  };
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash || /** @type {any} */ (visit)?.type !== "navigate") layAll();
  else addEventListener("hashchange", toPlace, { once: true });
  addEventListener("load", () => later(some));
});
