"""The family tree: who sees which limb, cycles, hundreds of uses, and the picture that is drawn of it."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import override

from network.activity.models import Activity
from resources.adaptations import actions, drawing, lineage
from resources.adaptations.models import Adaptation
from resources.adaptations.queries import Uses
from resources.adaptations.terms import NotAllowed
from resources.library import actions as library
from resources.library.models import Related
from tests.resources.adaptations.make import report, work


@pytest.fixture
def three(bo, tao, yan):
    """Houston's manual; Tianjin's version of it; a report from Shanghai on that version."""
    manual = work(bo, "Four role plays", cities=["houston"])
    chinese = work(tao, "五个场景", language="zh-hans", languages=["zh-hans"], cities=["tianjin"])
    mine = report(manual, tao, line="先谈家里人")
    actions.join(mine, by=tao, version=chinese)
    return manual, chinese, report(chinese, yan, line="第三场最有用")


def labels(family):
    return [(node.generation, node.title or node.report.line) for node in family.nodes()]


def test_three_generations_stand_in_one_tree_from_wherever_one_looks(three, priya):
    manual, chinese, _last = three
    expected = [(0, "Four role plays"), (1, "五个场景"), (2, "第三场最有用")]
    with override("en"):
        assert labels(lineage.family(manual, priya)) == expected
        below = lineage.family(chinese, None)
        assert labels(below) == expected
        assert [node.is_here for node in below.nodes()] == [False, True, False]


def test_translations_and_versions_of_the_library_are_limbs_too(bo, carmen):
    manual, spanish = work(bo, "Listening"), work(carmen, "Escuchar", language="es")
    library.relate(spanish, "translation-of", by=carmen, to=manual)
    found = list(lineage.family(manual, None).nodes())
    assert [(node.relation, node.resource) for node in found] == [("root", manual.pk), ("translation-of", spanish.pk)]
    assert "dotted" in drawing.tree(lineage.family(manual, None))


def test_what_one_may_not_see_is_no_limb_and_no_number(three, tao, priya, client, bo, yan, sign_in):
    manual, chinese, last = three
    actions.tell(last, by=yan, visibility="members")
    for one, sees in ((None, False), (priya, True)):
        assert (last.line in [line for _n, line in labels(lineage.family(manual, one))]) is sees
    page = client.get(manual.get_absolute_url()).content.decode().replace("<wbr>", "")
    assert "第三场最有用" not in page and "五个场景" in page
    library.describe(chinese, by=tao, visibility="members")
    assert labels(lineage.family(manual, None)) == [(0, "Four role plays"), (1, "先谈家里人")]
    mine = Adaptation.objects.get(version=chinese)
    assert "五个场景" not in client.get(mine.get_absolute_url()).content.decode().replace("<wbr>", "")
    assert "五个场景" in sign_in(priya).get(mine.get_absolute_url()).content.decode().replace("<wbr>", "")


def test_no_work_becomes_its_own_ancestor(three, tao, bo, nova):
    manual, chinese, _last = three
    back = report(chinese, bo)
    with pytest.raises(NotAllowed):
        actions.join(back, by=bo, version=manual)
    with pytest.raises(NotAllowed):
        actions.join(report(manual, nova), by=nova, version=manual)
    back.refresh_from_db()
    assert back.version is None


def test_a_circle_that_came_from_elsewhere_does_not_break_the_tree(bo, carmen):
    one, other = work(bo, "One"), work(carmen, "Other")
    from resources.library.models import Related

    Related.objects.create(resource=one, relation="version-of", to=other)
    Related.objects.create(resource=other, relation="version-of", to=one)
    found = lineage.family(one, None)
    assert sorted(node.title for node in found.nodes()) == ["One", "Other"]
    assert drawing.tree(found)


def test_joining_a_version_relates_the_two_and_parting_takes_only_that_away(three, tao):
    manual, chinese, _last = three
    assert [(row.relation, row.to) for row in chinese.relations.all()] == [("adaptation-of", manual)]
    actions.part(Adaptation.objects.get(version=chinese), by=tao)
    assert not chinese.relations.exists()
    library.relate(chinese, "adaptation-of", by=tao, to=manual)
    mine = actions.join(Adaptation.objects.get(resource=manual, by=tao), by=tao, version=chinese)
    actions.part(mine, by=tao)
    assert chinese.relations.count() == 1


@pytest.fixture
def crowd(bo, tao, priya, cities):
    """A manual with three hundred uses, made without the ceremony of actions."""
    manual = work(bo, "Much used")
    rows = [
        Adaptation(
            resource=manual,
            by=None,
            city=list(cities.values())[n % 5],
            number=n,
            state="published",
            use="as-is",
            rating=n % 5 + 1,
            line=f"Use {n}",
            audience=["public"],
            published_at=manual.published_at,
        )
        for n in range(1, 301)
    ]
    Adaptation.objects.bulk_create(rows)
    return manual


def test_hundreds_are_folded_in_the_picture_and_whole_in_the_table(crowd, client, django_assert_max_num_queries):
    uses = Uses(crowd, None)
    assert len(uses.rows) == 300
    picture = str(drawing.tree(uses.family))
    assert picture.count('class="place') <= 2 * (drawing.MOST_CHILDREN + 1)
    with override("en"):
        assert "and 292 more" in str(drawing.tree(uses.family))
    with django_assert_max_num_queries(20):
        page = client.get(f"/resources/{crowd.pk}/used/")
    assert page.content.decode().count("<tr>") == 51
    panel = client.get(crowd.get_absolute_url()).content.decode()
    assert "288 more" in panel


def test_more_than_fit_are_counted(crowd, monkeypatch):
    monkeypatch.setattr(lineage, "MOST", 100)
    found = lineage.family(crowd, None)
    assert len(list(found.nodes())) == 100 and found.left_off >= 1


def test_the_number_of_questions_does_not_grow_with_the_uses(bo, crowd, tao):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(resource):
        with CaptureQueriesContext(connection) as queries:
            uses = Uses(resource, None)
            drawing.tree(uses.family)
            assert uses.rows and uses.cities
            [row.report.city.slug for row in uses.rows if row.report]
        return len(queries)

    few = work(bo, "Little used")
    report(few, tao)
    asked(few)  # now the cities are known
    assert asked(crowd) == asked(few)


def test_the_median_is_shown_from_three_reports_on(bo, tao, priya, yan):
    manual = work(bo)
    report(manual, tao, rating=5)
    report(manual, priya, rating=2)
    assert Uses(manual, None).went is None
    third = report(manual, yan, rating=4)
    assert Uses(manual, None).went == 4
    actions.tell(third, by=yan, visibility="members")
    assert Uses(manual, None).went is None and Uses(manual, tao).went == 4


def test_the_picture_is_sound_escaped_and_says_itself_in_words(bo, tao):
    manual = work(bo, '<script>alert("x")</script> & more')
    report(manual, tao, line="<b>安全页</b>一字不改，每场由九十分钟缩到四十分钟，放在早市后的活动里，先谈吃饭")
    with override("en"):
        picture = str(drawing.tree(lineage.family(manual, None)))
    assert "<script" not in picture and "<b>" not in picture and "<a " not in picture
    for svg in re.findall(r"<svg.*?</svg>", picture, re.S):
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img" and "Tianjin" in root.attrib["aria-label"]
        assert [text.attrib["lang"] for text in root.iter("text") if "lang" in text.attrib] == ["zh-hans"]
    assert "style=" not in picture and "onload" not in picture


@pytest.mark.parametrize("room", [60, 120, 240])
def test_words_are_cut_where_they_would_not_fit(room):
    for text in (
        "Talking about insulin before it is needed, four role plays",
        "先谈家里人怎么看，再谈针，大家才肯开口，谁都不急",
    ):
        shown = drawing.cut(text, room, 13)
        assert shown.endswith("…") or shown == text
        assert sum(13 if ord(c) > 0x2E80 else 7.28 for c in shown.rstrip("…")) <= room


def test_the_authors_are_told_and_their_own_uses_are_no_news_to_them(bo, tao):
    manual = work(bo)
    report(manual, bo, line="At home")
    report(manual, tao)
    assert [used.names for used in Activity.objects.filter(kind="adaptations.used").order_by("pk")] == [[], [bo.pk]]


def test_a_report_for_a_city_alone_ties_no_works_together_for_others(bo, tao, priya):
    original, made = work(bo, "Original", licence="CC-BY-4.0"), work(tao, "Made here", licence="CC-BY-4.0")
    actions.join(report(original, tao, visibility="city"), by=tao, version=made)
    Related.objects.all().delete()
    made.refresh_from_db()
    assert [node.title for node in lineage.family(made, tao).nodes()] == ["Original", "Made here"]
    assert "Original" not in [node.title for node in lineage.family(made, priya).nodes()]
