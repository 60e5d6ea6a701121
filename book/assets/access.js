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
  // All are measured before one is changed: else the page would be laid out anew for each.
  const check = (parts) => {
    for (const part of parts.filter((one) => width(one) > one.clientWidth)) {
      part.tabIndex = 0;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", names.get(part));
    }
  };
  const sizes = new ResizeObserver((entries) => check(entries.map(({ target }) => target)));
  for (const part of names.keys()) sizes.observe(part);
  // What is folded is measured once it is unfolded.
  const isShown = (part) => part.checkVisibility?.({ contentVisibilityAuto: true }) ?? true;
  document.fonts.addEventListener("loadingdone", () => check([...names.keys()].filter(isShown)));
  for (const button of document.querySelectorAll("[data-prints]")) button.addEventListener("click", () => print());
  // Each of these buttons is called "Toggle hidden content": which one it is, its title tells.
  for (const button of document.querySelectorAll(".toggle-button")) {
    button.setAttribute("aria-label", button.closest(".admonition-title").textContent.trim());
  }
});
