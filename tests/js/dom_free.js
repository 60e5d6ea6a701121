// The widgets' files that need no page, as paths below SOURCES. tsconfig.json types a file strictly and without a DOM
// unless it is named there: those draw, and tsconfig.dom.json checks them.
import { globSync, readFileSync } from "node:fs";

export const SOURCES = "unrolled/widgets/js";

export function domFree() {
  const { exclude } = JSON.parse(readFileSync("tsconfig.json", "utf8"));
  const paths = globSync(`${SOURCES}/*/*.js`).map((path) => path.replaceAll("\\", "/"));
  return paths
    .filter((path) => !exclude.includes(path))
    .map((path) => path.slice(SOURCES.length + 1))
    .sort();
}
