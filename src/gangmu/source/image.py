"""Reader of pictures of pages: scans and photographs, TIFF with several pages; their text is recognised."""

from __future__ import annotations

import importlib
import importlib.util
from io import BytesIO
from typing import Any

import msgspec

from gangmu.errors import EmptySourceError, SourceTooLargeError, UnreadableSourceError, UnsupportedSourceError
from gangmu.model import SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.source.limits import MB, check_pages
from gangmu.source.model import SourceText
from gangmu.source.page_layout import Page, put_pages
from gangmu.source.recognition.model import DPI, PageImage, Recognition
from gangmu.source.recognition.pages import empty_scan, is_installed, with_recognised

MOST_PIXELS = 80_000_000
"""Of one page: A1 at 200 pixels an inch has 31 million. Three bytes each in memory."""
_A4_INCHES = 8.27
_LIKELY = (72.5, 1200.0)
"""Resolutions that a scanner sets; 72 and below say that nobody set one."""
_MOST_DPI = 260.0


def read(data: bytes, info: SourceInfo, recognition: Recognition) -> SourceText:
    """A picture, or several in one file.

    Args:
        data: the file's bytes.
        info: where they came from.
        recognition: how its text is recognised.

    Returns:
        Text with line and table blocks and pages.

    Raises:
        UnsupportedSourceError: text recognition is not installed.
        UnreadableSourceError: damaged, or of a kind that is not decoded.
        SourceTooLargeError: a page of very many pixels.
        EmptySourceError: no text on it.
    """
    if not recognition.wanted or not is_installed():
        raise UnsupportedSourceError(name=info.name, found="kind.image", advice="advice.ocr")
    picture = Picture(data, info.name)
    pages = [Page(ailment="picture") for _ in range(picture.pages)]
    seen = with_recognised(pages, picture.page, recognition)
    builder = LayoutBuilder(info.name)
    put_pages(builder, seen)
    return builder.finish(msgspec.structs.replace(info, media_type=picture.media_type), empty_scan())


class Picture:
    """A decoded picture file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens a file; its pages are decoded when asked for.

        Raises:
            UnreadableSourceError: damaged, or of a kind that is not decoded.
            EmptySourceError: without a page.
            SourceTooLongError: with very many.
            UnsupportedSourceError: the extra that decodes pictures is not installed.
        """
        self._name = name
        # Pillow comes with the extra; without it this module must import all the same.
        if importlib.util.find_spec("PIL") is None:
            raise UnsupportedSourceError(name=name, found="kind.image", advice="advice.ocr")
        self._pillow: Any = importlib.import_module("PIL.Image")
        self._ops: Any = importlib.import_module("PIL.ImageOps")
        try:
            self._image: Any = self._pillow.open(BytesIO(data))
            self.pages = int(getattr(self._image, "n_frames", 1))
        except self._pillow.DecompressionBombError as error:
            raise self._too_large(MOST_PIXELS) from error
        except Exception as error:
            raise UnreadableSourceError(name=name, reason="damage.picture") from error
        self.media_type: str = self._pillow.MIME.get(self._image.format, "image/*")
        if self._image.format == "GIF":
            self.pages = 1
        check_pages(self.pages, name)
        if not self.pages:
            raise EmptySourceError(name=name, reason="empty.blank", advice="advice.check")

    def page(self, number: int, wanted: float | None = None) -> PageImage:
        """A page as pixels, as it is to be looked at.

        Args:
            number: of the page, from 0.
            wanted: pixels an inch; None for what it has, no finer than recognition needs.

        Raises:
            UnreadableSourceError: the page is damaged.
            SourceTooLargeError: it has very many pixels.
        """
        try:
            self._image.seek(number)
            width, height = self._image.size
            if width * height > MOST_PIXELS:
                raise self._too_large(width * height)
            upright = self._on_white(self._ops.exif_transpose(self._image))
        except (OSError, EOFError, ValueError, SyntaxError) as error:
            raise UnreadableSourceError(name=self._name, reason="damage.picture") from error
        dpi = self._resolution(upright.width, upright.height)
        if wanted is None:
            wanted = float(DPI) if dpi > _MOST_DPI else dpi
        if wanted < dpi:
            scale = wanted / dpi
            upright = upright.resize((max(1, round(upright.width * scale)), max(1, round(upright.height * scale))))
            dpi = wanted
        blue, green, red = reversed(upright.split())
        pixels = self._pillow.merge("RGB", (blue, green, red)).tobytes()
        return PageImage(upright.width, upright.height, pixels, dpi)

    def _on_white(self, image: Any) -> Any:
        """In full colours, what is transparent as paper."""
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            solid = image.convert("RGBA")
            paper = self._pillow.new("RGBA", solid.size, (255, 255, 255, 255))
            return self._pillow.alpha_composite(paper, solid).convert("RGB")
        if image.mode.startswith("I;16") or image.mode in ("I", "F"):
            image = image.point(lambda value: value / 256).convert("L")
        return image.convert("RGB")

    def _resolution(self, width: int, height: int) -> float:
        """How many pixels make an inch: as the file says, else as if the page were as wide as A4."""
        said = self._image.info.get("dpi", (0, 0))
        value = float(said[0]) if isinstance(said, tuple) and said else 0.0
        if _LIKELY[0] < value < _LIKELY[1]:
            return value
        return max(50.0, min(width, height) / _A4_INCHES)

    def _too_large(self, pixels: int) -> SourceTooLargeError:
        size, limit = 3 * pixels / MB, 3 * MOST_PIXELS / MB
        return SourceTooLargeError(name=self._name, size_mb=size, limit_mb=limit, reason="size.unpacked")
