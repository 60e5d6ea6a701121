// Formulas that a cell puts out, by KaTeX, as the page's own. It is loaded with the first of them.
import render from "katex/contrib/auto-render";

const ENVIRONMENTS = ["equation", "equation*", "align", "align*", "alignat", "gather", "gather*", "CD"];
const delimiters = [
  { left: "$$", right: "$$", display: true },
  { left: "\\[", right: "\\]", display: true },
  ...ENVIRONMENTS.map((name) => ({ left: `\\begin{${name}}`, right: `\\end{${name}}`, display: true })),
  { left: "$", right: "$", display: false },
  { left: "\\(", right: "\\)", display: false },
];

/** Sets what is between delimiters in this element's text; what can't be read stays, in red, with its reason. */
export function typeset(element) {
  render(element, { delimiters, throwOnError: false });
}
