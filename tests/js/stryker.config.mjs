// Break the widgets' JavaScript in one place at a time, and see which test notices: `make mutants-js`.
// What a sentence says is no arithmetic, and stands in the tests in full: strings stay as they are.
import { domFree, SOURCES } from "./dom_free.js";

export default {
  mutate: domFree().map((path) => `${SOURCES}/${path}`),
  mutator: { excludedMutations: ["StringLiteral"] },
  testRunner: "tap",
  tap: {
    testFiles: ["tests/js/*/*.test.js"],
    nodeArgs: ["--test-reporter=tap", "-r", "{{hookFile}}", "{{testFile}}"],
  },
  coverageAnalysis: "perTest",
  ignorePatterns: ["**", "!package.json", "!tests/js/**", `!${SOURCES}/**`],
  tempDirName: "_build/stryker",
  dryRunTimeoutMinutes: 30, // on a machine that does other things too, all files once take longer than five
  reporters: ["clear-text", "html"],
  htmlReporter: { fileName: "_build/mutants-js.html" },
  thresholds: { high: 95, low: 90, break: 90 },
};
