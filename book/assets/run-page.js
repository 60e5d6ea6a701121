// The button "Run this page": nothing of what runs a page is loaded before it is pressed.
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  root.dataset.python = "off";
  addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLButtonElement} */
    const button = document.querySelector(".run-page");
    const said = Object.assign(document.createElement("p"), { className: "run-page-said", hidden: true });
    said.setAttribute("role", "alert");
    document.querySelector(".bd-header-article").append(said);
    const text = button.textContent;
    let tries = 0;
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
      const { start, cells } = script.dataset;
      try {
        // A browser remembers a module that it could not load: another try asks by another name.
        tries += 1;
        const address = new URL(tries === 1 ? start : `${start}?${tries}`, location.href).href;
        const made = await import(address);
        await made.start({ page: location.pathname, cells: new URL(cells, location.href).href, opener: button });
        button.textContent = text;
        button.removeAttribute("aria-disabled");
      } catch (error) {
        sorry(error);
      }
    });
  });
})();
