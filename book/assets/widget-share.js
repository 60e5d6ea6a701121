// Below a widget, beside its link: the HTML that embeds it elsewhere, full screen for a lecture hall, and its picture as a
// file. A bare page (book/_ext/bare.py), which is what an embedding shows, has no such line but that back to its chapter.
(() => {
  const { svg } = document.currentScript.dataset;
  const WORDS = {
    embed: "Embed",
    embedded: "The HTML that shows this picture, as it stands, in a page of your own:",
    full: "Full screen",
    contrast: "High contrast",
    hide: "Hide the answer",
    leave: "Leave",
    hall: "For the lecture hall",
    svg: "Save as SVG",
    saved: "Saved.",
    unsaved: "This could not be saved: what draws the file could not be loaded.",
  };
  const NEWLINES = /\s+/g;

  const make = (tag, settings = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...children);
    return element;
  };
  const button = (words, press) => {
    const made = make("button", { type: "button", textContent: words });
    made.addEventListener("click", press);
    return made;
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

  /** Where this widget stands alone: beside the folder of the chapters. */
  function bareAddress(slot, fragment) {
    const page = location.pathname
      .split("/")
      .pop()
      .replace(/\.html$/, "");
    return new URL(`../embed/${page}/${slot.id}.html${fragment}`, location.href.split("#")[0]).href;
  }

  function embedding(slot, fragment) {
    const address = escaped(bareAddress(slot, fragment));
    // A tenth more for the question that can open; and the bare page's own line and margins.
    const height = Math.ceil(slot.scrollHeight * 1.1 + 140);
    const title = escaped(document.title.replace(NEWLINES, " "));
    return `<iframe src="${address}" title="${title}" width="100%" height="${height}" style="border: 0" loading="lazy"></iframe>`;
  }

  /** A button that is pressed or not, and with it a class of the slot. */
  function toggle(words, slot, name) {
    const made = button(words, () => {
      const isOn = slot.classList.toggle(name);
      made.setAttribute("aria-pressed", String(isOn));
    });
    made.setAttribute("aria-pressed", "false");
    return made;
  }

  /** The widget on all of the screen, with cells that the last row can read. */
  async function showLarge(slot) {
    const root = document.documentElement;
    const leave = button(WORDS.leave, () => document.exitFullscreen());
    const tools = [toggle(WORDS.contrast, slot, "high-contrast"), toggle(WORDS.hide, slot, "hides-answer"), leave];
    const bar = make("div", { className: "hall" }, ...tools);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", WORDS.hall);
    await slot.requestFullscreen();
    slot.prepend(bar);
    root.classList.add("in-hall");
    slot.addEventListener("fullscreenchange", () => {
      if (document.fullscreenElement === slot) return;
      bar.remove();
      root.classList.remove("in-hall");
      slot.classList.remove("high-contrast", "hides-answer");
    });
  }

  let drawing;
  /** What draws a picture's file, loaded once one is to be saved. */
  function loadDrawing() {
    drawing ??= new Promise((resolve, reject) => {
      document.head.append(make("script", { src: svg, onload: resolve, onerror: reject }));
    });
    return drawing;
  }

  /** @param {HTMLElement} slot @returns {Promise<string>} what is said of it */
  async function save(slot) {
    try {
      await loadDrawing();
    } catch {
      drawing = undefined;
      return WORDS.unsaved;
    }
    const file = new Blob([globalThis.widgetSvg(slot.querySelector("[data-widget]"))], { type: "image/svg+xml" });
    const link = make("a", { href: URL.createObjectURL(file), download: `${slot.id}.svg` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
    return WORDS.saved;
  }

  /**
   * Called by widget-link.js once its own line stands.
   * @param {HTMLElement} slot
   * @param {HTMLElement} tools the line, which begins with what it says
   * @param {() => string} fragment of the widget as it stands
   */
  globalThis.shareWidget = (slot, tools, fragment) => {
    const said = tools.firstElementChild;
    const field = make("textarea", { readOnly: true, rows: 3, hidden: true });
    field.setAttribute("aria-label", WORDS.embedded);
    const embed = button(WORDS.embed, () => {
      field.hidden = !field.hidden;
      field.value = embedding(slot, fragment());
      embed.setAttribute("aria-expanded", String(!field.hidden));
      if (!field.hidden) field.select();
    });
    embed.setAttribute("aria-expanded", "false");
    if (!("bare" in document.documentElement.dataset)) {
      tools.append(embed);
      tools.after(field);
      field.className = "widget-embed";
    }
    if (document.fullscreenEnabled) tools.append(button(WORDS.full, () => showLarge(slot)));
    tools.append(
      button(WORDS.svg, async () => {
        said.textContent = await save(slot);
      }),
    );
  };
})();
