"""What may be done with many rows at once: each row by its own action, each refusal in words."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import policy_registry

from network.cities import actions
from network.cities.forms import own_cities
from network.cities.models import Agreement, City, CoordinatorTerm, Organisation, Partnership, Programme
from network.kit.clock import now, zones

KEEP = [("", gettext_lazy("leave as it is"))]
REFUSALS_SHOWN = 10


class Many(BulkAction):
    """One act on what is ticked. What the rules or the action refuse stays as it is, and is named with the reason."""

    template_name = "cities/desk/bulk.html"
    permission = "change"
    hint = ""

    @classmethod
    def policy(cls):
        """The policy of the rows' model."""
        return policy_registry.get_by_type(cls.models[0])

    @classmethod
    def is_open_to(cls, user):
        """Whether the act is open to `user` for any row at all."""
        return cls.policy().user_has_permission(user, cls.permission)

    def dispatch(self, request, *args, **kwargs):
        """What one may not do does not exist."""
        if not self.is_open_to(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self):
        """Return the ticked rows that the person finds in the desk, those barred by a rule apart."""
        ids = [pk for pk in self.request.GET.getlist("id") if pk.isascii() and pk.isdigit() and len(pk) < 19]
        scope = self.policy().instances_user_has_any_permission_for(self.request.user, ["change", "view"])
        rows = list(scope.filter(pk__in=ids))
        if not rows:
            raise Http404
        may = self.policy().user_has_permission_for_instance
        open_rows = [row for row in rows if may(self.request.user, self.permission, row)]
        return open_rows, {"items_with_no_access": [row for row in rows if row not in open_rows]}

    def get_context_data(self, **kwargs):
        """Add the words of the page."""
        return super().get_context_data(**kwargs) | {"title": self.display_name, "hint": self.hint}

    def get_form_kwargs(self):
        """Let the form know for whom it is."""
        return super().get_form_kwargs() | {"by": self.request.user}

    def form_valid(self, form):
        """Do it row by row; keep the form where nothing at all could be done."""
        rows, _barred = self.get_actionable_objects()
        done, refused = 0, []
        with transaction.atomic():
            for row in rows:
                try:
                    with transaction.atomic():
                        self.act(row, form.cleaned_data, self.request.user)
                    done += 1
                except ValidationError as refusal:
                    refused.append(f"{row}: {' '.join(refusal.messages)}")
                except PermissionDenied as refusal:
                    refused.append(f"{row}: {refusal}")
        if refused and not done:
            for sentence in refused[:REFUSALS_SHOWN]:
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, ngettext("%(n)s row changed.", "%(n)s rows changed.", done) % {"n": done})
        for sentence in refused[:REFUSALS_SHOWN]:
            messages.warning(self.request, sentence)
        if len(refused) > REFUSALS_SHOWN:
            messages.warning(self.request, _("and %(n)s more") % {"n": len(refused) - REFUSALS_SHOWN})
        return redirect(self.next_url)

    def act(self, row, answers, by):
        """Change one row, by an action."""
        raise NotImplementedError


class ManyForm(forms.Form):
    """A form of an act on many: what is left empty stays as it is, but something must be chosen."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self):
        """Refuse a form in which nothing was chosen."""
        answers = super().clean()
        if not self.errors and not any(answers.values()):
            raise ValidationError(_("Choose what to change."))
        return answers

    def given(self):
        """Return what was chosen."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class StepsForm(ManyForm):
    """One step for many partnerships."""

    state = forms.ChoiceField(label=gettext_lazy("Next step"), choices=Partnership.State)
    on = forms.DateField(label=gettext_lazy("Since when"), widget=AdminDateInput, initial=lambda: now().date())
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class TakeSteps(Many):
    """The same step for many partnerships."""

    models = [Partnership]
    display_name, action_type = gettext_lazy("Take a step"), "step"
    aria_label = gettext_lazy("Take the same step with the partnerships ticked")
    form_class = StepsForm

    def act(self, row, answers, by):
        """Take it."""
        actions.change_state(row.city, answers["state"], by=by, reason=answers["reason"], on=answers["on"])


