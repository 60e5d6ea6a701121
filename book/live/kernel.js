// The page's side of its Python: starts the worker, asks it, and hands on what it tells.
import { failures } from "./words.js";

/** A start of which nothing is heard for so many seconds is given up. */
export const PATIENCE = 60;
const SIGNAL = 2; // SIGINT's number

export class Stopped extends Error {}

/**
 * @param {URL} base the folder of all files
 * @param {Record<string, (news: any) => void>} hear what to do with each kind of news
 */
export function makeKernel(base, files, hear) {
  let worker;
  let asked;
  // Only a page that is isolated from others shares memory with its worker; others stop it by starting another.
  const interrupt = globalThis.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : undefined;

  function start() {
    /** @type {(resolve: (nothing?: any) => void, reject: (error: Error) => void) => void} */
    const make = (resolve, reject) => {
      let clock;
      const fail = (why) => {
        clearTimeout(clock);
        end(new Error(why));
        reject(new Error(why));
      };
      const wait = () => {
        clearTimeout(clock);
        clock = setTimeout(() => fail(failures.late(PATIENCE)), PATIENCE * 1000);
      };
      worker = new Worker(new URL(files.worker, base), { type: "module" });
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || failures.worker);
      };
      worker.onmessage = ({ data }) => {
        if (data.what === "failed") return fail(data.why);
        if (data.what === "ready") {
          clearTimeout(clock);
          resolve();
        } else if (data.what === "bytes" || data.what === "stage") wait();
        take(data);
      };
      wait();
      const { core, tiers, first } = files;
      worker.postMessage({ start: { base: base.href, core, tiers, first, interrupt } });
    };
    return new Promise(make);
  }

  function take(data) {
    if (data.what === asked?.kind) {
      const { resolve } = asked;
      asked = undefined;
      resolve(data);
    } else hear[data.what]?.(data);
  }

  function ask(kind, question) {
    // A cell that had ended before it heard of its interrupt has left it to what comes next.
    interrupt?.fill(0);
    return new Promise((resolve, reject) => {
      asked = { kind, resolve, reject };
      worker.postMessage(question);
    });
  }

  function end(error) {
    worker?.terminate();
    worker = undefined;
    asked?.reject(error);
    asked = undefined;
  }

  return {
    start,
    /** Whether the cell ran to its end. */
    run: async (id, code, place) => (await ask("ran", { run: { id, code, place } })).fine,
    /** The places of the cells that the last of these needs to have run; none where that can't be told. */
    needs: async (id, sources, ran) => (await ask("needs", { needs: { id, sources, ran } })).places,
    /** Whether the cell that runs was told of it: it may hear, and what is in memory stays. */
    interrupt() {
      interrupt?.fill(SIGNAL);
      return interrupt !== undefined;
    },
    /** Ends the cell that runs, and all that is in memory. */
    stop: () => end(new Stopped()),
    send: (news) => worker?.postMessage({ comm: news }),
  };
}
