// Bundles what a page loads once its reader wants to run it. Reads { manifest } as JSON and prints the files' texts by name.
// Names change with content, so that a browser may keep each file for ever. The style is in the script.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { manifest } = JSON.parse(await text(stdin));
// CodeMirror would put its rules into the page as an element, which the page's policy refuses; it can give them to the
// browser as well, and does so for shadow trees.
const CHOICE = "!root.head && root.adoptedStyleSheets";
const adoptStyles = {
  name: "adopt-styles",
  setup({ onLoad }) {
    onLoad({ filter: /style-mod\.js$/ }, async ({ path }) => {
      const code = await readFile(path, "utf8");
      if (!code.includes(CHOICE)) throw new Error("style-mod no longer chooses where its rules stand as it did");
      return { contents: code.replace(CHOICE, "root.adoptedStyleSheets") };
    });
  },
};
const OPTIONS = {
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
  format: "esm",
};
const files = {};
function named(stem, ending, content) {
  const name = `${stem}-${createHash("sha256").update(content).digest("hex").slice(0, 8)}.${ending}`;
  files[name] = content;
  return name;
}
const only = async (options) => (await build({ ...OPTIONS, ...options })).outputFiles[0].text;

const worker = named("worker", "js", await only({ entryPoints: ["worker.js"] }));
const latex = named("latex", "js", await only({ entryPoints: ["latex.js"] }));
const css = named("live", "css", await only({ entryPoints: ["live.css"] }));
const define = { "import.meta.files": JSON.stringify({ ...manifest, worker, latex, css }) };
named("start", "js", await only({ entryPoints: ["start.js"], define, plugins: [adoptStyles] }));
stdout.write(JSON.stringify(files));
