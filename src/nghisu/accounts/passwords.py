"""Passwords that are long enough and still easy to guess (TRUST 15). All lists are on this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nghisu.accounts.models import User
from nghisu.core.text import fold

FEWEST_SIGNS = 5
FEWEST_OWN = 6  # what must be left when names and common words are taken out
RUNS = (
    "01234567890123456789",
    "98765432109876543210",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
)
# Words that guessers in our offices would try first, spelled without diacritics.
OWN_WORDS = [
    "matkhau",
    "nghisu",
    "thanhuy",
    "tinhuy",
    "danguy",
    "banthuongvu",
    "banchaphanh",
    "thuongtruc",
    "vanphong",
    "chanhvanphong",
    "chuyenvien",
    "vietnam",
    "hanoi",
    "hochiminh",
    "anhyeuem",
    "xinchao",
    "password",
    "welcome",
    "hoinghi",
    "bithu",
]


class OwnWordsNeeded:
    """Refuses repetitions, runs of the keyboard, common passwords with an ending, and one's own name."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain = re.sub(r"\s", "", fold(password))
        if len(set(plain)) < FEWEST_SIGNS or _is_repetition(plain) or _is_run(plain):
            raise ValidationError(
                _("Mật khẩu này lặp lại hoặc là một dãy phím liền nhau. Hãy dùng một câu ngắn."),
                code="password_repeats",
            )
        if len(_without(plain, (*_names(user), *OWN_WORDS))) < FEWEST_OWN or _letters(plain) in _common():
            raise ValidationError(
                _("Mật khẩu này gần như chỉ gồm tên hoặc từ thông dụng. Hãy thêm vài từ của riêng mình."),
                code="password_of_known_words",
            )

    def get_help_text(self) -> str:
        return _("Một câu ngắn của riêng mình, không phải tên hay dãy phím.")


def _is_repetition(plain: str) -> bool:
    return plain in (plain + plain)[1:-1]


def _is_run(plain: str) -> bool:
    return any(plain in run for run in RUNS)


def _letters(plain: str) -> str:
    return re.sub(r"[^a-z]", "", plain)


def _names(user: User | None) -> list[str]:
    if user is None:
        return []
    names = [user.username, *re.split(r"\W+", user.username)]
    if user.person is not None:
        full = fold(user.person.full_name)
        names += [full.replace(" ", ""), *full.split()]
    return [name for name in names if len(name) > 1]


def _without(plain: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        plain = plain.replace(word, "")
    return plain


@cache
def _common() -> frozenset[str]:
    return frozenset(word for word in CommonPasswordValidator().passwords if len(word) > 4)
