"""make bench: cnnlib against the source's algorithm, the plain layers, bare matrix products and PyTorch, if installed.

All in one process and one run, on the same arrays, with the same number of threads; they take turns, so that
whatever else the machine does meets all of them. Of each one's turns the fastest counts: the others
were disturbed. Prints a table and writes what chapter 10 shows.
"""

import json
import os
import platform
import sys
from datetime import date
from pathlib import Path

THREADS = os.environ.get("THREADS", "1")
if "numpy" not in sys.modules:  # which reads them when it is imported
    for library in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM"):
        os.environ[f"{library}_THREADS"] = THREADS

import numpy as np  # noqa: E402

import cnnlib  # noqa: E402
from benchmarks import contestants  # noqa: E402
from unrolled.figures import timing  # noqa: E402

TURN = 0.03  # seconds, at least
TURNS = 15
STORED = Path(timing.__file__).with_name("speed.json")


def main() -> None:
    if contestants.torch:
        contestants.torch.set_num_threads(int(THREADS))
    else:
        print(
            "PyTorch is not installed and is left out; to compare: .venv/bin/pip install torch"
        )
    found = {
        "machine": machine(),
        "command": "make bench" + (f" THREADS={THREADS}" if THREADS != "1" else ""),
        "date": date.today().isoformat(),
        "threads": int(THREADS),
        "versions": versions(),
        "convolution": [],
        "pooling": [],
    }
    for shape in contestants.CONVOLUTIONS:
        row = {"shape": shape} | measured(contestants.convolutions(shape))
        found["convolution"].append(row | memory_of_convolution(shape))
        show(f"Convolution {shape}", found["convolution"][-1])
    for kind in ("Pooling", "AveragePooling"):
        for shape in contestants.POOLINGS:
            row = {"kind": kind, "shape": shape} | measured(
                contestants.poolings(kind, shape)
            )
            found["pooling"].append(row | memory_of_pooling(kind, shape))
            show(f"{kind} {shape}", found["pooling"][-1])
    summary("Convolution", found["convolution"])
    summary("both poolings", found["pooling"])
    if contestants.torch:
        STORED.write_text(json.dumps(found, indent=1) + "\n", "utf8")
        print("Written:", STORED.name)


def measured(calls: dict) -> dict:
    agree(calls)
    return {
        "forward": race({name: forward for name, (forward, _) in calls.items()}),
        "milliseconds": race({name: both for name, (_, both) in calls.items()}),
    }


def agree(calls: dict) -> None:
    """A race counts only among those who give the same: out, dx, dW and db, to float32's last digits."""
    bare = ("product", "blocks")
    results = {name: both() for name, (_, both) in calls.items() if name not in bare}
    ours = [array for array in results.pop("cnnlib") if array is not None]
    for name, theirs in results.items():
        for mine, other in zip(ours, theirs, strict=False):
            error = np.abs(mine - other).max() / np.abs(other).max()
            if not error < 1e-4:
                raise SystemExit(f"{name} gives something else than cnnlib: {error}")


def race(calls: dict) -> dict:
    """Each one's fastest turn, in milliseconds."""
    seconds = timing.fastest(calls, TURNS, TURN, budget=float("inf"))
    return {name: round(1000 * best, 4) for name, best in seconds.items()}


def memory_of_convolution(shape) -> dict:
    *_, stride, pad = shape
    given = contestants.given_convolution(*shape)
    layer = cnnlib.Convolution(given.W, given.b, stride, pad)
    columns = given.dout[:, 0].size * given.W[0].size * given.x.itemsize
    return memory(layer, given, columns)


def memory_of_pooling(kind: str, shape) -> dict:
    *_, F, stride = shape
    given = contestants.given_pooling(*shape)
    layer = getattr(cnnlib, kind)(F, F, stride)
    return memory(layer, given, given.dout.nbytes * F * F)


def memory(layer, given, columns: int) -> dict:
    """The most that one forward and backward held, x included; and x + columns + out, for comparison."""
    peak = timing.peak_bytes(lambda: (layer.forward(given.x), layer.backward(given.dout)))
    bound = given.x.nbytes + columns + given.dout.nbytes
    return {"peak_bytes": peak + given.x.nbytes, "bound_bytes": bound}


def show(name: str, row: dict) -> None:
    ours = row["milliseconds"]["cnnlib"]
    ratios = ", ".join(
        f"{other} {time_ / ours:.2f}"
        for other, time_ in row["milliseconds"].items()
        if other != "cnnlib"
    )
    memory_ = (
        f"peak memory {row['peak_bytes'] / row['bound_bytes']:.2f} of x + columns + out"
    )
    print(
        f"{name}: {ours:.2f} ms; the others' times by ours: {ratios}; {memory_}", flush=True
    )


def summary(name: str, rows: list[dict]) -> None:
    for part in ("forward", "milliseconds"):
        for other in ("source", "plain", "torch"):
            times = [row[part] for row in rows if other in row[part]]
            if times:
                ratios = np.array([t[other] / t["cnnlib"] for t in times])
                mean = np.exp(np.log(ratios).mean())
                print(
                    f"{name}, {part}, {other} / cnnlib: geometric mean {mean:.2f}, least {ratios.min():.2f}"
                )


def versions() -> dict:
    found = {"python": platform.python_version(), "numpy": np.__version__}
    return found | ({"torch": contestants.torch.__version__} if contestants.torch else {})


def machine() -> str:
    name = platform.processor() or platform.machine()
    if sys.platform == "linux":
        lines = Path("/proc/cpuinfo").read_text("utf8").splitlines()
        name = next(
            (line.split(": ")[1] for line in lines if line.startswith("model name")), name
        )
    return f"{name}, {os.cpu_count()} logical cores, {platform.system()}"


if __name__ == "__main__":
    main()
