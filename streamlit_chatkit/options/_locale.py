"""Languages of ChatKit."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, get_args

from streamlit_chatkit.options._problems import kind, nearest, problem

# fmt: off
Locale: TypeAlias = Literal[
    "am", "ar", "bg", "bg-BG", "bn", "bn-BD", "bs", "bs-BA", "ca", "ca-ES", "cs", "cs-CZ", "da",
    "da-DK", "de", "de-DE", "el", "el-GR", "en", "es", "es-419", "es-ES", "et", "et-EE", "fi",
    "fi-FI", "fr", "fr-CA", "fr-FR", "gu", "gu-IN", "hi", "hi-IN", "hr", "hr-HR", "hu", "hu-HU",
    "hy", "hy-AM", "id", "id-ID", "is", "is-IS", "it", "it-IT", "ja", "ja-JP", "ka", "ka-GE", "kk",
    "kn", "kn-IN", "ko", "ko-KR", "lt", "lv", "lv-LV", "mk", "mk-MK", "ml", "mn", "mr", "mr-IN",
    "ms", "ms-MY", "my", "my-MM", "nb", "nb-NO", "nl", "nl-NL", "pa", "pl", "pl-PL", "pt", "pt-BR",
    "pt-PT", "ro", "ro-RO", "ru", "ru-RU", "sk", "sk-SK", "sl", "sl-SI", "so", "so-SO", "sq",
    "sq-AL", "sr", "sr-RS", "sv", "sv-SE", "sw", "sw-TZ", "ta", "ta-IN", "te", "te-IN", "th",
    "th-TH", "tl", "tr", "tr-TR", "uk", "uk-UA", "ur", "vi", "vi-VN", "zh", "zh-CN", "zh-HK",
    "zh-Hans", "zh-Hant", "zh-TW",
]
# fmt: on
"""Languages that ChatKit accepts without falling back to English."""

LOCALES: tuple[str, ...] = get_args(Locale)

_BY_LOWER = {tag.lower(): tag for tag in LOCALES}
_TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z\d]{1,8})*", re.IGNORECASE
)

# Other names of a language that ChatKit has, and the region that a script or region stands for;
# the parents of es-… and pt-… are those of Unicode's CLDR.
_LANGUAGES = {"cmn": "zh", "fil": "tl", "in": "id", "no": "nb", "sh": "sr"}
_REGIONS = {
    "es": {"419": "AR BO BR BZ CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE"},
    "pt": {"PT": "AO CH CV FR GQ GW LU MO MZ ST TL"},
    "zh": {"HK": "MO", "Hans": "SG MY"},
}


def read_locale(value: object) -> str:
    """Return ChatKit's name of a language.

    Takes any language tag of BCP 47, such as ``zh_CN``, ``en-GB`` or ``de-AT``, whose language
    ChatKit has.
    """
    if not isinstance(value, str):
        raise problem(f"must be a language tag such as 'zh-CN', not {kind(value)}.")
    tag = value.strip().replace("_", "-")
    match = _TAG.fullmatch(tag)
    for name in () if match is None else _names(*match.groups()):
        if found := _BY_LOWER.get(name.lower()):
            return found
    raise problem(
        f"must be a language tag that ChatKit knows, such as 'en' or 'zh-CN', not {value!r}."
        f"{nearest(tag, LOCALES)}"
    )


def _names(language: str, script: str | None, region: str | None) -> list[str]:
    """Return the names to look for, the most telling first."""
    language = _LANGUAGES.get(language.lower(), language.lower())
    if script is None and region is not None:
        parents = _REGIONS.get(language, {})
        region = next((to for to, of in parents.items() if region.upper() in of.split()), region)
    # Hong Kong and Taiwan have their own traditional Chinese; of all else the script tells more.
    parts = (region, script) if script is None or script.lower() == "hant" else (script, region)
    return [*(f"{language}-{part}" for part in parts if part), language]
