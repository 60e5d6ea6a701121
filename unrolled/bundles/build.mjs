// Bundles widgets with esbuild. Reads { folder, names, palette, dark, form, sourcemap } as JSON and prints { name: { js, css } },
// with a map where that is a file of its own.
// The form "module" is what anywidget imports. A page that is opened from the disk may load a script but no module: the
// form "script" puts what the module exports under the widget's name.
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { build } from "esbuild";

const { folder, names, palette, dark, form, sourcemap } = JSON.parse(await text(stdin));

const FORMS = {
  module: (name) => ({ format: "esm", contents: `export { default } from "./${name}/${name}.js";` }),
  script: (name) => ({
    format: "iife",
    contents: `import widget from "./${name}/${name}.js"; (globalThis.widgetCode ??= {})["${name}"] = widget;`,
  }),
};
const OPTIONS = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", logLevel: "error" };

// A worker's code stands in its widget's as text: a page that is opened from the disk may start none from a file.
async function worker(name) {
  const entry = `${folder}/${name}/worker.js`;
  if (!existsSync(entry)) return {};
  const { outputFiles } = await build({ ...OPTIONS, format: "iife", entryPoints: [entry], outdir: folder });
  return { "globalThis.workerCode": JSON.stringify(outputFiles[0].text) };
}

async function script(name) {
  const { format, contents } = FORMS[form](name);
  const { outputFiles } = await build({
    ...OPTIONS,
    format,
    stdin: { contents, resolveDir: folder, sourcefile: `${name}.entry.js` },
    sourcemap,
    define: await worker(name),
    outfile: `${folder}/${name}.js`,
  });
  return Object.fromEntries(outputFiles.map((file) => [basename(file.path) === `${name}.js` ? "js" : "map", file.text]));
}

const IN_THE_DARK = 'html[data-theme="dark"] [data-widget], body[data-jp-theme-light="false"] [data-widget]';
const colours = (named) =>
  Object.entries(named)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(" ");

// Each kind of widget brings its whole style sheet along, in any order: a rule for all kinds that came with a later one
// would override an earlier one's own. So all of it is said of this kind alone.
async function style(name) {
  const contents = `@import "./${name}/${name}.css"; [data-widget] { ${colours(palette)} }
    ${IN_THE_DARK} { ${colours(dark)} }`;
  const { outputFiles } = await build({ ...OPTIONS, stdin: { contents, resolveDir: folder, loader: "css" } });
  return outputFiles[0].text.replaceAll("[data-widget]", `[data-widget=${name}]`);
}

const made = names.map(async (name) => [name, { ...(await script(name)), css: await style(name) }]);
stdout.write(JSON.stringify(Object.fromEntries(await Promise.all(made))));
