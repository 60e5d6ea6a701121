// Bundles widgets with esbuild. Reads { folder, names, palette, dark, form, sourcemap } as JSON and prints { name: { js, css } },
// with a map where that is a file of its own.
// The form "module" is what anywidget imports; each brings all that it needs along. A page that is opened from the disk may
// load a script but no module: the form "script" puts what the module exports under the widget's name. What widgets share
// stands once in such a site, under the name "shared", and is loaded before.
import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { build } from "esbuild";

const { folder, names, palette, dark, form, sourcemap } = JSON.parse(await text(stdin));

const SHARED = "shared";
const OPTIONS = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", logLevel: "error" };

// A widget's imports from the shared folder are what the shared script has put there.
const fromShared = {
  name: SHARED,
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.\/shared\/.*\.js$/ }, ({ path }) => ({ path: basename(path, ".js"), namespace: SHARED }));
    onLoad({ filter: /.*/, namespace: SHARED }, ({ path }) => ({
      contents: `module.exports = globalThis.widgetShared["${path}"];`,
    }));
  },
};
const FORMS = {
  // In a notebook's command mode a key is the notebook's, and x cuts out the cell, unless what has the focus says otherwise.
  module: (name) => ({
    format: "esm",
    contents: `import widget from "./${name}/${name}.js";
      const keep = ({ target }) => {
        if (target.closest(".jp-Notebook")) target.dataset.lmSuppressShortcuts = "true";
      };
      const render = (props) => {
        props.el.addEventListener("focusin", keep);
        return widget.render(props);
      };
      export default { ...widget, render };`,
  }),
  script: (name) => ({
    format: "iife",
    contents: `import widget from "./${name}/${name}.js"; (globalThis.widgetCode ??= {})["${name}"] = widget;`,
    plugins: [fromShared],
  }),
};

// A worker's code stands in its widget's as text: a page that is opened from the disk may start none from a file.
async function worker(name) {
  const entry = `${folder}/${name}/worker.js`;
  if (!existsSync(entry)) return {};
  const { outputFiles } = await build({ ...OPTIONS, format: "iife", entryPoints: [entry], outdir: folder });
  return { "globalThis.workerCode": JSON.stringify(outputFiles[0].text) };
}

async function script(name, { contents, ...options }) {
  const { outputFiles } = await build({
    ...OPTIONS,
    ...options,
    stdin: { contents, resolveDir: folder, sourcefile: `${name}.entry.js` },
    sourcemap,
    define: await worker(name),
    outfile: `${folder}/${name}.js`,
  });
  return Object.fromEntries(outputFiles.map((file) => [basename(file.path) === `${name}.js` ? "js" : "map", file.text]));
}

function sharedScript() {
  const modules = readdirSync(`${folder}/${SHARED}`).filter((file) => file.endsWith(".js"));
  const lines = modules.map((file, i) => `import * as m${i} from "./${SHARED}/${file}";`);
  const listed = modules.map((file, i) => `"${basename(file, ".js")}": m${i}`);
  return script(SHARED, { format: "iife", contents: `${lines.join("")} globalThis.widgetShared = { ${listed} };` });
}

const IN_THE_DARK = 'html[data-theme="dark"] [data-widget], body[data-jp-theme-light="false"] [data-widget]';
const colours = (named) =>
  Object.entries(named)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(" ");

// JupyterLab has rules of its own for all code, terms and lists in an output: what is said twice of a kind outweighs them.
const IN_A_NOTEBOOK = "[data-widget] :is(dt, dd) { float: none; width: auto; } [data-widget] pre { word-break: normal; }";

// Each kind of widget brings its whole style sheet along, in any order: a rule for all kinds that came with a later one
// would override an earlier one's own. So all of it is said of this kind alone.
async function style(name) {
  const contents = `@import "./${name}/${name}.css"; [data-widget] { ${colours(palette)} }
    ${IN_THE_DARK} { ${colours(dark)} } ${form === "module" ? IN_A_NOTEBOOK : ""}`;
  const { outputFiles } = await build({ ...OPTIONS, stdin: { contents, resolveDir: folder, loader: "css" } });
  const text = outputFiles[0].text.replaceAll("[data-widget]", `[data-widget=${name}]`);
  return form === "module" ? text.replaceAll(`[data-widget=${name}]`, `[data-widget=${name}][data-widget]`) : text;
}

const made = names.map(async (name) => [name, { ...(await script(name, FORMS[form](name))), css: await style(name) }]);
if (form === "script") made.push(sharedScript().then((files) => [SHARED, files]));
stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(made))));
