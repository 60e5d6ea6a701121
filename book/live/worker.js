// The page's Python, in a worker of its own: whatever a cell does, the page goes on.
// The page sends { start }, { run } and { comm }; what comes back is named by `what`.
import { filesIn, inflated, isCompressed } from "./archive.js";

const tell = (what, more = {}) => postMessage({ what, ...more });

let python;
let page;
let cell;

const AT_ONCE = ["cnnlib", "numpy.random"];
const GZIP = 31; // zlib's name for such a file
const requests = fetch;

/** fetch, for all that is loaded here, Pyodide's own parts too: each piece that has come is told of. */
async function counting(address, options) {
  const answer = await requests(address, options);
  if (!answer.ok || !answer.body) return answer;
  const count = new TransformStream({
    transform(piece, stream) {
      tell("bytes", { bytes: piece.length });
      stream.enqueue(piece);
    },
  });
  const { status, headers } = answer;
  return new Response(answer.body.pipeThrough(count), { status, headers });
}

async function download(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.split("/").at(-1)}: the server answers ${answer.status}`);
  return inflated(await answer.arrayBuffer());
}

/** Puts an archive's files to where Python looks. It could unpack them itself, but would take ten times as long for it. */
function unpack(archive, folder) {
  const made = new Set();
  for (const [path, content] of filesIn(archive)) {
    const file = `${folder}/${path}`;
    const around = file.slice(0, file.lastIndexOf("/"));
    if (!made.has(around)) python.FS.mkdirTree(around);
    made.add(around);
    python.FS.writeFile(file, content, { canOwn: true });
  }
}

/** The browser inflates nothing at once: where that is needed, Python does. */
function inflatedNow(file) {
  if (!isCompressed(file)) return file;
  const whole = python.pyimport("zlib").decompress(python.toPy(file), GZIP);
  const { buffer } = whole.toJs();
  whole.destroy();
  return buffer;
}

/** Python, NumPy, the book's library and IPython's shell; the larger rest when a cell asks for it. */
async function start({ base, core, tiers, first, interrupt }) {
  const at = (name) => new URL(name, base).href;
  globalThis.fetch = counting;
  // The archives come while Python itself starts.
  const archives = first.map((name) => download(at(tiers[name].file)));
  // One that fails is told of below, where it is waited for.
  for (const one of archives) one.catch(() => {});
  const { loadPyodide } = await import(at(`${core.folder}/pyodide.mjs`));
  python = await loadPyodide({ indexURL: at(`${core.folder}/`) });
  tell("stage", { stage: "python" });
  const folder = python.runPython("import site; site.getsitepackages()[0]");
  for (const bytes of archives) unpack(await bytes, folder);
  tell("stage", { stage: "shell" });
  if (interrupt) python.setInterruptBuffer(interrupt);

  const post = (what, text, buffers) => {
    const bytes = buffers.toJs().map((one) => (one.getBuffer ? one.getBuffer().data.slice() : one.slice()));
    tell(what, { cell, content: JSON.parse(text), buffers: bytes });
  };
  // An import waits for nothing but itself: so this request does, too.
  const fetchNow = (name) => {
    tell("tier", { tier: name, bytes: tiers[name].bytes });
    const request = new XMLHttpRequest();
    request.open("GET", at(tiers[name].file), false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`${tiers[name].file}: the server answers ${request.status}`);
    unpack(inflatedNow(request.response), folder);
    tell("tier", { tier: "" });
  };
  const names = Object.fromEntries(
    Object.entries(tiers)
      .filter(([name]) => !first.includes(name))
      .map(([name, tier]) => [name, tier.names]),
  );
  page = python.pyimport("unrolled.page.worker").Page(post, fetchNow, python.toPy(names));
  globalThis.fetch = requests;
  tell("ready");
  // While its reader goes to a cell, what nearly each of them imports; one that is run meanwhile comes in between.
  for (const module of AT_ONCE) {
    await new Promise((done) => setTimeout(done));
    python.pyimport(module).destroy();
  }
  // What a cell may ask for next lies in the browser's cache by then.
  for (const name of Object.keys(names)) {
    await fetch(at(tiers[name].file), { priority: "low" }).then(
      (answer) => answer.arrayBuffer(),
      () => {},
    );
  }
}

function failed(error) {
  // What the shell itself did not catch: an interrupt between its own lines, or an import that could not be fetched.
  const [evalue] = error.message.trim().split("\n").slice(-1);
  return { output_type: "error", ename: error.type ?? "Error", evalue, traceback: [evalue] };
}

function needs({ id, sources, ran }) {
  try {
    tell("needs", { cell: id, places: JSON.parse(page.needs(JSON.stringify(sources), JSON.stringify(ran))) });
  } catch (error) {
    tell("output", { cell: id, content: failed(error) });
    tell("needs", { cell: id });
  }
}

function run({ id, code, place }) {
  cell = id;
  let fine = false;
  try {
    fine = page.run(code, place);
  } catch (error) {
    tell("output", { cell, content: failed(error) });
  }
  tell("ran", { cell: id, fine });
}

addEventListener("message", ({ data }) => {
  if (data.start) start(data.start).catch((error) => tell("failed", { why: error.message }));
  if (data.needs) needs(data.needs);
  if (data.run) run(data.run);
  if (data.comm) page.take(data.comm.id, JSON.stringify(data.comm.data), python.toPy(data.comm.buffers ?? []));
});
