"""Which gates a version was let out past, and by whose account: a version let out before is known to have passed them all, as
it was then."""

from django.db import migrations, models

ALL = ["pages", "appraisal-form", "appraisal-content", "opinion"]


def as_it_was(apps, schema_editor):
    versions = apps.get_model("documents", "DocumentVersion")._base_manager
    versions.exclude(waived_by="").update(waived_gates=ALL)


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_dispatches_stay")]

    operations = [
        migrations.AddField("documentversion", "waived_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("documentversion", "waived_gates", models.JSONField(default=list)),
        migrations.RunPython(as_it_was, migrations.RunPython.noop),
    ]
