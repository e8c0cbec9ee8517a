"""Pandoc is confined: no file of the server, no host, no endless work, and a clear word when it fails."""

import io
import socket
import threading
import time
import zipfile

import pytest

from resources.papers.converting import pandoc

SECRET = "the-words-of-a-file-that-is-nobodys-business"
TARGETS = ("html", "docx", "typst", "epub3", "jats", "markdown", "plain", "json")


@pytest.fixture
def secret(tmp_path):
    """Return the path of a file that no conversion may show."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture
def host():
    """Return (address, calls): a host on this machine that notes who calls it."""
    calls = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    ends = threading.Event()

    def listen():
        while not ends.is_set():
            try:
                peer, _ = server.accept()
            except OSError:
                continue
            calls.append(peer.recv(2000))
            peer.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
    ends.set()
    thread.join()
    server.close()


def everything_in(data):
    """Return a result with all that is packed in it."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def tried(source, reads, writes, **more):
    """Convert, and return what came out, b"" for a refusal."""
    try:
        return everything_in(pandoc.run(source, reads=reads, writes=writes, **more))
    except pandoc.Fault:
        return b""


def test_it_converts():
    assert b"<em>x</em>" in pandoc.run("*x* 研究", reads="markdown", writes="html")
    assert "研究".encode() in pandoc.run("*x* 研究", reads="markdown", writes="html")


@pytest.mark.parametrize("writes", TARGETS)
def test_no_file_of_the_server_is_read(secret, writes):
    sources = {
        "markdown": f"![a]({secret})\n\n![b](file://{secret})\n\n![c](../../../../../..{secret})\n\n![d](source)",
        "rst": f".. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n.. csv-table::\n   :file: {secret}\n",
        "latex": f"\\input{{{secret}}} \\include{{{secret}}} \\includegraphics{{{secret}}}",
        "org": f"#+INCLUDE: {secret}\n\n[[file:{secret}]]",
        "html": f'<img src="{secret}"><iframe src="file://{secret}"></iframe><object data="{secret}"></object>',
        "typst": f'#read("{secret}") #include "{secret}"',
    }
    for reads, source in sources.items():
        more = {"arguments": ("--standalone", "--embed-resources")} if writes == "html" else {}
        assert SECRET.encode() not in tried(source, reads, writes, **more), reads


@pytest.mark.parametrize("writes", TARGETS)
def test_no_host_is_called(host, writes):
    address, calls = host
    sources = {
        "markdown": f"![a]({address}/a.png)\n\n<iframe src='{address}/b'></iframe>",
        "html": f'<img src="{address}/c.png"><iframe src="{address}/d"></iframe><link rel=stylesheet href={address}/e>',
        "rst": f".. csv-table::\n   :url: {address}/f\n\n.. image:: {address}/g.png\n",
    }
    for reads, source in sources.items():
        tried(source, reads, writes, arguments=("--standalone",))
    assert calls == []


def test_nothing_may_be_given_that_runs_programs_or_reads_folders(secret):
    for argument in (
        "--lua-filter=x.lua",
        "--filter=x",
        "-o",
        f"--extract-media={secret}",
        str(secret),
        "--data-dir=/",
    ):
        with pytest.raises(ValueError, match="not to be run"):
            pandoc.run("x", reads="markdown", writes="html", arguments=(argument,))
    with pytest.raises(ValueError, match="not a name"):
        pandoc.run("x", reads="markdown", writes="html", files={"../x": b""})


def test_its_folder_is_gone_afterwards(monkeypatch):
    seen = []
    real = pandoc.spawn
    monkeypatch.setattr(pandoc, "spawn", lambda words, folder, most: seen.append(folder) or real(words, folder, most))
    pandoc.run("x", reads="markdown", writes="html")
    assert len(seen) == 1
    assert not seen[0].exists()


def test_what_takes_too_long_is_ended_and_said(monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 0.02)
    began = time.monotonic()
    with pytest.raises(pandoc.Fault) as fault:
        pandoc.run("*x* " * 200_000, reads="markdown", writes="docx")
    assert fault.value.sentence == pandoc.TOO_LONG
    assert time.monotonic() - began < 5


def test_what_needs_too_much_memory_is_ended_and_said():
    with pytest.raises(pandoc.Fault) as fault:
        pandoc.run("[" * 200_000, reads="markdown", writes="html")
    assert fault.value.sentence in (pandoc.TOO_MUCH, pandoc.TOO_LONG)


def test_a_broken_source_is_refused_without_names_of_folders():
    with pytest.raises(pandoc.Fault) as fault:
        pandoc.run(b"PK\x03\x04 this is no Word file", reads="docx", writes="json")
    assert fault.value.sentence == pandoc.BROKEN
    assert "/tmp" not in fault.value.detail


def test_a_style_and_a_list_lie_beside_it():
    style = b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title>'
    style += b'<id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/>'
    style += b"</layout></citation></style>"
    made = pandoc.run(
        "[@a]",
        reads="markdown",
        writes="plain",
        arguments=("--citeproc", "--csl=style.csl", "--bibliography=list.json"),
        files={"style.csl": style, "list.json": b'[{"id":"a","type":"book","title":"Walking home"}]'},
    )
    assert b"Walking home" in made
