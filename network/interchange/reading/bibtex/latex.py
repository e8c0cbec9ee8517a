"""LaTeX in BibTeX values as plain text: accents, letters, signs; an unescaped % is a per cent sign and no comment."""

import re
import unicodedata

from network.interchange.reading.model import words

_MARKS = {
    **{"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"},
    **{"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "d": "\u0323", "b": "\u0331"},
    **{"r": "\u030a", "t": "\u0361"},
}
_LETTERS = {
    **{"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł"},
    **{"ss": "ß", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ"},
    **{"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“"},
    **{"textquotedblright": "”", "textquotesingle": "'", "textbackslash": "\\", "textasciitilde": "~"},
    **{"textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">"},
    **{"textdegree": "°", "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "euro": "€"},
    **{"texteuro": "€", "dots": "…", "ldots": "…", "textellipsis": "…", "S": "§", "P": "¶", "dag": "†", "ddag": "‡"},
    **{"textmu": "µ", "textperiodcentered": "·", "guillemotleft": "«", "guillemotright": "»", "LaTeX": "LaTeX"},
    **{"TeX": "TeX", "slash": "/", "newline": " ", "par": " ", "quad": " ", "qquad": " ", "times": "×", "pm": "±"},
    **{"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼", "cdot": "·", "infty": "∞"},
    **{"rightarrow": "→", "to": "→", "leftarrow": "←", "textonehalf": "½", "textperthousand": "‰", "bullet": "•"},
    **{"textbullet": "•", "textexclamdown": "¡", "textquestiondown": "¿", "textordfeminine": "ª"},
    **{"textordmasculine": "º", "textasciimacron": "¯", "textdollar": "$", "textpercent": "%"},
}
_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ "
    "pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π "
    "Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_LETTERS |= dict(re.findall(r"(\w+) (\w)", _GREEK))
_SHAPES = words(
    "emph textit textbf textsc textsf texttt textrm textup textsl textmd textnormal underline mbox hbox url path "
    "mathrm mathit mathbf text ensuremath enquote MakeUppercase textsuperscript textsubscript bibstring it bf "
    "em rm sc tt sf itshape bfseries scshape upshape relax noopsort protect nolinkurl mkbibquote mkbibemph"
)
"""Commands that change the look alone: they go, what stands in them stays."""

_ACCENT = re.compile(
    r"""\\(?:(['`^"~=.])\s*|([cvuHkdbrt])(?:\s+|(?=\s*\{)|(?=\\)))"""
    r"""(?:\{\s*(?:\\([ij])(?:\s*\{\})?|([^\W\d_]?))\s*\}|\\([ij])(?![A-Za-z])\s?|([^\W\d_]))"""
)
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\*)?(\s*\{\s*\}|[ \t\n]*)")
_SIGN = re.compile(r"\\([%&$#_{}~^\\, /;:!\-@\"'()\[\]|])")
_HIDDEN = {"{": "\ue000", "}": "\ue001", "$": "\ue002", "~": "\ue003", "\\": "\ue004"}
_SHOWN = str.maketrans({hidden: shown for shown, hidden in _HIDDEN.items()})
_NAMED_HIDDEN = {"textbackslash": "\\", "textasciitilde": "~", "textdollar": "$", "lbrace": "{", "rbrace": "}"}


def plain(text, *, verbatim=False):
    """Return a value without LaTeX. `verbatim`: an address or a DOI, in which ~, - and $ are themselves."""
    if "\\" in text:
        text = _ACCENT.sub(_accent, text)
        text = _SIGN.sub(_sign, text)
        text = _COMMAND.sub(_command, text)
    if not verbatim:
        text = text.replace("~", " ").replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
        text = re.sub(r"\$([^$\n]{0,300})\$", r"\1", text)
    text = text.replace("{", "").replace("}", "").translate(_SHOWN)
    return "".join(text.split()) if verbatim else " ".join(text.split())


def _accent(found):
    mark = _MARKS[found[1] or found[2]]
    letter = found[3] or found[4] or found[5] or found[6] or ""
    if not letter:
        # \~{} and \^{} are the signs themselves.
        return {"~": _HIDDEN["~"], "^": "^"}.get(found[1], "")
    return unicodedata.normalize("NFC", letter + mark)


def _sign(found):
    sign = found[1]
    if sign in ",; :!/-@":
        return "" if sign in "!/-@" else " "
    if sign == "\\":
        return " "
    return _HIDDEN.get(sign, sign)


def _command(found):
    name, rest = found[1], found[2]
    if name in _NAMED_HIDDEN:
        return _HIDDEN[_NAMED_HIDDEN[name]]
    if name in _LETTERS:
        return _LETTERS[name]
    if name in _SHAPES:
        return ""
    space = " " if not rest and found.string[found.end() : found.end() + 1] == "{" else rest
    return _HIDDEN["\\"] + name + space
