"""Help inside the product: one topic for each page and one for each role, as files that anyone can correct."""

from nghisu.web.help.reading import load_topics, topic_of_route
from nghisu.web.help.shelf import Found, Shelf, shelf_of
from nghisu.web.help.topic import Part, Saying, Topic, TopicFileError

__all__ = [
    "Found",
    "Part",
    "Saying",
    "Shelf",
    "Topic",
    "TopicFileError",
    "load_topics",
    "shelf_of",
    "topic_of_route",
]
