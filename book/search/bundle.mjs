// Bundles what searches, and prints it: a script, as a page that is opened from the disk may import no module.
import { stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { outputFiles } = await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["show.js"],
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
  format: "iife",
});
stdout.write(outputFiles[0].text);
