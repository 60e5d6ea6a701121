"""One script of several modules, and of packages that npm's lock names."""

from pathlib import Path

from unrolled.bundles import npm


def bundle(source: Path, *packages: str) -> str:
    for name in ("esbuild", *packages):
        npm.package(name)
    made = npm.run(
        Path(__file__).with_name("bundle.mjs"),
        str(source),
        capture_output=True,
        encoding="utf8",
    )
    return made.stdout
