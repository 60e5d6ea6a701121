// Bundles the script that it is given, and prints it: a page that is opened from the disk may import no module.
import { argv, stdout } from "node:process";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [argv[2]],
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  legalComments: "eof",
  logLevel: "error",
  format: "iife",
});
stdout.write(outputFiles[0].text);
