"""The directory: members see members, nobody else sees anybody, and nobody sees an address."""

import pytest

from members.accounts.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(request):
    for handle in ("mei", "bo", "nova", "sofie", "priya", "xiu", "ex"):
        request.getfixturevalue(handle)


def test_visitors_see_nobody(client, everybody):
    for address in ("/members/", "/members/?q=mei", "/members/?ids=1,2"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")
        assert "Mei" not in client.get(address, follow=True).content.decode().replace(answer.url, "")


def test_visitors_cannot_tell_a_closed_page_from_none(client, everybody):
    """Both offer to sign in, since a member who is not signed in follows such links from mails."""
    pages = []
    for handle in ("mei", "none"):
        answer = client.get(f"/members/{handle}/")
        assert answer.status_code == 404
        pages.append(answer.content.decode().replace(f"/members/{handle}/", "").replace(f"%2Fmembers%2F{handle}", ""))
    assert "Mei Lin" not in pages[0]
    assert "/accounts/login/?next=/members/mei/" in client.get("/members/mei/").content.decode()


def test_applicants_see_nobody(everybody, xiu, sign_in):
    """A21: nor do they learn that somebody is there."""
    browser = sign_in(xiu)
    for address in ("/members/", "/members/mei/", "/members/nobody/"):
        assert browser.get(address).url == "/join/status/"


def test_members_see_members_and_no_addresses(everybody, bo, sign_in):
    page = sign_in(bo).get("/members/").content.decode()
    for name in ("Mei Lin", "Bo Carter", "Sofie Brandt"):
        assert name in page
    for name in ("Xiu Chen", "Erik Madsen"):
        assert name not in page
    assert "@example.org" not in page


def test_one_member(everybody, bo, sign_in):
    browser = sign_in(bo)
    page = browser.get("/members/sofie/").content.decode()
    assert "Employed by a sponsor" in page
    assert "@example.org" not in page
    missing = browser.get("/members/nobody/")
    for hidden in ("/members/xiu/", "/members/ex/"):
        answer = browser.get(hidden)
        assert answer.status_code == missing.status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("city=shanghai", ["mei"]),
        ("role=partner", ["nova", "sofie"]),
        ("city=copenhagen&role=partner&q=brandt", ["sofie"]),
        ("q=林", ["mei"]),
        ("language=zh-hans", ["mei"]),
        ("q=%27%22%25_", []),
        ("city=shanghai&city=houston", ["bo", "mei"]),
    ],
)
def test_narrowing(everybody, bo, sign_in, query, names):
    Member.objects.filter(handle="mei").update(languages=["zh-hans", "en"])
    page = sign_in(bo).get(f"/members/?{query}").content.decode()
    found = [handle for handle in ("bo", "mei", "nova", "priya", "sofie") if f'href="/members/{handle}/"' in page]
    assert found == names


def test_sponsors_staff_is_said_in_the_list(everybody, bo, sign_in):
    assert "Sponsor" in sign_in(bo).get("/members/?q=sofie").content.decode().split('id="list"')[1]


@pytest.mark.parametrize("many", [1, 100])
def test_the_number_of_statements_does_not_grow(bo, sign_in, cities, many, django_assert_max_num_queries):
    for n in range(many):
        Member.objects.create_user(
            f"m{n}@example.org", name=f"Member {n}", home_city=cities["houston"], status="member", languages=["en"]
        )
    browser = sign_in(bo)
    browser.get("/members/")
    with django_assert_max_num_queries(13):
        browser.get("/members/")


def test_strange_pages_and_long_words_do_no_harm(bo, sign_in):
    browser = sign_in(bo)
    for query in ("page=-1", "page=9999", "page=x", "q=" + "x" * 3000, "city=" + "y" * 500, "language=\u202e"):
        assert browser.get(f"/members/?{query}").status_code == 200
