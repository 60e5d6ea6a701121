// Every word of a running page that a reader sees or hears.
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

export const buttons = {
  run: "Run",
  runAbove: "Run all above",
  runAll: "Run all",
  reset: "Reset",
  stop: "Stop",
  forget: "Forget my edits",
  download: "Download notebook",
  again: "Try again",
};

export const stages = {
  loading: (bytes, all) => `Loading Python: ${megabytes(bytes)} of ${megabytes(all)} MB.`,
  python: "Starting NumPy and cnnlib.",
  shell: "Nearly ready.",
  ready: "Python is ready. Change any code, and press Run.",
  restarted: "Python is ready again. What cells had defined is gone; your code is still there.",
  stopping: "Stopping.",
  stopped: "Stopped. What cells have defined is still there.",
  starting: "Stopped. Python starts anew.",
  tier: (name, bytes) =>
    `Loading ${{ rest: "more of Python", widgets: "the widgets", matplotlib: "matplotlib" }[name]}: ${megabytes(bytes)} MB.`,
};

export const failures = {
  download: (why) => `The notebook could not be fetched: ${why}.`,
  start: (why) => `Python could not be started: ${why}. The page is as it was.`,
  late: (seconds) => `nothing has come for ${seconds} seconds`,
  worker: "its script could not be loaded",
};

export const cells = {
  code: (number) => `Code of cell ${number}. Shift and Enter runs it, Escape leaves it.`,
  name: (button, number) => `${button}, cell ${number}`,
  running: "Running …",
  waiting: "Waiting …",
  done: (seconds) => `Done in ${seconds < 0.095 ? "under 0.1" : seconds.toFixed(1)} s`,
  error: (name) => `Stopped by ${name}`,
  halted: "Stopped",
  first: (count) => `First runs the ${count === 1 ? "cell" : `${count} cells`} that this one needs`,
  missing: (what) => `This cell needs ${what}, which has no version for a page. It keeps its stored output.`,
  skipped: (what) => `Left out: it needs ${what}`,
};

export const all = {
  running: (number, count) => `Running cell ${number} of ${count}.`,
  done: (count) => `All ${count} cells have run.`,
  failed: (number, name) => `Cell ${number} was stopped by ${name}. The cells after it have not run.`,
};

export const kept = "Your code is kept in this browser alone.";
export const output = "Output";
export const figure = "Figure";
