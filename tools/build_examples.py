"""Makes the files of examples/ from the texts in examples/source/.

    python tools/build_examples.py           write every file
    python tools/build_examples.py --check   build in memory and say which files are not what the sources give

Dates inside the files are fixed, so building twice gives the same files. The PDF needs the dependency group `specimen`
(WeasyPrint, with the Noto CJK fonts of the distribution); it carries the digest of the HTML it was printed from, so
that checking needs neither.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import pypdfium2
from specimen import archive, letter_ofd, letters, page, plain, relations, sheet
from specimen.source import read_annex, read_specimen

ROOT = Path(__file__).resolve().parents[1]
SOURCE, EXAMPLES = ROOT / "examples" / "source", ROOT / "examples"
MADE_AT = "1678060800"
"""The PDF's date as seconds since 1970 (6 March 2023)."""


def build(folder: Path) -> None:
    """Write every file but the PDF into `folder`."""
    national = read_specimen(SOURCE / "national-plan.md")
    district = read_specimen(SOURCE / "district-opinions.md")
    city = read_specimen(SOURCE / "city-opinions.md")
    letters.write_national(national, folder / "national-plan.docx")
    letter_ofd.write_national(national, folder / "national-plan.ofd")
    letters.write_opinions(district, folder / "district-opinions.docx")
    letters.write_actions(read_annex(SOURCE / "annex-2-actions.toml"), folder / "annex-2-actions.docx")
    sheet.write(read_annex(SOURCE / "annex-1-pilots.toml"), folder / "annex-1-pilots.xlsx")
    (folder / "district-opinions.txt").write_text(plain.render(district), "utf-8", newline="\n")
    (folder / "city-opinions.html").write_text(page.render_site(city), "utf-8", newline="\n")
    for path in sorted(folder.iterdir()):
        if path.suffix in archive.MEDIA:
            archive.settle(path)
    build_relations(folder / "golden" / "alignment")


def build_relations(folder: Path) -> None:
    """Write the relations planted between the national plan and each plan below it."""
    folder.mkdir(parents=True, exist_ok=True)
    national = read_specimen(SOURCE / "national-plan.md")
    tables = [read_annex(SOURCE / f"{name}.toml") for name in ("annex-1-pilots", "annex-2-actions")]
    rows = [sentence for table in tables for sentence in relations.contents(table)]
    for name in ("city-opinions", "development-plan", "district-opinions"):
        lower = list(relations.sentences(read_specimen(SOURCE / f"{name}.md")))
        pair = relations.gold(national, [*lower, *rows] if name == "district-opinions" else lower)
        (folder / f"{name}.json").write_text(relations.rows(pair), "utf-8", newline="\n")


def development_html() -> str:
    """The development plan as it goes to the printer."""
    return page.render_print(read_specimen(SOURCE / "development-plan.md"))


def digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()


def build_pdf(path: Path) -> None:
    """Print the development plan; the digest of its HTML goes into the keywords."""
    os.environ["SOURCE_DATE_EPOCH"] = MADE_AT
    import weasyprint  # noqa: PLC0415  only whoever rebuilds the PDF has it

    html = development_html()
    stamped = html.replace("<style>", f'<meta name="keywords" content="{digest(html)}">\n<style>', 1)
    weasyprint.HTML(string=stamped).write_pdf(path, pdf_identifier=digest(html)[:32].encode())


def stale(fresh: Path, examples: Path) -> list[str]:
    """Names of the files in `examples` that are missing or not what `fresh` and the sources say."""
    made = [path.relative_to(fresh) for path in sorted(fresh.rglob("*")) if path.is_file()]
    old = [str(path) for path in made if not same(fresh / path, examples / path)]
    pdf = examples / "development-plan.pdf"
    if not pdf.exists() or pdf_digest(pdf) != digest(development_html()):
        old.append(pdf.name)
    return old


def same(fresh: Path, kept: Path) -> bool:
    """Whether two files hold the same; how a container was compressed does not count."""
    if not kept.exists():
        return False
    if fresh.suffix in archive.MEDIA:
        return archive.members(fresh) == archive.members(kept)
    return fresh.read_bytes() == kept.read_bytes()


def pdf_digest(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document.get_metadata_value("Keywords"))
    finally:
        document.close()


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        build(EXAMPLES)
        build_pdf(EXAMPLES / "development-plan.pdf")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        old = stale(Path(folder), EXAMPLES)
    for name in old:
        print(f"examples/{name} is not what examples/source gives: run python tools/build_examples.py")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
