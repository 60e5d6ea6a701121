// Where it is computed: in a worker, so that the page keeps its frames; where none can be started, here, in slices.
import { makeEngine } from "./engine.js";

const SLICE = 8; // milliseconds: half a frame

/** @param {(news: any) => void} post @returns {{ hear: (order: any) => void, end: () => void, isWorker: boolean }} */
function onPage(post) {
  let frame = 0;
  const later = (act) => {
    frame = setTimeout(act);
  };
  // What is posted is heard later, as a worker's news are.
  const told = (news) => queueMicrotask(() => post(news));
  const engine = makeEngine({ post: told, later, now: () => performance.now(), slice: SLICE });
  return { hear: engine.hear, end: () => clearTimeout(frame), isWorker: false };
}

/**
 * @param {(news: any) => void} post hears what comes of the orders
 * @param {{ order: string, [name: string]: any }} load the first order: a worker that fails before it answers is left for the page
 */
export function openSchool(post, load) {
  let school = inWorker();
  const orders = [];
  /** A site's policy may refuse a worker at once, or only by an event. */
  function inWorker() {
    try {
      const address = URL.createObjectURL(new Blob([globalThis.workerCode], { type: "text/javascript" }));
      const worker = new Worker(address);
      worker.onmessage = ({ data }) => {
        orders.length = 0;
        post(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        school.end();
        school = onPage(post);
        school.hear(load);
        orders.splice(0).forEach(school.hear);
      };
      const end = () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      };
      return { hear: (order) => worker.postMessage(order), end, isWorker: true };
    } catch {
      return onPage(post);
    }
  }
  school.hear(load);
  return {
    hear(order) {
      orders.push(order);
      school.hear(order);
    },
    end: () => school.end(),
    isWorker: () => school.isWorker,
  };
}
