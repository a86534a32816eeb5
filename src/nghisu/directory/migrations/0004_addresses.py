"""Where letters reach a unit by post."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_imports_of_units_and_people")]

    operations = [
        migrations.AddField(
            "organisation",
            "address",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Nơi thư đến: số nhà, đường, xã phường, tỉnh",
                max_length=200,
            ),
        ),
    ]
