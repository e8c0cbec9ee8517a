"""Agendas add up; material is what the host may see; groups hold meetings."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from meetings.calendar.actions import planning
from meetings.calendar.models import Group
from network.access.rules import Denied
from network.catalogue.models import Entry
from tests.factories.meetings import meeting
from tests.factories.things import resource

pytestmark = pytest.mark.django_db


def test_an_agenda_fits_or_is_refused(mei):
    made = meeting(mei)
    rows = [{"title": "Hello", "minutes": 20}, {"title": "What next", "minutes": 40, "presenter": mei}]
    first, second = planning.put_agenda(made, rows, by=mei)
    again = planning.put_agenda(made, [{"title": "First", "minutes": 5}, {"pk": first.pk, **rows[0]}], by=mei)
    assert again[1].pk == first.pk
    assert not made.agenda.filter(pk=second.pk).exists()
    with pytest.raises(ValidationError, match="10"):
        planning.put_agenda(made, [{"title": "Long", "minutes": 70}], by=mei)
    assert made.agenda.count() == 2


def test_a_meeting_is_not_made_shorter_than_its_agenda(mei):
    made = meeting(mei)
    planning.put_agenda(made, [{"title": "Long", "minutes": 50}], by=mei)
    with pytest.raises(ValidationError):
        planning.change(made, by=mei, minutes=45)


def test_material_is_what_its_host_may_see(mei, bo):
    shared = Entry.objects.of(resource(mei)).get()
    hidden = Entry.objects.of(resource(mei, "Ours", visibility="city", cities=["shanghai"])).get()
    made = meeting(bo)
    row = planning.add_material(made, shared, by=bo, note="Pages 2 to 4")
    assert planning.add_material(made, shared, by=bo) == row
    with pytest.raises(Entry.DoesNotExist):
        planning.add_material(made, hidden, by=bo)
    planning.drop_material(made, row.pk, by=bo)
    assert not made.materials.exists()


def test_a_working_group_is_begun_joined_led_on_and_ended(mei, bo, carmen):
    group = planning.begin_group(by=mei, name="Distress and loneliness")
    planning.join_group(group, by=bo)
    when = {"day": date(2027, 3, 3), "time": time(15), "zone": "Europe/Copenhagen"}
    made = planning.plan(by=bo, title="Group call", group=group, **when)
    assert made.group == group
    with pytest.raises(Denied):
        planning.leave_group(group, by=mei)
    planning.let_lead(group, bo, by=mei)
    planning.leave_group(group, by=mei)
    with pytest.raises(Denied):
        planning.plan(by=mei, title="Group call", group=Group.objects.get(), **when)
    planning.end_group(group, by=bo)
    with pytest.raises(Denied):
        planning.join_group(group, by=mei)
