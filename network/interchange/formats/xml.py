"""XML from plain functions: text in, text out, always well-formed whatever the words hold."""

from network.interchange.works import clean_text

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Markup(str):
    """XML that was made here and goes into other elements as it is."""


def escape(words):
    """Return words as the text of an element."""
    return Markup(clean_text(words).translate(_TEXT))


def element(name, *content, **attributes):
    """Return an element. Content: words are escaped, Markup is not, None is left out.

    Attributes: `xml_lang` stands for xml:lang; None and "" are left out.
    """
    head = ""
    for key, value in attributes.items():
        if value is not None and value != "":
            head += f' {"xml:lang" if key == "xml_lang" else key}="{clean_text(value).translate(_ATTRIBUTE)}"'
    inner = ""
    for part in content:
        if part is not None:
            inner += part if type(part) is Markup else clean_text(part).translate(_TEXT)
    return Markup(f"<{name}{head}>{inner}</{name}>" if inner else f"<{name}{head}/>")


def join(parts):
    """Return several pieces of markup as one."""
    return Markup("".join(parts))
