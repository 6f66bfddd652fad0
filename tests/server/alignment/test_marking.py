"""Two sentences cut where they differ, each piece with what the difference means; and what is the same in two runs."""

from __future__ import annotations

import pytest

from gangmu_server.alignment.marking import Differences, Piece, lower_pieces, plain_differences, upper_pieces
from gangmu_server.alignment.subjects import Register, Subject


def told(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.tone}:{piece.text}]" if piece.tone else piece.text for piece in pieces)


UPPER = "支持安远县开展试点，建好数字农业平台。"
LOWER = "争取列入试点，探索建设数字农业平台。"
FOUND = Differences(
    changes=[
        {"upper_at": (0, 7), "lower_at": (0, 4)},
        {"upper_at": (10, 12), "lower_at": (7, 11)},
    ],
    dropped=[],
    reasons=[{"code": "act.softer", "upper": "建好数字农业平台", "lower": "探索"}],
)


def test_a_change_that_a_reason_names_has_the_reasons_meaning_and_any_other_is_wording() -> None:
    assert told(upper_pieces(UPPER, [(LOWER, FOUND)])) == "[worded:支持安远县开展]试点，[softened:建好]数字农业平台。"
    assert told(lower_pieces(LOWER, UPPER, FOUND)) == "[worded:争取列入]试点，[softened:探索建设]数字农业平台。"


def test_a_dropped_promise_is_marked_over_everything_else() -> None:
    upper = "改造危房和抗震加固。"
    found = Differences([{"upper_at": (4, 9), "lower_at": (4, 4)}], [{"text": "抗震加固"}], [])
    assert told(upper_pieces(upper, [("改造危房。", found)])) == "改造危房[worded:和][dropped:抗震加固]。"


def test_a_figure_that_was_added_is_marked_below_though_no_change_names_it() -> None:
    lower = "整治人居环境，农村生活污水处理率达到40%。"
    found = Differences([], [], [{"code": "quantity.added", "upper": "", "lower": "农村生活污水处理率"}])
    assert told(lower_pieces(lower, "整治人居环境。", found)) == "整治人居环境，[refined:农村生活污水处理率]达到40%。"


def test_places_are_marked_one_by_one() -> None:
    lower = "在宁都、石城和安远建设水库。"
    found = Differences([], [], [{"code": "place.added", "upper": "", "lower": "宁都、石城、安远"}])
    assert told(lower_pieces(lower, "建设水库。", found)).count("[refined:") == 3


def test_an_upper_sentence_shows_what_each_of_its_answers_made_of_it() -> None:
    first = Differences([{"upper_at": (0, 2), "lower_at": (0, 2)}])
    second = Differences([{"upper_at": (4, 6), "lower_at": (0, 0)}])
    assert (
        told(upper_pieces("推进公路建设。", [("加快公路。", first), ("公路。", second)]))
        == "[worded:推进]公路[worded:建设]。"
    )


def test_words_that_another_answer_says_as_they_stand_are_not_worded_otherwise() -> None:
    upper = "壮大特色产业、促进稳岗就业。"
    first = ("壮大特色产业，建设果园。", Differences([{"upper_at": (7, 13), "lower_at": (7, 11)}]))
    row = ("抓好产业帮扶，促进就业。", Differences([{"upper_at": (0, 13), "lower_at": (0, 11)}]))
    assert told(upper_pieces(upper, [first, row])) == "壮大特色产业、[worded:促进稳岗就业]。"
    assert told(upper_pieces(upper, [row])) == "[worded:壮大特色产业]、[worded:促进稳岗就业]。"


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("推进公路建设。", "加快公路建设。", "[worded:推进]公路建设。"),
        ("建设博物馆。", "建设博物馆。", "建设博物馆。"),
        ("保护红军旧址。", "发展脐橙产业。", "保护红军旧址。"),
    ],
    ids=["a word", "the same", "nothing in common: everything would be marked"],
)
def test_sentences_that_only_a_person_linked_are_compared_as_words(upper: str, lower: str, expected: str) -> None:
    assert told(upper_pieces(upper, [(lower, plain_differences(upper, lower))])) == expected


BEFORE = [("一/m1", "建设水库。"), ("一/m2", "修路。"), ("一/m3", "修路。")]


@pytest.mark.parametrize(
    ("address", "now", "found", "why"),
    [
        ("一/m1", [("一/m1", "建设水库。")], "一/m1", "the same text at the same place"),
        ("一/m1", [("二/m4", "建设 水库。")], "二/m4", "the same text elsewhere, white space aside"),
        ("一/m1", [("一/m1", "建设大水库。")], None, "another text"),
        ("一/m3", [("一/m5", "修路。"), ("一/m6", "修路。")], "一/m6", "the second of two twins is still the second"),
        ("一/m3", [("一/m5", "修路。")], None, "one of two twins is gone: nobody knows which"),
        ("一/m1", [], None, "gone"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_sentence_is_found_again(address: str, now: list[tuple[str, str]], found: str | None, why: str) -> None:
    subject = Register(BEFORE).subject(address)
    assert Register(now).find(subject) == found, why


def test_a_subject_is_kept_as_plain_values() -> None:
    subject = Register(BEFORE).subject("一/m3")
    assert Subject(**subject.plain()) == subject
    assert (subject.ordinal, subject.twins) == (1, 2)
