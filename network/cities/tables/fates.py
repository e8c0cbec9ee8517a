"""What becomes of each row: tried for the preview and taken back, or done."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from network.cities.tables.columns import show
from network.cities.tables.kinds import KINDS
from network.cities.tables.reading import NotATable
from network.kit import places

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


def fates(kind, table, *, by):
    """Do every row by its action, in the caller's transaction; return each row's fate.

    A fate is {"line", "fate", "title", "changes": [[column, from, to]], "sentence"}. What is refused leaves no trace.
    """
    plan = KINDS[kind]
    known = {column.name.casefold(): column for column in plan.columns}
    strange = [heading for heading in table.headings if heading and heading.casefold() not in known]
    if len(strange) == len(table.headings):
        raise NotATable(
            _("None of the columns is known here. The first line must name them, for example: %(columns)s.")
            % {"columns": ", ".join(column.name for column in plan.columns)}
        )
    return [_fate(plan, known, line, row, by) for line, row in table.rows]


def preview(kind, table, *, by):
    """Return each row's fate as `fates` does, by doing it all and taking it all back."""
    with transaction.atomic():
        found = fates(kind, table, by=by)
        transaction.set_rollback(True)
    places.forget()
    return found


def strange_headings(kind, table):
    """Return the headings that say nothing here; their cells are left aside, and that is told."""
    known = {column.name.casefold() for column in KINDS[kind].columns}
    return [heading for heading in table.headings if heading and heading.casefold() not in known]


def _fate(plan, known, line, row, by):
    told = {"line": line, "fate": REFUSED, "title": _title(plan, row), "changes": [], "sentence": ""}
    try:
        with transaction.atomic():
            values = _values(known, row)
            missing = [one.name for one in plan.columns if one.key and one.needed and not values.get(one.name)]
            if missing:
                raise ValidationError(_("This row lacks: %(columns)s.") % {"columns": ", ".join(missing)})
            standing = plan.find(values, by)
            if standing is None:
                missing = [c.name for c in plan.columns if c.needed and values.get(c.name) in (None, "", [])]
                if missing:
                    raise ValidationError(_("A new row lacks: %(columns)s.") % {"columns": ", ".join(missing)})
                plan.write(None, dict(values), by)
                return told | {"fate": NEW}
            before = plan.now(standing)
            changed = {name: value for name, value in values.items() if _differs(name, before.get(name), value)}
            changes = [[name, show(before.get(name)), show(value)] for name, value in changed.items()]
            if not [change for change in changes if change[0] != "reason"]:
                return told | {"fate": UNCHANGED}
            plan.write(standing, changed, by)
            return told | {"fate": CHANGED, "changes": changes}
    except ValidationError as refusal:
        return told | {"sentence": _sentence(refusal)}
    except PermissionDenied as refusal:
        return told | {"sentence": str(refusal)}
    except (IntegrityError, KeyError):
        return told | {"sentence": _("This row contradicts another one.")}


def _values(known, row):
    """Return the values of the cells that are filled; an empty cell leaves things as they are."""
    if None in row:
        raise ValidationError(_("This line has more cells than the first one. Is a quotation mark missing?"))
    values = {}
    for heading, cell in row.items():
        column = known.get((heading or "").casefold())
        if column is not None and cell != "":
            try:
                values[column.name] = column.read(cell)
            except ValidationError as error:
                raise ValidationError(f"{column.name}: {' '.join(error.messages)}") from error
    return values


def _differs(name, before, value):
    if isinstance(before, float) and isinstance(value, float):
        return abs(before - value) > 1e-9
    if name == "member":
        return False
    if name == "city":
        return bool(before) and str(value).casefold() not in (str(before).casefold(),) and _other_city(before, value)
    return (before or "") != (value or "")


def _other_city(slug, cell):
    """Whether a cell names another city than the one with this address."""
    from network.cities.models import City

    city = City.objects.filter(slug=slug).first()
    return city is None or cell.casefold() not in {city.slug, city.name.casefold(), city.name_native.casefold()}


def _title(plan, row):
    """Return the words by which a person finds the row again."""
    cells = [row.get(column.name) or "" for column in plan.columns[:3]]
    return " · ".join(dict.fromkeys(cell for cell in cells if cell))[:200]


def _sentence(refusal):
    if hasattr(refusal, "error_dict"):
        return " ".join(
            " ".join(messages) if field == "__all__" else f"{field}: {' '.join(messages)}"
            for field, messages in refusal.message_dict.items()
        )
    return " ".join(refusal.messages)
