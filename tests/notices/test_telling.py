"""What people are told: once for an occasion, in their language, never of their own act."""

from django.utils.translation import get_language

from nghisu.core.people.roles import Role
from nghisu.notices.commands import Said, tell
from nghisu.notices.models import Notice


def said() -> Said:
    return Said("Hội nghị dời ngày" if get_language() == "vi" else "The conference was moved")


def test_people_are_told_in_both_languages_and_the_actor_is_not(ground, in_committee, actor_of):
    by, clerk = actor_of(Role.OFFICE_SPECIALIST), actor_of(Role.CLERK)
    assert tell(by, [by.person_id, clerk.person_id], "entry.moved", said, url="/hoi-nghi/1/") == 1
    notice = Notice.objects.get()
    assert notice.person_id == clerk.person_id
    assert notice.words["vi"]["title"] == "Hội nghị dời ngày"
    assert notice.words["en"]["title"] == "The conference was moved"


def test_an_occasion_is_told_to_a_person_once(ground, in_committee, actor_of):
    by, clerk = actor_of(Role.OFFICE_SPECIALIST), actor_of(Role.CLERK)
    assert tell(by, [clerk.person_id], "entry.moved", said, key="entry 1 revision 2") == 1
    assert tell(by, [clerk.person_id], "entry.moved", said, key="entry 1 revision 2") == 0
    assert tell(by, [clerk.person_id], "entry.moved", said, key="entry 1 revision 3") == 1
    assert Notice.objects.count() == 2
