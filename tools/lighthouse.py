"""Measure every built page with Lighthouse, on its model of a phone: `make lighthouse`.

lighthouse.py [PAGE ...]     pages as in book/intro.html; without any, all but those for a frame of another site

Each page is measured three times, from a server with gzip, and the medians count. The table goes to
the screen and to _build/lighthouse, where Lighthouse's own reports stand too. Any page that misses
a bar makes the exit code 1.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from book._ext.site_pages import pages_in
from tools.chromium import find_or_install
from tools.server import serve
from unrolled.bundles import npm

ROOT = Path(__file__).resolve().parents[1]
HTML = ROOT / "_build" / "html"
REPORTS = ROOT / "_build" / "lighthouse"
RUNS = 3
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
# What must hold for every page: a number's name, and the worst that will do.
AT_LEAST = dict.fromkeys(CATEGORIES.values(), 95)
AT_MOST = {"KB": 300, "Foreign": 0, "Shift": 0.05, "Widget, s": 1.0}
FIGURES = {"Image", "Media"}
# A whole network that one can train is more than a picture on a page: what it brings is counted apart.
EXPLORER = "/_static/widgets/network."


def main(names: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    os.environ["CHROME_PATH"] = find_or_install()
    table, failures = {}, []
    with serve(HTML) as site:
        for name in names or pages():
            runs = [measure(site, name, i) for i in range(RUNS)]
            table[name] = {key: median_of([run[key] for run in runs]) for key in runs[0]}
            failures += [f"{name}: {miss}" for miss in misses(table[name])]
            print(row([name, *table[name].values()]), flush=True)
    text = markdown(table, failures)
    (REPORTS / "table.md").write_text(text, "utf8")
    (REPORTS / "table.json").write_text(json.dumps(table, indent=1), "utf8")
    print("\n" + text)
    return bool(failures)


def pages() -> list[str]:
    """All but the one that only leads on to the first, and a widget's own, which no search is to find."""
    paths = (path.relative_to(HTML).as_posix() for path in pages_in(HTML))
    return [
        path for path in paths if path != "index.html" and not path.startswith("embed/")
    ]


def measure(site: str, name: str, run: int) -> dict[str, float | None]:
    """One visit of Lighthouse's, in a fresh browser."""
    file = REPORTS / f"{name.removesuffix('.html').replace('/', '-')}-{run + 1}.json"
    npm.run(
        npm.package("lighthouse") / "cli" / "index.js",
        site + name,
        "--quiet",
        "--output=json",
        f"--output-path={file}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    )
    return numbers(json.loads(file.read_text("utf8")), site)


def numbers(report: dict, site: str) -> dict[str, float | None]:
    """What the table shows of a report. Widget: when the first one was drawn, where a page has any."""
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    own = [request for request in requests if request["url"].startswith(site)]
    explorer = [request for request in own if EXPLORER in request["url"]]
    page = [request for request in own if request not in explorer]
    text = [request for request in page if request.get("resourceType") not in FIGURES]
    marks = audits["user-timings"].get("details", {"items": []})["items"]
    alive = [mark["startTime"] / 1000 for mark in marks if mark["name"] == "widget"]
    return {
        **{
            title: round(100 * report["categories"][id]["score"])
            for id, title in CATEGORIES.items()
        },
        "Text, KB": kilobytes(text),
        "KB": kilobytes(page),
        "Explorer, KB": kilobytes(explorer),
        "Foreign": sum(request["url"].startswith("http") for request in requests)
        - len(own),
        "Shift": audits["cumulative-layout-shift"]["numericValue"],
        "Widget, s": min(alive, default=None),
    }


def kilobytes(requests: list[dict]) -> float:
    return sum(request["transferSize"] for request in requests) / 1000


def median_of(values: list[float | None]) -> float | None:
    return None if None in values else median(values)


def misses(found: dict[str, float | None]) -> Iterator[str]:
    for key, least in AT_LEAST.items():
        if found[key] < least:
            yield f"{key} {found[key]:g}, must be at least {least}"
    for key, most in AT_MOST.items():
        if found[key] is not None and found[key] > most:
            yield f"{key} {found[key]:.3g}, must be at most {most}"


def markdown(table: dict[str, dict], failures: list[str]) -> str:
    titles = ["Page", *next(iter(table.values()))]
    lines = [row(titles), row(["---"] * len(titles))]
    lines += [row([name, *found.values()]) for name, found in table.items()]
    lines += [
        "",
        *(f"- {failure}" for failure in failures or ["Every page is above all bars."]),
    ]
    return "\n".join(lines) + "\n"


def row(values: list) -> str:
    return "| " + " | ".join(map(cell, values)) + " |"


def cell(value) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value >= 10 else f"{value:.2f}"
    return "" if value is None else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
