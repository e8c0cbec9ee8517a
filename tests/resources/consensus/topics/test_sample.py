"""The page of the sample world can be built, and stands."""

from datetime import UTC, datetime

import pytest

from network.demo import consensus_topics
from network.demo.world import Teller

pytestmark = pytest.mark.django_db


def test_the_sample_page_stands_in_two_languages(carmen, freja, priya, mei, client):
    teller = Teller(datetime(2026, 11, 20, tzinfo=UTC))
    consensus_topics.tell(teller, {})
    consensus_topics.tell(teller, {})
    english = client.get("/state-of-the-art/starting-insulin/", headers={"accept-language": "en"})
    assert english.status_code == 200
    assert "somebody to talk to who lives with it" in english.content.decode()
    chinese = client.get("/state-of-the-art/starting-insulin/?in=zh-hans")
    assert "凡是被建议使用胰岛素的人" in chinese.content.decode().replace("<wbr>", "")
