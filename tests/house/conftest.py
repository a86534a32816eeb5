import pytest

from tests.house.furnishing import Furnished, furnish, sign_ins_of


@pytest.fixture
def here(ground, standing_clock) -> Furnished:
    """The committee of the test, furnished."""
    sign_ins_of(ground)
    return furnish(ground)


@pytest.fixture
def elsewhere(other_ground, standing_clock) -> Furnished:
    """Another committee, furnished alike."""
    sign_ins_of(other_ground)
    return furnish(other_ground)


@pytest.fixture(autouse=True)
def _demonstration_off(settings) -> None:
    settings.NGHISU_DEMO = False
