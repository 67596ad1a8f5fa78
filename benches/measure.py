"""Measures the works of performance.md with the release binary and prints a table.

    cargo build --release
    python3 benches/measure.py                    everything (a quarter of an hour)
    python3 benches/measure.py start views        single works

Works: start, rows (csv, json, jsonl, table), import, folder, floor, check,
views, dense (ten bulletins a month), dense-all (and ten of every cumulative),
size, program. Options: --smsdb FILE (target/release/smsdb), --data FOLDER
(/tmp/smsdb-benches; 3 GB; made once from the fixed seed by generate.py and
kept, so delete it when generate.py or wordings.py change), --runs N (5).

Each work alternates with its peer, Debian's sqlite3, in this same run; figures
are medians. How some works are put so that both sides do the same:

- rows: one file of our own schema, so that both read it page by page. The
  million rows stand in the table `bulletin` (language: indicator, period_id:
  value, layout: line), which has the right types; nothing else is in it.
  `--foreign` reads a plain table instead: its memory holds the whole file.
- floor: the tables of an imported file as CSV, imported by sqlite3 into the
  schema of migrations/*.sql. The shell imports NULL as an empty text, so the
  floor's tables are not STRICT and their CHECKs are off: it does less.
- views: plain sqlite3 prints every column of every row.
- Not measured: reading only (no command does it without storing) and the first
  screen of the shell (there is no shell yet).
"""

import argparse
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import generate
from timing import SQLITE, Side, Table, alternate, human, peak_mib, remover, seconds, shell

ROOT = Path(__file__).resolve().parent.parent
MILLION = 1_000_000
ROWS = "SELECT language AS indicator, period_id AS value, layout AS line FROM bulletin"
# Label and last number of every line, as CSV.
AWK = r"""match($0, /[0-9][0-9,.]*[^0-9]*$/) {
    value = substr($0, RSTART); label = substr($0, 1, RSTART - 1)
    gsub(/[^0-9]/, "", value); gsub(/"/, "\"\"", label); print "\"" label "\"," value
}"""


