"""Whole processes on the clock: alternating runs, medians, peak memory."""

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

SQLITE = "/usr/bin/sqlite3"


def seconds(argv, out=os.devnull):
    """Runs a command with its output in a file; returns seconds from start to exit."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    argv = [str(word) for word in argv]
    begun = time.perf_counter()
    process = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
    status = os.waitpid(process, 0)[1]
    taken = time.perf_counter() - begun
    if status != 0:
        raise SystemExit(f"exit {os.waitstatus_to_exitcode(status)}: {argv}")
    return taken


def peak_mib(argv, out=os.devnull):
    """Largest resident memory of a command or of one of its children, in MiB.

    /usr/bin/time starts it, as a child of this process would be charged with
    the memory of Python until its exec.
    """
    with tempfile.NamedTemporaryFile("r") as report, open(out, "wb") as sink:
        timed = ["/usr/bin/time", "-f", "%M", "-o", report.name, *map(str, argv)]
        subprocess.run(timed, check=True, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.DEVNULL)
        return int(report.read().split()[-1]) / 1024


def nothing():
    pass


class Side:
    """One competitor: a command, where its output goes, what to do before each run."""

    def __init__(self, argv, out=os.devnull, before=nothing):
        self.argv, self.out, self.before = argv, out, before

    def run(self):
        self.before()
        return seconds(self.argv, self.out)

    def memory(self):
        self.before()
        return peak_mib(self.argv, self.out)


def alternate(*sides, runs=5):
    """Median seconds of every side; one unmeasured run each to warm up."""
    for side in sides:
        side.run()
    taken = [[side.run() for side in sides] for _ in range(runs)]
    return [statistics.median(times) for times in zip(*taken)]


def shell(script):
    return ["/bin/sh", "-c", script]


def remover(*paths):
    def remove():
        for path in paths:
            for file in (path, f"{path}-journal"):
                Path(file).unlink(missing_ok=True)

    return remove


def human(value):
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


class Table:
    """The report: one row a work, printed as soon as it is known."""

    HEAD = ["work", "peer", "ours", "peer's figure", "ratio", "bar", "met"]

    def __init__(self):
        print("| " + " | ".join(self.HEAD) + " |\n|" + "---|" * len(self.HEAD), flush=True)

    def row(self, work, peer, ours, theirs, ratio, bar, met):
        met = "" if met is None else "met" if met else "**missed**"
        cells = [work, peer, ours, theirs, ratio, bar, met]
        print("| " + " | ".join(cells) + " |", flush=True)

    def against(self, work, peer, ours, theirs, most):
        """Seconds against a peer's seconds; `most` is the ratio allowed."""
        ratio = ours / theirs
        bar = "" if most is None else f"≤ {most} ×"
        met = None if most is None else ratio <= most
        self.row(work, peer, human(ours), human(theirs), f"{ratio:.2f}", bar, met)

    def memory(self, work, peer, ours, theirs, most):
        bar = "" if most is None else f"≤ {most:.0f} MiB"
        met = None if most is None else ours <= most
        theirs = "" if theirs is None else f"{theirs:.1f} MiB"
        self.row(f"{work}, memory", peer, f"{ours:.1f} MiB", theirs, "", bar, met)

    def alone(self, work, ours, bar, met, ratio=""):
        self.row(work, "", ours, "", ratio, bar, met)
