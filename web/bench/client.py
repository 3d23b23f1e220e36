"""A cheap crowd: HTTP/1.1 over kept connections, in a process of its own, so that its cost shows little.

Run as `python -m web.bench.client`: a JSON object on the standard input (`port`, `at_once`, `requests`,
each one the whole text of a request), another on the standard output.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PATIENCE = 60  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Load:
    """What a crowd met: how long it took, each answer's time, and how many answers of each status.

    `milliseconds` is sorted. `statuses` counts "0" for a connection that broke.
    """

    seconds: float
    milliseconds: tuple[float, ...]
    statuses: dict[str, int]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, part: int) -> float:
        """Give the time, in milliseconds, under which so many hundredths of the answers came."""
        return self.milliseconds[min(len(self.milliseconds) - 1, len(self.milliseconds) * part // 100)]


def crowd(port: int, requests: Sequence[str], *, at_once: int) -> Load:
    """Send each request once, from `at_once` people at a time, in another process."""
    asked = json.dumps({"port": port, "at_once": at_once, "requests": list(requests)})
    done = subprocess.run(
        [sys.executable, "-m", "web.bench.client"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return Load(found["seconds"], tuple(sorted(found["milliseconds"])), found["statuses"])


async def _person(port: int, waiting: Iterator[bytes], times: list[float], statuses: Counter[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in waiting:
        started = time.perf_counter()
        writer.write(request)
        try:
            async with asyncio.timeout(PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().find(b"content-length:")
                if length >= 0:
                    await reader.readexactly(int(head[length + 15 : head.index(b"\r", length)]))
        except (OSError, EOFError, TimeoutError):
            statuses["0"] += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        statuses[head[9:12].decode()] += 1
        times.append((time.perf_counter() - started) * 1000)
    writer.close()


async def _everybody(port: int, at_once: int, requests: list[str]) -> None:
    waiting = iter([request.encode() for request in requests])
    times: list[float] = []
    statuses: Counter[str] = Counter()
    started = time.perf_counter()
    await asyncio.gather(*(_person(port, waiting, times, statuses) for _ in range(at_once)))
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "milliseconds": times, "statuses": statuses}))


if __name__ == "__main__":
    wanted = json.load(sys.stdin)
    asyncio.run(_everybody(wanted["port"], wanted["at_once"], wanted["requests"]))
