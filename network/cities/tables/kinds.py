"""The tables that can be brought in: which columns, which row is meant, and which action writes it."""

from anyascii import anyascii
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.cities import actions
from network.cities.forms import own_cities
from network.cities.models import City, CoordinatorTerm, Organisation, Partnership, Programme
from network.cities.models.organisations import clean_ror
from network.cities.tables.columns import Column, choice, day, number, words

LANGUAGES = ("en", "da", "es", "zh-hans")


def _by_language(values, field, prefix):
    """Take `prefix:da` and the like out of `values`; return {language: text}."""
    return {code: values.pop(f"{prefix}:{code}") for code in LANGUAGES if f"{prefix}:{code}" in values}


def city_of(cell, by):
    """Return the city that a cell names by address or by name, among those whose lists `by` keeps."""
    for city in own_cities(by):
        if cell.casefold() in {city.slug, city.name.casefold(), city.name_native.casefold()}:
            return city
    raise ValidationError(_("There is no city “%(cell)s” that you look after.") % {"cell": cell})


def free_slug(name):
    """Return an address for a new organisation of this name, in Latin letters, that none has yet."""
    stem = slugify(anyascii(name))[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if slug not in taken)


class Cities:
    """Cities, found by their address."""

    model = City
    columns = (
        Column("slug", key=True, needed=True),
        Column("name", needed=True),
        Column("name_native", needed=True),
        *(Column(f"name:{code}") for code in LANGUAGES[1:]),
        Column("country", read=str.upper, needed=True),
        Column("time_zone", needed=True),
        Column("languages", read=words, needed=True),
        Column("latitude", read=number, needed=True),
        Column("longitude", read=number, needed=True),
        Column("mark", read=choice(City.Mark.choices)),
        Column("colour", read=lambda cell: int(number(cell))),
        Column("state", read=choice(Partnership.State.choices)),
        Column("reason"),
    )

    def find(self, values, by):
        """Return the city with this address, or None for a new one."""
        return City.objects.select_related("partnership").filter(slug=values["slug"]).first()

    def now(self, city):
        """Return what is on record."""
        own = {column.name: getattr(city, column.name, None) for column in self.columns}
        own |= {f"name:{code}": city.names.get(code, "") for code in LANGUAGES[1:]}
        return own | {"state": city.partnership.state, "reason": ""}

    def write(self, city, values, by):
        """Found or revise it; a new state is a step with its reason."""
        reason, state = values.pop("reason", ""), values.pop("state", None)
        names = _by_language(values, "names", "name")
        if city is None:
            more = {"state": state} if state else {}
            return actions.found(by=by, reason=reason, names=names, **values, **more)
        if names:
            values["names"] = city.names | names
        if values:
            city = actions.revise(city, by=by, **values)
        if state:
            actions.change_state(city, state, by=by, reason=reason)
        return city


class Organisations:
    """Organisations, found by their address."""

    model = Organisation
    columns = (
        Column("slug", key=True),
        Column("name", needed=True),
        *(Column(f"name:{code}") for code in LANGUAGES),
        Column("city", needed=True),
        Column("kind", read=choice(Organisation.Kind.choices)),
        Column("ror", read=clean_ror),
        Column("website"),
    )

    def find(self, values, by):
        """Return the organisation with this address, else the one with this name in this city, or None."""
        found = Organisation.objects.select_related("city")
        if values.get("slug"):
            standing = found.filter(slug=values["slug"]).first()
            if standing is not None:
                # Before anything is compared: a row must not tell what is on record of a city of others.
                demand(by, "cities.edit", standing.city)
            return standing
        if values.get("name") and values.get("city"):
            return found.filter(name__iexact=values["name"], city=city_of(values["city"], by)).first()
        raise ValidationError(_("A row needs an address (slug), or a name and a city."))

    def now(self, organisation):
        """Return what is on record."""
        own = {name: getattr(organisation, name) for name in ("slug", "name", "kind", "ror", "website")}
        own |= {f"name:{code}": organisation.names.get(code, "") for code in LANGUAGES}
        return own | {"city": organisation.city.slug}

    def write(self, organisation, values, by):
        """Keep it."""
        names = _by_language(values, "names", "name")
        if "city" in values:
            values["city"] = city_of(values["city"], by)
        organisation = organisation or Organisation(slug=values.get("slug") or free_slug(values["name"]))
        for field, value in values.items():
            setattr(organisation, field, value)
        organisation.names = organisation.names | names
        return actions.keep_organisation(organisation, by=by)


