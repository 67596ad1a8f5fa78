"""Measures the shell on a pseudo-terminal and prints a table.

    cargo build --release
    python3 benches/shell.py FILE.sqlite [--smsdb FILE] [--rounds N (20)]

prompt      from the start of the process to its first prompt
ctrl-c      from the key to the next prompt, during an endless count, an endless
            sort and an endless join of texts
screen      from Enter to the first screen of a table, less the time that the
            query takes for its first rows (LIMIT 1): SELECT of a million rows
tab         from the key to the list: columns, codes, periods
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import tempfile
import termios
import time

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) "
STOPPED = {
    "count": ENDLESS + "select count(*) from n;",
    "sort": ENDLESS + "select i from n order by i % 1000;",
    "texts": ENDLESS + "select length(group_concat(i)) from n;",
}
MILLION = (
    "with recursive n(i) as (select 1 union all select i + 1 from n limit 1000000) "
    "select i, 'decisions', i * 7 from n"
)
TABS = {
    "columns": "select s. from series s",
    "codes": "select * from series where indicator = '",
    "periods": "select * from series where time_period = '",
}


class Shell:
    def __init__(self, smsdb, file):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            state = tempfile.mkdtemp()
            os.environ.update(TERM="xterm", XDG_STATE_HOME=state, XDG_CONFIG_HOME=state)
            os.execv(smsdb, [smsdb, "--db", file, "--color", "never"])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.seen = b""

    def until(self, words, limit=60):
        """Waits for words in what comes from now on; returns the moment."""
        end = time.perf_counter() + limit
        while True:
            at = self.seen.find(words)
            if at >= 0:
                self.seen = self.seen[at + len(words):]
                return time.perf_counter()
            if not select.select([self.fd], [], [], end - time.perf_counter())[0]:
                raise SystemExit(f"no {words!r} in {self.seen[-300:]!r}")
            self.seen += os.read(self.fd, 65536)

    def keys(self, text):
        os.write(self.fd, text.encode())
        return time.perf_counter()

    def prompt(self):
        # rustyline switches bracketed paste on when it begins to read.
        return self.until(b"\x1b[?2004h")

    def end(self):
        self.keys("\x04")
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def ctrl_c(shell, sql):
    shell.keys(sql + "\r")
    time.sleep(0.4)
    pressed = shell.keys("\x03")
    shell.until(b"interrupted")
    return shell.prompt() - pressed


def first_rows(shell, sql, shown):
    entered = shell.keys(sql + "\r")
    shell.until(b"\x1b[?2004l")
    seen = shell.until(shown)
    shell.prompt()
    return seen - entered


def tab(shell, text):
    shell.keys(text)
    if text.startswith("select s."):
        shell.keys("\x1b[H" + "\x1b[C" * 9)
    time.sleep(0.1)
    pressed = shell.keys("\t")
    seen = shell.until(b"\r\n")
    time.sleep(0.1)
    shell.keys("\x03")
    shell.prompt()
    return seen - pressed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--smsdb", default="target/release/smsdb")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    figures = {}

    def note(work, seconds):
        figures.setdefault(work, []).append(seconds * 1000)

    for _ in range(options.rounds):
        shell = Shell(options.smsdb, options.file)
        note("prompt", shell.prompt() - shell.begun)
        for name, sql in STOPPED.items():
            note(f"ctrl-c {name}", ctrl_c(shell, sql))
        one = first_rows(shell, MILLION + " limit 1;", b"decisions")
        many = first_rows(shell, MILLION + ";", b"decisions")
        note("screen", many - one)
        for name, text in TABS.items():
            note(f"tab {name}", tab(shell, text))
        shell.end()
    print(f"{'work':<16}{'median':>10}{'largest':>10}   ms, {options.rounds} rounds")
    for work, taken in figures.items():
        print(f"{work:<16}{statistics.median(taken):>10.1f}{max(taken):>10.1f}")


if __name__ == "__main__":
    main()
