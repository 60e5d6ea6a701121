// Which of the widgets' files touch no DOM, neither themselves nor by what they import.
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const SOURCES = "unrolled/widgets/js";

// What only a page has. (`window` is no sign: here windows slide.)
const PAGE =
  /\bdocument\.|\b(matchMedia|getComputedStyle|requestAnimationFrame|\w+Observer)\b|\.(querySelector|addEventListener|closest|replaceChildren|innerHTML|textContent|dataset|style)\b/;
const IMPORTS = /^import\b[^"']*["']([^"']+)["']/gm;

const withoutComments = (text) => text.replace(/^\s*\/\/.*$|\/\*[^]*?\*\//gm, "");

export const importsOf = (text) => [...text.matchAll(IMPORTS)].map(([, path]) => path);

// Paths below SOURCES, such as "shared/windows.js".
export function domFree(sources = SOURCES) {
  const paths = globSync("*/*.js", { cwd: sources }).map((path) => path.replaceAll("\\", "/"));
  const texts = new Map(paths.map((path) => [path, withoutComments(readFileSync(join(sources, path), "utf8"))]));
  const isFree = (path, above = []) => {
    if (above.includes(path)) return true; // a circle is as free as its other files
    const text = texts.get(path);
    const below = importsOf(text).map((other) => join(dirname(path), other).replaceAll("\\", "/"));
    return !PAGE.test(text) && below.every((other) => isFree(other, [...above, path]));
  };
  return paths.filter((path) => isFree(path)).sort();
}
