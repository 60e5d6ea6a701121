"""What each cell of a chapter needs of those before it, so that it can be run on its own.

A cell needs a name if it uses it before it has bound it. It gets an import by that import's own statement, and anything
else from the last cell before it that bound the name or wrote into it.
"""

import ast
import builtins
import symtable
from typing import NamedTuple


class Needs(NamedTuple):
    """imports: {name: statement}; cells: the places of cells to be run before, in their order."""

    imports: dict[str, str]
    cells: list[int]


def needs(sources: list[str], bound_by: dict[str, int] | None = None) -> list[Needs]:
    """For each cell what it needs, and what that needs in turn.

    bound_by: of names that have a value already, the place of the cell that gave it. The last cell does without what it
    would get from one further up.
    """
    imports: dict[str, str] = {}
    binder: dict[str, int] = {}
    found: list[Needs] = []
    for place, source in enumerate(sources):
        used, bound, imported = names_in(source)
        there = (bound_by or {}) if place == len(sources) - 1 else {}
        own = Needs({}, [])
        for name in sorted(used):
            if name in imports:
                own.imports[name] = imports[name]
            elif name in binder and there.get(name, -1) < binder[name]:
                before = found[binder[name]]
                own.imports.update(before.imports)
                own.cells.extend([*before.cells, binder[name]])
        found.append(Needs(own.imports, sorted(set(own.cells))))
        for name in bound:
            binder[name] = place
            imports.pop(name, None)
        for name, statement in imported.items():
            imports[name] = statement
            binder.pop(name, None)
    return found


def names_in(source: str) -> tuple[set[str], set[str], dict[str, str]]:
    """The names that a cell uses before it binds them, those that it binds or writes into, and what it imports."""
    used: set[str] = set()
    bound: set[str] = set()
    imported: dict[str, str] = {}
    later: set[str] = set()
    for statement in _statements(source):
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            imported.update(_imports(statement))
            continue
        here, in_functions = _used(statement)
        known = bound | imported.keys()
        used |= here - known
        later |= in_functions
        bound |= _bound(statement)
    # A function looks its names up when it is called: they may have been bound after it.
    used |= later - bound - imported.keys()
    return used - set(dir(builtins)), bound, imported


def _statements(source: str) -> list[ast.stmt]:
    """None, where it is not yet Python: whoever runs it will be told."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _imports(statement: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """Each name that this statement brings, with a statement that brings it alone."""
    made = {}
    for alias in statement.names:
        one = ast.Import([alias])
        if isinstance(statement, ast.ImportFrom):
            one = ast.ImportFrom(statement.module, [alias], statement.level)
        made[alias.asname or alias.name.partition(".")[0]] = ast.unparse(one)
    return made


def _table(statement: ast.stmt) -> symtable.SymbolTable:
    return symtable.symtable(ast.unparse(statement), "cell", "exec")


def _used(statement: ast.stmt) -> tuple[set[str], set[str]]:
    """The names that this statement looks up when it is run, and those that its functions look up when they are."""
    table = _table(statement)
    here = {s.get_name() for s in table.get_symbols() if s.is_referenced()}
    inner = set()
    for child in _inner(table):
        names = {
            s.get_name() for s in child.get_symbols() if s.is_global() and s.is_referenced()
        }
        if child.get_type() == "class" or child.get_name() in COMPREHENSIONS:
            here |= names
        else:
            inner |= names
    # What the statement itself binds, as a loop does its variable, it looks up afterwards.
    bound = _bound(statement)
    return (here - bound) | _read_first(statement), inner - bound


COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


def _inner(table: symtable.SymbolTable):
    for child in table.get_children():
        yield child
        yield from _inner(child)


def _read_first(statement: ast.stmt) -> set[str]:
    """Names that a statement reads although it binds them: x += 1, x[0] = 1, x = f(x)."""
    if isinstance(statement, ast.AugAssign):
        return _names(statement.target)
    if isinstance(statement, ast.Assign):
        into = [t for target in statement.targets for t in ast.walk(target)]
        written = [t for t in into if isinstance(t, (ast.Subscript, ast.Attribute))]
        return _names(statement.value).union(*map(_names, written))
    if isinstance(statement, (ast.For, ast.With, ast.If, ast.While, ast.Try)):
        return {
            name
            for inner in ast.walk(statement)
            if isinstance(inner, (ast.AugAssign, ast.Assign))
            for name in _read_first(inner)
        } - _bound_plainly(statement)
    return set()


def _bound_plainly(statement: ast.stmt) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } - {
        inner.target.id
        for inner in ast.walk(statement)
        if isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name)
    }


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound(statement: ast.stmt) -> set[str]:
    """The names that a statement binds, and those into whose values it writes."""
    symbols = _table(statement).get_symbols()
    bound = {s.get_name() for s in symbols if s.is_assigned() or s.is_namespace()}
    for node in ast.walk(statement):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(
            node.ctx, ast.Store
        ):
            while isinstance(node, (ast.Subscript, ast.Attribute)):
                node = node.value
            bound |= _names(node)
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    return bound
