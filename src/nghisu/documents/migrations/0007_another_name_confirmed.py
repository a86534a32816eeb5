"""A certificate in another name than that of who signs counts once somebody confirms by name that it is right: nobody did of
those that came before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_gates_passed_over")]

    operations = [
        migrations.AddField("documentfile", "another_name_confirmed_at", models.DateTimeField(null=True)),
    ]
