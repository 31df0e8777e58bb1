"""Read what a docstring says of a function and of each parameter.

Three styles are understood: numpydoc (``Parameters`` with an underline), Google (``Args:``) and
reStructuredText fields (``:param name:``).
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_UNDERLINE = re.compile(r"-{3,}\s*")
_GOOGLE = re.compile(
    r"(Args|Arguments|Parameters|Keyword Args|Keyword Arguments|Returns?|Yields?|Raises|Examples?"
    r"|Notes?|Warnings?|See Also|References|Attributes|Todo):\s*"
)
_PARAMETER_SECTIONS = {
    "Parameters",
    "Other Parameters",
    "Args",
    "Arguments",
    "Keyword Args",
    "Keyword Arguments",
}
_FIELD = re.compile(r":(?P<kind>\w+)(?P<about>[^:]*):\s*(?P<text>.*)")
_PARAMETER_FIELDS = {"param", "parameter", "arg", "argument", "key", "keyword"}
_NUMPY_ENTRY = re.compile(r"(?P<names>\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?")
_GOOGLE_ENTRY = re.compile(r"(?P<names>\*{0,2}\w+)\s*(?:\(.*?\))?\s*:(?:\s+(?P<text>.*))?")


@dataclass
class Docstring:
    """What a docstring says.

    Attributes
    ----------
    summary : str
        Its text before the first section.
    parameters : dict of str to str
        Description of each parameter that has one.
    """

    summary: str = ""
    parameters: dict[str, str] = field(default_factory=dict)


def read_docstring(function: object) -> Docstring:
    """Return what the docstring of a function says."""
    while isinstance(function, functools.partial):
        function = function.func
    lines = (inspect.getdoc(function) or "").splitlines()
    found = Docstring()
    for title, body in _sections(lines):
        if not title:
            found.summary = _join(body)
        elif title.startswith(":"):
            found.parameters.update(_read_field(title, body))
        elif title in _PARAMETER_SECTIONS:
            found.parameters.update(_read_entries(body))
    return found


def _sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    title, body, number = "", list[str](), 0
    while number < len(lines):
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        next_title, skipped = "", 1
        if line.strip() and _UNDERLINE.fullmatch(following):
            next_title, skipped = line.strip(), 2
        elif google := _GOOGLE.fullmatch(line):
            next_title = google[1]
        elif _FIELD.fullmatch(line):
            next_title = line
        if next_title:
            yield title, body
            title, body = next_title, []
        else:
            body.append(line)
        number += skipped
    yield title, body


def _read_field(title: str, body: list[str]) -> dict[str, str]:
    match = _FIELD.fullmatch(title)
    words = match["about"].split() if match else []
    if match is None or match["kind"] not in _PARAMETER_FIELDS or not words:
        return {}
    text = _join([match["text"], *_until_blank(body)])
    return {words[-1].lstrip("*"): text} if text else {}


def _read_entries(body: list[str]) -> dict[str, str]:
    # Entries of Google's style are indented and hold the text; those of numpydoc do neither.
    first = next((line for line in body if line.strip()), "")
    indent = len(first) - len(first.lstrip())
    entry = _GOOGLE_ENTRY if indent else _NUMPY_ENTRY
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in body:
        match = entry.fullmatch(line[indent:].rstrip())
        if match is not None and not line[:indent].strip():
            names = [name.strip().lstrip("*") for name in match["names"].split(",")]
            text = match.groupdict().get("text") or ""
            found.update({name: [text] for name in names})
        else:
            for name in names:
                found[name].append(line)
    texts = {name: _join(lines) for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text}


def _until_blank(lines: list[str]) -> list[str]:
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    return lines[:end]


def _join(lines: list[str]) -> str:
    """Return the text of some lines; blank lines between paragraphs stay."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
