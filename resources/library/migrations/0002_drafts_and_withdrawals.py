import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("library", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="resource", name="typed", field=models.JSONField(blank=True, default=dict, editable=False)
        ),
        migrations.AddField(
            model_name="resource", name="withdrawn_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="resource",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="withdrawn_reason",
            field=models.TextField(blank=True, default="", max_length=2000, verbose_name="why it was withdrawn"),
        ),
        migrations.AlterField(
            model_name="editionfile",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="files.storedfile"
            ),
        ),
    ]
