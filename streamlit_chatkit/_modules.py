"""Names of modules, as people give them to a command."""

from __future__ import annotations


def module_of_file(given: str) -> str | None:
    """Return the module that a file's name stands for; ``None`` for what is no file's name.

    Examples
    --------
    >>> module_of_file("./tools/sales.py")
    'tools.sales'
    """
    path = given.replace("\\", "/")
    if not path.endswith(".py") and "/" not in path:
        return None
    return path.removesuffix(".py").strip("./").replace("/", ".")
