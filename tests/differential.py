#!/usr/bin/env python3
"""Every view and every saved query gives the same rows in five readers.

usage: differential.py SMSDB FILE...

SMSDB is the program, FILE a file it made, working or shipped. The readers are
the SQLite in SMSDB, Debian's sqlite3, Python's sqlite3 (read-only, and
immutable), DuckDB with its SQLite extension, loaded by path from the installed
package, and datasette, started once as `datasette serve -i FILE...` and asked
over HTTP. Its limits are its own, a second for a query among them; only the
number of rows is raised, so that all of them come. The query search is asked for
words of three languages, too, and the query sum for totals and refusals. Views are compared as sets
of rows, saved queries in their order. No reader may change a byte of FILE or
leave a file beside it. Exit code 1 at any difference.
"""

import hashlib
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import duckdb
import duckdb_extension_sqlite_scanner
from datasette.utils import tilde_encode

PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")
# What the query search is asked for, beside its default.
WORDS = ("İCAZƏ", "qərarı", "ISI", "isi", "ısı", "граждан", "É", "100%", "it's")
# What the query sum is asked for: totals, and what is refused.
SUMS = ("2024-01,2024-02", "2024-01-01/P6M 2024-02", "2023,2023", "2024-02-01/P7M", "2031-01;May", ",")
ROWS = 1_000_000
# Whatever proxy the environment names, datasette is on this machine.
HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def same_cell(left, right):
    if isinstance(left, float) or isinstance(right, float):
        if left is None or right is None:
            return left is right
        return math.isclose(left, right, rel_tol=1e-9)
    return left == right


def same(left, right):
    return len(left) == len(right) and all(
        len(a) == len(b) and all(map(same_cell, a, b)) for a, b in zip(left, right)
    )


def as_set(rows):
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row])


def from_json(text):
    return [tuple(row.values()) for row in json.loads(text or "[]")]


def fetch(url, **query):
    """The JSON behind a page of datasette."""
    try:
        with HTTP.open(f"{url}.json?{urllib.parse.urlencode(query)}", timeout=60) as page:
            return json.load(page)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{error}: {error.read().decode()}") from None


def rows_of(page):
    if page["truncated"] or page.get("next"):
        raise RuntimeError(f"more than {ROWS} rows")
    return [tuple(row) for row in page["rows"]]


def address(server, log):
    """Where datasette listens, once it does. It chose a free port itself."""
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        # pread leaves the place alone where datasette goes on writing.
        said = os.pread(log.fileno(), 1 << 16, 0).decode()
        if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", said):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(f"datasette does not listen: {os.pread(log.fileno(), 1 << 16, 0).decode()}")


@contextmanager
def datasette(files):
    """The address of each file, while datasette serves them.

    It is stopped at the end and at every failure; should this script be
    killed, the kernel stops it (pdeathsig).
    """
    command = ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "datasette", "serve"]
    command += [word for file in files for word in ("-i", file)]
    command += ["--port", "0", "--setting", "max_returned_rows", str(ROWS)]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
        )
        try:
            base = address(server, log)
            served = fetch(f"{base}/-/databases")
            yield {each["path"]: f"{base}/{tilde_encode(each['route'])}" for each in served}
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


