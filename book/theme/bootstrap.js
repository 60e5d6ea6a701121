// What the theme's pages use of Bootstrap: its hints, and its menu. All of it would be twice as much to load and to run.
import "bootstrap/js/src/dropdown.js";
import Tooltip from "bootstrap/js/src/tooltip.js";

// The theme's own script makes one more hint.
Object.assign(globalThis, { bootstrap: { Tooltip } });
addEventListener("DOMContentLoaded", () => {
  for (const hinted of document.querySelectorAll('[data-bs-toggle="tooltip"]')) {
    new Tooltip(hinted, { delay: { show: 500, hide: 100 } });
  }
});
