"""Cut a question into words that the demo knows, and those that it does not."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from demo.time_words import NUMBER, TimePiece, match_time, read_number
from demo.vocabulary import (
    COUNTRY,
    DIMENSIONS,
    METRICS,
    MONTH,
    VALUES,
    Dimension,
    Metric,
    Value,
)

Role = Literal[
    "noise", "preposition", "all", "and", "between", "compare", "count", "drivers", "exclude",
    "follow_up", "from", "growth", "hypothetical", "negation", "only", "outside", "overview",
    "previous", "rank", "sell", "share", "since", "to", "trend", "unfiltered", "which",
    "year_before",
]  # fmt: skip


@dataclass(frozen=True)
class Token:
    """One word of a question. What it says is in the field that is not ``None``.

    A `foreign` word is known to mean something that the data do not hold.
    """

    text: str
    role: Role | None = None
    metric: Metric | None = None
    dimension: Dimension | None = None
    value: Value | None = None
    time: TimePiece | None = None
    number: int | None = None
    descending: bool = True
    corrected_from: str | None = None
    foreign: bool = False

    @property
    def unknown(self) -> bool:
        """Whether the word means nothing to the demo."""
        return (self.role or self.metric or self.dimension or self.value or self.time) is None and (
            self.number is None
        )


_DATA: dict[str, Any] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)
ROLES: Mapping[Role, list[str]] = _DATA["roles"]
_DIMINUTIVES: list[str] = _DATA["diminutive"]
_RANKS = sorted(_DATA["superlative"] + _DIMINUTIVES, key=len, reverse=True)
_RANK_EN = re.compile(
    rf"(?:the )?(?:(?P<n1>{NUMBER}) )?(?P<word>{'|'.join(_RANKS)})"
    rf"(?:[- ](?P<n2>{NUMBER})(?!\d|[.,]\d))?(?![a-z0-9])"
)
_OF = "个|名|位|款|种|大|强"
_RANK_ZH = re.compile(
    rf"(?P<front>前|top\s*)(?P<n1>{NUMBER})(?!\d|[.,]\d)(?:{_OF})?"
    rf"|(?P<back>后|倒数|末尾|最后)(?P<n2>{NUMBER})(?:{_OF})?"
    rf"|(?:[卖销][得的])?最(?P<low>低|少|差|小|慢|弱|不(?=赚钱|盈利)|不(?:畅销|受欢迎|热销))的?(?:(?P<n3>{NUMBER})(?:{_OF}))?"
    rf"|(?:[卖销][得的])?最(?:高|多|好|大|快|强|畅销|受欢迎|热销|(?=赚钱|盈利))的?(?:(?P<n4>{NUMBER})(?:{_OF}))?"
    r"|排名第一|第一名|排名|排行榜|排行|畅销|热销"
)
_NUMBER = re.compile(rf"(?:\d[\d.,]*\d|{NUMBER})(?![a-z0-9])")
_PICTURES = ("So", "Sk", "Mn", "Cf")  # emoji and what joins them
_LATIN_WORD = re.compile(r"[a-zà-ÿ0-9][a-zà-ÿ0-9_'’-]*")


def _lexicon() -> dict[str, Token]:
    words: dict[str, Token] = {}
    for role, phrases in ROLES.items():
        words.update({phrase: Token(phrase, role=role) for phrase in phrases})
    words.update({w: Token(w, role="growth", descending=False) for w in _DATA["decline"]})
    words.update({w: Token(w, foreign=True) for w in _DATA["foreign"]})
    for dimension in DIMENSIONS:
        words.update({w: Token(w, dimension=dimension) for w in dimension.words})
    words["where"] = Token("where", dimension=COUNTRY)
    words["when"] = Token("when", dimension=MONTH)
    for metric in METRICS:
        words.update({w: Token(w, metric=metric) for w in metric.words})
    for value in VALUES:
        names = (value.name.casefold(), value.zh, *value.words)
        words.update({w: Token(w, value=value) for w in names})
    return words


_WORDS = _lexicon()
_LONG_ENOUGH = 6  # a slip in a short word makes another word: "store", "stove"
_MAX_LENGTH = max(map(len, _WORDS))
_CORRECTABLE = [
    w
    for w, token in _WORDS.items()
    if w.isascii() and not token.foreign and token.role in (None, "growth")
]


def tokenize(text: str, today: date) -> list[Token]:
    """Cut `text` into tokens, longest known words first.

    Words that are one slip away from a single known one are read as that, and say so in
    `Token.corrected_from`.

    Parameters
    ----------
    text : str
        A question in English or Chinese.
    today : datetime.date
        What "now" is.
    """
    shown = unicodedata.normalize("NFKC", text)
    folded = shown.lower()
    if len(folded) != len(shown):
        shown = folded
    return [_correct(token) for token in _merge_unknown(_scan(folded, shown, today))]


def _scan(text: str, shown: str, today: date) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if text[at].isspace() or unicodedata.category(text[at]) in _PICTURES:
            at += 1
            continue
        end, token = _longest(text, at, today)
        if token.text == "us" and shown[at:end] == "US":
            token = replace(_WORDS["usa"], text="us")
        yield replace(token, text=shown[at:end])
        at = end


def _longest(text: str, at: int, today: date) -> tuple[int, Token]:
    found: list[tuple[int, Token]] = []
    for length in range(min(_MAX_LENGTH, len(text) - at), 0, -1):
        word = text[at : at + length].replace("’", "'")
        if word in _WORDS and _stands_alone(text, at, at + length):
            found.append((at + length, _WORDS[word]))
            break
    if _stands_alone(text, at, at + 1, left_only=True):
        if time := match_time(text, at, today):
            found.append((time[0], Token("", time=time[1])))
        ranks = (_RANK_EN.match(text, at), _RANK_ZH.match(text, at))
        found.extend((match.end(), _rank(match)) for match in ranks if match)
        if match := _NUMBER.match(text, at):
            number = match.group()
            value = -1 if re.search(r"[.,]", number) else read_number(number)
            found.append((match.end(), Token("", number=value)))
    if found:
        return max(found, key=lambda item: item[0])
    word_match = _LATIN_WORD.match(text, at)
    return (word_match.end() if word_match else at + 1), Token("")


def _stands_alone(text: str, start: int, end: int, *, left_only: bool = False) -> bool:
    def latin(char: str) -> bool:
        return char.isalnum() and char < "\u0250"

    if start and latin(text[start]) and latin(text[start - 1]):
        return False
    return left_only or not (end < len(text) and latin(text[end - 1]) and latin(text[end]))


def _rank(match: re.Match[str]) -> Token:
    groups = {name: value for name, value in match.groupdict().items() if value}
    written = next((value for name, value in groups.items() if name[0] == "n"), None)
    low = "back" in groups or "low" in groups or groups.get("word") in _DIMINUTIVES
    number = read_number(written) if written else None
    return Token("", role="rank", number=number, descending=not low)


def _merge_unknown(tokens: Iterator[Token]) -> Iterator[Token]:
    """Join unknown Chinese characters that follow each other into one word."""
    pending = ""
    for token in tokens:
        if token.unknown and not token.foreign and not token.text.isascii():
            pending += token.text
            continue
        if pending:
            yield Token(pending)
            pending = ""
        yield token
    if pending:
        yield Token(pending)


def suggestions(word: str) -> list[str]:
    """Return known words that look like `word`, best first."""
    known = _WORDS.get(word.lower())
    if known and known.foreign:
        return []
    return difflib.get_close_matches(word.lower(), _CORRECTABLE, n=3, cutoff=0.8)


def _one_slip(written: str, meant: str) -> bool:
    """Whether one letter is missing, too many, another or swapped with the next one.

    The first letter must be right: "children" is a word of its own, "reveneu" is not.
    """
    pairs = enumerate(zip(written, meant, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(written), len(meant)))
    rest, other = written[start:], meant[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    same = rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
    return start > 0 and (swapped or same)


def _correct(token: Token) -> Token:
    word = token.text.lower()
    if not token.unknown or token.foreign or len(word) < _LONG_ENOUGH or not word.isascii():
        return token
    near = [known for known in suggestions(word) if _one_slip(word, known)]
    meanings = {(t.metric, t.dimension, t.value, t.role) for t in map(_WORDS.get, near) if t}
    if len(meanings) != 1:
        return token
    return replace(_WORDS[near[0]], text=token.text, corrected_from=token.text)
