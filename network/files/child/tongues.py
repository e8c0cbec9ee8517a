"""In which language a text is written: Chinese by its characters, the rest by kreuzberg's detection."""

import re

import kreuzberg

KNOWN = {
    "eng": "en",
    "dan": "da",
    "spa": "es",
    "nob": "nb",
    "nno": "nn",
    "swe": "sv",
    "deu": "de",
    "fra": "fr",
    "nld": "nl",
    "por": "pt",
    "ita": "it",
    "fin": "fi",
    "cat": "ca",
    "jpn": "ja",
    "kor": "ko",
    "cmn": "zh-hans",
}
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
_TRADITIONAL = re.compile("[們這來時說對會學國與實為個於開關後經點發書長門問題義區醫護師導]")
_SIMPLIFIED = re.compile("[们这来时说对会学国与实为个于开关后经点发书长门问题义区医护师导]")
_DANISH = re.compile(r"(?i)\b(?:af|hvad|hvordan|hvis|meget|blev|nogle|efter|mellem|få|uge|gøre)\b")
_NORWEGIAN = re.compile(r"(?i)\b(?:av|hva|hvordan|hvis|mye|ble|noen|etter|mellom|uke|gjøre)\b")


def language(text):
    """Return the language of `text` as a code of ours ("en", "da", "es", "zh-hans", …) or "" where it is unsure."""
    letters = len(_LETTER.findall(text))
    if letters < 12:
        return ""
    han = len(_HAN.findall(text))
    # A Chinese character says about as much as three letters of an alphabet.
    if 3 * han > letters - han and han >= 6:
        if len(_KANA.findall(text)) > han / 10:
            return "ja"
        traditional = len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text))
        return "zh-hant" if traditional else "zh-hans"
    found = detected(_HAN.sub(" ", text))
    if found == "nb" and len(_DANISH.findall(text)) > len(_NORWEGIAN.findall(text)):
        return "da"
    return found


def detected(text):
    """Ask kreuzberg; short texts and unknown codes give ""."""
    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        language_detection=kreuzberg.LanguageDetectionConfig(enabled=True, min_confidence=0.0, detect_multiple=False),
    )
    result = kreuzberg.extract_bytes_sync(text.encode("utf-8", "ignore"), "text/plain", config=config)
    return KNOWN.get((result.detected_languages or [""])[0], "")
