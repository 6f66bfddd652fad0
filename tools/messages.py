"""Collect the words of the pages into the catalogues, and compile these; `python -m tools.messages`.

The words in code and templates are Chinese. `locale/en` holds the English, written by hand; `locale/zh_Hans` repeats the
Chinese, so that a page in Chinese never falls back to an installation whose language is English. Compiled files are
committed: nobody needs gettext to install or to run.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "src" / "gangmu_server"
LOCALE = SERVER / "locale"
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
Found = tuple[str, str | tuple[str, ...], str | None]
"""Where a message stands, its words (with the plural), its context."""


def main() -> None:
    """Bring both catalogues up to date and compile them; tell how many messages have no English."""
    template = collected()
    english = merged("en", template)
    write(english)
    chinese = merged("zh_Hans", template)
    for message in chinese:
        if message.id:
            message.string = message.id[:1] if isinstance(message.id, tuple) else message.id
    write(chinese)
    missing = untranslated(english)
    print(f"{len(template)} messages, {len(missing)} without English")
    sys.exit(1 if missing else 0)


def collected() -> Catalog:
    """Every message of the server's code and templates."""
    catalog = Catalog(project="gangmu", charset="utf-8")
    for place, words, context in sorted(found(), key=lambda f: (f[0], str(f[1]))):
        catalog.add(words, locations=[(place, 0)], context=context)
    return catalog


def found() -> Iterator[Found]:
    """The messages file by file."""
    for path in sorted(SERVER.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from of_python(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    for path in sorted([*SERVER.rglob("templates/**/*.html"), *SERVER.rglob("templates/**/*.txt")]):
        yield from of_template(path.read_text("utf-8"), str(path.relative_to(ROOT)))


def of_python(code: str, place: str) -> Iterator[Found]:
    """The messages of a module."""
    extracted = extract_python(io.BytesIO(code.encode()), list(KEYWORDS), [], {"encoding": "utf-8"})
    for _line, function, arguments, _comments in extracted:
        words = arguments if isinstance(arguments, tuple) else (arguments,)
        if function.startswith("pgettext"):
            yield place, words[1], words[0]
        elif function.startswith("ngettext"):
            yield place, (words[0], words[1]), None
        elif words[0]:
            yield place, words[0], None


def of_template(text: str, place: str) -> Iterator[Found]:
    """The messages of a template, which Django itself rewrites as calls."""
    yield from of_python(templatize(text), place)


def merged(language: str, template: Catalog) -> Catalog:
    """The stored catalogue with the messages as they are now; words that are gone, or got a plural, are dropped."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    catalog = Catalog(locale=language, project="gangmu", charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            old = known.get(message.id, message.context)
            kept = old.string if old and isinstance(old.id, str) == isinstance(message.id, str) else None
            catalog.add(message.id, kept, message.locations, context=message.context)
    return catalog


def write(catalog: Catalog) -> None:
    """Store a catalogue as text and compiled; no dates, so that the same words give the same files."""
    folder = LOCALE / str(catalog.locale) / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, width=0, sort_output=True, include_lineno=False, omit_header=True)
    header = f"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {catalog.locale}\\n"
"Plural-Forms: {catalog.plural_forms}\\n"

"""
    (folder / "django.po").write_bytes(header.encode() + text.getvalue())
    (folder / "django.mo").write_bytes(compiled(header.encode() + text.getvalue(), str(catalog.locale)))


def compiled(po: bytes, language: str) -> bytes:
    """The compiled form of a catalogue's text."""
    catalog = read_po(io.BytesIO(po), locale=language)
    day = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # a fixed day, so that the same words give the same file
    plain = Catalog(locale=language, charset="utf-8", fuzzy=False, creation_date=day, revision_date=day)
    for message in catalog:
        if message.id:
            plain.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages without words."""
    return [m for m in catalog if m.id and not (all(m.string) if isinstance(m.string, tuple | list) else m.string)]


if not settings.configured:
    settings.configure()

if __name__ == "__main__":
    main()