class Readers:
    def __init__(self, program, file, page):
        self.program, self.file, self.page = program, file, page
        uri = f"{Path(file).as_uri()}?mode=ro"
        self.python = sqlite3.connect(uri, uri=True)
        self.immutable = sqlite3.connect(f"{uri}&immutable=1", uri=True)
        self.duckdb = duckdb.connect(config={"allow_unsigned_extensions": "true"})
        folder = Path(duckdb_extension_sqlite_scanner.__file__).parent
        extension = next(folder.rglob("sqlite_scanner.duckdb_extension"))
        self.duckdb.execute(f"LOAD '{extension}'")
        self.duckdb.execute(f"ATTACH '{file}' AS f (TYPE sqlite, READ_ONLY)")
        self.duckdb.execute("USE f")

    def close(self):
        for connection in (self.python, self.immutable, self.duckdb):
            connection.close()

    def run(self, *arguments):
        done = subprocess.run(arguments, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{arguments[0]}: {done.stderr}")
        return from_json(done.stdout)

    def smsdb(self, *arguments):
        return self.run(self.program, "--db", self.file, *arguments, "--format", "json")

    def debian(self, sql):
        return self.run("sqlite3", "-readonly", "-json", self.file, sql)

    def others(self, sql):
        """What runs the SQL in each other reader, by its name."""
        names = PARAMETER.findall(sql)
        unbound, empty = dict.fromkeys(names), dict.fromkeys(names, "")
        yield "sqlite3", lambda: self.debian(sql)
        yield "python None", lambda: self.python.execute(sql, unbound).fetchall()
        yield "python '' immutable", lambda: self.immutable.execute(sql, empty).fetchall()
        # Without parameters both are the same SQL.
        for literal in ("NULL", "''") if names else ("",):
            duck = PARAMETER.sub(literal, sql)
            name = f"duckdb {literal}".strip()
            yield name, lambda duck=duck: self.duckdb.execute(duck).fetchall()

    def of_view(self, view):
        sql = f"SELECT * FROM {view}"
        yield "smsdb", lambda: self.smsdb("query", sql)
        yield from self.others(sql)
        page = f"{self.page}/{view}"
        # Only the rows: what a page counts and offers beside them takes longer.
        rows = {"_shape": "arrays", "_size": "max", "_nocount": 1, "_nofacet": 1}
        yield "datasette", lambda: rows_of(fetch(page, **rows))

    def of_query(self, query, sql):
        yield "smsdb", lambda: self.smsdb("run", query)
        yield from self.others(sql)
        # Parameters that its form leaves empty stand empty in the address.
        empty = dict.fromkeys(PARAMETER.findall(sql), "")
        yield "datasette", lambda: rows_of(fetch(self.page, sql=sql, _shape="arrays", **empty))

    def of_value(self, query, name, value, sql):
        """A query with one value given; its others stay empty."""
        quoted = value.replace("'", "''")
        values = dict.fromkeys(PARAMETER.findall(sql), "") | {name: value}
        written = PARAMETER.sub(lambda found: f"'{quoted if found[1] == name else ''}'", sql)
        yield "smsdb", lambda: self.smsdb("run", query, f"{name}={value}")
        yield "sqlite3", lambda: self.debian(written)
        yield "python", lambda: self.python.execute(sql, values).fetchall()
        yield "duckdb", lambda: self.duckdb.execute(written).fetchall()
        yield "datasette", lambda: rows_of(fetch(self.page, sql=sql, _shape="arrays", **values))


def compare(readers, ordered):
    """The number of rows, and what the readers do otherwise than the first."""
    faults, first, ours = [], None, None
    for reader, ask in readers:
        try:
            answer = ask() if ordered else as_set(ask())
        except Exception as error:
            faults.append(f"{reader} fails: {error}")
            continue
        if ours is None:
            first, ours = reader, answer
        elif not same(ours, answer):
            pairs = ((a, b) for a, b in zip(ours, answer) if not same([a], [b]))
            counts = f"{len(ours)} rows", f"{len(answer)} rows"
            left, right = next(pairs, counts)
            faults.append(f"{reader} differs\n  {first}: {left}\n  {reader}: {right}")
    return len(ours or []), faults


def control():
    """Rows that differ must be told apart, or the comparison is worth nothing."""
    pairs = [([(1,)], [(2,)]), ([(1,)], [(None,)]), ([(1.0,)], [(1.1,)]), ([(1,)], []), ([("",)], [(None,)])]
    assert not any(same(left, right) for left, right in pairs)
    for left, right in pairs:
        for ordered in (True, False):
            assert compare([("a", lambda: left), ("b", lambda: right)], ordered)[1]
            assert not compare([("a", lambda: left), ("b", lambda: left)], ordered)[1]
    assert compare([("a", lambda: [(1,)]), ("b", lambda: 1 / 0)], True)[1]
    assert compare([("a", lambda: [(1,), (2,)]), ("b", lambda: [(2,), (1,)])], True)[1]


def label(file):
    return "/".join(Path(file).parts[-2:])


def state(file):
    """The digest of a file, and what SQLite may have left beside it."""
    endings = ("-journal", "-wal", "-shm")
    beside = [ending for ending in endings if Path(file + ending).exists()]
    return hashlib.sha256(Path(file).read_bytes()).hexdigest(), beside


def check(program, file, page):
    """Compares all readers on one file; the number of what failed."""
    readers = Readers(program, file, page)
    objects = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"
    views = [name for (name,) in readers.python.execute(objects)]
    saved = readers.python.execute("SELECT name, sql FROM saved_query ORDER BY name").fetchall()
    results = [(view, *compare(readers.of_view(view), False)) for view in views]
    results += [(query, *compare(readers.of_query(query, sql), True)) for query, sql in saved]
    for query, name, values in (("search", "text", WORDS), ("sum", "periods", SUMS)):
        sql = dict(saved)[query]
        results += [
            (f"{query} {value}", *compare(readers.of_value(query, name, value, sql), True))
            for value in values
        ]
    readers.close()
    failed = 0
    for what, _, faults in results:
        failed += bool(faults)
        for fault in faults:
            print(f"{what}: {fault}")
    rows = sum(rows for _, rows, _ in results)
    print(f"{label(file)}: {len(views)} views and {len(saved)} saved queries, {rows} rows")
    print(f"{len(results) - failed} passed, {failed} failed", flush=True)
    return failed if views and saved else 1


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    control()
    program, files = sys.argv[1], [str(Path(file).resolve()) for file in sys.argv[2:]]
    before = {file: state(file) for file in files}
    with datasette(files) as pages:
        failed = sum([check(program, file, pages[file]) for file in files])
    for file in files:
        if before[file][1] or state(file) != before[file]:
            failed += 1
            print(f"{label(file)}: changed or not alone, was {before[file]}, is {state(file)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
