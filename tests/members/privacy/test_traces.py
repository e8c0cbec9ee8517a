"""The audit log: only grows, misses no change of a role, and each reads what is about themselves."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from members.accounts.models import Application, Member
from members.privacy import actions
from members.privacy.models import Trace
from network.cities import actions as cities_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(bo, mei):
    Trace.objects.all()
    return actions.trace("archive_asked", by=mei, about=bo)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Trace.objects.filter(pk=row.pk).update(kind="other"),
        lambda row: Trace.objects.filter(pk=row.pk).update(by=None),
        lambda row: Trace.objects.filter(pk=row.pk).delete(),
        lambda row: row.save(),
    ],
)
def test_the_database_refuses_changes(row, change):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        change(row)
    assert Trace.objects.filter(pk=row.pk, kind="archive_asked").exists()


def test_the_clock_alone_lets_rows_go(row):
    actions.forget_traces(timezone.now() + timedelta(minutes=1), 10)
    assert not Trace.objects.filter(pk=row.pk).exists()
    again = actions.trace("archive_asked", by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        again.delete()


@pytest.mark.parametrize(
    ("field", "value"),
    [("is_superuser", True), ("is_network_coordinator", True), ("is_sponsor_staff", True), ("status", "suspended")],
)
def test_no_change_of_a_role_goes_by_the_log(bo, field, value):
    """Whichever way the column is changed: by an action, by `update`, by hand."""
    Member.objects.filter(pk=bo.pk).update(**{field: value})
    [row] = Trace.objects.filter(kind="role_changed", about=bo, **{f"detail__{field}": value})
    assert row.by_id is None


def test_who_changed_a_role_signs_it(nova, bo):
    cities_room.appoint(bo.home_city, bo, by=nova, starts_on=date.today())
    [row] = Trace.objects.filter(kind="role_changed", about=bo, detail__coordinator=True)
    assert row.by == nova and row.detail["city"] == "houston"


def test_who_lets_somebody_in_signs_it(mei, xiu):
    from members.accounts import actions as accounts

    accounts.approve(Application.objects.get(member=xiu), by=mei)
    row = Trace.objects.filter(kind="role_changed", about=xiu, detail__status="member").first()
    assert row.by == mei


def test_to_read_an_application_leaves_a_trace(mei, xiu, sign_in):
    application = Application.objects.get(member=xiu)
    assert sign_in(mei).get(f"/desk/applications/{application.pk}/").status_code == 200
    [row] = Trace.objects.filter(kind="application_read")
    assert (row.by, row.about) == (mei, xiu)


def test_to_read_it_by_the_link_of_a_mail_does_too(mei, xiu, client):
    from members.accounts.letters import DECIDE
    from network.kit import links

    application = Application.objects.get(member=xiu)
    token = links.sign(DECIDE, {"application": application.pk, "member": mei.pk})
    assert client.get(f"/join/answer/{token}/").status_code == 200
    assert Trace.objects.filter(kind="application_read", by=mei, about=xiu).count() == 1


def test_what_one_may_not_read_leaves_none(bo, xiu, sign_in):
    application = Application.objects.get(member=xiu)
    assert sign_in(bo).get(f"/desk/applications/{application.pk}/").status_code == 404
    assert not Trace.objects.filter(kind="application_read").exists()


def test_an_administrators_look_at_a_letter_leaves_a_trace(nova, bo, sign_in):
    assert sign_in(nova).get("/digests/bo/").status_code == 200
    assert Trace.objects.filter(kind="digest_previewed", by=nova, about=bo).exists()


def test_a_list_that_leaves_the_desk_leaves_a_trace(nova, sign_in):
    answer = sign_in(nova).get("/manage/cities/?export=csv")
    if answer.status_code == 200 and "attachment" in answer.get("Content-Disposition", ""):
        assert Trace.objects.filter(kind="list_exported", by=nova).exists()
    else:
        pytest.skip("the desk has no such list")


def test_each_reads_what_is_about_themselves_and_administrators_all(row, bo, mei, priya, nova, sign_in):
    assert Trace.objects.visible_to(bo).filter(pk=row.pk).exists()
    assert not Trace.objects.visible_to(priya).filter(pk=row.pk).exists()
    assert not Trace.objects.visible_to(None).exists()
    page = sign_in(bo).get("/me/privacy/log/").text
    assert "Mei Lin" in page or "林梅" in page
    assert "asked for the archive" not in sign_in(priya).get("/me/privacy/log/?whose=all").text.split("<table")[-1]
    assert "Bo Carter" in sign_in(nova).get("/me/privacy/log/?whose=all").text


def test_the_log_has_as_many_questions_for_one_row_as_for_thirty(bo, nova, sign_in, django_assert_max_num_queries):
    for _ in range(40):
        actions.trace("archive_asked", by=nova, about=bo)
    browser = sign_in(nova)
    with django_assert_max_num_queries(25):
        browser.get("/me/privacy/log/?whose=all")


def test_a_hand_over_is_on_record_for_both(mei, yan, nova):
    from network.cities.holdings import holdings, names_of
    from network.cities.models import CoordinatorTerm

    term = CoordinatorTerm.objects.get(member=mei)
    cities_room.hand_over(term, successor=yan, by=nova, shown=names_of(holdings(mei, term.city)))
    assert set(Trace.objects.filter(kind="handed_over", by=nova).values_list("about", flat=True)) == {mei.pk, yan.pk}
