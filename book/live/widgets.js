// Widgets that cells make: each has its model here, and both sides tell each other what has changed.
// They are drawn as those of the static page, by its own host (book/assets/widget-host.js).

let loading;

function host(base) {
  loading ??= new Promise((resolve, reject) => {
    if (globalThis.widgetHost) return resolve(globalThis.widgetHost);
    const script = document.createElement("script");
    script.src = new URL("../widget-host.js", base).href;
    script.onload = () => resolve(globalThis.widgetHost);
    script.onerror = () => reject(new Error("its code could not be loaded"));
    document.head.append(script);
  });
  return loading;
}

/** Bytes travel beside the state: here each comes to its place. */
function whole({ state = {}, buffer_paths = [] }, buffers) {
  buffer_paths.forEach((path, i) => {
    const part = path.slice(0, -1).reduce((inner, key) => inner[key], state);
    part[path.at(-1)] = new DataView(buffers[i].buffer);
  });
  return state;
}

/**
 * @param {URL} base
 * @param {Record<string, string[]>} files of each of the book's widgets: what it shares, its script, its style
 * @param {(news: { id: string, data: any }) => void} send to Python
 */
export function makeWidgets(base, files, send) {
  const states = new Map();
  const models = new Map();
  const started = new Map();

  /** What a widget's code would be is for its Python to say: but the page runs what the site has, and nothing else. */
  function codeOf({ _anywidget_id: id = "" }) {
    const [, name] = /^unrolled\.widgets\.(\w+)\./.exec(id) ?? [];
    if (!files[name]) throw new Error("a page shows the widgets of the book, and no others");
    const [shared, js, css] = files[name].map((file) => new URL(`../../${file}`, base).href);
    return { name, js: [shared, js], css };
  }

  async function start(id) {
    const { load, makeModel } = await host(base);
    const state = states.get(id);
    if (!state) throw new Error("Python has made no such widget");
    const widget = await load(codeOf(state));
    const model = makeModel(state, (changed) => send({ id, data: { method: "update", state: changed, buffer_paths: [] } }));
    models.set(id, model);
    await widget.initialize?.({ model });
    return (el) => widget.render?.({ model, el });
  }

  return {
    hear({ content: { type, id, data }, buffers }) {
      if (type === "comm_open") states.set(id, whole(data, buffers));
      else if (type === "comm_close") for (const map of [states, models, started]) map.delete(id);
      else if (data.method === "update") {
        const news = whole(data, buffers);
        if (models.has(id)) models.get(id).take(news);
        else Object.assign(states.get(id) ?? {}, news);
      }
    },
    /** An element in which the widget is shown. */
    show(id) {
      const slot = document.createElement("div");
      slot.className = "output widget-slot";
      slot.dataset.widgetSlot = "";
      if (!started.has(id)) started.set(id, start(id));
      started
        .get(id)
        .then((render) => render(slot))
        .catch((error) => {
          slot.textContent = `This interactive picture could not be shown: ${error.message}.`;
        });
      return slot;
    },
    /** A new start of Python knows none of them: what is shown stays as it is. */
    forget() {
      for (const map of [states, models, started]) map.clear();
    },
  };
}
