"""Two people who write at once: the second is told what changed in the meantime, and keeps what they typed.

A form carries what its fields said when it was opened (`seen`). When it comes back it is compared with what the row
says now: fields that only the other one changed take the new value; fields that both changed keep what was typed, and
the other's words stand beside it. Saving once more then means it.
"""

import json

from django import forms
from django.utils.translation import gettext as _


class SeenMixin:
    """Carries what the form said when it was opened; `meanwhile` are [(label, what it says now)]."""

    meanwhile = ()

    def add_seen(self):
        """Add the hidden field; call it at the end of `__init__`, when `initial` says what the row says."""
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40000)
        self._now = self._as_text()
        self.initial["seen"] = json.dumps(self._now, ensure_ascii=False)
        if self.is_bound:
            self._compare()

    def _as_text(self):
        """Return {name: text as the widget shows it} of all fields."""
        told = {}
        for name, field in self.fields.items():
            if name in ("seen", "hours_meant", "hour"):
                continue
            value = field.prepare_value(self.get_initial_for_field(field, name))
            shown = field.widget.format_value(value) if hasattr(field.widget, "format_value") else value
            if isinstance(field.widget, forms.CheckboxInput):
                shown = "on" if value else ""
            if isinstance(shown, list | tuple):
                shown = "|".join(sorted(str(one) for one in shown))
            told[name] = "" if shown is None else str(shown).replace("\r\n", "\n")
        return told

    def _typed(self, name):
        field = self.fields[name]
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if isinstance(field.widget, forms.CheckboxInput):
            return "on" if value else ""
        if isinstance(value, list | tuple):
            return "|".join(sorted(str(one) for one in value))
        return "" if value is None else str(value).replace("\r\n", "\n")

    def _compare(self):
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen")) or "{}")
        except ValueError:
            seen = {}
        if not isinstance(seen, dict):
            seen = {}
        changed = [name for name, text in self._now.items() if name in seen and seen[name] != text]
        if not changed:
            return
        self.data = self.data.copy()
        self.meanwhile = []
        for name in changed:
            is_mine = self._typed(name) not in (seen[name], self._now[name])
            if not is_mine:
                self._take(name)
            self.meanwhile.append((self.fields[name].label, self._shown(name), is_mine))
        self.data[self.add_prefix("seen")] = self.initial["seen"]

    def _take(self, name):
        """Let a field say what the row says now."""
        key, text = self.add_prefix(name), self._now[name]
        if isinstance(self.fields[name].widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
            self.data.setlist(key, [one for one in text.split("|") if one])
        elif isinstance(self.fields[name].widget, forms.CheckboxInput) and not text:
            self.data.pop(key, None)
        else:
            self.data[key] = text

    def _shown(self, name):
        choices = getattr(self.fields[name], "choices", None)
        text = self._now[name]
        if choices and not callable(choices):
            flat = {}
            for value, label in choices:
                flat |= dict(label) if isinstance(label, list | tuple) else {value: label}
            named = {str(value): str(label) for value, label in flat.items()}
            text = ", ".join(named.get(one, one) for one in text.split("|"))
        if isinstance(self.fields[name].widget, forms.CheckboxInput):
            text = _("yes") if text else _("no")
        return text or "–"

    def check_seen(self):
        """Refuse once where something changed in the meantime. Call it in `clean`."""
        if self.meanwhile:
            self.add_error(None, _("Somebody changed this while you were writing. Look at it, then save again."))
