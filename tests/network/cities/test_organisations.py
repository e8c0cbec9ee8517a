"""An organisation's page: who works there and what they share, by what each lets be seen."""

import pytest

from network.cities.models import Organisation
from tests.factories import things


@pytest.fixture
def clinic(cities, mei):
    organisation = Organisation.objects.create(slug="clinic", name="Clinic", city=cities["shanghai"], ror="03yrm5c26")
    mei.organisation = organisation
    mei.save()
    things.resource(mei, "Shared by the clinic")
    things.resource(mei, "For Shanghai alone", visibility="city", cities=["shanghai"])
    return organisation


def page(browser):
    return browser.get("/organisations/clinic/").content.decode()


def test_members_read_who_works_there_and_what_they_share(sign_in, clinic, bo):
    html = page(sign_in(bo))
    assert "/members/mei/" in html and "Shared by the clinic" in html
    assert "For Shanghai alone" not in html


def test_a_colleague_reads_what_is_for_the_city(sign_in, clinic, yan):
    assert "For Shanghai alone" in page(sign_in(yan))


def test_a_stranger_reads_no_names_and_nothing_that_tells_who_works_there(client, clinic):
    html = page(client)
    assert "ror.org/03yrm5c26" in html
    assert "/members/" not in html.split("<main")[1].split("</main")[0]
    assert "Shared by the clinic" not in html


@pytest.mark.parametrize(
    "text, held",
    [("03yrm5c26", True), ("https://ror.org/03YRM5C26", True), ("03yrm5c27", False), ("13yrm5c26", False),
     ("03yrm5c2", False), ("03yrm5l26", False), ("03yrm5c２６", False), ("05dxps055", True), ("00hj8s172", True)],
)  # fmt: skip
def test_a_ror_id_holds_by_its_check_digits(text, held):
    """Ids of real organisations: the California Digital Library, Caltech, Columbia."""
    from django.core.exceptions import ValidationError

    from network.cities.models.organisations import clean_ror, validate_ror

    try:
        validate_ror(clean_ror(text))
    except ValidationError:
        assert not held
    else:
        assert held
