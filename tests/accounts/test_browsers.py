import pytest

from nghisu.accounts.browsers import browser_of

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("says", "called"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} Chrome/120.0 Safari/537.36 Edg/120.0",
            "Edge, Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {KHTML} coc_coc_browser/118 Chrome/112 Safari/537.36",
            "Cốc Cốc, Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 13; SM-A546E) {KHTML} Chrome/120.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Version/17.2 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox, Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_a_person_calls_it(says, called):
    assert browser_of(says) == called
