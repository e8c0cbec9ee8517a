"""The grammar of OAI-PMH 2.0 answers: `oai.rng`."""

from pathlib import Path

from lxml import etree

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))


def checked(answer):
    """Return the tree of an answer; fails unless it is well-formed and of the protocol's grammar."""
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/xml")
    tree = etree.fromstring(answer.content)
    GRAMMAR.assertValid(tree)
    for record in tree.findall(".//{*}record"):
        is_deleted = record.find("{*}header").get("status") == "deleted"
        assert is_deleted == (record.find("{*}metadata") is None)
    return tree
