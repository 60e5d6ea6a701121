// Makes a page run: starts its Python, and turns each code cell into one that can be edited and run.
// book/assets/run-page.js calls `start` when its reader asks for it; until then nothing of this is loaded.
import { button, makeCell } from "./cell.js";
import { forget, keep, kept } from "./kept.js";
import { makeKernel, Stopped } from "./kernel.js";
import { withEdits } from "./notebook.js";
import { makeWidgets } from "./widgets.js";
import { all, buttons, cells as cellWords, failures, stages } from "./words.js";

// What bundle.mjs puts here: the names and sizes of all files.
// @ts-expect-error: no module has it by itself
const files = import.meta.files;
const base = new URL(".", import.meta.url);
const root = document.documentElement;
/** A cell that goes on for so many seconds after it was interrupted does not hear. */
const DEAF = 5;
const total = files.core.bytes + files.first.reduce((sum, name) => sum + files.tiers[name].bytes, 0);

/** A Python that started before its reader asked for it. */
let early;

/** Starts Python, and counts its bytes until someone shows them. */
function ahead() {
  /** @type {Record<string, (news: any) => void>} */
  const hear = {};
  const kernel = makeKernel(base, files, hear);
  const mine = { kernel, hear, loaded: 0, started: kernel.start() };
  hear.bytes = ({ bytes }) => {
    mine.loaded += bytes;
  };
  // Whoever waits for it is told of a failure.
  mine.started.catch(() => {});
  return mine;
}

/** Starts Python, and leaves the page as it is: one who has run a page of this visit finds the next one's ready. */
export function prepare() {
  const mine = ahead();
  early = mine;
  mine.started.then(
    () => {
      root.dataset.prepared = "";
    },
    () => {
      if (early === mine) early = undefined;
    },
  );
}

/** Once this style sheet is there, or can't be had. */
function styled(file) {
  const { href } = new URL(file, base);
  if (document.querySelector(`link[href="${href}"]`)) return;
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), {
      rel: "stylesheet",
      href,
      onload: resolve,
      onerror: resolve,
    });
    document.head.append(link);
  });
}

/** The line below the header, which tells what is going on. */
function makeBar() {
  document.querySelector(".live-bar")?.remove();
  const bar = document.createElement("div");
  bar.className = "live-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Python");
  const progress = Object.assign(document.createElement("progress"), { max: total, value: 0 });
  progress.setAttribute("aria-label", "Python");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  bar.append(progress, said);
  const header = document.querySelector(".bd-header-article");
  header.classList.add("has-bar");
  header.append(bar);
  return {
    bar,
    progress,
    say: (text) => {
      said.textContent = text;
    },
  };
}

