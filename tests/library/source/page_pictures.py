"""Pictures of pages for tests of recognition: drawn by PDFium from small PDFs, then spoilt as scans are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2 as pdfium


def picture(pdf: bytes, page: int = 0, dpi: int = 200) -> Any:
    """A page as a Pillow image."""
    document = pdfium.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def has_ink(image: Any) -> bool:
    """Whether anything is drawn: without a Chinese font the text is not."""
    return image.convert("L").getextrema()[0] < 128


def encoded(image: Any, form: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def skewed(image: Any, degrees: float) -> Any:
    return image.rotate(degrees, expand=False, fillcolor=(255, 255, 255), resample=3)


def noisy(image: Any, seed: int = 1) -> Any:
    """With the grain of a scanner and single black and white pixels."""
    import numpy as np
    from PIL import Image

    random = np.random.default_rng(seed)
    pixels = np.asarray(image).astype(np.int16) + random.normal(0, 12, (image.height, image.width, 3)).astype(np.int16)
    specks = random.random(pixels.shape[:2])
    pixels[specks < 0.001] = 0
    pixels[specks > 0.999] = 255
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def stamped(image: Any, middle: tuple[int, int], radius: int = 150) -> Any:
    """With a round red stamp over it; ink darkens what it falls on."""
    from PIL import Image, ImageChops, ImageDraw

    layer = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(215, 40, 45), width=9)
    star = [(x, y - 60), (x + 40, y + 50), (x - 60, y - 20), (x + 60, y - 20), (x - 40, y + 50)]
    draw.polygon(star, fill=(215, 40, 45))
    return ImageChops.multiply(image, layer)
