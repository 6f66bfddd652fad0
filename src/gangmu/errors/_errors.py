from __future__ import annotations

from typing import ClassVar


class GangmuError(Exception):
    """Anything the library refuses. Caught at the edge (CLI, server) and shown as one line.

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
        text = self.template.format(**self.data)
        step = self.next_step.format(**self.data)
        return f"{text} {step}".strip()


class SourceError(GangmuError):
    """A file that cannot be taken in. `data["name"]` is the file."""

    code = "source"
    template = "{name}: {reason}"


class UnsupportedSourceError(SourceError):
    """The bytes are of a type no reader knows (an image, a program, a slide show)."""

    code = "source.unsupported"
    template = "{name}: this is {found}, not a document Gangmu reads."
    next_step = "Save it as .docx, .pdf, .xlsx, .html or .txt and try again."


class EmptySourceError(SourceError):
    """The file holds no text at all: zero bytes, blank pages, or only images."""

    code = "source.empty"
    template = "{name}: there is no text in this file ({reason})."
    next_step = "Check that the right file was chosen; a scan needs text recognition first."


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
    """The file is over what one reading takes."""

    code = "source.too_large"
    template = "{name}: {size_mb:.1f} MB is over the limit of {limit_mb:.0f} MB."
    next_step = "Split the document and read the parts."


class PlanFormatError(GangmuError):
    """A JSON file that is not a plan of a schema this version knows."""

    code = "plan.format"
    template = "{name}: not a gangmu.plan/1 document ({reason})."
    next_step = "Write it with `gangmu read FILE --format json`."
