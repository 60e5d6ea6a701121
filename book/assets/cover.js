// Covers the outputs that would give a question's answer away, until the question is settled or the reader asks to see one.
// book/_ext/questions.py says which; book.css hides them from the first: without a script nothing is covered.
(() => {
  const COVER = "Answer the question above first, or show this";

  const covered = (number) => document.querySelectorAll(`[data-covered="${number}"]`);

  /** @param {HTMLElement} output */
  function uncover(output) {
    const cover = output.querySelector(":scope > .cover");
    const hadFocus = cover?.contains(document.activeElement);
    cover?.remove();
    delete output.dataset.covered;
    if (!hadFocus) return;
    output.tabIndex = -1;
    output.focus();
  }

  /** @param {HTMLElement} output */
  function cover(output) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cover";
    button.textContent = COVER;
    button.addEventListener("click", () => uncover(output));
    output.prepend(button);
    // What a running page's cell makes anew takes the cover's place.
    new MutationObserver(() => {
      if (!button.isConnected) uncover(output);
    }).observe(output, { childList: true });
  }

  addEventListener("guess-settled", ({ target }) => {
    const asks = /** @type {Element} */ (target).closest("[data-asks]");
    if (asks instanceof HTMLElement) covered(asks.dataset.asks).forEach(uncover);
  });
  document.querySelectorAll("[data-covered]").forEach(cover);
})();
