"""The parts of an OFD package (GB/T 33190-2016): documents, pages, templates and resources, found by their places.

Writers differ in how they name places: relative to the file that names them, to the document's folder, from the root,
with backslashes, in another case. All are looked for.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gangmu.errors import EncryptedSourceError, UnreadableSourceError
from gangmu.source.limits import MAX_FILE, check_pages, markup_parser, open_archive, read_part

_ENTRY = "OFD.xml"
_LOCKED = ("decryptseed", "encryptions.xml", "encryptinfo")


class Package:
    """An opened package."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens a package.

        Raises:
            UnreadableSourceError: the container is damaged.
            SourceTooLargeError: it unpacks to more than the limit.
            EncryptedSourceError: it says that its parts are encrypted.
        """
        self.name = name
        self._archive: zipfile.ZipFile = open_archive(data, name)
        self._places = {entry.filename.replace("\\", "/").lower(): entry for entry in self._archive.infolist()}
        if any(place.rpartition("/")[2].startswith(_LOCKED) for place in self._places):
            raise EncryptedSourceError(name=name)

    def find(self, place: str, *folders: str) -> str | None:
        """Where a part named in a file of one of the folders is; None where there is none."""
        clean = place.strip().replace("\\", "/")
        for folder in (*folders, ""):
            full = posixpath.normpath(posixpath.join("/", folder, clean)).lstrip("/").lower()
            if full in self._places:
                return full
        return None

    def data(self, place: str) -> bytes | None:
        """The bytes of a part; None where it is missing or larger than a file may be."""
        entry = self._places.get(place.lower())
        if entry is None or entry.file_size > MAX_FILE:
            return None
        return read_part(self._archive, entry.filename, self.name)

    def root(self, place: str) -> etree._Element:
        """The root element of a part.

        Raises:
            UnreadableSourceError: missing, or no XML.
        """
        data = self.data(place)
        if data is None:
            raise UnreadableSourceError(name=self.name, reason="damage.part")
        try:
            return etree.fromstring(data, markup_parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableSourceError(name=self.name, reason="damage.xml") from error


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages refer to by number: font files, pictures, and drawings used many times."""

    fonts: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page to be read: its content with that of its templates behind and before it, and what it refers to.

    `root` is None where the page's part is missing or damaged.
    """

    root: etree._Element | None
    behind: tuple[etree._Element, ...]
    before: tuple[etree._Element, ...]
    box: tuple[float, float, float, float]
    resources: Resources


def pages(package: Package) -> Iterator[PageSource]:
    """The pages of all documents of a package, in order.

    Raises:
        UnreadableSourceError: the package's own list of documents is missing or damaged, or no document can be read.
        SourceTooLongError: very many pages.
    """
    entry = package.find(_ENTRY)
    if entry is None:
        raise UnreadableSourceError(name=package.name, reason="damage.part")
    roots = [package.find(text_of(node), "") for node in package.root(entry).iterfind("{*}DocBody/{*}DocRoot")]
    known = [root for root in roots if root is not None]
    if not known:
        raise UnreadableSourceError(name=package.name, reason="damage.part")
    documents = [_Document(package, place) for place in known]
    check_pages(sum(document.length for document in documents), package.name)
    for document in documents:
        yield from document.pages()


class _Document:
    """One document of a package."""

    def __init__(self, package: Package, place: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(place)
        self._root = package.root(place)
        self._resources = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for node in self._root.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
                self._add_resources(text_of(node), self._resources)
        self._templates = {
            node.get("ID", ""): node.get("BaseLoc", "") for node in self._root.iterfind("{*}CommonData/{*}TemplatePage")
        }
        self._opened: dict[str, tuple[etree._Element, str] | None] = {}

    @property
    def length(self) -> int:
        """How many pages it has."""
        return sum(1 for _ in self._root.iterfind("{*}Pages/{*}Page"))

    def pages(self) -> Iterator[PageSource]:
        """The document's pages in order."""
        for node in self._root.iterfind("{*}Pages/{*}Page"):
            opened = self._open(node.get("BaseLoc", ""))
            if opened is None:
                yield PageSource(None, (), (), self._box(None), self._resources)
                continue
            root, folder = opened
            resources = self._resources_of(root, folder)
            sides: dict[bool, list[etree._Element]] = {False: [], True: []}
            for used in root.iterfind("{*}Template"):
                template = self._open(self._templates.get(used.get("TemplateID", ""), ""))
                if template is not None:
                    sides[used.get("ZOrder") == "Foreground"].append(template[0])
            yield PageSource(root, tuple(sides[False]), tuple(sides[True]), self._box(root), resources)

    def _open(self, place: str) -> tuple[etree._Element, str] | None:
        """The root of a page or template and the folder it stands in; None where it cannot be read."""
        found = self._package.find(place, self._folder) if place else None
        if found is None:
            return None
        if found not in self._opened:
            try:
                self._opened[found] = (self._package.root(found), posixpath.dirname(found))
            except UnreadableSourceError:
                self._opened[found] = None
        return self._opened[found]

    def _resources_of(self, root: etree._Element, folder: str) -> Resources:
        own = [text_of(node) for node in root.iterfind("{*}PageRes")]
        if not own:
            return self._resources
        shared = self._resources
        resources = Resources(dict(shared.fonts), dict(shared.media), dict(shared.units))
        for place in own:
            self._add_resources(place, resources, folder)
        return resources

    def _add_resources(self, place: str, into: Resources, *folders: str) -> None:
        found = self._package.find(place, *folders, self._folder)
        if found is None:
            return
        try:
            root = self._package.root(found)
        except UnreadableSourceError:
            return
        here = posixpath.dirname(found)
        base = posixpath.join(here, root.get("BaseLoc", "").replace("\\", "/"))
        for kind, tag, known in (("Font", "FontFile", into.fonts), ("MultiMedia", "MediaFile", into.media)):
            for node in root.iter(f"{{*}}{kind}"):
                file = node.find(f"{{*}}{tag}")
                part = None if file is None else self._package.find(text_of(file), base, here, self._folder)
                if part is not None:
                    known[node.get("ID", "")] = part
        into.units.update((node.get("ID", ""), node) for node in root.iter("{*}CompositeGraphicUnit"))

    def _box(self, root: etree._Element | None) -> tuple[float, float, float, float]:
        """The page's place and size in millimetres: its own, else the document's, else A4."""
        for holder, path in (
            (root, "{*}Area/{*}PhysicalBox"),
            (self._root, "{*}CommonData/{*}PageArea/{*}PhysicalBox"),
        ):
            node = None if holder is None else holder.find(path)
            box = numbers(None if node is None else node.text)
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                return box[0], box[1], box[2], box[3]
        return 0.0, 0.0, 210.0, 297.0


def text_of(node: etree._Element) -> str:
    """The text of an element that holds nothing else."""
    return (node.text or "").strip()


def numbers(text: str | None) -> list[float]:
    """Numbers of an attribute; none where one of them is no number."""
    try:
        found = [float(piece) for piece in (text or "").split()]
    except ValueError:
        return []
    return found if all(abs(number) < 1e7 for number in found) else []
