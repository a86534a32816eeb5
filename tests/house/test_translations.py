"""Everything people read is there in English, too, and nothing else is (LOOK, words)."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation

from nghisu.core.law.basis import LANGUAGE
from nghisu.web.help import load_topics
from nghisu.web.help.marks import labels

CHECKOUT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    """tools/messages.py is a program, not a package: it is loaded from its file."""
    spec = importlib.util.spec_from_file_location("messages_tool", CHECKOUT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = _tool()
CATALOGUE = tool.read_catalogue()
MESSAGES = [message for message in CATALOGUE if message.id]
VIETNAMESE = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)

# Names that stay as they are in an English sentence.
KEPT_NAMES = (
    *("Nghị Sự", "Tiếng Việt", "Hà Nội", "Việt Nam", "Hoàn Kiếm", "Tết"),
    *("QĐ/TU", "CV/ĐU", "QĐ-TTg", "HĐND"),
    # Words of a sheet, which is written in Vietnamese whoever reads the page.
    *(
        "Trưởng Ban Tổ chức Thành ủy",
        "Thường trực",
        "Ban Thường vụ",
        "Ban Chấp hành",
        "Sơ kết, tổng kết",
        "Quán triệt",
    ),
    *(
        "Sáng",
        "Chiều",
        "Tối",
        "Cả ngày",
        "Trực tiếp",
        "Trực tuyến",
        "Nội bộ",
        "Toàn thành phố",
        "Toàn xã",
        "Chuyên môn",
        "Cốc Cốc",
        "Nữ",
        "Chánh Văn phòng",
        "“Từ ngày”",
        "Quy định 368-QĐ",
        "Ngày truyền thống Đảng bộ phường",
        "CTr/TU ngày",
        "Trần Văn A",
        "Thông báo 12-TB/ĐU",
        "for example ĐU",
        "Số 05-NQ/ĐU",
    ),
    # Words as they stand on an official paper.
    *(
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "“Nơi nhận:”",
        "“Nơi nhận”",
        "Kính gửi",
        "Kính trình",
        "công văn",
        "“Số”",
    ),
)


def ids_of(message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other():
    gathered = set(tool.gather())
    plurals = {one[0] for one in gathered if isinstance(one, tuple)}
    expected = {one[0] if isinstance(one, tuple) else one for one in gathered}
    assert {ids_of(message)[0] for message in MESSAGES} == expected, "run `make messages`"
    assert {ids_of(message)[0] for message in MESSAGES if not isinstance(message.id, str)} == plurals


def test_a_sentence_nobody_gathered_would_be_found(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        '{% load i18n %}\n   <p>{% translate "Chim hoàng yến 10%" %}</p>\n {{ x|default:_("Tổ chim") }}'
        "{% blocktranslate trimmed count n=x %}\n {{ n }} con chim\n"
        "{% plural %}\n {{ n }} con chim\n{% endblocktranslate %}",
        encoding="utf-8",
    )
    (tmp_path / "code.py").write_text(
        'from x import gettext as _, ngettext\nA = N_("Lồng " "chim")\nB = _("Hót")\n'
        'C = ngettext("%(n)s quả trứng", "%(n)s quả trứng", 2)\nD = _(names["Không phải câu"])\n',
        encoding="utf-8",
    )
    assert set(tool.gather(tmp_path)) == {
        "Chim hoàng yến 10%%",
        "Tổ chim",
        ("%(n)s con chim", "%(n)s con chim"),
        "Lồng chim",
        "Hót",
        ("%(n)s quả trứng", "%(n)s quả trứng"),
    }


def test_gathering_keeps_translations_and_never_guesses(tmp_path: Path):
    (tmp_path / "code.py").write_text('A = _("Hót")\nB = _("Hót vang")\n', encoding="utf-8")
    first = tool.merged(tool.gather(tmp_path), tool.Catalog(locale="en"))
    first.get("Hót").string = "Sing"
    (tmp_path / "catalogue.po").write_text(tool.written(first), encoding="utf-8")
    (tmp_path / "code.py").write_text('A = _("Hót")\nC = _("Hót lên")\n', encoding="utf-8")
    second = tool.merged(tool.gather(tmp_path), tool.read_catalogue(tmp_path / "catalogue.po"))
    assert second.get("Hót").string == "Sing"
    assert second.get("Hót lên").string == ""
    assert second.get("Hót vang") is None
    assert tool.missing(second) == ["Hót lên"]


def test_every_sentence_is_translated():
    assert tool.missing(CATALOGUE) == []


def test_no_translation_is_doubtful_or_left_over():
    assert [message.id for message in MESSAGES if message.fuzzy] == []
    assert list(CATALOGUE.obsolete) == []
    assert "#~" not in tool.CATALOGUE.read_text(encoding="utf-8")


def unlike(message) -> list[str]:
    """What the two languages of a message do not have in common: things to fill in, signs of percent, tags."""
    faults = []
    one = ids_of(message)[0]
    wanted = {found for words in ids_of(message) for found in tool.PLACEHOLDER.findall(words)}
    for string in tool.strings_of(message):
        if set(tool.PLACEHOLDER.findall(string)) != wanted:
            faults.append(f"{one}: {string}: other things to fill in")
        if string.count("%%") != one.count("%%"):
            faults.append(f"{one}: {string}: other signs of percent")
        if re.findall(r"</?\w+", string) != re.findall(r"</?\w+", one):
            faults.append(f"{one}: {string}: other tags")
    return faults


def test_both_languages_are_given_the_same_things_to_fill_in():
    assert [fault for message in MESSAGES for fault in unlike(message)] == []


@pytest.mark.parametrize("english", ["%(n)s conferences", "%(count)d", "<b>%(count)s</b>", "%(count)s%%", ""])
def test_a_translation_that_is_given_other_things_would_be_found(english: str):
    assert unlike(tool.MessageOfCatalogue("%(count)s hội nghị", english))


def test_no_vietnamese_is_left_in_english():
    left = []
    for message in MESSAGES:
        if message.id == LANGUAGE:
            continue
        for string in tool.strings_of(message):
            words = string
            for name in KEPT_NAMES:
                words = words.replace(name, "")
            if VIETNAMESE.search(words):
                left.append(string)
    assert left == []


def test_the_labels_that_the_help_names_are_on_the_screen():
    known = {one for message in MESSAGES for one in ids_of(message)}
    named = {
        (topic.slug, label)
        for topic in load_topics().values()
        for saying in topic.sayings
        for label in (*labels(saying.vi), *labels(saying.en))
    }
    assert sorted((slug, label) for slug, label in named if label not in known) == []


# Vietnamese that is no sentence of a page: where, and what it is.
NOT_SENTENCES = {
    "core": "sentences take gettext; what is left are the law's own files, names of days, letters",
    "cli": "the terminal speaks Vietnamese",
    "config": "the terminal speaks Vietnamese",
    "accounts/browsers.py": "the names of browsers",
    "web/help/reading.py": "faults of a topic's file, for whoever writes it",
    "programme/adapters/xlsx_template.py": "a sheet, which is written in Vietnamese",
    "programme/adapters/xlsx_writing.py": "the name of a sheet and of the product",
    "programme/commands/entries.py": "the title of a programme, kept in the database",
    "programme/commands/importing/accepting.py": "the title of a programme, kept in the database",
    "foundation/actors.py": "the name under which the system stands in the trail",
    "foundation/backups/archive.py": "the terminal speaks Vietnamese",
    "foundation/backups/databases.py": "the terminal speaks Vietnamese",
    "foundation/backups/making.py": "the terminal speaks Vietnamese",
    "foundation/backups/restoring.py": "the terminal speaks Vietnamese",
    "foundation/backups/running.py": "the terminal speaks Vietnamese",
    "foundation/backups/upgrading.py": "the terminal speaks Vietnamese",
    "foundation/word/rewriting.py": "the name of the product, as the author of a comment",
    "foundation/api/shapes.py": "the schema of the API, one text for all who read it",
    "approvals/api.py": "the schema of the API, one text for all who read it",
    "directory/api.py": "the schema of the API, one text for all who read it",
    "programme/api/deadlines.py": "the schema of the API, one text for all who read it",
    "programme/api/entries.py": "the schema of the API, one text for all who read it",
    "programme/api/findings.py": "the schema of the API, one text for all who read it",
    "programme/api/moving.py": "the schema of the API, one text for all who read it",
    "programme/api/shapes.py": "the schema of the API, one text for all who read it",
    "programme/api/taking_part.py": "the schema of the API, one text for all who read it",
    "programme/api/merging.py": "the schema of the API, one text for all who read it",
    "programme/api/versions.py": "the schema of the API, one text for all who read it",
    "conferences/queries/papers/consultation.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/letters.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/meeting.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/programme.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/sessions.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/signers.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/units.py": "words of official documents, which are written in Vietnamese",
    "conferences/queries/papers/writer.py": "words of official documents, which are written in Vietnamese",
    "invitations/queries/papers.py": "words of official documents, which are written in Vietnamese",
    "documents/adapters/drawing/many.py": "a mark in a document that is filled for each person",
    "conferences/api/stages.py": "the schema of the API, one text for all who read it",
    "conferences/api/agenda.py": "the schema of the API, one text for all who read it",
    "conferences/api/changing.py": "the schema of the API, one text for all who read it",
    "conferences/api/consultations.py": "the schema of the API, one text for all who read it",
    "conferences/api/documents.py": "the schema of the API, one text for all who read it",
    "conferences/api/handing_in.py": "the schema of the API, one text for all who read it",
    "conferences/api/asking.py": "the schema of the API, one text for all who read it",
    "conferences/api/appraising.py": "the schema of the API, one text for all who read it",
    "conferences/api/sending.py": "the schema of the API, one text for all who read it",
    "invitations/api/invitees.py": "the schema of the API, one text for all who read it",
    "invitations/api/replies.py": "the schema of the API, one text for all who read it",
    "invitations/api/letters.py": "the schema of the API, one text for all who read it",
    "invitations/api/groups.py": "the schema of the API, one text for all who read it",
    "invitations/api/mailing.py": "the schema of the API, one text for all who read it",
    "invitations/api/choosing.py": "the schema of the API, one text for all who read it",
    "documents/api.py": "the schema of the API, one text for all who read it",
    "rulebook/api.py": "the schema of the API, one text for all who read it",
    "web/api/own.py": "the schema of the API, one text for all who read it",
    "web/api/root.py": "the schema of the API, one text for all who read it",
    "web/api/told.py": "the schema of the API, one text for all who read it",
    "accounts/adapters/webauthn.py": "the name of the product, as a passkey shows it",
    "accounts/authenticators.py": "the name of the product, as a code app shows it",
    "accounts/provider.py": "faults of the configuration: the terminal speaks Vietnamese",
    "directory/adapters/people_template.py": "a sheet, which is written in Vietnamese",
    "directory/commands/importing/ground.py": "words by which a title is recognised",
    "notices/adapters/webhooks.py": "why a message did not arrive, kept in the database with it",
    "notices/forms/measure.py": "a language's own name",
    "programme/adapters/docx_writing.py": "an official paper, which is written in Vietnamese",
    "programme/queries/week_paper.py": "an official paper, which is written in Vietnamese",
    "programme/templates/programme/week_paper.html": "an official paper, which is written in Vietnamese",
    "invitations/templates/invitations/people_paper.html": "an official paper, which is written in Vietnamese",
    "invitations/templates/invitations/hall_list.html": "an official paper, which is written in Vietnamese",
    "invitations/templates/invitations/hand_book.html": "an official paper, which is written in Vietnamese",
    "documents/templates/documents/dispatch_hand_book.html": "the same",
    "documents/templates/documents/dispatch_labels.html": "the same",
    "invitations/templates/invitations/_label.html": "an official paper, which is written in Vietnamese",
    "invitations/queries/wording.py": "words of an official paper, which is written in Vietnamese",
    "invitations/commands/reminding.py": "the subject of a letter, which goes with an official paper",
    "invitations/models/mailing.py": "what a letter calls itself, which is an official paper",
    "invitations/queries/numbers.py": "words of an official paper, which is written in Vietnamese",
    "programme/adapters/ics.py": "the name of the product, as a calendar states it",
    "programme/commands/ground.py": "the title of a programme, kept in the database",
    "programme/queries/versions.py": "the title of a programme, kept in the database",
    "programme/queries/put_forward.py": "what is put before the approvers, kept as it was shown",
    "documents/queries/drafts.py": "what is put before the approvers, and the mark of a draft on paper",
    "rulebook/adapters/text_reading/child.py": "signs by which a paragraph begins",
    "rulebook/enums.py": "the signs of kinds of papers, as they stand in a number",
    "rulebook/own_forms.py": "letters that a code may have",
}
MODELS = re.compile(r"/models/|/migrations/")


def loose_words(path: Path, text: str) -> list[str]:
    """Vietnamese of a file that nobody marked for translation."""
    if path.suffix == ".html":
        for pattern in (r"{% comment %}.*?{% endcomment %}", r"{% blocktranslate.*?{% endblocktranslate %}"):
            text = re.sub(pattern, "", text, flags=re.DOTALL)
        words = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL).splitlines()
        words = [word.replace("Nghị Sự", "").replace(">Tiếng Việt<", "") for word in words]
    else:
        tree = ast.parse(text)
        marked = {id(one) for call in ast.walk(tree) if tool.is_marking(call) for one in ast.walk(call)}
        said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        words = [
            one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in marked | said
        ]
    return [word.strip() for word in words if VIETNAMESE.search(word)]


def test_no_sentence_of_a_page_escapes_translation():
    assert [name for name in NOT_SENTENCES if not (tool.SOURCE / name).exists()] == []
    loose = {}
    for path in sorted(tool.SOURCE.rglob("*")):
        name = path.relative_to(tool.SOURCE).as_posix()
        known = name in NOT_SENTENCES or name.split("/")[0] in NOT_SENTENCES
        if path.suffix in {".py", ".html"} and not known and not MODELS.search(name):
            words = loose_words(path, path.read_text(encoding="utf-8"))
            if words:
                loose[name] = words
    assert loose == {}


def test_a_sentence_that_escapes_would_be_found():
    assert loose_words(Path("a.html"), '<p>{% translate "Có" %} Không được</p>') == ["<p> Không được</p>"]
    assert loose_words(Path("a.py"), '"""Tài liệu."""\nA = _("Có")\nB = "Không được"\n') == ["Không được"]


@pytest.fixture
def compiled(tmp_path: Path, settings):
    """The catalogue as the programme loads it, made for the test: an installation makes its own."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        tool.write_mo(file, CATALOGUE)
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.usefixtures("compiled")
def test_django_finds_what_the_core_marked():
    with translation.override("en"):
        assert translation.gettext(LANGUAGE).endswith("en")
        assert translation.gettext("văn bản quy định") == CATALOGUE.get("văn bản quy định").string
        assert translation.ngettext("%(count)s việc hôm nay", "%(count)s việc hôm nay", 1) != (
            translation.ngettext("%(count)s việc hôm nay", "%(count)s việc hôm nay", 2)
        )
    with translation.override("vi"):
        assert translation.gettext(LANGUAGE).endswith("vi")
        assert translation.gettext("văn bản quy định") == "văn bản quy định"


def bilingual_gaps(table: object, place: str) -> list[str]:
    """Where a table says something in Vietnamese for people and not in English, or the other way round."""
    gaps = []
    if isinstance(table, dict):
        for key, value in table.items():
            if isinstance(value, dict | list):
                gaps += bilingual_gaps(value, f"{place}.{key}")
        for key in ("name", "gist", "title", "reason", "note", "when", "issuer", "place"):
            if bool(table.get(key)) != bool(table.get(f"{key}_en")):
                gaps.append(f"{place}: {key}")
    elif isinstance(table, list):
        for number, one in enumerate(table):
            gaps += bilingual_gaps(one, f"{place}[{number}]")
    return gaps


# A case is a test with a sentence for a name; nobody reads it on a page.
REGULATIONS = sorted(
    path for path in (CHECKOUT / "regulations").rglob("*.toml") if path.parent.name != "cases"
)


@pytest.mark.parametrize("path", REGULATIONS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_the_regulations_say_everything_in_both_languages(path: Path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert bilingual_gaps(table, path.name) == []


def test_a_gist_without_english_would_be_found():
    assert bilingual_gaps({"clause": [{"id": "1", "gist": "Câu."}]}, "x") == ["x.clause[0]: gist"]
