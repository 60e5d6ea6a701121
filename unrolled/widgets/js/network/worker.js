// Runs as a worker of its own: the bundle holds it as text (unrolled/bundles/build.mjs), as a page that is opened from the
// disk may start no worker from a file.
import { makeEngine } from "./engine.js";

const { postMessage } = globalThis;
const engine = makeEngine({ post: postMessage, later: (act) => setTimeout(act), now: () => performance.now(), slice: 30 });
globalThis.onmessage = ({ data }) => engine.hear(data);
