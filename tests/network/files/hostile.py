"""Files that mean harm, and honest ones to compare them with; each is made on the spot, a few kilobytes at most."""

import io
import struct
import zipfile
import zlib

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<html><body><script>alert(document.domain)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(120) + b"This program cannot be run in DOS mode.\r\n$" + bytes(400)
WORD_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="word/document.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}'
    "</w:t></w:r></w:p></w:body></w:document>"
)


def packed(entries, *, method=zipfile.ZIP_DEFLATED):
    """Return a ZIP of (name or ZipInfo, bytes) pairs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in entries:
            package.writestr(name, data)
    return buffer.getvalue()


def docx(words="Peer support handbook for the team", *, document=None, extra=()):
    """Return a Word document with one paragraph."""
    body = document if document is not None else ('<?xml version="1.0"?>' + WORD.format(words)).encode()
    parts = [("[Content_Types].xml", WORD_TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body), *extra]
    return packed(parts)


def bomb_docx(mebibytes=1024):
    """Return a Word document of a few megabytes whose text unpacks to a gibibyte."""
    buffer = io.BytesIO(packed([("[Content_Types].xml", WORD_TYPES), ("_rels/.rels", RELATIONS)]))
    spaces = b" " * (1 << 20)
    before, after = WORD.encode().split(b"{}")
    package = zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1)
    with package, package.open("word/document.xml", "w", force_zip64=True) as part:
        part.write(before)
        for _ in range(mebibytes):
            part.write(spaces)
        part.write(after)
    return buffer.getvalue()


def xxe_docx(address):
    """Return a Word document that asks its reader to fetch a file and an address."""
    body = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">'
        f'<!ENTITY h SYSTEM "{address}">]>' + WORD.format("before &f; &h; after")
    )
    return docx(document=body.encode())


def lol_docx():
    """Return a Word document whose entities laugh a billion times."""
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return docx(document=(f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>' + WORD.format("&a9;")).encode())


def pdf(words="Peer support handbook", *, extra=b"", stream=None, filters=b""):
    """Return a PDF of one page that says `words`."""
    content = stream if stream is not None else b"BT /F1 24 Tf 72 700 Td (" + words.encode() + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n" % (len(content), filters) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return assembled(objects)


def assembled(objects, trailer=b""):
    """Return a PDF of these objects with its table."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer,
        out.rindex(b"xref\n0"),
    )


def flate_bomb_pdf():
    """Return a PDF of a few kilobytes whose page unpacks, twice, to a gibibyte."""
    once = zlib.compressobj(9)
    inner = b"".join([once.compress(b" " * (1 << 20)) for _ in range(1024)]) + once.flush()
    return pdf(stream=zlib.compress(inner, 9), filters=b"/Filter [/FlateDecode /FlateDecode]")


def locked_pdf():
    """Return a PDF that no empty password opens (standard handler, revision 3, wrong digests)."""
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    base = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        lock,
    ]
    return assembled(
        base, b"/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    )


def png(width=40, height=30, *, rows=None):
    """Return a grey PNG; `rows` fewer than `height` make a header that promises more than there is."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    data = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height if rows is None else rows)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def slip_zip():
    """Return a ZIP one of whose names climbs out."""
    return packed([("good.txt", b"good"), ("../../etc/cron.d/evil", b"evil")])


def link_zip():
    """Return a ZIP that holds a symbolic link."""
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    return packed([(link, b"/etc/passwd")])


def many_zip(count=100_000):
    """Return a ZIP of so many empty files."""
    return packed([(f"{n}", b"") for n in range(count)], method=zipfile.ZIP_STORED)


def nested_zip(depth=42):
    """Return a ZIP in a ZIP in a ZIP."""
    data = b"the end"
    for level in range(depth):
        data = packed([(f"{level}.zip", data)])
    return data


def macro_docx():
    """Return a Word document with a macro in it, under an innocent name."""
    return docx(extra=[("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")])


def gif_script():
    """Return bytes that are a GIF and a script at once."""
    header = b"GIF89a" + struct.pack("<HHBBB", 0x2F2A, 1, 0, 0, 0)
    return header + b"*/=1;alert(document.domain)//" + b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