/** Formulas in the element's text, by KaTeX: it comes with the first that a cell puts out. */
async function typeset(element) {
  const [{ typeset }] = await Promise.all([import(new URL(files.latex, base).href), styled(files.katex)]);
  typeset(element);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.split("/").at(-1)}: the server answers ${answer.status}`);
  return answer.json();
}

/** Gives the reader a file with this text, as a link to it would. */
function handOver(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {{ page: string, cells: string, notebook: string, opener: HTMLButtonElement }} given */
export async function start({ page, cells: address, notebook, opener }) {
  // Python first, as it takes longest: style and cells come meanwhile.
  early ??= ahead();
  const { kernel, hear } = early;
  await styled(files.css);
  const { bar, progress, say } = makeBar();
  let loaded = 0;
  /** @type {ReturnType<typeof makeCell>[]} */
  let cells = [];
  const ran = new Set();
  let queue = Promise.resolve();
  let busy;
  let halted = false;
  let count = 0;
  let deaf;

  Object.assign(hear, {
    bytes({ bytes }) {
      loaded += bytes;
      progress.value = loaded;
      if (root.dataset.python === "starting") say(stages.loading(loaded, total));
    },
    stage: ({ stage }) => say(stages[stage]),
    tier: ({ tier, bytes }) => say(tier ? stages.tier(tier, bytes) : ""),
    comm: (news) => widgets.hear(news),
    output({ cell: id, content }) {
      cells.find((cell) => cell.id === id)?.add(content);
      if (content.output_type === "error") lastError = content.ename;
    },
  });
  let lastError = "";
  const widgets = makeWidgets(base, files.widgets, kernel.send);

  async function begin() {
    root.dataset.python = "starting";
    const { started = kernel.start(), loaded: before = 0 } = early ?? {};
    early = undefined;
    loaded = progress.value = before;
    progress.hidden = false;
    say(stages.loading(loaded, total));
    await started;
    ran.clear();
    widgets.forget();
    progress.hidden = true;
    root.dataset.python = "ready";
  }

  let records;
  try {
    records = await fetched(address);
    await begin();
  } catch (error) {
    early = undefined;
    kernel.stop();
    bar.remove();
    throw error;
  }

  const stored = kept(page);
  const forgetAll = button(buttons.forget, () => {
    forget(page);
    for (const cell of cells) cell.reset();
    showKept();
    runAll.focus();
  });
  const runAll = button(buttons.runAll, () => runThese(cells));
  const download = button(buttons.download, async () => {
    try {
      const mine = withEdits(await fetched(notebook), Object.fromEntries(cells.map((cell) => [cell.id, cell.taken()])));
      handOver(notebook.split("/").at(-1), `${JSON.stringify(mine, null, 1)}\n`);
    } catch (error) {
      say(failures.download(error.message));
    }
  });
  const stopAll = button(buttons.stop, stop);
  stopAll.hidden = true;
  function showKept() {
    forgetAll.hidden = !cells.some((cell) => cell.element.hasAttribute("data-edited"));
  }

  cells = records.map((record, i) =>
    makeCell(document.querySelector(`div.cell[data-cell="${record.id}"]`), record, i + 1, {
      code: stored[record.id],
      run: (above) => (above ? runThese(cells.slice(0, i)) : runOne(cells[i])),
      stop,
      widget: widgets.show,
      typeset,
      changed(code) {
        keep(page, record.id, code);
        showKept();
      },
    }),
  );
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        if (isIntersecting) cells.find(({ element }) => element === target).edit();
      }
    },
    { rootMargin: "100% 0%" },
  );
  for (const cell of cells) near.observe(cell.element);
  bar.append(runAll, stopAll, download, forgetAll);
  showKept();
  opener.hidden = true;
  if (document.activeElement === opener || document.activeElement === document.body) runAll.focus();
  say(stages.ready);

  /** One after another, however quickly they are asked for. */
  function soon(act) {
    queue = queue.then(() => {
      halted = false;
      return act();
    });
    return queue;
  }

  async function execute(cell) {
    cell.become("running", cellWords.running);
    count += 1;
    cell.begin(count);
    runAll.hidden = true;
    stopAll.hidden = false;
    busy = cell;
    lastError = "";
    const began = performance.now();
    let fine = false;
    try {
      fine = await kernel.run(cell.id, cell.code, cell.number - 1);
      clearTimeout(deaf);
      cell.outputs.end();
      if (halted) say(stages.stopped);
      ran.add(cell.id);
      const text = fine ? cellWords.done((performance.now() - began) / 1000) : cellWords.error(lastError);
      cell.become(fine ? "done" : "error", text);
    } catch (error) {
      if (!(error instanceof Stopped)) say(failures.start(error.message));
      cell.become("error", cellWords.halted);
      halted = true;
    }
    busy = undefined;
    runAll.hidden = false;
    stopAll.hidden = true;
    return fine;
  }

  /** Runs a cell, and before it those that it needs and that have not run. */
  const runOne = (cell) =>
    soon(async () => {
      if (root.dataset.python !== "ready" || cell.missing) return;
      cell.become("waiting", cellWords.waiting);
      cell.outputs.begin();
      const places = await kernel.needs(cell.id, upTo(cell), placesRun());
      if (!places) {
        cell.outputs.end();
        return cell.become("error", cellWords.error(lastError));
      }
      const first = places.filter((place) => !cells[place].missing);
      if (first.length) cell.become("waiting", cellWords.first(first.length));
      for (const place of first) {
        if (!(await execute(cells[place])) || halted) {
          return halted ? undefined : cell.become("error", cellWords.error(lastError));
        }
      }
      const fine = await execute(cell);
      if (root.dataset.python === "ready" && !halted) tellOf(cell, fine);
    });

  const upTo = (cell) => cells.slice(0, cell.number).map(({ code }) => code);
  const placesRun = () => cells.flatMap(({ id }, place) => (ran.has(id) ? [place] : []));

  function tellOf(cell, fine) {
    const verdict = cell.outputs.place.querySelector(".verdict strong");
    const text = fine ? (verdict?.textContent ?? "") : "";
    say(`${cellWords.name(fine ? "Done" : cellWords.error(lastError), cell.number)}. ${text}`.trim());
  }

  const runThese = (some) =>
    soon(async () => {
      if (root.dataset.python !== "ready") return;
      for (const [i, cell] of some.entries()) {
        if (cell.missing) continue;
        say(all.running(i + 1, some.length));
        const fine = await execute(cell);
        if (halted) return;
        if (!fine && !cell.mayFail) return say(all.failed(cell.number, lastError));
      }
      say(all.done(some.length));
    });

  /** Interrupts the cell that runs; one that can't be, or that does not hear, is ended with all that is in memory. */
  function stop() {
    if (!busy || halted) return;
    halted = true;
    if (!kernel.interrupt()) return restart();
    say(stages.stopping);
    deaf = setTimeout(restart, DEAF * 1000);
  }

  async function restart() {
    kernel.stop();
    say(stages.starting);
    try {
      await begin();
      say(stages.restarted);
    } catch (error) {
      for (const cell of cells) cell.close();
      near.disconnect();
      bar.remove();
      opener.hidden = false;
      opener.dispatchEvent(new CustomEvent("live-failed", { detail: error }));
    }
  }
}
