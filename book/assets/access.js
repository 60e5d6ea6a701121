// What the theme leaves undone for readers without a mouse.
const NAMES = {
  ".highlight pre": "Code",
  ".cell_output pre": "Output",
  ".katex-display": "Formula",
  ".drawing": "Figure",
  ".pst-scrollable-table-container": "Table",
};

addEventListener("DOMContentLoaded", () => {
  // The theme takes the focus from a button that is clicked, so that its hint closes. Who clicks by keyboard, which
  // has no detail, would lose their place.
  let byKeyboard = false;
  addEventListener("click", ({ detail }) => (byKeyboard = !detail), true);
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = document.querySelectorAll(".theme-switch-button, .search-button, .sidebar-toggle");
  for (const button of buttons) {
    button.blur = () => byKeyboard || HTMLElement.prototype.blur.call(button);
  }
  // What is too wide scrolls: it takes the focus for it, and so it has a name. It may be seen to be too wide only
  // once it is unfolded, or once a formula's font has come.
  const names = new Map();
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const part of document.querySelectorAll(selector)) names.set(part, name);
  }
  // A drawing says how wide it will be: to measure it would lay it out, however far away it is.
  const width = (part) => parseFloat(part.style.getPropertyValue("--least")) || part.scrollWidth;
  const check = (part) => {
    if (width(part) <= part.clientWidth) return;
    part.tabIndex = 0;
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", names.get(part));
  };
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => check(target)));
  for (const part of names.keys()) sizes.observe(part);
  document.fonts.addEventListener("loadingdone", () => [...names.keys()].forEach(check));
  for (const button of document.querySelectorAll("[data-prints]")) button.addEventListener("click", () => print());
  // Each of these buttons is called "Toggle hidden content": which one it is, its title tells.
  for (const button of document.querySelectorAll(".toggle-button")) {
    button.setAttribute("aria-label", button.closest(".admonition-title").textContent.trim());
  }
});
