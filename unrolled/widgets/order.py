"""Order: the lines of a function, shuffled, to be put in an order that runs."""

import ast
import hashlib
import inspect
import textwrap
from itertools import count

from traitlets import Int, List, Unicode, validate

from cnnlib.checks import check_int
from unrolled import bundles
from unrolled.widgets.questions import Question, check_words

INNER = (ast.Subscript, ast.Attribute)
BODIES = ("body", "orelse", "finalbody")


class Order(Question):
    """Let the reader put the lines of a function in order; any order that gives each line what it needs is right.

    source: a function, or its text. What its `def` says stays on top; each statement below it is a piece that moves,
    a loop with its body in one. title: what is asked, in words.
    order: how the pieces stand now, as their places in the source; they start shuffled, the same in every run, and all
    can be read and set later. hides: how many of the cells that follow keep their outputs covered until it is solved.
    A piece needs what it reads, names and attributes of self, as the piece that gave it in the source left it.
    Raises TypeError or ValueError for a source that is no single function of at least two pieces.

    >>> Order("def mean(x):\\n    total = x.sum()\\n    return total / x.size", "Put them in order.")
    Order('Put them in order.', mean, 2 pieces)
    """

    _esm, _css = bundles.load("order")
    kind = Unicode("order", read_only=True).tag(sync=True)
    title = Unicode(read_only=True).tag(sync=True)
    head = Unicode(read_only=True).tag(sync=True)
    pieces = List(read_only=True).tag(sync=True)
    order = List().tag(sync=True)
    start = List(read_only=True).tag(sync=True)
    hides = Int(read_only=True).tag(sync=True)

    def __init__(self, source, title="Put the lines in order.", *, hides=0):
        super().__init__()
        text = _text_of(source)
        function = _function_in(text)
        pieces = [_piece(text, statement) for statement in function.body]
        given = {name for piece in pieces for name in piece["gives"]}
        for i, piece in enumerate(pieces):
            # What no piece gives is there for all.
            reads = [name for name in piece["reads"] if name in given]
            piece["reads"] = [[name, _giver(pieces[:i], name)] for name in reads]
        self.name = function.name
        lines = text.splitlines()[function.lineno - 1 : function.body[0].lineno - 1]
        self.set_trait("head", "\n".join(line for line in lines if line.strip()))
        self.set_trait("title", check_words(title, "title"))
        self.set_trait("pieces", pieces)
        self.set_trait("hides", check_int(hides, "hides", 0))
        self.set_trait("start", _shuffled(pieces, text))
        self.order = self.start

    @validate("order")
    def _order_is_whole(self, proposal) -> list[int]:
        if sorted(proposal.value) != list(range(len(self.pieces))):
            raise ValueError(
                f"order must hold 0 to {len(self.pieces) - 1} once each, not {proposal.value}"
            )
        return list(proposal.value)

    def is_right(self) -> bool:
        """Whether every piece has what it needs, as the pieces stand now."""
        return fits(self.pieces, self.order)

    def describe(self) -> str:
        return f"{self.title!r}, {self.name}, {len(self.pieces)} pieces"

    def html(self) -> str:
        from unrolled.widgets.paper.order import plain_order

        return plain_order(self).folded()


def fits(pieces: list[dict], order: list[int]) -> bool:
    """Whether each piece finds what it reads as in the source, and what ends the function comes last.

    At the end, each attribute must be what the source left in it.
    """
    gave: dict[str, int] = {}
    for place, i in enumerate(order, 1):
        piece = pieces[i]
        if any(gave.get(name, -1) != giver for name, giver in piece["reads"]):
            return False
        if piece["ends"] and place < len(order):
            return False
        gave |= dict.fromkeys(piece["gives"], i)
    return all(gave[name] == _giver(pieces, name) for name in gave if "." in name)


def _giver(pieces: list[dict], name: str) -> int:
    """Which of these gives the name last; -1 if it comes from outside."""
    return next((i for i in reversed(range(len(pieces))) if name in pieces[i]["gives"]), -1)


def _text_of(source) -> str:
    if isinstance(source, str):
        return textwrap.dedent(source).strip("\n")
    if inspect.isfunction(source):
        return textwrap.dedent(inspect.getsource(source)).strip("\n")
    if inspect.isclass(source):
        raise TypeError(
            f"source must be one method at a time, such as {source.__name__}.forward"
        )
    raise TypeError(f"source must be a function or its text, not {type(source).__name__}")


def _function_in(text: str) -> ast.FunctionDef:
    body = ast.parse(text).body
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef):
        raise ValueError("source must be a single function")
    if len(body[0].body) < 2:
        raise ValueError(
            f"source must have at least 2 pieces, but {body[0].name} has {len(body[0].body)}"
        )
    return body[0]


def _piece(text: str, statement: ast.stmt) -> dict:
    lines = text.splitlines()[statement.lineno - 1 : statement.end_lineno]
    reads, gives = _names(statement)
    return {
        "text": "\n".join(line for line in lines if line.strip()),
        "reads": reads,
        "gives": gives,
        "ends": isinstance(statement, (ast.Return, ast.Raise)),
    }


def _names(statement: ast.AST) -> tuple[list[str], list[str]]:
    """What a statement reads and what it gives: names, and attributes of self as "self.x".

    What is written into an array, `x[i] = 1`, `x += 1` and `x.sort()`, reads it and gives it anew.
    """
    reads: set[str] = set()
    gives: set[str] = set()
    inner = [part for field in BODIES for part in getattr(statement, field, [])]
    own = [child for child in ast.iter_child_nodes(statement) if child not in inner]
    nodes = [statement, *(node for child in own for node in ast.walk(child))]
    hidden = {
        _name(node)
        for part in nodes
        if isinstance(part, ast.comprehension)
        for node in ast.walk(part.target)
    }
    for node in nodes:
        name = _name(node)
        if name:
            (gives if isinstance(node.ctx, ast.Store) else reads).add(name)
        if changed := _changed(node):
            reads.add(changed)
            gives.add(changed)
    # What a loop counts by, or gives itself before it reads it, comes from nowhere else.
    if isinstance(statement, (ast.For, ast.With)):
        reads -= gives
    for part in inner:
        inner_reads, inner_gives = _names(part)
        reads |= set(inner_reads) - gives
        gives |= set(inner_gives)
    return sorted(reads - hidden - {"self"}), sorted(gives - hidden)


def _name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ):
        return f"self.{node.attr}"
    return None


def _changed(node: ast.AST) -> str | None:
    """The name that a node changes in place."""
    if isinstance(node, ast.AugAssign):
        return _root(node.target)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return _root(node)
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
    ):
        return _root(node.value.func.value)
    return None


def _root(node: ast.AST) -> str | None:
    """x of x[i].real, self.x of self.x[i]."""
    while _name(node) is None and isinstance(node, INNER):
        node = node.value
    return _name(node)


def _shuffled(pieces: list[dict], text: str) -> list[int]:
    """An order that is not right, the same for the same source."""
    for salt in count():
        order = sorted(
            range(len(pieces)),
            key=lambda i, salt=salt: hashlib.sha256(f"{salt} {i} {text}".encode()).digest(),
        )
        if not fits(pieces, order):
            return order
        if salt > 1000:
            raise ValueError("source must have an order: its pieces may stand in any")
    raise AssertionError
