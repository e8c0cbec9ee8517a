"""What became of the sample resources after they were shared: kin, a second version, somebody who asks to be let in."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation

from members.accounts.models import Member
from network.cities.models import City
from network.demo import content
from network.files.actions import accept_upload
from resources.library import actions
from resources.library.models import AccessRequest, Resource

CARD = """转介卡：什么时候请社区医生（第二版）

出现下面任何一种情况，当天请社区医生看一看：
1. 血糖低于 3.9，吃糖十五分钟后仍不回升。
2. 血糖连续两次高于 16.7，并且口渴、尿多、恶心。
3. 脚上有伤口、水泡或变色，不管疼不疼。
4. 胸闷、说话不清、一侧手脚无力：不要等，马上叫救护车。

第一版第二条写成了 13.9，现已更正。
"""
TAKERS = ("freja", "bo", "tao", "priya")


def tell(teller, resources):
    """Tell it by the actions that members use; `resources` are the shared ones by their slugs. Twice is once."""
    people = {m.handle: m for m in Member.objects.select_related("home_city").filter(is_active=True)}
    _kin(teller, resources, people)
    _second_version(teller, resources.get("zh-referral-card"), people)
    _asked(teller, resources.get("frivilligaftale-og-tavshed"), people)
    for handle, slug in (("bo", "nabo-til-nabo"), ("mei", "walking-interviews"), ("freja", "zh-residents-round-table")):
        if handle in people and slug in resources:
            actions.follow(resources[slug], by=people[handle])


def _kin(teller, resources, people):
    wanted = {one.slug: one for one in content.resources()}
    moment = teller.today - timedelta(days=9)
    with teller.telling(moment), transaction.atomic():
        for slug, one in wanted.items():
            for kin in one.related:
                if slug in resources and kin.slug in resources:
                    owner, work = people[one.owner], Resource.objects.get(pk=resources[slug].pk)
                    to = Resource.objects.visible_to(owner).filter(pk=resources[kin.slug].pk).first()
                    if to is not None:
                        actions.relate(work, kin.kind, by=owner, to=to)


def _second_version(teller, resource, people):
    if resource is None or resource.editions.count() > 1:
        return
    owner = people[resource.owner.handle]
    for handle in TAKERS:
        actions.count_download(resource, by=people[handle], edition=1)
    moment = teller.today - timedelta(days=3, hours=5)
    with teller.telling(moment), translation.override(owner.language), transaction.atomic():
        file = accept_upload(owner, SimpleUploadedFile("转介卡-第二版.txt", CARD.encode()), bulk=True)
        edition = actions.begin_version(resource, by=owner)
        note = "改为一页，字更大；第二条的数值已更正。"
        corrects = "第一版第二条的血糖数值写错了：应为 16.7，不是 13.9。请换用新卡。"
        actions.describe_version(edition, by=owner, note=note, corrects=corrects, files=[file])
        actions.publish_version(edition, by=owner, at=moment)


def _asked(teller, resource, people):
    """A page for one city, of which others may know, now in the hands of the city; somebody asks for it."""
    if resource is None or AccessRequest.objects.filter(resource=resource).exists():
        return
    moment = teller.today - timedelta(days=2, hours=4)
    with teller.telling(moment), transaction.atomic():
        owner, city = people[resource.owner.handle], City.objects.get(slug="copenhagen")
        actions.describe(Resource.objects.get(pk=resource.pk), by=owner, is_told_of=True)
        actions.hand_over(Resource.objects.get(pk=resource.pk), by=owner, city=city)
        why = "We are writing our own page on confidentiality for new volunteers, and would like to start from yours."
        row = actions.ask_access(Resource.objects.get(pk=resource.pk), by=people["priya"], why=why)
        AccessRequest.objects.filter(pk=row.pk).update(asked_at=moment)
