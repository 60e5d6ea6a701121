// Finds what a reader would read in the widgets' code, so that it can be asked to stand in words.js alone.

// What is no word to a reader: comments, classes, imports, the names of axes.
const SILENT = [
  /^\s*\/\/.*$|\s\/\/ .*$/gm,
  /\/\*[\s\S]*?\*\//g,
  /\bclass="[^"]*"/g,
  /^import [\s\S]*?;$/gm,
  /\bstageAxes\("[^"]*"/g,
];
// Where a word reaches a reader: in HTML, as a name, as a sentence. Three letters at least, as axes have fewer.
const SPOKEN = [
  /(?<![=\s])>([^<>`]*[A-Za-z]{3,}[^<>`]*)</g,
  /\b(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{3,}[^"]*)"/g,
  /(?:aria-label"|title|[lL]abel|textContent)\s*[,:=]\s*["'`]([^"'`]*[A-Za-z]{3,})/g,
  /["'`]([^"'`\n<>]*\b[A-Za-z]{3,} [a-z]{3,}\b[^"'`\n<>]*)["'`]/g,
];

// Without ${…}, whatever is nested in it, and without escapes such as \n.
function withoutCode(text) {
  const outer = text.replace(/\$\{[^{}]*\}/g, "");
  return outer === text ? text.replace(/\\./g, " ") : withoutCode(outer);
}

export function spokenIn(code) {
  const text = withoutCode(SILENT.reduce((rest, pattern) => rest.replace(pattern, ""), code));
  return SPOKEN.flatMap((pattern) => [...text.matchAll(pattern)].map(([, words]) => words));
}
