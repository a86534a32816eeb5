"""`nghisu deadlines` and `nghisu explain` as another program meets them."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from nghisu.cli.law import deadlines, explain


def run(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(deadlines, words, input=given)


def answer(*words: str) -> dict[str, dict[str, object]]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return {one["id"]: one for one in json.loads(result.stdout)["deadlines"]}


STANDING = ("--kind", "ban-thuong-vu", "--opening", "2026-03-18T08:00")


def test_the_invitation_of_a_standing_committee_is_due_five_working_days_before():
    invitation = answer(*STANDING)["invitation"]
    assert invitation["legal_date"] == invitation["act_by"] == "2026-03-11"
    assert invitation["recommended"] is None
    assert invitation["owner"] == "Văn phòng Thành ủy"
    assert invitation["basis"] == "stated"
    citation = invitation["citations"]
    assert isinstance(citation, list)
    assert [(one["document"], one["clause"]) for one in citation] == [("5609-QĐ/TU", "II/II/2.1/b2")]
    assert citation[0]["gist"]
    assert invitation["explanation"]


def test_an_act_without_a_date_of_its_own_says_when():
    found = answer(*STANDING)
    for act in ("notify-units", "roll-call", "recall", "dossier"):
        assert found[act]["legal_date"] is None
        assert found[act]["act_by"] is None
        assert found[act]["when"]


def test_a_duty_that_does_not_apply_is_absent():
    found = answer(*STANDING, "--unscheduled")
    assert "invitation" not in found
    assert "documents" not in found
    assert "minutes" in found


def test_contradictions_name_their_order_and_severity():
    result = run("--kind", "ban-chap-hanh", "--opening", "2026-03-16T08:00", "--json")
    found = {tuple(one["order"]): one for one in json.loads(result.stdout)["contradictions"]}
    assert found["appraisal-copy", "invitation"]["severity"] == "contradiction"
    assert found["documents", "invitation"]["severity"] == "no-slack"
    assert all(one["explanation"] and one["citations"] for one in found.values())


def test_chair_close_form_and_rulebook_are_heard():
    chaired = answer("--kind", "giao-ban", "--opening", "2026-03-31T08:00", "--chair", "thuong-truc")
    assert "draft-invitation" in chaired
    two_days = answer(*STANDING, "--closing", "2026-03-19T17:00")
    assert two_days["minutes"]["legal_date"] == "2026-03-22"
    assert "online-request" in answer(*STANDING, "--form", "hybrid")
    state = answer("--kind", "hop-ubnd", "--opening", "2026-03-18T08:00", "--rulebook", "45")
    assert state["invitation"]["legal_date"] == "2026-03-13"
    assert state["conclusion-notice"]["basis"] == "reported"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kind", "ban-tv", "--opening", "2026-03-18T08:00"), "ban-thuong-vu"),
        (("--kind", "giao-ban", "--opening", "2026-02-31T08:00"), "2026-02-31"),
        (("--kind", "giao-ban"), "ngày giờ khai mạc"),
        (("--opening", "2026-03-18T08:00"), "loại hội nghị"),
        ((*STANDING, "--form", "phone"), "Hình thức"),
        ((*STANDING, "--rulebook", "5610"), "5610"),
        ((*STANDING, "--closing", "2026-03-17T08:00"), "sớm hơn"),
    ],
)
def test_what_is_wrong_is_said_on_standard_error_and_ends_with_two(words: tuple[str, ...], said: str):
    result = run(*words, "--json")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_person_reads_the_answer_without_json():
    result = run(*STANDING)
    assert result.exit_code == 0
    assert "11/03/2026" in result.stdout
    assert "Gạch đầu dòng thứ hai, điểm 2.1, mục II, Chương II" in result.stdout


def test_a_batch_answers_line_by_line_in_order():
    lines = [
        json.dumps({"kind": "ban-thuong-vu", "opening": f"2026-03-{day:02d}T08:00"}) for day in (18, 4, 25)
    ]
    result = run("--batch", given="\n".join(lines) + "\n")
    assert result.exit_code == 0
    legal = [
        next(one["legal_date"] for one in json.loads(line)["deadlines"] if one["id"] == "invitation")
        for line in result.stdout.splitlines()
    ]
    assert legal == ["2026-03-11", "2026-02-25", "2026-03-18"]


def test_a_line_that_is_wrong_keeps_its_place_and_makes_the_end_one():
    good = '{"kind": "giao-ban", "opening": "2026-03-31T08:00", "form": null, "unscheduled": false}'
    wrong = [
        "{",
        "[]",
        '"x"',
        '{"kind": "x", "opening": "2026-03-31T08:00"}',
        '{"kind": "giao-ban", "opening": "31/02"}',
    ]
    result = run("--batch", given="\n".join([good, *wrong, good]))
    assert result.exit_code == 1
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in one for one in said] == [False, True, True, True, True, True, False]
    assert said[0] == said[-1]


def test_a_batch_may_name_its_questions_and_its_rulebook():
    line = '{"id": 7, "kind": "hop-ubnd", "opening": "2026-03-18T08:00", "rulebook": "45"}'
    said = json.loads(run("--batch", given=line).stdout)
    assert said["id"] == 7
    assert {one["id"] for one in said["deadlines"]} == {"documents", "invitation", "conclusion-notice"}


def test_a_batch_survives_bytes_that_are_no_text():
    result = run("--batch", given=b'\xff\xfe\n{"kind": "giao-ban", "opening": "2026-03-31T08:00"}\n')
    assert result.exit_code == 1
    assert "error" in json.loads(result.stdout.splitlines()[0])
    assert "deadlines" in json.loads(result.stdout.splitlines()[1])


@pytest.mark.parametrize("words", [("5609 II/II/2.1/b2",), ("5609", "II/II/2.1/b2")])
def test_a_clause_is_explained(words: tuple[str, ...]):
    result = CliRunner().invoke(explain, words)
    assert result.exit_code == 0
    assert "Gạch đầu dòng thứ hai, điểm 2.1, mục II, Chương II" in result.stdout
    assert "invitation-ban-thuong-vu" in result.stdout


def test_a_clause_is_explained_to_programs_too():
    result = CliRunner().invoke(explain, ("226 p10", "--json"))
    said = json.loads(result.stdout)
    assert said["basis"] == "reported"
    assert "province-wide-a-year" in {one["id"] for one in said["rules"]}


def test_an_unknown_clause_is_refused_with_the_nearest():
    result = CliRunner().invoke(explain, ("5609 II/II/2.1/b9",))
    assert result.exit_code == 2
    assert "5609 II/II/2.1/b2" in result.stderr


def test_a_question_of_law_never_loads_the_web_framework():
    code = (
        "import sys; from nghisu.cli.main import main\n"
        "main(['deadlines', '--kind', 'giao-ban', '--opening', '2026-03-31T08:00'], standalone_mode=False)\n"
        "assert 'django' not in sys.modules and 'holidays' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
