"""That somebody was to appraise may be taken back with a reason, and the same person be asked again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_arrivals_go_on")]

    operations = [
        migrations.RemoveConstraint("appraisal", "appraised_once_by_each"),
        migrations.RemoveConstraint("appraisal", "appraised_with_a_reason"),
        migrations.AlterField(
            "appraisal",
            "outcome",
            models.CharField(
                choices=[
                    ("asked", "Chờ thẩm định"),
                    ("accepted", "Đạt"),
                    ("returned", "Chưa đạt, đề nghị sửa"),
                    ("withdrawn", "Đã thu hồi việc giao"),
                ],
                default="asked",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "appraisal",
            models.UniqueConstraint(
                fields=["version", "appraiser"],
                condition=~Q(outcome="withdrawn"),
                name="appraised_once_by_each",
            ),
        ),
        migrations.AddConstraint(
            "appraisal",
            models.CheckConstraint(
                condition=Q(outcome="asked", said_at=None)
                | (
                    Q(outcome__in=["accepted", "returned", "withdrawn"], said_at__isnull=False)
                    & ~Q(reason="")
                ),
                name="appraised_with_a_reason",
            ),
        ),
    ]
