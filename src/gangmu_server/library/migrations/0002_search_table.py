from django.db import migrations

from gangmu_server.library import search_index


def create(apps, schema_editor):
    search_index.create(schema_editor.connection)


def drop(apps, schema_editor):
    search_index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """The full-text table, in the way of the database in use."""

    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
