// Reads { css, texts } as JSON and prints the stylesheet, minified, without the rules that none of the texts can use.
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

// A class, an id or an element stands in a text as a word; an attribute's value, as what is between quotes;
// an attribute that a script sets, as dataset.itsName.
const named = (text) => [
  ...[...text.matchAll(/[\w-]+|(?<=")[^"\s]+(?=")/g)].map(([word]) => word),
  ...[...text.matchAll(/dataset\.(\w+)/g)].map(([, name]) => `data-${name.replace(/[A-Z]/g, "-$&").toLowerCase()}`),
];

const { css, texts } = JSON.parse(await text(stdin));
const [{ css: purged }] = await new PurgeCSS().purge({
  content: texts.map((raw) => ({ raw, extension: "html" })),
  css: [{ raw: css }],
  defaultExtractor: named,
  keyframes: true,
  // Bootstrap puts these names together while it runs.
  safelist: { greedy: [/^bs-tooltip-/] },
  dynamicAttributes: ["data-bs-popper", "data-popper-placement"],
});
// The theme's own faults are none of ours to mend.
const { code } = await transform(purged, { loader: "css", minify: true, logLevel: "error" });
stdout.write(code);
