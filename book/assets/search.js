// Loads the search and the book's index once a reader wants to search: in a page's dialog, or on the search page.
(() => {
  const { search } = document.currentScript.dataset;
  const top = search.slice(0, search.indexOf("_static/"));
  let loading;
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: search, onload: resolve });
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }
  /** @param {HTMLInputElement} field @param {HTMLElement} place */
  async function open(field, place) {
    try {
      await load();
      globalThis.bookSearch(field, place, top);
    } catch {
      place.textContent = "The book’s index could not be loaded.";
    }
  }

  /** @type {HTMLElement} */
  const own = document.querySelector("#search-results");
  if (own) {
    const form = own.parentElement.querySelector("form");
    const field = form.querySelector("input");
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    // An address that brings this search back.
    field.addEventListener("input", () =>
      history.replaceState(null, "", field.value ? `?q=${encodeURIComponent(field.value)}` : location.pathname),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    open(field, own);
  }
  const dialog = document.querySelector("#pst-search-dialog");
  const field = dialog?.querySelector("input");
  field?.addEventListener(
    "focus",
    () => {
      const place = document.createElement("div");
      dialog.append(place);
      open(field, place);
    },
    { once: true },
  );
})();
