"""Find a Chromium for the browser tests, or install one. `python -m tools.chromium` prints its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Chromium without a window: the same pages in half the time, as none of its own menus are drawn.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (
    *SHELLS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
# For Playwright: without a window, and without asking the network for anything of its own.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of a Chromium, Chrome or Edge on this machine; the variable CHROMIUM comes first."""
    roots = (
        os.environ.get(name)
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    )
    candidates = [
        os.environ.get("CHROMIUM"),
        *map(shutil.which, NAMES),
        *MAC,
        *(str(Path(root, end)) for root in roots if root for end in WINDOWS),
    ]
    return next(filter(_is_there, candidates), None) or _of_playwright()


def find_or_install() -> str:
    """`find`, and if there is none, install one: with apt as root or by sudo, else with Playwright."""
    path = find()
    if path is None:
        _install()
    # A machine that checks for us is nobody's own: it gets the quicker one beside what it has.
    elif os.environ.get("CI") and Path(path).stem not in SHELLS:
        _install_by_apt(SHELLS[0])
    path = find()
    if path is None:
        sys.exit(
            "No Chromium, Chrome or Edge was found, and none could be installed. Install one, or set CHROMIUM."
        )
    return path


def _install() -> None:
    if not any(map(_install_by_apt, (SHELLS[0], "chromium"))):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])


def _install_by_apt(package: str) -> bool:
    """Whether apt, which asks nobody, could install this."""
    if not shutil.which("apt-get") or not (os.geteuid() == 0 or shutil.which("sudo")):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run([*prefix, "apt-get", "update"], **quiet)
    done = subprocess.run([*prefix, "apt-get", "install", "-y", package], **quiet)
    return done.returncode == 0


def _is_there(path: str | None) -> bool:
    return path is not None and Path(path).is_file()


def _of_playwright() -> str | None:
    """The one that `playwright install` has brought, if it has. It takes a moment to ask."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if _is_there(path) else None


if __name__ == "__main__":
    print(find_or_install())
