"""A year later a page is due: it says so, its coordinators hear of it once, and it waits on their desk."""

from datetime import timedelta

import pytest

from network.activity.models import Activity
from network.desk.waiting import count_for
from network.kit import clock
from resources.consensus.actions import topics as actions
from tests.factories import topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_page_that_is_due_says_so_and_is_told_of_once(carmen, bo, client):
    day = clock.now().date()
    made = topics.topic(carmen, review_on=day + timedelta(days=1))
    assert "looked at again" not in client.get(made.get_absolute_url()).content.decode()
    assert actions.tell_due() == 0 and count_for(carmen) == 0
    topics.write(made, review_on=day - timedelta(days=1))
    topics.publish(made)
    assert actions.tell_due() == 1
    assert actions.tell_due() == 0
    assert Activity.objects.get(kind="consensus.topics_due").names == [carmen.pk]
    assert count_for(carmen) == 1 and count_for(bo) == 0
    assert "looked at again" in client.get(made.get_absolute_url()).content.decode()
    topics.write(made, review_on=day + timedelta(days=365))
    topics.publish(made)
    assert count_for(carmen) == 0 and actions.tell_due() == 0


def test_a_new_date_that_passes_is_told_of_again(carmen):
    day = clock.now().date()
    made = topics.topic(carmen, review_on=day - timedelta(days=9))
    assert actions.tell_due() == 1
    topics.write(made, review_on=day - timedelta(days=2))
    topics.publish(made)
    assert actions.tell_due() == 1
