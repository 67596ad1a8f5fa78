"""Makes the data of the benchmarks from a fixed seed: the same call, the same bytes.

    generate.py bulletins FILE --lines 1000000          one text
    generate.py folder FOLDER --lines 1000000 --files 1000
    generate.py rows FILE.sqlite --count 1000000        observation(indicator, value, line)
    generate.py history FOLDER --years 25               one text a year, newest first, with faults
    generate.py history FOLDER --years 250 --first 1950
    generate.py history FOLDER --years 25 --copies 10   ten bulletins a month
    generate.py history FOLDER --years 25 --copies 10 --copy-all    and ten a cumulative

Figures are made month by month for the smallest things that a bulletin tells
apart (`LEAVES`); totals, cumulatives and years are sums of them, so that a
history holds together but for the faults put into it. Sentences: wordings.py.
"""

import argparse
import random
import sqlite3
from pathlib import Path

from wordings import NESTED, REPORTING

SEED = 20_250_101
FAMILY_F = 22 / 25  # share of a history's years after which 'reporting-list' begins
MONTHS = "January February March April May June July August September October November December".split()
COUNTS = {3: "three", 6: "six", 8: "eight", 9: "nine"}

# Usual figure of a month.
LEAVES = {
    "applications.registration_in_person": 12_000,
    "applications.registration_electronic": 17_000,
    "applications.residence_permit": 6_500,
    "applications.citizenship": 150,
    "applications.citizenship_affiliation": 1_100,
    "applications.work_permit": 950,
    "applications.online_guide": 1_400,
    "applications.petitions": 900,
    "applications.other": 600,
    "calls": 6_100,
    "e_applications": 13_500,
    "decisions.leave": 520,
    "decisions.legalisation": 490,
    "decisions.expulsion": 210,
    "decisions.article_16_1_8": 680,
    "decisions.other_articles": 25,
    "decisions.permit_loss": 44,
    "decisions.employment": 58,
    "decisions.registration_rules": 6,
    "unlisted decisions": 7,
}

# Sums, innermost first.
SUMS = {
    "applications.registration": ["applications.registration_in_person", "applications.registration_electronic"],
    "applications": [
        "applications.registration", "applications.residence_permit", "applications.citizenship",
        "applications.citizenship_affiliation", "applications.work_permit", "calls",
        "applications.online_guide", "applications.petitions", "applications.other",
    ],
    "decisions.no_expulsion": ["decisions.leave", "decisions.legalisation"],
    "decisions.migration_code": ["decisions.article_16_1_8", "decisions.other_articles"],
    "decisions.entry_ban": ["decisions.expulsion", "decisions.migration_code"],
    "decisions": [
        "decisions.no_expulsion", "decisions.entry_ban", "decisions.permit_loss", "decisions.employment",
        "decisions.registration_rules", "unlisted decisions",
    ],
}


def month_leaves(rng):
    return {leaf: int(usual * rng.uniform(0.6, 1.4)) for leaf, usual in LEAVES.items()}


def figures(leaves_of_months):
    """All figures of a stretch of months."""
    found = {leaf: sum(month[leaf] for month in leaves_of_months) for leaf in LEAVES}
    for whole, parts in SUMS.items():
        found[whole] = sum(found[part] for part in parts)
    return found


def period_words(rng, year, month, months):
    """`month` counts from 1 and is the last one of the period."""
    if months == 1:
        return f"{MONTHS[month - 1]} {rng.choice(['', 'of '])}{year}"
    if months == 12:
        return f"{year}"
    if months == 6 and rng.random() < 0.5:
        return f"the first half of {year}"
    return rng.choice([f"{months} months of {year}", f"the first {COUNTS[months]} months of {year}"])


def bulletin(rng, layout, found, when, channels=False):
    """The lines of one bulletin. `channels`: registration in person and electronic apart."""
    reporting = layout is REPORTING
    lines = []
    for indicators, variants in layout:
        if variants is None:
            lines.append(indicators[0])
        elif channels or not indicators[0].startswith("applications.registration_"):
            printed = [f"{found[i]:,}" if reporting else f"{found[i]}" for i in indicators]
            words = {"n": printed[0], "m": printed[-1], "when": when or "the reporting period"}
            lines.append(rng.choice(variants).format(**words))
    return lines


def endless_bulletins(rng):
    """Bulletins over a hundred years, newest first, again and again."""
    while True:
        for year in range(2049, 1949, -1):
            months = [month_leaves(rng) for _ in range(12)]
            for month in range(12, 0, -1):
                layout = REPORTING if rng.random() < 0.1 else NESTED
                length = month if month in (3, 6, 9, 12) and rng.random() < 0.5 else 1
                when = period_words(rng, year, month, length)
                yield bulletin(rng, layout, figures(months[month - length : month]), when)


