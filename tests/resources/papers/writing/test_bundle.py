"""What the page of the editor ships, and what it is made of."""

import gzip
import json

import pytest

from network.kit import bundle

LOCK = json.loads((bundle.ROOT / "package-lock.json").read_text())


def test_the_page_of_the_editor_ships_no_more_scripts_than_it_may():
    """Compressed as they travel: the bundle, what every page has, and what uploads a picture."""
    others = ("js/portal.js", "js/upload.js", "js/unsent.js")
    sizes = [len(gzip.compress((bundle.ROOT / "static" / name).read_bytes(), 9)) for name in others]
    assert bundle.compressed() + sum(sizes) <= bundle.MOST


def test_every_part_of_tiptap_is_of_one_version():
    found = {
        path: facts["version"]
        for path, facts in LOCK["packages"].items()
        if "/@tiptap/" in path and not path.endswith("/y-tiptap")
    }
    assert len(found) >= 2
    assert len(set(found.values())) == 1


def test_the_lock_file_names_no_host_and_every_checksum():
    for path, facts in LOCK["packages"].items():
        assert "resolved" not in facts, path
        assert not path or facts["integrity"].startswith("sha512-"), path


def test_a_bundle_is_built_anew_only_when_what_it_is_made_of_changed(tmp_path, monkeypatch):
    said = []
    assert bundle.build(said.append) is False
    assert said == []
    monkeypatch.setattr(bundle, "BUILT", tmp_path)
    assert not bundle.is_fresh(bundle.fingerprint())


def test_a_machine_without_node_takes_that_of_the_wheel(monkeypatch):
    monkeypatch.setattr(bundle.shutil, "which", lambda name: None)
    node, npm = bundle.programs()
    assert bundle.version(node) >= 20
    assert npm[0] == node
    bundle.run(*npm, "--version")


def test_what_goes_wrong_in_a_build_is_said_in_its_own_words():
    node, _npm = bundle.programs()
    with pytest.raises(bundle.Unbuilt, match="it broke"):
        bundle.run(node, "-e", "console.error('it broke'); process.exit(3)")
