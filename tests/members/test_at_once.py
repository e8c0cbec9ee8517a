"""Two people, or two presses, at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from members.accounts import actions
from members.accounts.models import Application, Member
from members.accounts.terms import AlreadyAnswered
from network.access.rules import Denied
from network.activity.models import Activity

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    def one(call):
        try:
            return call()
        except (AlreadyAnswered, Denied) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_yes_and_no_at_once_make_one_answer(mei, carmen, xiu, outbox):
    application = Application.objects.get()
    answers = at_once(
        lambda: actions.approve(application, by=mei),
        lambda: actions.decline(application, by=carmen, reason="no"),
        lambda: actions.approve(application, by=carmen),
    )
    assert sum(isinstance(answer, Application) for answer in answers) == 1
    assert Activity.objects.filter(kind__in=["accounts.approved", "accounts.declined"]).count() == 1
    assert len(outbox(xiu.email)) == 1
    xiu.refresh_from_db()
    assert xiu.is_member == (Application.objects.get().state == "approved")


def test_the_form_pressed_twice_makes_one_account(cities):
    answers = {
        "name": "N", "name_latin": "N", "role": "other", "organisation": "", "why": "w", "offer": "o", "seek": "",
        "languages": ["en"], "interests": "", "is_sponsor_staff": False,
    }  # fmt: skip

    def press():
        return actions.apply(email="n@example.org", city=cities["houston"], answers=answers, language="en")

    made = at_once(press, press, press)
    assert len({member.pk for member in made}) == 1
    assert Member.objects.count() == Application.objects.count() == 1
