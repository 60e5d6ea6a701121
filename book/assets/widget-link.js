// "Link to this": an address that brings a widget back as it stands. Its fragment names the widget, and what of its state
// differs from the book's: #im2col-1?step=4&stride=[2,2]. A fragment that makes no sense is ignored, with a sentence.
(() => {
  const WORDS = {
    link: "Link to this",
    copied: "Copied: the address brings this picture back.",
    shown: "The address above brings this picture back.",
    bad: "The link’s settings do not fit here: this is the picture as the book shows it.",
  };
  const LONGEST = 20_000; // characters of a fragment
  const LARGEST = 40; // of a setting, so that no link asks for a picture that takes minutes to draw

  const isArray = (value) => Array.isArray(value?.shape) && Array.isArray(value?.data);
  const isWire = ({ shape, data }) => shape.reduce((size, axis) => size * axis, 1) === data.length;

  /** Whether a value could stand where the book has this one. */
  function isLike(value, own) {
    if (value === null || own === null) return value === own || isArray(value ?? own);
    if (isArray(own)) return isArray(value) && isWire(value) && value.shape.length === own.shape.length;
    if (Array.isArray(own))
      return Array.isArray(value) && value.length === own.length && value.every((v, i) => isLike(v, own[i]));
    if (typeof own === "number") return Number.isFinite(value) && Math.abs(value) <= LARGEST;
    return typeof own !== "object" && typeof value === typeof own;
  }

  const isShared = (name, value) => !name.startsWith("_") && !(value instanceof DataView) && value !== undefined;
  const copyOf = (value) => JSON.parse(JSON.stringify(value));

  /** What a fragment wants of this widget: null where it is not meant, undefined where it makes no sense. */
  function wanted(name, own) {
    const [meant, query] = location.hash.slice(1).split("?");
    if (meant !== name || !query) return null;
    if (query.length > LONGEST) return undefined;
    try {
      const changes = Object.fromEntries([...new URLSearchParams(query)].map(([key, text]) => [key, JSON.parse(text)]));
      const isGood = ([key, value]) => key in own && (key === "step" ? value >= 0 : isLike(value, own[key]));
      return Object.entries(changes).every(isGood) ? changes : undefined;
    } catch {
      return undefined;
    }
  }

  /** Set them, and see whether the widget can draw that; else it stands as before. */
  async function apply(slot, model, changes) {
    let failed = false;
    const note = (event) => {
      failed = true;
      event.preventDefault();
    };
    const events = ["error", "unhandledrejection"];
    for (const event of events) addEventListener(event, note);
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, model.get(key)]));
    model.set(changes);
    await new Promise((done) => setTimeout(done));
    if (slot.querySelector("[data-unfit]")) failed = true;
    if (failed) model.set(before);
    await new Promise((done) => setTimeout(done));
    for (const event of events) removeEventListener(event, note);
    return !failed;
  }

  // What the host calls once a widget has been drawn; `state` is the model's own.
  globalThis.linkWidget = (slot, model, state) => {
    const shared = () => Object.entries(state).filter(([name, value]) => isShared(name, value));
    const own = copyOf(Object.fromEntries(shared()));
    const tools = document.createElement("p");
    tools.className = "widget-tools";
    tools.innerHTML = '<span role="status"></span> <button type="button"></button>';
    const [said, button] = tools.children;
    button.textContent = WORDS.link;
    slot.after(tools);

    const fragment = () => {
      const changed = shared().filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(own[name]));
      const query = new URLSearchParams(changed.map(([name, value]) => [name, JSON.stringify(value)]));
      return `#${slot.id}${changed.length ? `?${query}` : ""}`;
    };
    globalThis.shareWidget?.(slot, tools, fragment);

    button.addEventListener("click", async () => {
      history.replaceState(history.state, "", fragment());
      try {
        await navigator.clipboard.writeText(location.href);
        said.textContent = WORDS.copied;
      } catch {
        said.textContent = WORDS.shown; // the browser lets no page write there
      }
    });

    async function restore() {
      const changes = wanted(slot.id, own);
      if (changes === null) return;
      const isGood = changes !== undefined && (await apply(slot, model, changes));
      said.textContent = isGood ? "" : WORDS.bad;
      slot.scrollIntoView();
    }
    addEventListener("hashchange", restore);
    restore();
  };

  // A browser looks for all of the fragment as a name, and finds none.
  addEventListener("DOMContentLoaded", () => {
    const [name, query] = location.hash.slice(1).split("?");
    if (query) document.getElementById(name)?.scrollIntoView();
  });
})();