class CitiesForm(ManyForm):
    """What many cities may have in common."""

    country = forms.CharField(
        label=City._meta.get_field("country").verbose_name, required=False, max_length=2,
        validators=City._meta.get_field("country").validators,
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), required=False, choices=[*KEEP, *((zone, zone) for zone in zones())]
    )


class ReviseCities(Many):
    """One country or time zone for many cities."""

    models = [City]
    display_name, action_type = gettext_lazy("Change the record"), "revise"
    aria_label = gettext_lazy("Change the record of the cities ticked")
    form_class = CitiesForm

    def act(self, row, answers, by):
        """Change it."""
        actions.revise(row, by=by, **{name: value for name, value in answers.items() if value})


class OwnCityManyForm(ManyForm):
    """A form that names cities: a person's own alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = own_cities(self.by)


class OrganisationsForm(OwnCityManyForm):
    """What many organisations may have in common."""

    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=[*KEEP, *Organisation.Kind.choices], required=False)
    city = forms.ModelChoiceField(City.objects.none(), label=gettext_lazy("City"), required=False,
                                  empty_label=KEEP[0][1])  # fmt: skip


class KeepOrganisations(Many):
    """One type or city for many organisations."""

    models = [Organisation]
    display_name, action_type = gettext_lazy("Change type or city"), "keep"
    aria_label = gettext_lazy("Change type or city of the organisations ticked")
    form_class = OrganisationsForm

    def act(self, row, answers, by):
        """Change it."""
        for name, value in answers.items():
            if value:
                setattr(row, name, value)
        actions.keep_organisation(row, by=by)


class ProgrammesForm(ManyForm):
    """What many programmes may have in common."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[*KEEP, *Programme.Kind.choices], required=False)
    ended_on = forms.DateField(label=gettext_lazy("until"), widget=AdminDateInput, required=False)


class KeepProgrammes(Many):
    """One kind or last day for many programmes."""

    models = [Programme]
    display_name, action_type = gettext_lazy("Change kind or last day"), "keep"
    aria_label = gettext_lazy("Change kind or last day of the programmes ticked")
    form_class = ProgrammesForm

    def act(self, row, answers, by):
        """Change it."""
        for name, value in answers.items():
            if value:
                setattr(row, name, value)
        actions.keep_programme(row, by=by)


class RenewalForm(ManyForm):
    """One day of renewal for many agreements."""

    renews_on = forms.DateField(label=gettext_lazy("To be renewed on"), widget=AdminDateInput)


class PlanRenewals(Many):
    """One day of renewal for many agreements."""

    models = [Agreement]
    display_name, action_type = gettext_lazy("Set the day of renewal"), "renewal"
    aria_label = gettext_lazy("Set the day of renewal of the agreements ticked")
    permission = "add"
    form_class = RenewalForm

    def act(self, row, answers, by):
        """Set it."""
        actions.plan_renewal(row, by=by, renews_on=answers["renews_on"])


class EndForm(ManyForm):
    """Why terms end."""

    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)


class EndTerms(Many):
    """Many terms end now."""

    models = [CoordinatorTerm]
    display_name, action_type = gettext_lazy("End the terms"), "end"
    aria_label = gettext_lazy("End the terms ticked")
    permission = "delete"
    hint = gettext_lazy("They end now. Rows of terms stay as history. What somebody holds by name is not moved: "
                        "use the hand-over on the city's page for that.")  # fmt: skip
    form_class = EndForm

    def act(self, row, answers, by):
        """End it."""
        actions.end_term(row, by=by, reason=answers["reason"])


ALL = (TakeSteps, ReviseCities, KeepOrganisations, KeepProgrammes, PlanRenewals, EndTerms)
