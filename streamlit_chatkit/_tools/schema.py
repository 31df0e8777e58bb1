"""The JSON Schema of a tool, for the agent that calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic.errors import PydanticInvalidForJsonSchema
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticSerializationError, core_schema, to_jsonable_python

from streamlit_chatkit._errors import ConfigurationError
from streamlit_chatkit._tools.docstring import read_docstring
from streamlit_chatkit._tools.signature import Signature
from streamlit_chatkit._tools.toolbox import Tool

_DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


def client_tool_schema(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what an agent has to know of a client tool.

    The same schema validates the arguments of a call, so an agent that keeps to it is never
    refused. Besides, the tool takes what pydantic converts without loss, such as ``"7"`` for 7.

    Parameters
    ----------
    function : callable
        The tool, as it is given to ``tools=``. Its docstring describes it: the text before the
        first section is the description, and parameters can be described in numpydoc, Google or
        reStructuredText style, or with ``Annotated[…, Field(description="…")]``.

    Returns
    -------
    dict
        ``name``, ``description`` (absent without a docstring) and ``parameters``, a JSON Schema of
        the draft 2020-12 whose references stay inside of it: a function as most model APIs take it.
        In XpertAI's Client Tool middleware, ``parameters`` is the field *Arguments Schema*.

    Raises
    ------
    ConfigurationError
        If the function cannot be a tool, or a parameter has a type that JSON has no form for.

    Examples
    --------
    >>> from typing import Literal
    >>> from streamlit_chatkit import client_tool_schema
    >>> def set_region(region: Literal["EMEA", "APAC"]) -> str:
    ...     "Show one region on the dashboard."
    ...     return "done"
    >>> client_tool_schema(set_region)["parameters"]["properties"]
    {'region': {'enum': ['EMEA', 'APAC'], 'type': 'string'}}
    """
    tool = Tool(function)
    docstring = read_docstring(function)
    parameters = _parameters(tool.signature)
    for name, parameter in parameters.get("properties", {}).items():
        if name in docstring.parameters:
            parameter.setdefault("description", docstring.parameters[name])
    description = tool.settings.description or docstring.summary
    return {
        "name": tool.name,
        **({"description": description} if description else {}),
        "parameters": parameters,
    }


class _Generator(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: object) -> bool:
        """Leave out titles that only repeat the names."""
        del schema
        return False

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Say which text is a number."""
        found = super().decimal_schema(schema)
        for form in found.get("anyOf", ()):
            if form.get("type") == "string":
                form.setdefault("pattern", _DECIMAL)
        return found


def _parameters(signature: Signature) -> dict[str, Any]:
    try:
        schema = signature.model.model_json_schema(schema_generator=_Generator)
    except PydanticInvalidForJsonSchema as error:
        raise ConfigurationError(
            f"The tool {signature.tool!r} takes something that JSON has no form for: "
            f"{error.message}. Use text, numbers, lists, dicts, dates or pydantic models."
        ) from error
    schema.pop("title", None)
    schema.setdefault("properties", {})
    for name, parameter in schema["properties"].items():
        # The model does not know the defaults, which are the function's own.
        parameter.pop("default", None)
        parameter.update(_default(signature.parameters[name].default))
    return schema


def _default(default: object) -> dict[str, Any]:
    try:
        encoded = to_jsonable_python(default)
        json.dumps(encoded, allow_nan=False)
    except (PydanticSerializationError, ValueError):
        return {}
    return {"default": encoded}
