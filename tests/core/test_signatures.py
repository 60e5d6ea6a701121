"""Nobody can keep more than five positional arguments apart: from the sixth on, an argument is given by its name."""

import ast
from pathlib import Path

import cnnlib
import unrolled

MOST = 5
# The public contract: names and positional order follow the source notebook, so that its code runs unchanged.
# The museum shows code as it stands elsewhere, to be called as col2im is.
CONTRACT = {
    "AveragePooling.__init__",
    "Convolution.__init__",
    "_WindowLayer.__init__",
    "col2im",
    "columns_to_image",
    "fold_columns",
    "im2col",
    "train",
}


def functions(package):
    """Every function's name, in its class, and its positional arguments without self."""
    for path in sorted(Path(package.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf8"))
        owners = {
            id(function): owner.name
            for owner in ast.walk(tree)
            if isinstance(owner, ast.ClassDef)
            for function in owner.body
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                owner = owners.get(id(node))
                yield (
                    f"{owner}.{node.name}" if owner else node.name,
                    [name for name in names if name not in ("self", "cls")],
                )


def test_no_function_takes_more_than_five_positional_arguments():
    found = {
        name
        for package in (cnnlib, unrolled)
        for name, arguments in functions(package)
        if len(arguments) > MOST
    }
    assert found == CONTRACT
