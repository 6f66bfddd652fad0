from __future__ import annotations

from typing import ClassVar, Literal

from gangmu.errors._words import WORDS, ZH

Language = Literal["en", "zh"]


class GangmuError(Exception):
    """Anything the library refuses. Caught at the edge (CLI, server) and shown as one line.

    Values in `data` that are keys of the word list (`reason="pdf.scan"`) are spoken in the language asked for.

    Attributes:
        code: stable identifier for programs, docs and translations.
        data: the values the message is filled with.
    """

    code: ClassVar[str] = "gangmu"
    template: ClassVar[str] = "{reason}"
    next_step: ClassVar[str] = ""

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The English sentence: place and reason, then the next step."""
        return self.say("en")

    def say(self, language: Language = "en") -> str:
        """The whole message in a language: place and reason, then the next step.

        Args:
            language: `en` or `zh`.

        Returns:
            One line.
        """
        problem, step = self.parts(language)
        return f"{problem}{'' if language == 'zh' else ' '}{step}".strip()

    def parts(self, language: Language = "en") -> tuple[str, str]:
        """What is wrong, and what to do about it."""
        template, step = (self.template, self.next_step) if language == "en" else ZH[self.code]
        words = {key: _spoken(value, language) for key, value in self.data.items()}
        return template.format(**words), step.format(**words)


def _spoken(value: object, language: Language) -> object:
    if not isinstance(value, str) or value not in WORDS:
        return value
    return WORDS[value][0 if language == "en" else 1]


class SourceError(GangmuError):
    """A file that cannot be taken in. `data["name"]` is the file."""

    code = "source"
    template = "{name}: {reason}."


class MissingSourceError(SourceError):
    """There is no file to read at the path: nothing there, a folder, or no permission."""

    code = "source.missing"
    template = "{name}: {reason}."
    next_step = "Check the path."


class UnsupportedSourceError(SourceError):
    """The bytes are of a type no reader knows (an image, a program, a slide show)."""

    code = "source.unsupported"
    template = "{name}: this is {found}, which Gangmu does not read."
    next_step = "{advice}"


class MislabelledSourceError(SourceError):
    """The name's ending and the content disagree: a PDF called `.txt`."""

    code = "source.mislabelled"
    template = "{name}: the name ends in {suffix}, but the content is {found}."
    next_step = "Rename it to end in {right_suffix} and try again, if it is the right file."


class EmptySourceError(SourceError):
    """The file holds no text at all: zero bytes, blank pages, or only images."""

    code = "source.empty"
    template = "{name}: there is no text in this file ({reason})."
    next_step = "{advice}"


class EncryptedSourceError(SourceError):
    """The file asks for a password."""

    code = "source.encrypted"
    template = "{name}: the file is protected by a password."
    next_step = "Open it, remove the password, save a copy and try that."


class UnreadableSourceError(SourceError):
    """The file claims a type but is damaged inside."""

    code = "source.unreadable"
    template = "{name}: the file is damaged or not what its name says ({reason})."
    next_step = "Open it in its own program, save it again and try the new copy."


class SourceTooLargeError(SourceError):
    """The file is over what one reading takes, as it is or once unpacked."""

    code = "source.too_large"
    template = "{name}: {size_mb:.1f} MB is over the limit of {limit_mb:.0f} MB ({reason})."
    next_step = "Split the document and read the parts."


class SourceTooLongError(SourceTooLargeError):
    """The file holds more text, more pieces of layout or more markup than one reading takes.

    `data["size"]` is how many were counted when reading stopped: all of them, or as many as were over the limit.
    """

    code = "source.too_long"
    template = "{name}: at least {size:,} {what}, which is over the limit of {limit:,}."
    next_step = "Split the document and read the parts."


class ArchiveError(SourceError):
    """An archive, or something in it, that is not safe to unpack: a path that leads out, a bomb, one too deep."""

    code = "source.archive"
    template = "{name}: it is not unpacked ({reason})."
    next_step = "Unpack it yourself, look at what is inside, and read the files you want."


class PlanFormatError(GangmuError):
    """A JSON file that is not a plan of a schema this version knows."""

    code = "plan.format"
    template = "{name}: not a gangmu.plan/1 document ({reason})."
    next_step = "Write it with `gangmu read FILE --format json`."


class GazetteerError(GangmuError):
    """A file of a zone's names that cannot be understood. `data["where"]` is the line, or the list of a JSON file."""

    code = "gazetteer.format"
    template = "{name}: not a list of names at {where} ({reason})."
    next_step = "See how such a file is written with `gangmu read --help`."


class OffsetError(GangmuError, IndexError):
    """A place outside the text was asked about."""

    code = "offset"
    template = "{name}: there is no character {at}; the text has {length}."
    next_step = "Give an offset from 0 to {last}."


class PageError(GangmuError, IndexError):
    """A page was asked for that the file does not have."""

    code = "page"
    template = "{name}: there is no page {page}; the file has {pages}."
    next_step = "Give a number from 0 to {last}."


class OutputError(GangmuError):
    """A result cannot be written where it should go."""

    code = "output"
    template = "{name}: cannot be written ({reason})."
    next_step = "Choose another place."


class OutputFormError(OutputError):
    """A result was asked for in a file whose name says a form it is not written in."""

    code = "output.form"
    template = "{name}: this is not written as {suffix}; it can be {known}."
    next_step = "Give a name that ends in one of these, or say the form with an option."


class UnforeseenError(GangmuError):
    """Gangmu itself failed on a file: a fault to report. The cause is chained."""

    code = "unforeseen"
    template = "{name}: reading failed inside Gangmu ({reason})."
    next_step = "Run it again with GANGMU_TRACEBACK=1 set and report what that prints."
