"""Rule files that are wrong are refused with file, line and reason; the same files put right are read."""

from dataclasses import replace

import pytest

from nghisu.core.law import Basis, RuleFileError
from nghisu.core.law.compose import compose
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import load_edition
from nghisu.core.law.loader.rulebooks import RulebookPlan, read_plans
from nghisu.core.law.refusals import Place

EDITION = """\
id = "T"
document = "1-QĐ/T"
title = "Quy định thử"
title_en = "A regulation to try"
place = "Quy định 1-QĐ/T"
place_en = "Regulation 1-QĐ/T"
issuer = "Đảng ủy"
issuer_en = "The committee"
issued = 2020-01-01
since = 2020-01-01
level = "ward"
source = "text"
numbering = "sections"

[[kind]]
code = "hop"
name = "Cuộc họp"
name_en = "Meeting"
body = "hop"
cite = ["1"]

[[kind]]
code = "hoi-nghi"
name = "Hội nghị"
name_en = "Conference"
body = "hop"
cite = ["1"]

[[actor]]
code = "VP"
name = "Văn phòng"
name_en = "The Office"
stands_for = "office"

[[act]]
id = "invitation"
name = "Giấy mời"
name_en = "Invitation"
side = "before"
position = 1

[[act]]
id = "documents"
name = "Tài liệu"
name_en = "Documents"
side = "before"
position = 2

[[chair]]
code = "bi-thu"
name = "Bí thư"
name_en = "Secretary"
"""

CLAUSES = """\
[[clause]]
id = "1"
gist = "Gửi giấy mời trước ba ngày."
gist_en = "The invitation goes out three days before."

[[clause]]
id = "2"
gist = "Họp thì gửi trước hai ngày."
gist_en = "For a meeting it goes out two days before."
"""

DEADLINES = """\
# Giấy mời

[[deadline]]
id = "invitation"
act = "invitation"
owner = "VP"
anchor = "opening"
offset = {count = 3, unit = "d"}
cite = ["1"]

[[deadline]]
id = "invitation-hop"
act = "invitation"
kinds = ["hop"]
owner = "VP"
anchor = "opening"
offset = {count = 2, unit = "d"}
cite = ["2"]
overrides = ["invitation"]
"""

FILES = {"edition.toml": EDITION, "clauses.toml": CLAUSES, "deadlines.toml": DEADLINES}
PLAN = RulebookPlan("T", "Thử", "Try", ("T",), Place("regulations/rulebooks.toml", 1))


def loaded(**changed: str) -> Edition:
    return load_edition(
        {**FILES, **{f"{name}.toml": text for name, text in changed.items()}}, "regulations/thu"
    )


def refused(**changed: str) -> RuleFileError:
    with pytest.raises(RuleFileError) as error:
        compose(PLAN, {"T": loaded(**changed)})
    return error.value


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


def test_a_right_edition_is_read():
    edition = loaded()
    assert [rule.id for rule in edition.deadlines] == ["invitation", "invitation-hop"]
    assert edition.deadlines[1].at == Place("regulations/thu/deadlines.toml", 11)
    assert compose(PLAN, {"T": edition}).deadlines


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('cite = ["1"]\n', "", "không có viện dẫn"),
        ('cite = ["1"]', "cite = []", "danh sách không rỗng"),
        ('cite = ["1"]', 'cite = ["9"]', "không có điều khoản “9”"),
        ('cite = ["1"]', 'cite = ["X:1"]', "không có bản quy định “X”"),
        ('owner = "VP"', 'ownr = "VP"', "thiếu “owner”"),
        ('cite = ["1"]', 'cite = ["1"]\nweight = 3', "khóa lạ “weight”"),
        ('act = "invitation"', 'act = "invite"', "không có việc “invite”"),
        ('owner = "VP"', 'owner = "VPTU"', "không có chủ thể “VPTU”"),
        ('kinds = ["hop"]', 'kinds = ["hopp"]', "không có loại hội nghị “hopp”"),
        ('kinds = ["hop"]', 'kinds = ["hop", "hop"]', "lặp lại"),
        ('anchor = "opening"', 'anchor = "start"', "không hiểu “start”"),
        ("count = 3", "count = 0", "số nguyên từ 1"),
        ("count = 3", "count = 3.5", "số nguyên từ 1"),
        ("count = 3", "count = 900", "quá dài"),
        ('unit = "d"}', 'unit = "ngày"}', "không hiểu “ngày”"),
        ('{count = 3, unit = "d"}', '{count = 3, unit = "d", of = 1}', "khóa lạ “of”"),
        ('offset = {count = 3, unit = "d"}\n', "", "“when”"),
        ('cite = ["1"]', 'cite = ["1"]\nbasis = "interpreted"', "phải có lý do"),
        ('cite = ["1"]', 'cite = ["1"]\nbasis = "reported"\nreason = "Báo viết."', "phải có lý do"),
        ('cite = ["1"]', 'cite = ["1"]\nbasis = "guess"', "không hiểu “guess”"),
        ('cite = ["1"]', 'cite = ["1"]\nsince = 2026-02-31', "TOML"),
        ('cite = ["1"]', 'cite = ["1"]\nsince = 2026-02-02\nuntil = 2026-02-01', "sớm hơn"),
        ('cite = ["1"]', 'cite = ["1"]\nforms = ["phone"]', "không có hình thức “phone”"),
        ('cite = ["1"]', 'cite = ["1"]\nchair = ["ai"]', "không có chủ trì “ai”"),
        ('cite = ["1"]', 'cite = ["1"]\ncarries = "cake"', "không hiểu “cake”"),
        ('cite = ["1"]', 'cite = ["1"]\nnot_later_than = "invitation"', "một việc khác"),
        ('cite = ["1"]', 'cite = ["1"]\nfalls_away = [{case = "rain", basis = "stated"}]', "không hiểu “rain”"),
        ('cite = ["1"]', 'cite = ["1"]\nfalls_away = [{case = "secret", basis = "interpreted"}]', "phải có lý do"),
        ('overrides = ["invitation"]', 'overrides = ["nothing"]', "không có quy tắc ấy"),
        ('id = "invitation-hop"', 'id = "invitation"', "có hai lần"),
        ("[[deadline]]\nid = \"invitation-hop\"", "[[deadlin]]\nid = \"invitation-hop\"", "bảng lạ “deadlin”"),
    ],
)  # fmt: skip
def test_a_rule_that_is_wrong_is_refused_with_file_and_line(old: str, new: str, reason: str):
    assert old in DEADLINES
    text = DEADLINES.replace(old, new, 1)
    error = refused(deadlines=text)
    assert reason in error.reason
    assert error.file == "regulations/thu/deadlines.toml"
    assert 1 <= error.line <= len(text.splitlines())
    assert str(error).startswith(f"{error.file}:{error.line}: ")


