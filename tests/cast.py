"""One cast instead of anonymous users: people of five cities in each role. A stranger is nobody: no fixture."""

from datetime import UTC, date, datetime

PEOPLE = {
    "mei": ("林梅", "Mei Lin", "shanghai", "zh-hans", "Asia/Shanghai", "practitioner"),
    "bo": ("Bo Carter", "Bo Carter", "houston", "en", "America/Chicago", "researcher"),
    "nova": ("Nova Lindqvist", "Nova Lindqvist", "copenhagen", "en", "Europe/Copenhagen", "partner"),
    "freja": ("Freja Holm", "Freja Holm", "copenhagen", "da", "Europe/Copenhagen", "city_official"),
    "diego": ("Diego Salazar", "Diego Salazar", "houston", "es", "America/Chicago", "practitioner"),
    "priya": ("Priya Sandhu", "Priya Sandhu", "vancouver", "en", "America/Vancouver", "peer_supporter"),
    "tao": ("王涛", "Tao Wang", "tianjin", "zh-hans", "Asia/Shanghai", "researcher"),
    "carmen": ("Carmen Ortiz", "Carmen Ortiz", "houston", "es", "America/Chicago", "researcher"),
    "sofie": ("Sofie Brandt", "Sofie Brandt", "copenhagen", "da", "Europe/Copenhagen", "partner"),
    "xiu": ("陈秀", "Xiu Chen", "shanghai", "zh-hans", "Asia/Shanghai", "peer_supporter"),
    "ex": ("Erik Madsen", "Erik Madsen", "copenhagen", "da", "Europe/Copenhagen", "practitioner"),
    "yan": ("吴燕", "Yan Wu", "shanghai", "zh-hans", "Asia/Shanghai", "practitioner"),
}
HANDLES = tuple(PEOPLE)
PASSWORD = "correct horse battery"


def make(handle, cities):
    """Create one of the cast with a confirmed address and whatever makes up the role."""
    from allauth.account.models import EmailAddress

    from members.accounts.models import Application, Member
    from network.cities.models import CoordinatorTerm

    name, latin, city, language, zone, role = PEOPLE[handle]
    said = {"status": Member.Status.MEMBER, "joined_at": datetime(2026, 3, 1, tzinfo=UTC)} | {
        "nova": {"is_superuser": True},
        "carmen": {"is_network_coordinator": True},
        "sofie": {"is_sponsor_staff": True, "interests": "Employed by a sponsor of the programme."},
        "xiu": {"status": Member.Status.APPLICANT, "joined_at": None},
        "ex": {"status": Member.Status.LEFT, "is_active": False},
    }.get(handle, {})
    member = Member.objects.create_user(
        f"{handle}@example.org",
        PASSWORD,
        handle=handle,
        name=name,
        name_latin=latin,
        home_city=cities[city],
        language=language,
        time_zone=zone,
        role=role,
        **said,
    )
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    if handle in ("mei", "freja", "diego"):
        CoordinatorTerm.objects.create(city=cities[city], member=member, starts_on=date(2026, 1, 1))
    if handle == "xiu":
        Application.objects.create(
            member=member,
            city=cities[city],
            state=Application.State.WAITING,
            role=role,
            why="我想和同伴一起学习。",
            languages=["zh-hans"],
            submitted_at=datetime(2026, 11, 20, tzinfo=UTC),
        )
    return member
