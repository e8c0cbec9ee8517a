"""The pages of registering, joining, attendance, certificates and the two questions, as people meet them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from meetings.calendar import letters
from meetings.calendar.actions import attending
from meetings.calendar.models import Attendance, Certificate, Meeting, Pulse
from network.kit.clock import now
from tests.factories.meetings import meeting, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
QUESTIONS = [
    {"label": "What do you eat?", "kind": "text", "required": True, "is_sensitive": True},
    {"label": "Which day suits you?", "kind": "choice", "choices": ["Monday", "Friday"]},
]


@pytest.fixture
def workshop(freja):
    """A public workshop with two places and two questions."""
    made = meeting(freja, title="Workshop", mode="both", visibility="public", takes_registrations=True, capacity=2,
                   join_url="https://meet.example.org/w", join_url_china="https://cn.example.org/w")  # fmt: skip
    return attending.ask_questions(made, QUESTIONS, by=freja)


def to(name, *args):
    return reverse(f"calendar:{name}", args=args)


def text(response):
    return response.content.decode()


def it_ended(of, hours=2):
    """Let a meeting have ended an hour ago."""
    moment = now()
    Meeting.objects.filter(pk=of.pk).update(
        starts_at=moment - timedelta(hours=hours), ends_at=moment - timedelta(hours=1)
    )
    of.refresh_from_db()


def field(of, label):
    return next(f"q_{one['key']}" for one in of.questions if one["label"] == label)


def test_a_visitor_is_led_to_sign_in(client, workshop):
    page = text(client.get(workshop.get_absolute_url()))
    assert "Sign in to register" in page
    assert "meet.example.org" not in page
    answer = client.get(to("register", workshop.pk))
    assert answer.status_code == 302
    assert f"/meetings/{workshop.pk}/register/" in answer["Location"]


def test_registering_asks_keeps_what_was_typed_and_says_what_came_of_it(sign_in, workshop, bo, mei, priya):
    client = sign_in(bo)
    page = client.get(to("register", workshop.pk))
    assert "Only the hosts read this. It is deleted 90 days after the meeting." in text(page)
    day = field(workshop, "Which day suits you?")
    failed = client.post(to("register", workshop.pk), {"mode": "online", day: "Friday"})
    assert failed.status_code == 422
    assert 'value="Friday" required' in text(failed) or 'value="Friday"' in text(failed)
    assert Attendance.objects.filter(meeting=workshop, member=bo).count() == 0
    food = field(workshop, "What do you eat?")
    done = client.post(to("register", workshop.pk), {"mode": "online", day: "Friday", food: "No fish"}, follow=True)
    assert "You have a place" in text(done)
    row = Attendance.objects.get(meeting=workshop, member=bo)
    assert (row.place, row.mode, row.answer) == ("confirmed", "online", "yes")
    assert row.words[food[2:]] == {
        "label": "What do you eat?", "kind": "text", "value": "No fish", "is_sensitive": True,
    }  # fmt: skip
    attending.register(workshop, by=mei, words={food[2:]: "All"})
    client = sign_in(priya)
    assert "Join the waiting list" in text(client.get(workshop.get_absolute_url()))
    late = client.post(to("register", workshop.pk), {"mode": "on_site", food: "All"}, follow=True)
    assert "You are number 1 on the waiting list" in text(late)
    withdrawn = sign_in(bo).post(to("withdraw", workshop.pk), follow=True)
    assert "Your place is given back" in text(withdrawn)
    assert Attendance.objects.get(meeting=workshop, member=priya).place == "confirmed"


def test_a_place_is_given_back_from_the_mail(client, workshop, bo, priya, mei):
    food = field(workshop, "What do you eat?")[2:]
    rows = {one: attending.register(workshop, by=one, words={food: "All"}) for one in (bo, mei, priya)}
    address = letters.place_address(rows[bo]).removeprefix("http://localhost:8000")
    page = client.get(address)
    assert "Give your place back?" in text(page)
    assert page["Referrer-Policy"] == "no-referrer"
    assert Attendance.objects.get(pk=rows[bo].pk).place == "confirmed", "looking changes nothing"
    assert "Your place is given back" in text(client.post(address))
    assert Attendance.objects.get(pk=rows[priya].pk).place == "confirmed"
    attending.register(workshop, by=bo, words={food: "All"})
    assert client.post(address).status_code == 410, "a link ends with the place it was for"
    assert client.get("/meetings/place/abc/").status_code == 410


def test_hosts_see_answers_and_coordinators_no_sensitive_ones(sign_in, workshop, freja, carmen, bo, mei):
    food, day = field(workshop, "What do you eat?")[2:], field(workshop, "Which day suits you?")[2:]
    attending.register(workshop, by=bo, words={food: "=cmd|secret", day: "Monday"})
    page = text(sign_in(freja).get(to("registrations", workshop.pk)))
    assert "=cmd|secret" in page
    assert "Monday" in page
    table = sign_in(freja).get(to("registrations_export", workshop.pk)).content.decode("utf-8-sig")
    assert "'=cmd|secret" in table
    for address in (to("registrations", workshop.pk), to("registrations_export", workshop.pk)):
        seen = sign_in(carmen).get(address).content.decode()
        assert "Monday" in seen
        assert "secret" not in seen
    assert sign_in(mei).get(to("registrations", workshop.pk)).status_code == 403


def test_a_question_that_reads_otherwise_leaves_old_answers_under_their_words(sign_in, workshop, freja, bo):
    food = field(workshop, "What do you eat?")[2:]
    attending.register(workshop, by=bo, words={food: "No fish"})
    asked = [one | ({"label": "Do you eat meat?", "is_sensitive": False} if one["key"] == food else {})
             for one in workshop.questions]  # fmt: skip
    changed = attending.ask_questions(workshop, asked, by=freja)
    assert food not in [one["key"] for one in changed.questions]
    page = text(sign_in(freja).get(to("registrations", workshop.pk)))
    assert "What do you eat?" in page
    table = sign_in(freja).get(to("registrations_export", workshop.pk)).content.decode("utf-8-sig")
    assert "What do you eat? (as it was asked before)" in table
    assert Attendance.objects.get(meeting=workshop, member=bo).words[food]["is_sensitive"], "a promise holds"


def test_the_hosts_page_of_questions(sign_in, workshop, freja):
    client = sign_in(freja)
    page = text(client.get(to("questions", workshop.pk)))
    assert "What do you eat?" in page
    one = workshop.questions[0]
    form = {"q-TOTAL_FORMS": "2", "q-INITIAL_FORMS": "1", "q-0-key": one["key"], "q-0-label": one["label"],
            "q-0-kind": "text", "q-0-required": "on", "q-1-label": "Which?", "q-1-kind": "choice"}  # fmt: skip
    failed = client.post(to("questions", workshop.pk), form | {"q-1-choices": "one"})
    assert failed.status_code == 422
    assert "Write at least two answers" in text(failed)
    assert "Which?" in text(failed)
    assert client.post(to("questions", workshop.pk), form | {"q-1-choices": "one\ntwo"}).status_code == 302
    workshop.refresh_from_db()
    assert [row["label"] for row in workshop.questions] == ["What do you eat?", "Which?"]
    assert workshop.questions[1]["choices"] == ["one", "two"]


def test_hosts_change_places_add_and_remove(sign_in, workshop, freja, bo, mei, priya):
    food = field(workshop, "What do you eat?")[2:]
    for one in (bo, mei, priya):
        attending.register(workshop, by=one, words={food: "All"})
    client = sign_in(freja)
    form = {"takes_registrations": "on", "capacity": "3", "last_day": "2027-03-01"}
    done = client.post(to("registrations_places", workshop.pk), form, follow=True)
    assert "1 person moved up and has a mail." in text(done)
    workshop.refresh_from_db()
    assert workshop.register_until.isoformat() == "2027-03-01T23:00:00+00:00"
    fewer = client.post(to("registrations_places", workshop.pk), form | {"capacity": "1"}, follow=True)
    assert "Nobody loses a place: there are 2 people more than places now." in text(fewer)
    assert client.post(to("registrations_places", workshop.pk), form | {"capacity": "0"}).status_code == 422
    added = client.post(
        to("registrations_add", workshop.pk), {"address": "gus@example.org", "name": "Gus"}, follow=True
    )
    assert "All places are taken: Gus is on the waiting list." in text(added)
    row = Attendance.objects.get(meeting=workshop, member=bo)
    address = to("registrations_remove", workshop.pk, row.pk)
    assert "Take the place of Bo Carter back?" in text(client.get(address))
    client.post(address)
    row.refresh_from_db()
    assert row.place == "withdrawn"


def test_the_link_opens_30_minutes_before_for_those_who_take_part(sign_in, workshop, bo, mei):
    food = field(workshop, "What do you eat?")[2:]
    attending.register(workshop, by=bo, words={food: "All"})
    address, client = to("join", workshop.pk), sign_in(bo)
    early = client.get(address)
    assert "The joining link opens here:" in text(early)
    assert "Houston" in text(early)
    assert client.post(address).status_code == 409
    Meeting.objects.filter(pk=workshop.pk).update(
        starts_at=now() + timedelta(minutes=20), ends_at=now() + timedelta(hours=1)
    )
    page = client.get(address)
    assert "Join by the link for use in China" in text(page)
    assert "example.org" not in text(page), "the address of the provider stands nowhere"
    assert "form-action 'self' https:" in page["Content-Security-Policy"]
    assert Attendance.objects.get(meeting=workshop, member=bo).joined_at is None, "looking changes nothing"
    gone = client.post(address, {"which": "china"})
    assert (gone.status_code, gone["Location"]) == (303, "https://cn.example.org/w")
    assert gone["Referrer-Policy"] == "no-referrer"
    first = Attendance.objects.get(meeting=workshop, member=bo).joined_at
    client.post(address)
    assert Attendance.objects.get(meeting=workshop, member=bo).joined_at == first is not None
    assert sign_in(mei).get(address).status_code == 403
    Meeting.objects.filter(pk=workshop.pk).update(join_url="http://plain.example.org/", join_url_china="")
    nothing = sign_in(bo).post(address)
    assert nothing.status_code == 409, "https alone"


def test_how_to_join_is_told_to_those_who_take_part_alone(sign_in, freja, bo, mei):
    held = meeting(freja, title="Call", people=[bo], join_note="The word at the door is heron")
    assert "heron" in text(sign_in(bo).get(held.get_absolute_url()))
    assert "heron" not in text(sign_in(mei).get(held.get_absolute_url()))


def test_hosts_note_who_was_there(sign_in, freja, bo, mei, priya):
    held = meeting(freja, title="Call", people=[bo, mei, priya])
    Attendance.objects.filter(meeting=held, member=bo).update(joined_at=now())
    Attendance.objects.filter(meeting=held, member=mei).update(answer="no")
    address, client = to("attendance", held.pk), sign_in(freja)
    assert client.get(address).status_code == 403, "it has not begun"
    it_ended(held)
    page = text(client.get(address))
    rows = {row.member.handle: row for row in Attendance.objects.filter(meeting=held).select_related("member")}
    assert f'name="p{rows["bo"].pk}" value="present" checked' in page
    assert f'name="p{rows["mei"].pk}" value="excused" checked' in page
    form = {f"p{rows['bo'].pk}": "present", f"was{rows['bo'].pk}": "", f"p{rows['mei'].pk}": "excused",
            f"was{rows['mei'].pk}": "", f"p{rows['priya'].pk}": "absent", f"was{rows['priya'].pk}": ""}  # fmt: skip
    assert "Saved: 3 people." in text(client.post(address, form, follow=True))
    assert {h: Attendance.objects.get(pk=row.pk).presence for h, row in rows.items() if h != "freja"} == {
        "bo": "present", "mei": "excused", "priya": "absent",
    }  # fmt: skip
    alone = client.post(address, {f"p{rows['priya'].pk}": "present", f"was{rows['priya'].pk}": "absent"},
                        headers={"accept": "application/json"})  # fmt: skip
    assert alone.json() == {"saved": 1, "said": "Saved."}
    mine = text(sign_in(bo).get(to("attended")))
    assert "Call" in mine
    assert "was there" in mine


def test_a_certificate_is_made_read_and_withdrawn(client, sign_in, freja, bo, mei):
    held = meeting(freja, title="Call", people=[bo, mei], visibility="invited")
    it_ended(held)
    rows = {one: Attendance.objects.get(meeting=held, member=one) for one in (bo, mei)}
    attending.mark(rows[bo], "present", by=freja)
    attending.mark(rows[mei], "absent", by=freja)
    assert "A certificate is for those who were there." in text(sign_in(mei).get(to("certify", held.pk)))
    browser = sign_in(bo)
    assert browser.post(to("certify", held.pk), {"name": "Bo Carter"}).status_code == 422
    made = browser.post(to("certify", held.pk), {"name": "Dr Bo Carter", "agrees": "on"})
    code = Certificate.objects.get().code
    assert made["Location"] == f"/certificates/{code}/"
    client.logout()
    page = client.get(f"/certificates/{code}/")
    assert "This certificate is valid" in text(page)
    assert "Dr Bo Carter" in text(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/certificates/aaaaaaaaaaaaaaaaaaaaaaaa/").status_code == 404
    pdf = client.get(f"/certificates/{code}/certificate.pdf")
    assert pdf.content.startswith(b"%PDF")
    attending.mark(rows[bo], "absent", by=freja)
    page = text(client.get(f"/certificates/{code}/"))
    assert "This certificate was withdrawn" in page
    assert "Carter" not in page
    assert client.get(f"/certificates/{code}/certificate.pdf").status_code == 404


def test_the_two_questions_from_the_mail_without_a_name(client, sign_in, freja, outbox, drain):
    held = meeting(freja, title="Call")
    it_ended(held, hours=30)
    row = Attendance.objects.get(meeting=held, member=freja)
    attending.mark(row, "present", by=freja)
    assert attending.ask_pulse(held) == 1
    assert attending.ask_pulse(held) == 0, "once"
    drain()
    mail = outbox(freja.email)[-1]
    assert mail["Subject"] == "“Call”: was it useful?"
    body = mail.get_body(("plain",)).get_content()
    address = next(line for line in body.splitlines() if "/meetings/pulse/" in line).removeprefix(
        "http://localhost:8000"
    )
    assert "Was it useful?" in text(client.get(address))
    assert Pulse.objects.get().useful == [0, 0, 0, 0, 0]
    assert client.post(address, {"useful": "5"}).status_code == 422
    done = client.post(address, {"useful": "5", "glad": "4", "words": "More of it"})
    assert "Your answer is counted" in text(done)
    assert client.post(address, {"useful": "1", "glad": "1"}).status_code == 409
    pulse = Pulse.objects.get()
    assert (pulse.useful, pulse.glad) == ([0, 0, 0, 0, 1], [0, 0, 0, 1, 0])
    assert "Fewer than five have answered so far." in text(sign_in(freja).get(held.get_absolute_url()))


def test_figures_show_from_five_on_and_never_grow_by_one(sign_in, freja, bo, mei, priya, tao, carmen, diego, nova):
    calls = series(freja, dates=[date(2027, 3, 3)])
    held = Meeting.objects.get(series=calls)
    people = [bo, mei, priya, tao, carmen, diego]
    for one in people:
        Attendance.objects.create(meeting=held, member=one, presence="present")
    it_ended(held)
    for n, one in enumerate(people):
        row = Attendance.objects.get(meeting=held, member=one)
        attending.answer_pulse(row, useful=5, glad=4, words=f"word {n}")
        page = text(sign_in(nova).get(held.get_absolute_url()))
        assert ("n = 5, mean 5.0 of 5" in page) == (n >= 4)
        assert "n = 6" not in page
    assert "word 1" not in text(sign_in(bo).get(held.get_absolute_url()))
    assert "word 1" in text(sign_in(freja).get(held.get_absolute_url()))
    assert Pulse.objects.get().useful[4] == 6
