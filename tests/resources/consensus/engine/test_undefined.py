"""Each code of the engine has a sentence."""

import re
from pathlib import Path

from resources.consensus import engine
from resources.consensus.undefined import OTHERWISE, SENTENCES, sentence

CODE = re.compile(r'"((?:no|few|all|one|nobody|unequal)-[a-z]+)"')


def test_every_code_has_its_sentence_and_no_sentence_is_idle():
    sources = Path(engine.__file__).parent.glob("*.py")
    codes = {code for source in sources for code in CODE.findall(source.read_text())}
    assert codes == set(SENTENCES)
    assert all(sentence(code) != OTHERWISE for code in codes)
    assert sentence("new") == OTHERWISE
