"""Questions that an agent puts to the user, and the user's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .interrupts import ClientToolError

if TYPE_CHECKING:
    from streamlit_chatkit.local._protocol.json import Json

MAX_QUESTIONS = 3
_OPTIONS = range(2, 4)


@dataclass(frozen=True)
class Question:
    """A question with two or three options; the user may answer in other words.

    Attributes
    ----------
    question : str
        The question.
    options : sequence of str, or Mapping of str to str
        The options, or a mapping from each option to its description.
    header : str or None
        A word or two above the question. Default: the question.
    id : str or None
        Name of the answer. Default: ``question_1`` and so on.
    """

    question: str
    options: Sequence[str] | Mapping[str, str]
    header: str | None = None
    id: str | None = None


class Answer(BaseModel):
    """The user's answer to one question.

    Attributes
    ----------
    id : str
        Name of the question.
    value : str
        The chosen option, or the user's own words.
    type : {"option", "other"}
        Which of them it is.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    value: str
    type: Literal["option", "other"] = "option"


class _Result(BaseModel):
    answers: list[Answer]


def question_args(questions: Sequence[Question]) -> Json:
    """Write questions as arguments of ``request_user_input``.

    Raises
    ------
    ValueError
        If a chat cannot show them.
    """
    if not 1 <= len(questions) <= MAX_QUESTIONS:
        msg = f"ask_user takes 1 to {MAX_QUESTIONS} questions, not {len(questions)}."
        raise ValueError(msg)
    written = [_written(one, f"question_{n}") for n, one in enumerate(questions, 1)]
    if len({one["id"] for one in written}) < len(written):
        msg = "Questions of one ask_user need different ids."
        raise ValueError(msg)
    return {"questions": written}


def _written(question: Question, default_id: str) -> Json:
    given = question.options
    options = given if isinstance(given, Mapping) else {label: label for label in given}
    texts = [question.question, *options, *options.values()]
    if len(options) not in _OPTIONS or not all(text.strip() for text in texts):
        msg = f"A question needs words and 2 or 3 different options, not {question!r}."
        raise ValueError(msg)
    return {
        "id": question.id or default_id,
        "header": question.header or question.question,
        "question": question.question,
        "options": [{"label": label, "description": text} for label, text in options.items()],
    }


def read_answers(result: Any) -> list[Answer]:  # noqa: ANN401
    """Read the result of ``request_user_input``.

    Raises
    ------
    ClientToolError
        If it holds no answers.
    """
    try:
        return _Result.model_validate(result).answers
    except ValidationError:
        msg = "The chat gave no answers to the questions."
        raise ClientToolError(msg) from None
