// The widgets' files that need no page, as paths below SOURCES: what tsconfig.json checks without a DOM.
import { globSync, readFileSync } from "node:fs";

export const SOURCES = "unrolled/widgets/js";

const COMMENT = /\/\/ .*/g; // which tsconfig.json may hold, and JSON may not

export function domFree() {
  const { exclude } = JSON.parse(readFileSync("tsconfig.json", "utf8").replace(COMMENT, ""));
  const paths = globSync(`${SOURCES}/*/*.js`).map((path) => path.replaceAll("\\", "/"));
  return paths
    .filter((path) => !exclude.includes(path))
    .map((path) => path.slice(SOURCES.length + 1))
    .sort();
}
