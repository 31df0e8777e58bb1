"""What the demo's chat offers: prompts to begin with, files, slash commands."""

from __future__ import annotations

from typing import Any

from demo.texts import TEXTS
from demo.vocabulary import Language

MAX_FILE = 5 * 2**20


def start_screen(lang: Language) -> dict[str, Any]:
    """Return the greeting and the prompts of an empty chat."""
    texts = TEXTS[lang]
    icons = ("cube", "globe", "map-pin", "chart", "compass", "notebook")
    return {
        "greeting": texts["greeting"],
        "prompts": [
            {
                "label": texts[f"prompt_{i}"],
                "prompt": texts.get(f"prompt_{i}_text") or texts[f"prompt_{i}_wish"],
                "icon": icon,
            }
            for i, icon in enumerate(icons, 1)
        ],
    }


def composer(lang: Language) -> dict[str, Any]:
    """Return the options of the composer: CSV files, and commands that begin with a slash."""
    texts = TEXTS[lang]
    return {
        "attachments": {"enabled": True, "max_size": MAX_FILE, "accept": {"text/csv": [".csv"]}},
        "slash_commands": [
            {
                "name": name,
                "description": texts[name],
                **({"args_hint": f"[{texts[f'{name}_hint']}]"} if f"{name}_hint" in texts else {}),
                "action": {"type": "submit_prompt", "template": texts[f"{name}_prompt"]},
            }
            for name in ("top", "chart", "only", "export")
        ],
    }