def test_the_line_of_an_unknown_key_is_its_own():
    text = DEADLINES.replace('cite = ["2"]', 'cite = ["2"]\nweight = 3')
    assert refused(deadlines=text).line == line_of(text, "weight")


def test_the_line_is_right_after_text_over_several_lines():
    text = DEADLINES.replace(
        'cite = ["1"]', 'cite = [\n  "1",\n]\nreason = """\nmột\nhai"""\nreason_en = "one"'
    )
    text = text.replace('cite = ["2"]', 'cite = ["2"]\nweight = 3')
    assert refused(deadlines=text).line == line_of(text, "weight")


def test_two_rules_for_one_duty_are_refused_with_both_places():
    text = DEADLINES.replace('overrides = ["invitation"]\n', "")
    error = refused(deadlines=text)
    assert "hai quy tắc cho cùng một việc" in error.reason
    assert "regulations/thu/deadlines.toml:3" in error.reason
    assert "regulations/thu/deadlines.toml:11" in error.reason
    assert error.also == Place("regulations/thu/deadlines.toml", 11)


@pytest.mark.parametrize(
    "apart",
    [
        'forms = ["online"]|forms = ["in-person", "hybrid"]',
        "until = 2024-12-31|since = 2025-01-01",
        'kinds = ["hoi-nghi"]|kinds = ["hop"]',
    ],
)
def test_two_rules_that_never_meet_need_no_override(apart: str):
    first, second = apart.split("|")
    text = DEADLINES.replace('kinds = ["hop"]\n', "").replace('overrides = ["invitation"]', second)
    text = text.replace('cite = ["1"]', f'cite = ["1"]\n{first}')
    assert compose(PLAN, {"T": loaded(deadlines=text)}).deadlines


def test_two_rules_that_meet_on_one_day_are_refused():
    text = DEADLINES.replace('kinds = ["hop"]\n', "").replace(
        'overrides = ["invitation"]', "since = 2025-01-01"
    )
    text = text.replace('cite = ["1"]', 'cite = ["1"]\nuntil = 2025-01-01')
    assert "hai quy tắc" in refused(deadlines=text).reason


def test_rules_that_override_each_other_are_refused():
    text = DEADLINES.replace('cite = ["1"]', 'cite = ["1"]\noverrides = ["invitation-hop"]')
    assert "thay cho chính nó" in refused(deadlines=text).reason


def test_a_rule_overrides_only_rules_of_its_own_act():
    text = DEADLINES.replace('act = "invitation"\nkinds', 'act = "documents"\nkinds')
    assert "một việc khác" in refused(deadlines=text).reason


def test_an_act_pulled_by_one_that_is_pulled_is_refused():
    third = """
[[deadline]]
id = "documents"
act = "documents"
owner = "VP"
anchor = "opening"
offset = {count = 1, unit = "d"}
not_later_than = "invitation"
cite = ["1"]
"""
    text = DEADLINES.replace('cite = ["1"]', 'cite = ["1"]\nnot_later_than = "documents"')
    assert "lại dựa vào việc khác" in refused(deadlines=text + third).reason
    assert compose(PLAN, {"T": loaded(deadlines=DEADLINES + third)}).deadlines


