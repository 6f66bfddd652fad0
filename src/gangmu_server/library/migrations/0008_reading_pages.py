from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0007_same_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="pages_done",
            field=models.PositiveIntegerField(default=0, verbose_name="已识别页数"),
        ),
        migrations.AddField(
            model_name="reading",
            name="pages_in_all",
            field=models.PositiveIntegerField(default=0, verbose_name="待识别页数"),
        ),
    ]
