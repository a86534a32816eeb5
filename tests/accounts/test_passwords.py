import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories import make_person, make_user


@pytest.fixture
def user(db):
    return make_user("tran.thi.hoa", make_person("Trần Thị Hòa"))


@pytest.mark.parametrize(
    "weak",
    [
        "mười một kt",
        "passwordpassword",
        "abcabcabcabcabc",
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "qwertyuiopas",
        "mật khẩu 2026",
        "Thành ủy Hà Nội",
        "trầnthịhòa2026",
        "tran.thi.hoa!!",
        "sunshine123456",
    ],
)
def test_a_password_everybody_would_try_is_refused(user, weak):
    with pytest.raises(ValidationError):
        validate_password(weak, user)


@pytest.mark.parametrize("good", ["con mèo ngủ trên giá sách", "Xe đạp xanh, 3 bánh", "kV9!tz0-Lq#4wB"])
def test_a_sentence_of_ones_own_is_taken(user, good):
    validate_password(good, user)
