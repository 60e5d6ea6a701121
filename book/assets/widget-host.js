// Shows the page's widgets without a kernel. Made for anywidgets; works from a server and from a file.
// A widget's state is in the page. Its code stands there as text; or the state names scripts, the last of which
// registers it, and a stylesheet (book/_ext/widget_files.py writes them).
(() => {
  const scripts = (kind) => document.querySelectorAll(`script[type="application/vnd.jupyter.widget-${kind}+json"]`);

  // One element for each file. Scripts that are put in run in their order.
  const files = new Map();
  function loadFile(name, make) {
    const address = new URL(name, document.baseURI).href;
    if (!files.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const element = Object.assign(make(address), { onload: resolve });
        element.onerror = () => reject(new Error("its code could not be loaded"));
        document.head.append(element);
      });
      files.set(address, loaded);
    }
    return files.get(address);
  }
  const scriptAt = (src) => Object.assign(document.createElement("script"), { src, async: false });
  const styleAt = (href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href });

  async function codeOf(esm) {
    if (typeof esm === "string") {
      return (await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })))).default;
    }
    await Promise.all([...esm.js.map((address) => loadFile(address, scriptAt)), loadFile(esm.css, styleAt)]);
    return globalThis.widgetCode[esm.name];
  }

  // One load for each distinct code, one style element for each distinct stylesheet.
  const modules = new Map();
  function load(esm) {
    const key = esm?.name ?? esm;
    if (!modules.has(key))
      modules.set(
        key,
        codeOf(esm).then((made) => (typeof made === "function" ? made() : made)),
      );
    return modules.get(key);
  }

  const styles = new Set();
  function style(text) {
    if (!text || styles.has(text)) return;
    styles.add(text);
    document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
  }

  const isPlain = (value) => typeof value === "object" && !ArrayBuffer.isView(value);
  const same = (a, b) => a === b || (isPlain(a) && isPlain(b) && JSON.stringify(a) === JSON.stringify(b));

  // The model that anywidget promises: get, set, on, off. With no kernel there is nobody to save for or to write to; where
  // the page runs its own (book/live/widgets.js), save(state) takes what has changed.
  function makeModel(state, save = (_changed) => {}) {
    let listeners = [];
    const unsaved = new Set();
    const tell = (name, ...news) => listeners.filter((one) => one.name === name).forEach((one) => one.hear(...news));
    const model = {
      get: (name) => state[name],
      set(name, value) {
        const news = typeof name === "object" ? name : { [name]: value };
        const changed = Object.keys(news).filter((key) => !same(state[key], news[key]));
        Object.assign(state, news);
        changed.forEach((key) => unsaved.add(key));
        changed.forEach((key) => tell(`change:${key}`, model, state[key]));
        if (changed.length) tell("change", model);
      },
      save_changes() {
        if (unsaved.size) save(Object.fromEntries([...unsaved].map((key) => [key, state[key]])));
        unsaved.clear();
      },
      // News from whom it would be saved for.
      take(news) {
        model.set(news);
        for (const key of Object.keys(news)) unsaved.delete(key);
      },
      send() {},
      on: (names, hear) => names.split(/\s+/).forEach((name) => listeners.push({ name, hear })),
      off(names, hear) {
        const meant = (one) => (!names || names.split(/\s+/).includes(one.name)) && (!hear || hear === one.hear);
        listeners = listeners.filter((one) => !meant(one));
      },
    };
    return model;
  }

  globalThis.widgetHost = { load, style, makeModel };

  // Bytes travel apart from the state, as base64.
  function withBuffers({ state, buffers = [] }) {
    for (const { path, data } of buffers) {
      const text = atob(data);
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = text.charCodeAt(i); // from(text, f) takes several times as long
      path.slice(0, -1).reduce((part, key) => part[key], state)[path.at(-1)] = new DataView(bytes.buffer);
    }
    return state;
  }

  async function start(record) {
    if (record?.model_module !== "anywidget") throw new Error("only anywidgets can be shown without a kernel");
    const state = withBuffers(record);
    style(state._css);
    const [widget, model] = [await load(state._esm), makeModel(state)];
    await widget.initialize?.({ model });
    return async (el) => {
      await widget.render?.({ model, el });
      if (widget.isLinked !== false) globalThis.linkWidget?.(el, model, state);
    };
  }

  // The page may have reserved room right before the view's script.
  function slotOf(script) {
    const before = script.previousElementSibling;
    if (before?.matches("[data-widget-slot]")) return before;
    const slot = Object.assign(document.createElement("div"), { className: "widget-slot" });
    slot.dataset.widgetSlot = "";
    script.before(slot);
    return slot;
  }

  const records = Object.assign({}, ...[...scripts("state")].map((script) => JSON.parse(script.textContent).state));
  const started = {};
  function show(slot, id) {
    started[id] ??= start(records[id]);
    started[id]
      .then((render) => render(slot))
      .then(() => performance.mark("widget")) // make lighthouse reads it
      .catch((error) => {
        console.error(error);
        slot.textContent = `This interactive picture could not be shown: ${error.message}.`;
      });
  }

  // Each has a name, by its kind and by how many of these come before it: widget-link.js makes addresses of them.
  const counts = {};
  /** @returns {[HTMLElement, string]} */
  function named(slot, id) {
    const kind = records[id]?.state._esm?.name ?? "widget";
    counts[kind] = (counts[kind] ?? 0) + 1;
    slot.id ||= `${kind}-${counts[kind]}`;
    return [slot, id];
  }

  // A widget is shown once its reader comes near, each in a task of its own: between them the page answers its reader.
  const waiting = new Map(
    [...scripts("view")].map((script) => named(slotOf(script), JSON.parse(script.textContent).model_id)),
  );
  function showNow(slot) {
    const id = waiting.get(slot);
    waiting.delete(slot);
    if (id) show(slot, id);
  }
  /** @param {string} margin how far from the screen is near */
  function watch(margin) {
    const observer = new IntersectionObserver(
      (seen) => {
        const [first, ...others] = seen.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
        if (first) showNow(first);
        for (const slot of others) setTimeout(showNow, 0, slot);
      },
      { rootMargin: margin },
    );
    for (const slot of waiting.keys()) observer.observe(slot);
  }
  // At first what is in sight; and what is a screen away, once the reader has begun to scroll.
  watch("0%");
  addEventListener("scroll", () => watch("100% 0%"), { once: true, passive: true });
  // Once the page stands, the code of the others is fetched: it is there for who scrolls, and for a printer, which does not.
  const later = globalThis.requestIdleCallback ?? setTimeout; // Safari has no idle time to give
  const fetchAll = () => Object.values(records).forEach(({ state }) => load(state._esm).catch(() => {}));
  if (document.readyState === "complete") later(fetchAll);
  else addEventListener("load", () => later(fetchAll));
  addEventListener("beforeprint", () => [...waiting.keys()].forEach(showNow));
})();
