"""The desk's menu leads those to the audit log who may read it."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(("who", "there"), [("nova", True), ("mei", False)])
def test_the_menu_leads_to_the_log_of_everybody(sign_in, settings, request, cities, who, there):
    settings.REQUIRE_SECOND_FACTOR = False
    html = sign_in(request.getfixturevalue(who)).get("/manage/").content.decode()
    assert ("/me/privacy/log/?whose=all" in html) is there
