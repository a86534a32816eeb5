"""A paper form that the office entered may have its scan beside it. The column is empty for those entered before, so no
table is made anew and the triggers stay."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conferences", "0007_on_paper_and_withdrawn"), ("foundation", "0005_stored_files")]
    operations = [
        migrations.AddField(
            "papersheet",
            "scan",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foundation.storedfile",
            ),
        ),
    ]