class Bench:
    def __init__(self, options):
        self.smsdb, self.runs = options.smsdb, options.runs
        self.data = Path(options.data)
        self.data.mkdir(parents=True, exist_ok=True)
        self.table = Table()

    def path(self, name):
        return self.data / name

    def made(self, name, make):
        """A file or folder of the data, made where it is missing."""
        path, part = self.path(name), self.path("part-" + name)
        if not path.exists():
            shutil.rmtree(part, ignore_errors=True)
            make(part)
            part.rename(path)
        return path

    def ours(self, file, *words):
        return [self.smsdb, "--db", file, *words]

    def imported(self, name, source):
        """A file imported anew from a text or a folder, by this binary."""
        file = self.path(name)
        remover(file)()
        seconds(self.ours(file, "import", source))
        return file

    def million(self):
        return self.made("million.txt", lambda path: generate.write_bulletins(path, MILLION))

    def history(self, name, *arguments):
        folder = self.made(name, lambda path: generate.write_history(path, *arguments))
        return self.imported(f"{name}.sqlite", folder)

    def start(self):
        file = self.history("history", 25)
        sql = "select 1"
        ours, peer = Side(self.ours(file, "query", sql)), Side([SQLITE, file, sql])
        times = alternate(ours, peer, Side(["/bin/true"]), runs=400)
        self.table.against("start", "sqlite3 FILE 'select 1'", *times[:2], 1.3)
        self.table.alone("(starting /bin/true)", human(times[2]), "", None)
        self.table.memory("start", "", ours.memory(), peer.memory(), 10)

    def rows(self):
        plain = self.made("rows.sqlite", lambda path: generate.write_rows(path, MILLION))
        file, out = self.history("history", 25).rename(self.path("own-rows.sqlite")), self.path("out")
        with sqlite3.connect(file) as connection:
            connection.executescript(
                f"""ATTACH '{plain}' AS plain; DELETE FROM number; DELETE FROM bulletin;
                INSERT INTO bulletin
                    (document_id, position, first_line, last_line, language, layout, period_text, period_id)
                SELECT 1, rowid, 1, 1, indicator, line, '', value FROM plain.observation"""
            )
        connection.close()
        works = [("csv", "-csv", 0.7, 12), ("json", "-json", 0.7, 12), ("jsonl", "-json", 0.7, 12), ("table", "-box", 0.5, 64)]
        for format, flag, most, memory in works:
            ours = Side(self.ours(file, "query", ROWS, "--format", format), out)
            peer = Side([SQLITE, flag, file, ROWS], out)
            self.table.against(f"{format} of 1M rows", f"sqlite3 {flag}", *alternate(ours, peer, runs=self.runs), most)
            self.table.memory(f"{format} of 1M rows", "", ours.memory(), peer.memory(), memory)
        every = "SELECT * FROM observation"
        ours = Side(self.ours(plain, "query", every, "--foreign", "--format", "csv"), out)
        peer = Side([SQLITE, "-csv", plain, every], out)
        self.table.against("csv of 1M rows, --foreign", "sqlite3 -csv", *alternate(ours, peer, runs=self.runs), None)
        size = plain.stat().st_size / 2**20
        self.table.memory(f"csv, --foreign ({size:.0f} MiB file)", "", ours.memory(), peer.memory(), None)
        remover(out)()

    def against_awk(self, work, source, texts, largest):
        file, bare = self.path("import.sqlite"), self.path("bare.sqlite")
        load = f"{SQLITE} -csv {bare} 'CREATE TABLE bare (label TEXT, value INTEGER)' '.import /dev/stdin bare'"
        ours = Side(self.ours(file, "import", source), before=remover(file))
        peer = Side(shell(f"cat {texts} | awk '{AWK}' | {load}"), before=remover(bare))
        self.table.against(work, "awk + .import", *alternate(ours, peer, runs=self.runs), 2.5)
        most = 64 + largest.stat().st_size / 2**20
        self.table.memory(work, "", ours.memory(), peer.memory(), most)
        remover(file, bare)()

    def import_(self):
        text = self.million()
        self.against_awk("import of 1M lines, one text", text, text, text)

    def folder(self):
        folder = self.made("thousand", lambda path: generate.write_folder(path, MILLION, 1000))
        self.against_awk("import of 1M lines, 1000 texts", folder, f"{folder}/*", folder / "00000.txt")

    def floor(self):
        text = self.million()
        full, file, bare = self.imported("floor.sqlite", text), self.path("import.sqlite"), self.path("bare.sqlite")
        schema = "".join(path.read_text() for path in sorted((ROOT / "migrations").glob("V*.sql")))
        schema = re.sub(r"\) STRICT;", ");", schema)
        tables = re.findall(r"CREATE TABLE (\w+)", schema)
        script = self.path("floor.sql")
        script.write_text("PRAGMA ignore_check_constraints = ON;\n" + schema)
        commands = [f".read {script}", "DELETE FROM role", ".mode csv"]
        for table in tables:
            csv = self.path(f"floor-{table}.csv")
            subprocess.run(shell(f"{SQLITE} -csv {full} 'SELECT * FROM {table}' > {csv}"), check=True)
            if csv.stat().st_size:
                commands.append(f".import {csv} {table}")
        ours = Side(self.ours(file, "import", text), before=remover(file))
        peer = Side([SQLITE, bare, *commands], before=remover(bare))
        self.table.against("import against its floor", ".import of the same rows", *alternate(ours, peer, runs=self.runs), 1.3)
        same = all(count(full, table) == count(bare, table) for table in tables)
        size = bare.stat().st_size / full.stat().st_size
        self.table.alone("(size of the floor's file)", f"{size:.2f} of ours", "same rows", same)
        remover(file, bare, full)()

    def check(self):
        file, long = self.history("history", 25), self.history("history-x10", 250, 1950)
        once, ten = alternate(*(Side(self.ours(f, "check")) for f in (file, long)), runs=3 * self.runs)
        self.table.alone(f"check, {about(file)}", human(once), "≤ 150 ms", once <= 0.15)
        self.table.alone(f"check, {about(long)}", human(ten), "≤ 12 × that", ten <= 12 * once, f"{ten / once:.1f}")
        for name, file in (("", file), (" × 10", long)):
            self.table.memory(f"check{name}", "", peak_mib(self.ours(file, "check")), None, None)

    def each_view(self, name, file, most, runs):
        self.table.alone(f"views, {name}: {about(file)}", "", "", None)
        views = [row[0] for row in ask(file, "SELECT name FROM sqlite_schema WHERE type = 'view'")]
        for view in views:
            sql = f"SELECT * FROM {view}"
            sides = [Side(self.ours(file, "query", sql)), Side([SQLITE, "-readonly", file, sql])]
            ours, plain = alternate(*sides, runs=runs)
            work = f"view {view}, {count(file, view)} rows"
            bar = f"≤ {most * 1000:.0f} ms in sqlite3" if most else ""
            met = plain <= most if most else None
            self.table.row(work, "sqlite3", human(ours), human(plain), f"{ours / plain:.2f}", bar, met)

    def views(self):
        self.each_view("history", self.history("history", 25), 0.25, self.runs)

    def dense(self):
        self.each_view("dense", self.history("dense", 25, 2001, 10), 1, self.runs)

    def dense_all(self):
        self.each_view("dense, cumulatives too", self.history("dense-all", 25, 2001, 10, True), None, 3)

    def size(self):
        text = self.made("hundred.txt", lambda path: generate.write_bulletins(path, size=100_000_000))
        file = self.imported("hundred.sqlite", text)
        ratio = file.stat().st_size / text.stat().st_size
        megabytes = f"{file.stat().st_size / 1e6:.0f} MB of {text.stat().st_size / 1e6:.0f} MB"
        self.table.alone("size of the file", megabytes, "≤ 2.5 × the text", ratio <= 2.5, f"{ratio:.2f}")

    def program(self):
        size = os.stat(self.smsdb).st_size / 1e6
        self.table.alone("program", f"{size:.2f} MB", "≤ 8 MB", size <= 8)


def ask(file, sql):
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def count(file, object):
    return ask(file, f"SELECT count(*) FROM {object}")[0][0]


def about(file):
    observations = ask(file, "SELECT count(*) FROM number WHERE role_id = 1")[0][0]
    return f"{count(file, 'bulletin')} bulletins, {observations} observations"


WORKS = ["start", "rows", "import", "folder", "floor", "check", "views", "dense", "dense-all", "size", "program"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", nargs="*", metavar="WORK", help=", ".join(WORKS))
    parser.add_argument("--smsdb", default=ROOT / "target/release/smsdb")
    parser.add_argument("--data", default="/tmp/smsdb-benches")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    unknown = set(options.works) - set(WORKS)
    if unknown:
        parser.error(f"no such work: {', '.join(unknown)}; there are {', '.join(WORKS)}")
    bench = Bench(options)
    for work in options.works or WORKS:
        getattr(bench, {"import": "import_"}.get(work, work.replace("-", "_")))()


if __name__ == "__main__":
    main()
