from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.web.help.marks import plain, rendered


class TopicFileError(ValueError):
    """A topic's file cannot be used; says which file and why."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Something said in both languages."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """The words in a language, with their marks."""
        return self.en if language == "en" else self.vi

    def shown(self, language: str) -> SafeString:
        """The words in a language as markup."""
        return rendered(self.say(language))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a topic: a heading, sentences, steps to take one after the other."""

    name: Saying
    text: tuple[Saying, ...] = ()
    steps: tuple[Saying, ...] = ()

    @property
    def sayings(self) -> tuple[Saying, ...]:
        return (self.name, *self.text, *self.steps)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the help (mục trợ giúp): of a page, or of a role.

    `routes` are the named pages it explains, `place` the one to open from it, `action` what one must be allowed to
    use that page, `roles` those whose work it tells. `position` orders the topics of a group.
    """

    slug: str
    name: Saying
    gist: Saying
    position: int
    parts: tuple[Part, ...]
    routes: tuple[str, ...] = ()
    place: str = ""
    action: str = ""
    roles: tuple[Role, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def sayings(self) -> tuple[Saying, ...]:
        return (self.name, self.gist, *(saying for part in self.parts for saying in part.sayings))

    def searched(self, language: str) -> str:
        """All words of the topic, folded. The Vietnamese name is found in English, too: it stands on the screen."""
        words = [self.name.vi, *(plain(saying.say(language)) for saying in self.sayings)]
        return fold(" ".join(words))
