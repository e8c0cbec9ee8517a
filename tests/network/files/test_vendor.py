"""What is shipped from npm is, byte for byte, what package.json says."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FACTS = json.loads((ROOT / "package.json").read_text())


@pytest.mark.parametrize("path", FACTS["vendored"])
def test_vendored_files_are_the_published_ones(path):
    facts = FACTS["vendored"][path]
    data = (ROOT / path).read_bytes() + facts["without"].encode()
    assert hashlib.sha256(data).hexdigest() == facts["sha256"]
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"][f"node_modules/{facts['package']}"]
    assert lock["version"] == facts["version"] == FACTS["dependencies"][facts["package"]]
    assert lock["license"] == facts["license"]


def test_every_vendored_file_is_accounted_for():
    shipped = {str(p.relative_to(ROOT)) for p in (ROOT / "static/vendor").rglob("*.js")}
    assert shipped == set(FACTS["vendored"])
