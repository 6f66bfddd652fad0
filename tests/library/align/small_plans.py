"""Plans of a few sentences, written for the tests."""

from __future__ import annotations

from collections.abc import Sequence

from gangmu.model import Citation, Document, Measure, Plan, Provision, SourceInfo, Target, Task
from gangmu.model.plan import Level

UPPER_TITLE = "云州山区高质量发展示范区建设方案"


def plan(
    *sentences: str,
    heading: str | None = None,
    title: str | None = None,
    number: str | None = None,
    level: Level | None = None,
    places: Sequence[str] = (),
    cites: Sequence[tuple[str, str | None]] = (),
    preamble: str = "",
    rows: Sequence[str] = (),
    issuers: Sequence[str] = (),
    issued_on: str | None = None,
    targets: Sequence[Target] = (),
    name: str = "plan.txt",
) -> Plan:
    """A plan of measures in one provision, with table rows after them.

    The preamble stands first, so that a citation whose title it holds gets its place there.
    """
    at = len(preamble)
    measures = []
    for i, sentence in enumerate(sentences, 1):
        measures.append(Measure(id=f"一/m{i}", text=sentence, span=(at, at + len(sentence)), provision="一"))
        at += len(sentence)
    provisions = [
        Provision(
            id="p", text=preamble, span=(0, len(preamble)), parent=None, kind="preamble", number=None, heading=None
        ),
        Provision(
            id="一", text="", span=(len(preamble), at), parent=None, kind="chapter", number="一、", heading=heading
        ),
    ]
    return Plan(
        document=Document(
            title=title,
            number=number,
            issuers=tuple(issuers),
            issued_on=issued_on,
            level=level,
            places=tuple(places),
            horizon=(),
            cites=tuple(_citation(preamble, t, n) for t, n in cites),
            source=SourceInfo(name=name, sha256="", media_type="text/plain"),
        ),
        provisions=tuple(provisions),
        measures=tuple(measures),
        targets=tuple(targets),
        tasks=tuple(_row(i, content, at) for i, content in enumerate(rows, 1)),
    )


def national(*sentences: str, **more: object) -> Plan:
    """A plan of the nation for one city."""
    facts = {"title": UPPER_TITLE, "level": "national", "places": ("赣州市",), **more}
    return plan(*sentences, **facts)  # type: ignore[arg-type]


def district(*sentences: str, **more: object) -> Plan:
    """A district's opinions that carry the national plan out."""
    preamble = f"为贯彻落实《{UPPER_TITLE}》，现提出以下实施意见。"
    facts = {
        "level": "county",
        "places": ("章贡区",),
        "cites": ((UPPER_TITLE, None),),
        "preamble": preamble,
        "name": "opinions.txt",
        **more,
    }
    return plan(*sentences, **facts)  # type: ignore[arg-type]


def figure(text: str, value: float, unit: str, *, at: int, deadline: str | None = None) -> Target:
    """A target inside the sentence that starts at an offset; its text is its metric."""
    span = (at, at + len(text))
    return Target(id=f"t{value}", text=text, span=span, metric=text, value=value, unit=unit, deadline=deadline)


def _citation(preamble: str, title: str, number: str | None) -> Citation:
    at = max(0, preamble.find(title))
    return Citation(title=title, number=number, span=(at, at + len(title)))


def _row(i: int, content: str, at: int) -> Task:
    return Task(
        id=f"附件1-{i}",
        annex="附件1",
        number=str(i),
        section=None,
        content=content,
        overall_goals=(),
        annual_goals=(),
        year=2022,
        span=(at + 100 * i, at + 100 * i + len(content)),
    )
