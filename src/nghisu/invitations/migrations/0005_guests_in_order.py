"""Of a guest typed in: the bloc, which nobody said of those there, and the place among other guests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0004_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="groupline",
            name="guest_bloc",
            field=models.CharField(
                blank=True,
                choices=[
                    ("party", "Khối Đảng"),
                    ("government", "Khối chính quyền"),
                    ("council", "Khối HĐND"),
                    ("mass", "Khối Mặt trận, đoàn thể"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="groupline",
            name="guest_place",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="selection",
            name="guest_bloc",
            field=models.CharField(
                blank=True,
                choices=[
                    ("party", "Khối Đảng"),
                    ("government", "Khối chính quyền"),
                    ("council", "Khối HĐND"),
                    ("mass", "Khối Mặt trận, đoàn thể"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="selection",
            name="guest_place",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