class Programmes:
    """Programmes, found by their city and their name in any language."""

    model = Programme
    columns = (
        Column("city", needed=True, key=True),
        *(Column(f"name:{code}", key=True) for code in LANGUAGES),
        *(Column(f"summary:{code}") for code in LANGUAGES),
        Column("kind", read=choice(Programme.Kind.choices)),
        Column("organisation"),
        Column("started_on", read=day),
        Column("ended_on", read=day),
    )

    def find(self, values, by):
        """Return the programme of this city that has one of these names, or None."""
        city = city_of(values["city"], by)
        names = {code: values[f"name:{code}"] for code in LANGUAGES if values.get(f"name:{code}")}
        if not names:
            raise ValidationError(_("A programme needs a name in one language."))
        for programme in Programme.objects.filter(city=city).select_related("city", "organisation"):
            if any(programme.names.get(code, "").casefold() == name.casefold() for code, name in names.items()):
                return programme
        return None

    def now(self, programme):
        """Return what is on record."""
        own = {f"name:{code}": programme.names.get(code, "") for code in LANGUAGES}
        own |= {f"summary:{code}": programme.summaries.get(code, "") for code in LANGUAGES}
        own |= {name: getattr(programme, name) for name in ("kind", "started_on", "ended_on")}
        organisation = programme.organisation.slug if programme.organisation else ""
        return own | {"city": programme.city.slug, "organisation": organisation}

    def write(self, programme, values, by):
        """Keep it."""
        programme = programme or Programme(names={})
        if "city" in values:
            programme.city = city_of(values.pop("city"), by)
        programme.names = programme.names | _by_language(values, "names", "name")
        programme.summaries = programme.summaries | _by_language(values, "summaries", "summary")
        if "organisation" in values:
            slug = values.pop("organisation")
            values["organisation"] = Organisation.objects.filter(slug=slug, city=programme.city).first()
            if values["organisation"] is None:
                raise ValidationError(_("There is no organisation “%(slug)s” in this city.") % {"slug": slug})
        for field, value in values.items():
            setattr(programme, field, value)
        return actions.keep_programme(programme, by=by)


class Terms:
    """Coordinators' terms, found by city, person (handle or e-mail address) and first day."""

    model = CoordinatorTerm
    columns = (
        Column("city", needed=True, key=True),
        Column("member", needed=True, key=True),
        Column("starts_on", read=day, key=True),
        Column("ends_on", read=day),
    )

    def find(self, values, by):
        """Return the term that runs or begins on that day, or None."""
        city, member = city_of(values["city"], by), self.member_of(values["member"])
        terms = CoordinatorTerm.objects.filter(city=city, member=member, ended_at=None).select_related("city", "member")
        if values.get("starts_on"):
            return terms.filter(starts_on=values["starts_on"]).first()
        return terms.filter(pk__in=CoordinatorTerm.objects.current()).first()

    def member_of(self, cell):
        """Return the member by handle or e-mail address."""
        people = get_user_model().objects.filter(is_active=True)
        found = people.filter(handle=cell).first() or people.filter(email__iexact=cell).first()
        if found is None:
            raise ValidationError(_("There is no member “%(cell)s”. Give the handle or the e-mail address.")
                                  % {"cell": cell})  # fmt: skip
        return found

    def now(self, term):
        """Return what is on record."""
        return {
            "city": term.city.slug, "member": term.member.handle, "starts_on": term.starts_on, "ends_on": term.ends_on
        }  # fmt: skip

    def write(self, term, values, by):
        """Appoint, or set the last day."""
        if term is None:
            city, member = city_of(values.pop("city"), by), self.member_of(values.pop("member"))
            return actions.appoint(city, member, by=by, **values)
        return actions.prolong(term, by=by, ends_on=values["ends_on"])


KINDS = {"cities": Cities(), "organisations": Organisations(), "programmes": Programmes(), "coordinators": Terms()}