@pytest.mark.parametrize(
    ("old", "new", "reason", "part"),
    [
        ('document = "1-QĐ/T"\n', "", "thiếu “document”", "id ="),
        ('level = "ward"', 'level = "moon"', "không hiểu “moon”", "level"),
        ('source = "text"', 'source = "text"\ncolour = "red"', "khóa lạ “colour”", "colour"),
        ("since = 2020-01-01", "since = 2020-01-01\nuntil = 2019-01-01", "sớm hơn", "until"),
        ('code = "hoi-nghi"', 'code = "hop"', "có hai lần", None),
        ('side = "before"', 'side = "left"', "không hiểu “left”", "left"),
        ('[[chair]]', '[[sofa]]', "bảng lạ “sofa”", "sofa"),
    ],
)  # fmt: skip
def test_an_edition_whose_head_is_wrong_is_refused(old: str, new: str, reason: str, part: str | None):
    assert old in EDITION
    text = EDITION.replace(old, new, 1)
    error = refused(edition=text)
    assert reason in error.reason
    if part is not None and part != "id =":
        assert error.line == line_of(text, part)


def test_one_code_of_an_actor_may_bear_two_names_one_after_the_other():
    later = (
        '\n[[actor]]\ncode = "VP"\nsince = 2025-07-01\nname = "Văn phòng mới"\nname_en = "New Office"\n'
        'stands_for = "office"\n'
    )
    first = EDITION.replace('name = "Văn phòng"', 'until = 2025-06-30\nname = "Văn phòng"')
    assert len(loaded(edition=first + later).actors) == 2
    assert "hai tên" in refused(edition=EDITION + later).reason


def test_a_clause_that_stands_twice_is_refused():
    assert "có hai lần" in refused(clauses=CLAUSES.replace('id = "2"', 'id = "1"')).reason


def test_a_file_that_is_not_toml_is_refused_with_its_line():
    error = refused(deadlines='[[deadline]]\nid = "a"\nact = \n')
    assert error.line == 3
    assert "TOML" in error.reason


def test_a_missing_file_and_an_unknown_file_are_refused():
    with pytest.raises(RuleFileError, match="thiếu tệp"):
        load_edition({"edition.toml": EDITION}, "regulations/thu")
    with pytest.raises(RuleFileError, match="tệp lạ"):
        load_edition({**FILES, "notes.toml": ""}, "regulations/thu")


def test_what_only_the_press_reports_cannot_be_stated():
    clauses = CLAUSES.replace(
        'id = "1"', 'id = "1"\nbasis = "reported"\nreason = "Báo viết."\nreason_en = "The press says so."'
    )
    assert "nguồn báo chí" in refused(clauses=clauses).reason


def test_other_files_give_another_digest_and_the_same_the_same():
    assert loaded().digest == loaded().digest
    assert loaded().digest != loaded(deadlines=DEADLINES + "\n").digest


def test_an_edition_may_cite_another_that_stands_beside_it():
    other = load_edition({**FILES, "edition.toml": EDITION.replace('id = "T"', 'id = "U"')}, "regulations/u")
    text = DEADLINES.replace('cite = ["1"]', 'cite = ["1", "U:2"]')
    edition = load_edition({**FILES, "deadlines.toml": text}, "regulations/thu", [other])
    assert [one.edition for one in edition.deadlines[0].citations] == ["T", "U"]


def test_a_rulebook_switches_a_rule_off_and_takes_an_edition_as_a_model():
    text = """
[[rulebook]]
code = "T"
name = "Thử"
name_en = "Try"
editions = ["T"]
model = ["T"]
model_reason = "Chỉ là mẫu."
model_reason_en = "Only a model."
without = ["invitation-hop"]
"""
    from pathlib import Path

    plan = read_plans(text, Path("regulations/rulebooks.toml"), {"T": loaded()})["T"]
    rulebook = compose(plan, {"T": loaded()})
    assert [rule.id for rule in rulebook.deadlines] == ["invitation"]
    assert rulebook.deadlines[0].basis is Basis.INTERPRETED
    assert rulebook.deadlines[0].reason == "Chỉ là mẫu."


def test_switching_off_a_rule_that_is_not_there_is_refused():
    with pytest.raises(RuleFileError, match="không có quy tắc “invitations” để tắt"):
        compose(replace(PLAN, without=("invitations",)), {"T": loaded()})


def test_two_editions_with_one_rule_are_refused():
    other = replace(loaded(), id="U", kinds=(), acts=())
    plan = replace(PLAN, editions=("T", "U"))
    with pytest.raises(RuleFileError, match="có hai lần trong bộ T"):
        compose(plan, {"T": loaded(), "U": other})
