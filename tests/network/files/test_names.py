"""Names are cleaned for paths, headers and screens (A03)."""

import pytest

from network.files.names import LONGEST, LONGEST_BYTES, clean_name, extension_of


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\Users\\mei\\x.pdf", "x.pdf"),
        ("a.pdf.exe", "a.pdf.exe"),
        ("a.pdf.", "a.pdf"),
        ("a.pdf. . .", "a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("context.pdf", "context.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u2066b\u2069.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('say "hi".pdf', "say _hi_.pdf"),
        ("<img src=x>.png", "_img src=x_.png"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("...", "file"),
        ("\ud800x.pdf", "x.pdf"),
        ("研究 报告.pdf", "研究 报告.pdf"),
        ("plan 🎉.docx", "plan 🎉.docx"),
        ("Møde\u0301.pdf", "Møde\u0301.pdf".replace("e\u0301", "é")),
    ],
)
def test_names_are_cleaned(raw, clean):
    assert clean_name(raw) == clean


@pytest.mark.parametrize("raw", ["x" * 400 + ".pdf", "研" * 400 + ".pdf", "a." + "x" * 400, "👩‍👩‍👧" * 100 + ".docx"])
def test_long_names_keep_their_extension_and_fit(raw):
    name = clean_name(raw)
    assert len(name) <= LONGEST
    assert len(name.encode()) <= LONGEST_BYTES
    if raw.endswith((".pdf", ".docx")):
        assert extension_of(name) == extension_of(raw)
