"""People are told how far their answers are without a name before they give one."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_page_about_privacy_says_who_could_find_out_all_the_same(cities):
    page = Client().get("/privacy/").content.decode()
    assert "Your answers hang on a seat without a name." in page
    assert "Whoever looks after the servers could work out which answers are yours" in page
