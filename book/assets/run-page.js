// The button "Run this page": nothing of what runs a page is loaded before it is pressed.
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const RAN = "unrolled:ran";
  root.dataset.python = "off";
  addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLButtonElement} */
    const button = document.querySelector(".run-page");
    const said = Object.assign(document.createElement("p"), { className: "run-page-said", hidden: true });
    said.setAttribute("role", "alert");
    document.querySelector(".bd-header-article").append(said);
    const text = button.textContent;
    const { start, cells, notebook } = script.dataset;
    const whole = (address) => new URL(address, location.href).href;
    let tries = 0;
    // A browser remembers a module that it could not load: another try asks by another name.
    const load = () => import(whole(tries ? `${start}?${tries}` : start));
    // This tab's, and gone with it. Browsers may keep nothing, or refuse to say.
    const visit = (act) => {
      try {
        return act(sessionStorage);
      } catch {
        return null;
      }
    };
    const prepare = async () => {
      try {
        (await load()).prepare();
      } catch {
        tries += 1;
      }
    };
    // Whoever has run a page of this visit may run this one, too: then its Python starts while it is read.
    const soon = () => button.ariaDisabled === "true" || (globalThis.requestIdleCallback ?? setTimeout)(prepare);
    const spares = /** @type {any} */ (navigator).connection?.saveData;
    if (!spares && visit((kept) => kept.getItem(RAN))) addEventListener("load", soon);
    function fail(why) {
      root.dataset.python = "failed";
      said.hidden = false;
      said.textContent = why;
      button.textContent = "Try again";
      button.removeAttribute("aria-disabled");
    }
    const sorry = (error) => fail(`Python could not be started: ${error.message}. The page is as it was.`);
    button.addEventListener("live-failed", (event) => sorry(/** @type {CustomEvent} */ (event).detail));
    button.addEventListener("click", async () => {
      if (button.ariaDisabled === "true") return;
      if (location.protocol === "file:") {
        said.hidden = false;
        said.textContent =
          "Python runs only on pages that come from a server, and this one comes from the disk. In the book's folder, make serve starts one.";
        return;
      }
      said.hidden = true;
      root.dataset.python = "starting";
      button.setAttribute("aria-disabled", "true");
      button.textContent = "Starting …";
      try {
        const made = await load();
        const { pathname: page } = location;
        await made.start({ page, cells: whole(cells), notebook: whole(notebook), opener: button });
        button.textContent = text;
        button.removeAttribute("aria-disabled");
        visit((kept) => kept.setItem(RAN, "yes"));
      } catch (error) {
        tries += 1;
        sorry(error);
      }
    });
  });
})();
