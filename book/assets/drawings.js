// Fills the frames of a page's drawings, once the page stands: book/_ext/drawings.py wrote their content into a script.
(() => {
  const { drawings } = document.currentScript.dataset;
  // Safari has no idle time to give.
  const later = globalThis.requestIdleCallback ?? setTimeout;
  const frames = [...document.querySelectorAll(".drawing svg")];

  // What the script calls: each content belongs into the frame of its place in the list.
  globalThis.placeDrawings = (contents) => {
    const left = new Set(frames);
    const place = (frame) => {
      if (left.delete(frame)) frame.innerHTML = contents[frames.indexOf(frame)];
    };
    // What a reader comes near is placed at once, the rest one by one while nothing else is to be done.
    const near = new IntersectionObserver(
      (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && place(target)),
      { rootMargin: "100% 0%" },
    );
    for (const frame of frames) near.observe(frame);
    const placeNext = () => {
      const [frame] = left;
      if (!frame) return;
      place(frame);
      later(placeNext);
    };
    later(placeNext);
    addEventListener("beforeprint", () => left.forEach(place));
  };

  const load = () => document.head.append(Object.assign(document.createElement("script"), { src: drawings }));
  if (document.readyState === "complete") load();
  else addEventListener("load", load);
})();
