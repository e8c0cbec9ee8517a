"""Working groups: begun by a member, joined by whoever wants, ended by who leads them."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.calendar.access.people import NOT_YET, standing
from meetings.calendar.activity.planning import (
    GROUP_ADDED,
    GROUP_BEGUN,
    GROUP_CHANGED,
    GROUP_ENDED,
    GROUP_JOINED,
    GROUP_LEADS,
    GROUP_LEFT,
)
from meetings.calendar.models import Group
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now

AUDIENCE = ["members"]
TAKEN = frozenset({"new"})


def _locked(group):
    return Group.objects.select_for_update(of=("self",)).get(pk=group.pk)


def _tell(kind, group, by, *, names=(), at=None):
    record(kind, by=by, subject=group, audience=AUDIENCE, names=names, detail={"title": group.name}, at=at)


def _refuse_ended(group):
    if group.ended_at:
        raise Denied(_("This working group has ended."), "calendar.lead_group")


@transaction.atomic
def begin_group(*, by, name, about="", at=None):
    """Begin a working group that `by` leads; returns it."""
    demand(by, "calendar.begin_group")
    stem = slugify(name)[:50].strip("-") or "group"
    taken = set(Group.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    slug = next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    group = Group.objects.create(slug=slug, name=name, about=about, led_by=by, created_at=at or now())
    group.members.add(by)
    _tell(GROUP_BEGUN, group, by, at=at)
    return group


@transaction.atomic
def change_group(group, *, by, name, about):
    """Change what a group is called and about."""
    group = _locked(group)
    demand(by, "calendar.lead_group", group)
    if (group.name, group.about) != (name, about):
        group.name, group.about = name, about
        group.save(update_fields=["name", "about"])
        _tell(GROUP_CHANGED, group, by)
    return group


@transaction.atomic
def join_group(group, *, by, at=None):
    """Let `by` belong to a group. Twice is once."""
    group = _locked(group)
    if not (answer := standing(by)):
        raise Denied(answer.reason, "calendar.begin_group")
    _refuse_ended(group)
    if not group.members.filter(pk=by.pk).exists():
        group.members.add(by)
        _tell(GROUP_JOINED, group, by, at=at)


@transaction.atomic
def leave_group(group, *, by):
    """Let `by` belong to it no more; whoever leads it names somebody else first."""
    group = _locked(group)
    if group.led_by_id == by.pk and not group.ended_at:
        raise Denied(_("You lead this group. Let somebody else lead it first, or end it."), "calendar.lead_group")
    if group.members.filter(pk=by.pk).exists():
        group.members.remove(by)
        _tell(GROUP_LEFT, group, by)


@transaction.atomic
def add_to_group(group, member, *, by, at=None):
    """Let whoever leads a group add a member, who is told. Twice is once."""
    group = _locked(group)
    demand(by, "calendar.lead_group", group)
    _refuse_ended(group)
    if not member.is_member:
        raise Denied(NOT_YET, "calendar.lead_group")
    if not group.members.filter(pk=member.pk).exists():
        group.members.add(member)
        _tell(GROUP_ADDED, group, by, names=[member.pk], at=at)


@transaction.atomic
def remove_from_group(group, member, *, by):
    """Take a member out of a group; not whoever leads it."""
    group = _locked(group)
    demand(by, "calendar.lead_group", group)
    if group.led_by_id == member.pk:
        raise Denied(_("Whoever leads the group stays in it."), "calendar.lead_group")
    group.members.remove(member)


@transaction.atomic
def let_lead(group, member, *, by):
    """Let another member of the group lead it."""
    group = _locked(group)
    demand(by, "calendar.lead_group", group)
    _refuse_ended(group)
    if not group.members.filter(pk=member.pk).exists() or not member.is_member:
        raise Denied(_("Only somebody who belongs to the group can lead it."), "calendar.lead_group")
    group.led_by = member
    group.save(update_fields=["led_by"])
    _tell(GROUP_CHANGED, group, by, names=[member.pk])


@transaction.atomic
def end_group(group, *, by, at=None):
    """End a group: its meetings stay, new ones are held by others."""
    group = _locked(group)
    demand(by, "calendar.lead_group", group)
    if not group.ended_at:
        group.ended_at = at or now()
        group.save(update_fields=["ended_at"])
        _tell(GROUP_ENDED, group, by, at=at)
    return group


@transaction.atomic
def pass_group(group, *, to, by):
    """Let the member `to` lead a group whose leader leaves; `by` None: the portal itself. Rules were asked before."""
    group = _locked(group)
    group.members.add(to)
    group.led_by = to
    group.save(update_fields=["led_by"])
    record(GROUP_LEADS, by=by, subject=group, audience=[f"member:{to.pk}"], names=[to.pk],
           detail={"title": group.name})  # fmt: skip
