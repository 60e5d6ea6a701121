// Makes one archive of each tier's wheels, with Python's own code compiled: a browser that would compile it at each start
// would need seconds for it. The Python that compiles is the very one that the archives are for: Pyodide, in Node.
// Reads { pyodide, packing, tiers: [{ wheels, file, … }] } as JSON; `packing` is the Python that packs.
import { readFileSync } from "node:fs";
import { stdin } from "node:process";
import { text } from "node:stream/consumers";

const { pyodide, packing, tiers } = JSON.parse(await text(stdin));
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: pyodide });
python.FS.mkdirTree("/host");
python.FS.mount(python.FS.filesystems.NODEFS, { root: "/" }, "/host");
python.globals.set("tiers", python.toPy(tiers));
await python.runPythonAsync(readFileSync(packing, "utf8"));
