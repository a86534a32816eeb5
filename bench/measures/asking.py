"""People who ask for pages: a process of its own, so that what is measured is not held up by who measures.

`python bench/measures/asking.py PORT COOKIE PATH…` asks for the pages one after the other, two at a time, until its
standard input ends, then prints how long each took in milliseconds, as JSON.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time

TOGETHER = 2
REST = 0.05  # seconds in which somebody looks at a page


def ask(port: int, cookie: str, paths: list[str], stopped: threading.Event, taken: list[float]) -> None:
    place = 0
    while not stopped.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", paths[place % len(paths)], headers={"Cookie": cookie, "Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{paths[place % len(paths)]} answered {answer.status}")
        taken.append((time.perf_counter() - began) * 1000)
        place += 1
        stopped.wait(REST)


def main() -> None:
    port, cookie, *paths = sys.argv[1:]
    stopped = threading.Event()
    taken: list[float] = []
    people = [
        threading.Thread(target=ask, args=(int(port), cookie, paths[place:] + paths[:place], stopped, taken))
        for place in range(TOGETHER)
    ]
    for one in people:
        one.start()
    sys.stdin.read()
    stopped.set()
    for one in people:
        one.join()
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
