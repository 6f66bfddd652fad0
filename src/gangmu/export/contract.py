"""Plan ↔ the contract's JSON, `gangmu.plan/1`. The record types give the field names; nothing else spells them."""

from __future__ import annotations

from typing import Any

import msgspec

from gangmu.errors import PlanFormatError
from gangmu.model import SCHEMA, Plan

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_decoder = msgspec.json.Decoder(Plan)


def encode(plan: Plan, *, indent: int = 0) -> bytes:
    """A plan as one JSON object.

    Args:
        plan: what was read.
        indent: spaces a level; 0 gives one line, as JSON Lines need it.

    Returns:
        UTF-8, Chinese characters as themselves, without a newline at the end.
    """
    data = msgspec.json.encode(plan)
    return msgspec.json.format(data, indent=indent) if indent else data


def decode(data: bytes | str, name: str = "plan.json") -> Plan:
    """The plan of one JSON object.

    Fields that this version does not know are ignored: newer versions may add some under the same schema name.

    Args:
        data: the JSON, as `encode` gives it.
        name: the file's name, for messages.

    Raises:
        PlanFormatError: not JSON, of another schema, or a field is missing or of a wrong type; it says which.
    """
    try:
        return _decoder.decode(data)
    except msgspec.ValidationError as error:
        raise PlanFormatError(name=name, reason=str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlanFormatError(name=name, reason="plan.json") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a plan, made from the record types."""
    schema: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Plan)))
    return {"$schema": SCHEMA_DIALECT, "$id": SCHEMA, "title": f"{SCHEMA}: a plan read by Gangmu", **schema}
