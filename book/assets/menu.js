// The theme wires its menu buttons to the first ones in the page, which stand in a hidden header.
// The buttons that a reader sees pass their clicks on to those.
addEventListener("DOMContentLoaded", () => {
  for (const name of ["primary-toggle", "secondary-toggle"]) {
    const wired = document.querySelector(`#pst-header .${name}`);
    const seen = document.querySelector(`.bd-header-article .${name}`);
    if (wired && seen) seen.addEventListener("click", () => wired.click());
  }
});