def bulletin_lines(count, seed=SEED):
    left = count
    for lines in endless_bulletins(random.Random(seed)):
        yield from lines[:left]
        left -= len(lines)
        if left <= 0:
            return


def write_bulletins(path, lines=None, size=None):
    """One text of so many lines, or of about so many bytes."""
    written = 0
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in bulletin_lines(lines or 10**9):
            written += out.write(line + "\n")
            if size and written >= size and line.startswith("During"):
                return


def write_folder(folder, lines, files):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        text = bulletin_lines(lines // files, SEED + number)
        (folder / f"{number:05}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")


def faulty(rng, found):
    """The same figures with one that does not fit: above its whole, or below its parts."""
    wrong = dict(found)
    victim = rng.choice(["decisions", "decisions.no_expulsion", "applications.registration"])
    wrong[victim] = found[victim] * rng.choice([2, 5]) // rng.choice([1, 10])
    return wrong


def history_year(rng, year, layout, copies, copy_all):
    """(period length, lines) of every bulletin of a year, newest first."""
    leaves = [month_leaves(rng) for _ in range(12)]
    missing = {month for month in range(1, 13) if rng.random() < 0.03}
    channels = rng.random() < 0.5
    found = []
    for month in range(12, 0, -1):
        lengths = [length for length in (12, 9, 6, 3) if length == month]
        lengths += [8] * (month == 8 and rng.random() < 0.3)
        for length in lengths + [1] * (month not in missing):
            truth = figures(leaves[month - length : month])
            repeats = copies if length == 1 or copy_all else 1
            for copy in range(repeats):
                printed = faulty(rng, truth) if rng.random() < 0.02 / repeats else truth
                undated = length == 1 and rng.random() < 0.015
                when = None if undated else period_words(rng, year, month, length)
                found.append((copy, bulletin(rng, layout, printed, when, channels)))
            if length == 1 and rng.random() < 0.03:  # a month twice, with other figures
                other = figures([month_leaves(rng)])
                found.append((0, bulletin(rng, layout, other, period_words(rng, year, month, 1), channels)))
    return found


def write_history(folder, years, first=2001, copies=1, copy_all=False):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    for number in range(years):
        layout = REPORTING if number >= years * FAMILY_F else NESTED
        found = history_year(rng, first + number, layout, copies, copy_all)
        for copy in range(copies):
            lines = [line for owner, bulletin in found if owner == copy for line in bulletin]
            text = "\n".join(lines) + "\n"
            (folder / f"{first + number}-{copy}.txt").write_text(text, encoding="utf-8")


WORDS = """əcnəbilərin və vətəndaşlığı olmayan şəxslərin olduğu yer üzrə qeydiyyatı müvəqqəti daimi yaşama
icazələri iş haqqı ödənilən əmək fəaliyyəti çağrı mərkəzinə daxil olan zənglər inzibati xətalar çıxarılma ölkədən
mənsubiyyətinin müəyyənləşdirilməsi müraciət, decisions on "place of stay" residence permits; calls and petitions,
Miqrasiya Məcəlləsinin 16.1.8-ci maddəsi İyun Şəki Gəncə Bakı üçün qərar ştraf öz işçi ölkə""".split()


def write_rows(path, count):
    """A million figures with their lines: 170 characters on average, 20 to 600."""
    rng = random.Random(SEED)
    indicators = [*LEAVES, *SUMS]
    words = " ".join(rng.choices(WORDS, k=20_000))

    def rows():
        for number in range(count):
            length = min(600, max(20, int(rng.gammavariate(3.0, 57.5))))
            start = rng.randrange(len(words) - 600)
            value = None if rng.random() < 0.01 else rng.randrange(1, 10 ** rng.randint(1, 6))
            yield indicators[number % len(indicators)], value, words[start : start + length]

    Path(path).unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE observation (indicator TEXT NOT NULL, value INTEGER, line TEXT NOT NULL)")
    connection.executemany("INSERT INTO observation VALUES (?, ?, ?)", rows())
    connection.commit()
    connection.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["bulletins", "folder", "rows", "history"])
    parser.add_argument("path")
    for name, default in [("lines", 1_000_000), ("files", 1000), ("count", 1_000_000), ("years", 25), ("first", 2001), ("copies", 1)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--copy-all", action="store_true")
    a = parser.parse_args()
    match a.what:
        case "bulletins":
            write_bulletins(a.path, a.lines)
        case "folder":
            write_folder(a.path, a.lines, a.files)
        case "rows":
            write_rows(a.path, a.count)
        case "history":
            write_history(a.path, a.years, a.first, a.copies, a.copy_all)


if __name__ == "__main__":
    main()
