// What the theme leaves undone for readers without a mouse, and its menu buttons for all.
const NAMES = {
  ".highlight pre": "Code",
  ".cell_output pre": "Output",
  ".katex-display": "Formula",
  ".pst-scrollable-table-container": "Table",
};

addEventListener("DOMContentLoaded", () => {
  // The theme wires its menu buttons to the first ones in the page, which stand in a hidden header.
  // The buttons that a reader sees pass their clicks on to those.
  for (const name of ["primary-toggle", "secondary-toggle"]) {
    const wired = document.querySelector(`#pst-header .${name}`);
    const seen = document.querySelector(`.bd-header-article .${name}`);
    if (wired && seen) seen.addEventListener("click", () => wired.click());
  }
  // The theme takes the focus from a button that is clicked, so that its hint closes. A click by keyboard has
  // no detail: there the focus would be lost, and stays.
  for (const button of document.querySelectorAll(".theme-switch-button, .search-button")) {
    button.addEventListener("click", ({ detail }) => detail || button.focus(), true);
  }
  // What is too wide scrolls, and takes the focus for it: so it has a name.
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const part of document.querySelectorAll(selector)) {
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", name);
    }
  }
  // Each of these buttons is called "Toggle hidden content": which one it is, its title tells.
  for (const button of document.querySelectorAll(".toggle-button")) {
    button.setAttribute("aria-label", button.closest(".admonition-title").textContent.trim());
  }
});
