"""Where a letter by post goes, where it is not the unit's own address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("invitations", "0003_replies_stay")]

    operations = [
        migrations.AddField(
            "invitee", "address", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
    ]
