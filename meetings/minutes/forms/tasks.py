"""What is typed about tasks."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.minutes.models import Task
from meetings.minutes.queries.people import invited
from members.accounts.models import Member
from network.kit.clock import local, now

NOBODY = _("Say who does it: a task that is nobody’s is done by nobody.")


class TaskForm(forms.Form):
    """What, who, until when. Who was invited stands in the list; everybody else is found by name."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ChoiceField(label=_("Who"), required=False)
    other = forms.CharField(
        label=_("Somebody else"), max_length=60, required=False,
        help_text=_("The short name at the end of the address of their page, such as @mei."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The end of this day, where they live."),
    )  # fmt: skip

    def __init__(self, *args, member, meeting, task=None, **options):
        if task is not None:
            options.setdefault(
                "initial", {"title": task.title, "owner": str(task.owner_id or ""), "due_on": task.due_on}
            )
        super().__init__(*args, label_suffix="", **options)
        self.member, self.task = member, task
        people = {row.member_id: row.member for row in invited(meeting) if row.member_id and row.member.is_member}
        if task is not None and task.owner is not None:
            people.setdefault(task.owner_id, task.owner)
        self.people = {str(pk): one for pk, one in people.items()}
        names = sorted(((key, one.called_by(member)) for key, one in self.people.items()), key=lambda pair: pair[1])
        self.fields["owner"].choices = [("", _("Choose …")), *names]

    def clean_title(self):
        """Return the words on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        """Find the owner, and look whether the day is over where they live."""
        given = super().clean()
        if "owner" in self.errors or "other" in self.errors:
            return given
        owner = self.people.get(given.get("owner") or "")
        if word := (given.get("other") or "").strip().removeprefix("@"):
            found = Member.objects.visible_to(self.member).filter(handle__iexact=word, status=Member.Status.MEMBER)
            owner = found.filter(is_active=True).first()
            if owner is None:
                self.add_error("other", _("There is no member with this name or handle."))
                return given
        if owner is None:
            self.add_error("owner", NOBODY)
            return given
        given["owner"] = owner
        day = given.get("due_on")
        is_new_day = day and (self.task is None or day != self.task.due_on)
        if is_new_day and day < local(now(), owner.time_zone).date():
            self.add_error("due_on", _("This day is over. Choose a later one."))
        elif is_new_day and day.year > timezone.localdate().year + 5:
            self.add_error("due_on", _("This is more than five years ahead. Please look again."))
        return given


class CloseForm(forms.Form):
    """How a task ended, in a few words."""

    state = forms.ChoiceField(
        choices=[(Task.State.DONE, _("It is done")), (Task.State.DROPPED, _("It is not needed any more"))],
        initial=Task.State.DONE, label=_("How it ended"), widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(
        label=_("A few words about it"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)

    def clean(self):
        """What is dropped says why."""
        given = super().clean()
        if given.get("state") == Task.State.DROPPED and not (given.get("note") or "").strip():
            self.add_error("note", _("Say in a few words why it is not needed any more."))
        return given
