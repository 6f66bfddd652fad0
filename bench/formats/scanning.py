"""Pages as a scanner gives them: so many dots an inch, set askew by a degree, grained, with a stamp over the text."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from gangmu.errors import PageError
from gangmu.source.pages import page_image
from gangmu.source.recognition.model import DPI

SKEW = 1.0
GRAIN = 12.0
SPECKS = 0.0015
STAMP = (205, 30, 40)
STAMP_TEXT = "某县人民政府办公室"
RADIUS_MM = 20
FONT = "NotoSerifCJK-Bold.ttc"
FONT_PLACES = ("/usr/share/fonts/opentype/noto/", "/usr/share/fonts/noto-cjk/", "/usr/share/fonts/google-noto-cjk/", "")


def scanned(data: bytes, name: str, seed: int, *, dpi: int = DPI, skew: float = SKEW) -> list[Image.Image]:
    """The pages of a PDF or OFD as scans, so many dots an inch and askew by so many degrees."""
    pages: list[Image.Image] = []
    while True:
        try:
            drawn = page_image(data, len(pages), dpi, name=name)
        except PageError:
            return pages
        image = Image.open(BytesIO(drawn)).convert("RGB")
        pages.append(spoilt(image, seed + len(pages), dpi=dpi, skew=skew))


def spoilt(image: Image.Image, seed: int, *, dpi: int = DPI, skew: float = SKEW) -> Image.Image:
    """A clean page as a scanner gives it."""
    random = np.random.default_rng(seed)
    askew = stamped(image, random, dpi).rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    pixels = np.asarray(askew).astype(np.float32)
    pixels += random.normal(0, GRAIN, pixels.shape).astype(np.float32)
    specks = random.random(pixels.shape[:2])
    pixels[specks < SPECKS] = 0
    pixels[specks > 1 - SPECKS] = 255
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def stamped(image: Image.Image, random: np.random.Generator, dpi: int = DPI) -> Image.Image:
    """With a round stamp somewhere over the text; ink darkens what it falls on."""
    radius = round(RADIUS_MM / 25.4 * dpi)
    x = int(random.integers(image.width // 4, 3 * image.width // 4))
    y = int(random.integers(image.height // 4, 3 * image.height // 4))
    layer = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=STAMP, width=round(9 * dpi / DPI))
    draw.regular_polygon((x, y, radius // 3), 5, fill=STAMP)
    font = _font(radius // 4)
    for number, character in enumerate(STAMP_TEXT):
        angle = np.radians(200 + 140 * number / (len(STAMP_TEXT) - 1))
        at = (x + 0.72 * radius * np.cos(angle), y + 0.72 * radius * np.sin(angle))
        draw.text(at, character, font=font, fill=STAMP, anchor="mm")
    return ImageChops.multiply(image, layer)


def _font(size: int) -> ImageFont.FreeTypeFont:
    for place in FONT_PLACES:
        try:
            return ImageFont.truetype(place + FONT, size, index=2)
        except OSError:
            continue
    raise SystemExit("A stamp needs a Chinese font: apt-get install fonts-noto-cjk")


def as_pdf(images: list[Image.Image], dpi: int = DPI) -> bytes:
    """Scans as scanners deliver them: a PDF of JPEG pictures."""
    out = BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=85)
    return out.getvalue()
