"""Break the library in one place at a time and say what no test noticed: `make mutants`.

mutmut makes the mutants, in mutants/, runs the tests that pyproject.toml names, and remembers what
it has done: stop it when you like. What survives for a reason is listed in tests/mutants.toml.

mutants.py                    everything that is still undecided, and again what survived
mutants.py "cnnlib.unroll*"   these, all again
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tests" / "mutants.toml"


def mutmut(*arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def run(*names: str) -> None:
    subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=ROOT, check=True)


def undetected() -> dict[str, str]:
    """The mutants that are not killed, by name: what became of each."""
    lines = (line.strip().rpartition(": ") for line in mutmut("results").splitlines())
    return {name: status for name, _, status in lines if status != "not checked"}


def change(name: str) -> tuple[str, str]:
    """A mutant's changed lines: as they were, as they became."""
    lines = [
        line for line in mutmut("show", name).splitlines() if line[:3] not in ("---", "+++")
    ]
    return tuple(
        " ".join(line[1:].strip() for line in lines if line[:1] == sign) for sign in "-+"
    )


def main(names: list[str]) -> int:
    run(*names)
    if not names and undetected():
        run(*undetected())
    listed = {
        (entry["module"], entry["becomes"])
        for entry in tomllib.loads(REASONS.read_text())["survivor"]
    }
    survivors = {name: (status, *change(name)) for name, status in undetected().items()}
    new = {
        name: found
        for name, found in survivors.items()
        if (name.rpartition(".")[0], found[2]) not in listed
    }
    for name, (status, old, became) in new.items():
        print(f"\n{name}: {status}\n  - {old}\n  + {became}")
    print(
        f"\n{len(new)} of {len(survivors)} survivors are not in {REASONS.relative_to(ROOT)}."
    )
    return bool(new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
