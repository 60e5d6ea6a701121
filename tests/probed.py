"""Run a loop of `unrolled.loops` as it stands, and keep what it knows after each turn."""

import inspect
import textwrap
from copy import deepcopy

from unrolled import loops


def probed(loop, *arguments, rewrite=str, **settings) -> tuple[object, list[dict]]:
    """What the loop gives, and its variables each time its last line has run. rewrite: changes the source before."""
    (running,) = [line for line in loops.shown_lines(loop) if line.startswith("    ")][-1:]
    source = textwrap.dedent(inspect.getsource(loop))
    (line,) = [line for line in source.splitlines() if line.strip() == running.strip()]
    indent = line[: -len(line.lstrip())]
    source = rewrite(source.replace(line, f"{line}\n{indent}keep(locals())"))
    turns: list[dict] = []
    names = vars(loops) | {"keep": lambda variables: turns.append(deepcopy(variables))}
    exec(compile(source, loop.__name__, "exec"), names)
    return names[loop.__name__](*arguments, **settings), turns
