#!/usr/bin/env python3
"""Every view and every saved query gives the same rows in four readers.

usage: differential.py SMSDB FILE

SMSDB is the program, FILE a file it made. The readers are the SQLite in
SMSDB, Debian's sqlite3, Python's sqlite3 and DuckDB with its SQLite
extension, loaded by path from the installed package. Views are compared as
sets of rows, saved queries in their order. Exit code 1 at any difference.
"""

import json
import math
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import duckdb_extension_sqlite_scanner

PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)")


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


class Readers:
    def __init__(self, program, file):
        self.program, self.file = program, file
        self.python = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self.duckdb = duckdb.connect(config={"allow_unsigned_extensions": "true"})
        folder = Path(duckdb_extension_sqlite_scanner.__file__).parent
        extension = next(folder.rglob("sqlite_scanner.duckdb_extension"))
        self.duckdb.execute(f"LOAD '{extension}'")
        self.duckdb.execute(f"ATTACH '{file}' AS f (TYPE sqlite, READ_ONLY)")
        self.duckdb.execute("USE f")

    def run(self, *arguments):
        done = subprocess.run(arguments, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{arguments[0]}: {done.stderr}")
        return from_json(done.stdout)

    def smsdb(self, *arguments):
        return self.run(self.program, "--db", self.file, *arguments, "--format", "json")

    def debian(self, sql):
        return self.run("sqlite3", "-readonly", "-json", self.file, sql)

    def answers(self, sql, ours):
        """The rows of each reader, by its name."""
        unbound = {name: None for name in PARAMETER.findall(sql)}
        empty = {name: "" for name in unbound}
        yield "smsdb", ours
        yield "sqlite3", self.debian(sql)
        yield "python None", self.python.execute(sql, unbound).fetchall()
        yield "python ''", self.python.execute(sql, empty).fetchall()
        for literal in ("NULL", "''"):
            duck = self.duckdb.execute(PARAMETER.sub(literal, sql))
            yield f"duckdb {literal}", duck.fetchall()


def compare(what, answers, ordered):
    """Prints and counts the readers that differ from the first one."""
    faults, first, rows = 0, None, 0
    for reader, answer in answers:
        answer = answer if ordered else as_set(answer)
        if first is None:
            first, rows = answer, len(answer)
        elif not same(first, answer):
            faults += 1
            print(f"{what}: {reader} differs from smsdb")
            for ours, theirs in zip(first, answer):
                if not same([ours], [theirs]):
                    print(f"  smsdb {ours}\n  {reader} {theirs}")
                    break
            else:
                print(f"  {len(first)} rows against {len(answer)}")
    return faults, rows


def control():
    """Rows that differ must be told apart, or the comparison is worth nothing."""
    pairs = [([(1,)], [(2,)]), ([(1,)], [(None,)]), ([(1.0,)], [(1.1,)]), ([(1,)], []), ([("",)], [(None,)])]
    assert not any(same(left, right) for left, right in pairs)


def main():
    control()
    program, file = sys.argv[1], str(Path(sys.argv[2]).resolve())
    readers = Readers(program, file)
    objects = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"
    views = [name for (name,) in readers.python.execute(objects)]
    saved = readers.python.execute("SELECT name, sql FROM saved_query ORDER BY name").fetchall()
    faults = rows = 0
    for view in views:
        sql = f"SELECT * FROM {view}"
        result = compare(view, readers.answers(sql, readers.smsdb("query", sql)), False)
        faults, rows = faults + result[0], rows + result[1]
    for name, sql in saved:
        result = compare(name, readers.answers(sql, readers.smsdb("run", name)), True)
        faults, rows = faults + result[0], rows + result[1]
    passed = len(views) + len(saved) - faults
    print(f"differential: {len(views)} views and {len(saved)} saved queries, {rows} rows")
    print(f"{passed} passed, {faults} failed")
    return 1 if faults or not views or not saved else 0


if __name__ == "__main__":
    sys.exit(main())
