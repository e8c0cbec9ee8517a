"""What a panel agreed on goes to its page by the workflow: a draft, an approval, an outcome for whoever took part."""

import pytest
from wagtail.models import WorkflowState

from network.access.rules import Denied
from network.activity.models import Activity
from resources.consensus.actions import topics as actions
from resources.consensus.actions.results import closing
from resources.consensus.models import PageStatement, Panel
from tests.factories import consensus, topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HIGH, LOW, SPLIT = [9, 8, 8], [1, 2, 1], [9, 1, 5]


@pytest.fixture
def ended(mei, bo, priya, tao, cities):
    """A panel of three that agreed on the first of three statements, and rejected the second."""
    panel = consensus.panel(mei, rounds=1, groups=("peers",))
    consensus.seated(panel, [bo, priya, tao])
    found = consensus.opened(panel)
    consensus.rate_all(found, [list(row) for row in zip(HIGH, LOW, SPLIT, strict=True)])
    closing.close(found, by=mei)
    panel.refresh_from_db()
    return panel


def approve(page, by):
    state = WorkflowState.objects.active().for_instance(page).get()
    state.current_task_state.approve(user=by)


def test_agreed_statements_go_to_a_draft_and_wait_for_the_network(ended, mei, carmen, client):
    page = actions.adopt(ended, mei)
    ended.refresh_from_db()
    assert ended.topic is not None and ended.state == Panel.State.ENDED
    assert [child.text for child in page.statements.all()] == [consensus.statement(1)]
    assert page.statements.all()[0].entry.verdict == "agreed"
    assert consensus.statement(3) in page.disagreement
    assert client.get(ended.topic.get_absolute_url()).status_code == 404
    waits = Activity.objects.get(kind="consensus.topics_waits")
    assert waits.names == [carmen.pk]


def test_approval_publishes_and_tells_whoever_took_part(ended, mei, carmen, bo, priya, tao, client):
    page = actions.adopt(ended, mei)
    approve(page, carmen)
    ended.refresh_from_db()
    ended.topic.refresh_from_db()
    assert ended.state == Panel.State.ADOPTED and "public" in ended.audience
    assert ended.topic.voted_on == ended.rounds.get().closed_at.date()
    told = Activity.objects.get(kind="consensus.topics_adopted")
    assert set(told.names) == {bo.pk, priya.pk, tao.pk}
    statement = ended.topic.statements.get()
    assert statement.versions.get().content["vote"]["figures"]["all"]["n"] == 3
    assert ended.items.get(number=1).statement == statement
    text = client.get(ended.topic.get_absolute_url()).content.decode()
    assert "3 of 3 rated it 7 to 9" in text


def test_who_may_not_approve_does_not_publish_by_the_workflow(ended, mei, carmen):
    page = actions.adopt(ended, mei)
    state = WorkflowState.objects.active().for_instance(page).get()
    task = state.current_task_state.task.specific
    assert [name for name, *_ in task.get_actions(page, mei)] == []
    assert "approve" in [name for name, *_ in task.get_actions(page, carmen)]


def test_a_statement_voted_on_anew_keeps_its_number(ended, mei, carmen):
    known = topics.topic(carmen, statements=[{"text": "Somebody should be there."}])
    item = ended.items.get(number=1)
    item.statement = known.statements.get()
    item.save()
    ended.topic = known
    ended.save()
    approve(actions.adopt(ended, mei), carmen)
    statement = known.statements.get()
    assert [one.content["text"] for one in statement.versions.all()] == [
        consensus.statement(1),
        "Somebody should be there.",
    ]
    assert PageStatement.objects.filter(page__topic=known).count() == 1


def test_a_panel_that_runs_is_not_adopted(mei, bo, cities):
    panel, _round, _seats = consensus.ready_to_rate(mei, [bo])
    with pytest.raises(actions.NotYet):
        actions.adopt(panel, mei)


def test_nobody_else_adopts(ended, bo, freja):
    for member in (bo, freja):
        with pytest.raises(Denied):
            actions.adopt(ended, member)


def test_twice_adopted_stands_once(ended, mei, carmen):
    actions.adopt(ended, mei)
    page = actions.adopt(ended, mei)
    assert len(page.statements.all()) == 1
    approve(page, carmen)
    ended.refresh_from_db()
    with pytest.raises(actions.NotYet):
        actions.adopt(ended, mei)


def test_dissent_comes_along_as_the_moderator_let_it_through(ended, mei, bo, carmen):
    from resources.consensus.actions.rating import people
    from resources.consensus.actions.results import moderating
    from resources.consensus.models import Panellist, RoundItem

    entry = RoundItem.objects.select_related("round__panel", "item").get(round__panel=ended, item__number=1)
    row = Panellist.objects.select_related("member", "group").get(panel=ended, member=bo)
    row.panel = ended
    remark = people.dissent(entry, row, "In my street in Houston nobody would come.", "en", by=bo)
    moderating.let_through(remark, by=mei, shown="In my street nobody would come.")
    page = actions.adopt(ended, mei)
    voices = [block.value["words"] for block in page.statements.all()[0].dissent]
    assert voices == ["In my street nobody would come."]
