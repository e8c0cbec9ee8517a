"""An import of the sample world that waits for its member's word: references that somebody exported at a library."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from members.accounts.models import Member
from network.files.actions import accept_upload
from resources.imports import actions
from resources.imports.models import Import

NAME = "diabetes-distress.ris"
RECORDS = (
    ("Assessment of diabetes-related distress", "Polonsky, William H.", 1995, "10.2337/diacare.18.6.754"),
    ("A unified measure of distress for two cities", "Wang, Tao", 2024, ""),
    ("糖尿病患者同伴支持小组的质性研究", "王, 涛", 2023, ""),
    ("Peer leaders in housing areas: what they say they need", "Wang, Tao", 2025, ""),
)


def tell(teller, _resources):
    """Let Tao begin an import two days ago; twice is once. The reading is left to the job."""
    by = Member.objects.filter(handle="tao", is_active=True).first()
    if by is None or Import.objects.filter(owner=by).exists():
        return
    text = "".join(
        f"TY  - JOUR\r\nTI  - {title}\r\nAU  - {author}\r\nPY  - {year}\r\n"
        + (f"DO  - {doi}\r\n" if doi else "")
        + "ER  - \r\n\r\n"
        for title, author, year, doi in RECORDS
    )
    with teller.telling(teller.today - timedelta(days=2)), transaction.atomic():
        file = accept_upload(by, SimpleUploadedFile(NAME, text.encode("gb18030")))
        actions.begin(by=by, files=[file])
