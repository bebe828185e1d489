#!/usr/bin/env python3
"""Re-expresses fact tables about states, office holders, bodies and groups as the dictionary in data/actors.

    tools/actors_from_facts.py FACTS_FOLDER [data/actors]

Same input, same bytes out. The usual news spellings of names, the CAMEO codes of bodies and the choice
between rivals for one name are kept by hand in tools/actor_usage.py; everything else comes from the tables.
roles.tsv is written by hand and never touched.
"""
import os
import re
import sys
import unicodedata

from actor_usage import (PLAIN_MEDIA, ACTOR_NAMES, BODY_CODES, COUNTRY_EXTRA, FORCE_NAMES, GROUP_EXTRA, METONYM_EXTRA,
                         NAME_OWNER, NOT_NAMES, ORG_EXTRA, PARTY_NAMES, PEOPLE, PEOPLE_EXTRA, SURNAME_FIRST, WEAK_COUNTRY_NAMES)

LICENCE = "facts, re-expressed; sources per row. Licence of this file: CC0 1.0; rows from UCDP: CC BY 4.0, from IfG: CC BY 4.0"


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as handle:
        lines = handle.read().split("\n")
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:] if line]


def write(folder, name, what, columns, rows):
    out = [f"# {what[0]}", f"# {LICENCE}"]
    out += [f"# {line}" for line in what[1:]]
    out.append("#" + "\t".join(columns))
    out += ["\t".join(row) for row in sorted(set(rows))]
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as handle:
        handle.write("\n".join(out) + "\n")
    print(f"{name}: {len(set(rows))} rows")


def source_of(text):
    text = text.replace("factbook/factbook.json", "factbook").replace("manual (general knowledge)", "manual")
    text = text.replace("every-politician-scrapers/", "wikidata:").replace("unitedstates/", "us:")
    return re.sub(r"\s+", " ", text.replace("instituteforgov/", "ifg:")).strip() or "manual"


def fold(text):
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[^\W_]+", text.replace(".", "")))


def latin(text):
    return all(ord(c) < 0x250 or c in "\u2019\u2018\u2013" or 0x1E00 <= ord(c) < 0x1F00 for c in text)


def usable(name):
    """A name as it can stand in an English sentence."""
    name = name.strip()
    if len(name) < 2 or len(name) > 70 or not latin(name) or name in NOT_NAMES:
        return False
    if re.search(r"[(),;\[\]+:]|^or |^aka |^etc|\bformerly\b|\bdisbanded\b|[0-9]{3}", name):
        return False
    return bool(re.search(r"[A-Za-z\u00c0-\u024f]", name))


def split(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


def unique(names):
    seen, out = set(), []
    for name in names:
        name = name.strip()
        if name and name not in seen:
            seen.add(name)
            out.append(name)
    return out


def weak(name):
    """Names too short or too plain to stand for one actor without evidence of the country."""
    bare = name.replace(".", "")
    return len(bare) <= 4 and bare.isupper() or " " not in bare and bare.isupper() and len(bare) <= 6


def states(folder, out):
    table = read(folder, "countries.tsv")
    owner = {}
    rank = {"un_member": 0, "observer_state": 1, "state_other": 1, "partially_recognised": 1}
    ordered = sorted(table, key=lambda r: (rank.get(r["status"], 5 if r["status"] != "historical" else 9), r["iso3"]))

    def claim(kind, code, names):
        kept = []
        for name in unique(n for n in names if usable(n)):
            first = owner.setdefault((kind, name), NAME_OWNER.get(name, code))
            if first == code:
                kept.append(("~" if name in WEAK_COUNTRY_NAMES else "") + name)
        return "|".join(kept)

    rows, adjectives = [], set()
    for r in ordered:
        code, extra = r["iso3"], COUNTRY_EXTRA.get(r["iso3"], {})
        drop = set(extra.get("drop", []))
        names = [n for n in [r["short_name"], r["official_name"]] + split(r["names"])[:10] + extra.get("names", [])
                 if n not in drop]
        adj = [n for n in extra.get("adjectives", []) + split(r["adjectives"]) if n not in drop]
        dem = [n for n in split(r["demonym_nouns"]) + extra.get("demonyms", []) if n not in drop]
        capital = [n for n in split(r["capital"]) + split(r["capital_variants"]) if n not in drop]
        metonyms = unique(split(r["metonyms"]) + METONYM_EXTRA.get(code, []))
        metonyms = [re.sub(r"^the ", "", m) for m in metonyms if m.split(":")[0] not in NOT_NAMES]
        metonyms = [m for m in unique(metonyms) if owner.setdefault(("m", m.split(":")[0]), code) == code]
        if r["status"] == "historical" and r["to"] and int(r["to"]) < 1990:
            metonyms = []
        adj = [n for n in adj if n not in names or n in ("U.S.", "US", "UK", "U.K.", "UAE", "U.A.E.", "DPRK", "ROK")]
        adj_cell = claim("n", code, adj)
        adjectives.update(split(adj_cell))
        kind = {"un_member": "state", "observer_state": "state", "state_other": "state",
                "partially_recognised": "state", "historical": "historical"}.get(r["status"], "territory")
        rows.append((code, r["short_name"], claim("n", code, names), adj_cell, claim("d", code, dem),
                     claim("c", code, capital), "|".join(metonyms), kind, r["from"], r["to"],
                     "factbook, country-codes, rigour" + (", manual" if extra or metonyms else "")))
    write(out, "countries.tsv",
          ["Countries and territories: how English news names them.",
           "code: ISO 3166-1 alpha-3, X.. for entities without one. Lists inside a cell use |.",
           "adjectives modify (\"Turkish\"), demonyms are people (\"Turks\"), the capital stands for the government when it acts.",
           "metonyms: name:SECTOR, a seat or body that stands for a branch of the state.",
           "~ marks a name that counts only when another name of the country stands in the article.",
           "kind: state, territory, historical. from, to: years of existence where they matter."],
          ["code", "name", "names", "adjectives", "demonyms", "capital", "metonyms", "kind", "from", "to", "source"], rows)
    return {r["iso3"] for r in table}, adjectives


OFFICE_RULES = [
    (r"vice[- ]president|^vice$|executive vice|deputy president", "vice president"),
    (r"deputy prime|vice premier|vice chair|tánaiste|^deputy", "deputy prime minister"),
    (r"governor[- ]general|lieutenant governor|^governor|high commissioner|administrator|commissioner|prefect", "governor"),
    (r"supreme leader", "supreme leader"), (r"crown prince", "crown prince"),
    (r"general secretary", "general secretary"),
    (r"sultan", "sultan"), (r"\bking\b", "king"), (r"\bqueen\b", "queen"), (r"emperor", "emperor"), (r"emir|amir", "emir"),
    (r"grand duke", "grand duke"), (r"\bpope\b", "pope"), (r"\bprince\b|co-prince", "prince"),
    (r"chancellor", "chancellor"), (r"taoiseach", "taoiseach|prime minister"),
    (r"premier", "premier|prime minister"),
    (r"prime minister|head of government|council of ministers|president of the government", "prime minister"),
    (r"chief minister", "chief minister"), (r"chief executive", "chief executive"),
    (r"president", "president"), (r"monarch", "monarch"), (r"effective leader", "leader"),
]
CATEGORY_OFFICE = {"foreign": "foreign minister", "defence": "defence minister", "interior": "interior minister",
                   "intelligence": "intelligence chief", "security_council": "national security adviser",
                   "chief_of_staff": "chief of staff", "spokesperson": "spokesperson", "finance": "finance minister",
                   "justice": "justice minister", "head": "head", "deputy": "deputy head", "legislature": "speaker"}
ROLE_OFFICE = {"HOS": "head of state", "HOG": "head of government", "LEADER": "leader", "HOS_REP": "governor"}


def office_of_title(title, role):
    low = title.lower()
    if re.search("commission|assembly|people's congress", low):
        return "general secretary" if "general secretary" in low else ""
    found = next((office for pattern, office in OFFICE_RULES if re.search(pattern, low)), "")
    if role == "HOG" and "president" in low and "government" in low and "(" not in low:
        found = "prime minister"
    if role == "deputy":
        found = "vice president" if "president" in low or low in ("vice", "executive vice") else "deputy prime minister"
    return found


def office_of_post(category, post):
    low, extra = post.lower(), ""
    if "secretary of state" == low or "secretary of state (" in low:
        extra = "secretary of state"
    elif "home" in low and category == "interior":
        extra = "home secretary" if "secretary" in low else "home minister"
    elif "defence" == category and "secretary" in low:
        extra = "defence secretary"
    elif "foreign" == category and "secretary" in low:
        extra = "foreign secretary"
    elif "press secretary" in low:
        extra = "press secretary"
    return "|".join(o for o in unique([extra, CATEGORY_OFFICE.get(category, category)]) if o)


MILITARY = re.compile(r"general staff|army|air|nav[ya]|defen[cs]e|joint chiefs|armed forces|military|commander|corps", re.I)


def sector_of_post(category, post):
    if category == "chief_of_staff":
        return "COP" if "police" in post.lower() else "MIL" if MILITARY.search(post) else "GOV"
    return {"intelligence": "SPY", "legislature": "LEG"}.get(category, "GOV")


BODY_HOLDERS = {"EUE": "IGOEUR", "UNO": "IGOUNO", "NATO": "IGONAT", "NAT": "IGONAT"}


def people_rows(folder):
    """country, offices, title, sector, person, surname, aliases, from, to, known_until, source"""
    for r in read(folder, "leaders.tsv"):
        if r["scope"] != "own" or r["known_until"] < "1990":
            continue
        title = r["title"]
        offices = unique(split(office_of_title(title, r["role"])) + [ROLE_OFFICE.get(r["role"], "")])
        yield [r["iso3"], offices, "" if title == "effective leader" else title, "GOV", r["person"], r["surname"],
               split(r["aliases"]), r["from"], r["to"], r["known_until"], source_of(r["source"])]
    for r in read(folder, "ministers.tsv"):
        if r["known_until"] < "2008" and not (r["to"] == "" and r["from"] >= "2006"):
            continue
        until = r["to"] or (r["known_until"] if r["superseded_by"] else "")
        yield [r["iso3"], split(office_of_post(r["category"], r["post"])), r["post"],
               sector_of_post(r["category"], r["post"]), r["person"], "", split(r["aliases"]), r["from"], until,
               r["known_until"], source_of(r["source"])]
    for r in read(folder, "elects.tsv"):
        yield [r["iso3"], [r["role"]], r["role"], "ELI", r["person"], "", split(r["aliases"]), r["from"], r["to"],
               r["to"], source_of(r["source"])]
    for row in PEOPLE_EXTRA:
        yield list(row[:5]) + [""] + list(row[5:]) + ["manual"]


def surname_of(country, person, given):
    if given and fold(given) in fold(person):
        return given
    words = [w for w in person.replace(" Jr.", "").replace(" Sr.", "").split() if w not in ("II", "III", "IV", "VI")]
    if not words:
        return person
    return words[0] if country in SURNAME_FIRST else words[-1]


def usual(country, person, aliases):
    """The usual news spelling and further names, when we keep one by hand."""
    keys = [fold(n) for n in [person] + aliases]
    for name, more in PEOPLE.get(country, []):
        wanted = [fold(n) for n in [name] + more if " " in n or "-" in n]
        if any(k in wanted for k in keys):
            return name, more
    return None


def day(text):
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text + "-01" if re.fullmatch(r"\d{4}-\d\d", text) else \
        text + "-01-01" if re.fullmatch(r"\d{4}", text) else ""


def leaders(folder, out):
    merged = {}
    for country, offices, title, sector, person, surname, aliases, begin, end, known, source in people_rows(folder):
        person = re.sub(r"\s*\(.*?\)", "", person).replace("\u201c", '"').strip()
        found = usual(country, person, aliases)
        names = [person] + aliases
        if found:
            names = [found[0]] + found[1] + names
            surname = surname_of(country, found[0], next((n for n in found[1] if n and " " not in n), ""))
        if not found:
            surname = surname_of(country, person, surname)
            # "Vladimir Vladimirovich Putin": given name and surname alone are the form the news prints.
            words = person.split()
            if len(words) == 3 and surname == words[2] and words[1][0].isupper() and len(words[1]) > 2:
                names.append(f"{words[0]} {words[2]}")
        names = unique(re.sub(r'"[^"]*"\s*', "", n) for n in names)
        names = [n for n in names if usable(n) and (" " in n or "-" in n or found)]
        if not names or not day(begin):
            continue
        begin, end, known = day(begin), day(end), day(known)
        if end and end <= begin:
            continue
        known = max(known or begin, begin)
        key = (country, names[0], begin, end, sector)
        row = merged.setdefault(key, {"offices": [], "title": title, "surname": surname, "names": [], "known": known,
                                      "source": []})
        row["offices"] += offices
        row["title"] = row["title"] or title
        row["names"] += names[1:]
        row["known"] = max(row["known"], known)
        row["source"].append(source)
    rows = []
    for (country, person, begin, end, sector), r in merged.items():
        code = BODY_HOLDERS.get(country, country)
        aliases = [n for n in unique(r["names"]) if n != person and n != r["surname"] or n in split("|".join(
            m for p, more in PEOPLE.get(country, []) if p == person for m in more))]
        # The office proper comes first: it is the one shown.
        offices = sorted(unique(r["offices"]), key=lambda o: o in ("head", "leader", "head of state", "head of government"))
        rows.append((code, "|".join(offices), r["title"], sector, person, r["surname"],
                     "|".join(aliases), begin, end, r["known"], ", ".join(unique(r["source"]))))
    write(out, "leaders.tsv",
          ["Who held which office when: heads of state and government, deputies, ministers, spokespersons, elects.",
           "code: country, or the code of a body. offices: names of the office in lower case, usable for look-up; title: as printed.",
           "sector: the branch the office belongs to; ELI is an elect: not yet the government.",
           "aliases: further full names; a single word there is known world-wide without a first name.",
           "Holds from <= day < to. With an empty to it is known only up to known_until: later the last office is stale."],
          ["code", "offices", "title", "sector", "person", "surname", "aliases", "from", "to", "known_until", "source"],
          rows)


def mark(names, evidence):
    return "|".join(("~" if evidence(n) else "") + n for n in names)


def organisations(folder, out):
    rows, taken = [], set()
    for r in read(folder, "organisations.tsv"):
        short = r["acronym"]
        names = [n for n in [re.sub(r" \(.*\)", "", r["name"])] + split(r["aliases"]) if usable(n)]
        if short not in ("C", "EC", "EP", "CE", "CD", "ICCt", "ICC", "RSF-NGO", "STC", "OXF", "GP", "TI", "MDA-IL", "AI", "CAN"):
            names.append(short)
        names = [n for n in unique(names) if n not in taken and n not in ("Brussels", "the bloc")]
        if not names or r["acronym"] == "ICC":
            continue
        taken.update(names)
        prefix = "NGO" if r["kind"] == "NGO" else "IGO"
        fallback = re.sub(r"[^A-Z]", "", short.upper())[:6]
        code = BODY_CODES.get(short, prefix + ("UNO" if short.startswith("UN") or short in ("MONUSCO", "MINUSCA", "MINUSMA",
               "MINUSTAH", "MINURSO", "MINURCAT") else fallback))
        if r["kind"] == "PKO" and code.endswith("UNO"):
            code += "PKO"
        names += ORG_EXTRA.get(short, [])
        plain = {"UN", "EU", "NATO", "WHO", "AU", "IMF", "WTO", "ICC", "ICJ", "IAEA", "OPEC", "ASEAN", "OSCE", "ECB", "U.N.",
                 "E.U.", "G7", "G20", "G-7", "G-20", "G8", "HRW", "OPCW", "UNHCR", "UNRWA", "WFP", "IOM", "BRICS", "SCO"}
        short_weak = lambda n: n not in plain and weak(n) and len(n.replace(".", "")) <= 3
        rows.append((code, names[0], mark(unique(names), short_weak), r["kind"], "manual"))
    write(out, "organisations.tsv",
          ["International organisations, peace operations, courts and NGOs with world-wide reach.",
           "code: IGO or NGO, then the CAMEO code of the body, else its acronym.",
           "names: ~ marks a name that counts only when a longer name of the body stands in the same article."],
          ["code", "name", "names", "kind", "source"], rows)


def groups(folder, out, known):
    sector = {"REB": "REB", "TER": "REB", "SEP": "SEP", "CRM": "CRM", "POL": "REB", "OPP": "OPP", "PTY": "PTY", "MIL": "REB",
              "PMC": "MIL", "SET": "SET", "ETH": ""}
    table = [r for r in read(folder, "groups.tsv") if r["kind"] != "ETH"]
    by_hand = lambda r: r["dates_meaning"].startswith("founded")
    table.sort(key=lambda r: not by_hand(r))
    owner = {}
    for r in table:
        owner.setdefault(r["name"], r["name"])
    rows = []
    for r in table:
        if not by_hand(r) and (r["to"] and r["to"] < "2005"):
            continue
        base = r["iso3_base"] if r["iso3_base"] in known else ""
        extra = GROUP_EXTRA.get(r["name"], {})
        name = re.sub(r" \[.*\]| \(.*\)", "", r["name"]).replace("\u00b4", "'")
        names = [n for n in unique([name] + split(r["aliases"]) + extra.get("names", [])) if usable(n)]
        names = [n for n in names if n not in extra.get("drop", []) and owner.setdefault(n, r["name"]) == r["name"]]
        if not names:
            continue
        code = extra.get("code") or ((base or "IMG") + sector[r["kind"]])
        strong = set(extra.get("strong", []))
        evidence = lambda n: n not in strong and (weak(n) or " " not in n and "-" not in n and not by_hand(r))
        places = "|".join(unique([base] + [c for c in split(r["states_present"]) if c in known]))
        kind = {"TER": "terrorist", "REB": "rebel", "SEP": "separatist", "CRM": "criminal", "OPP": "opposition",
                "PTY": "party", "PMC": "mercenary"}.get(r["kind"], "militia")
        spells = extra.get("spells") or [(code, day(r["from"]) if by_hand(r) else "",
                                          day(r["to"]) if by_hand(r) and not extra.get("open") else "")]
        for spell_code, begin, end in spells:
            rows.append((spell_code, name, mark(names, evidence), places, kind, begin, end, source_of(r["source"])))
    write(out, "groups.tsv",
          ["Armed and other non-state groups.",
           "code: base country and sector (REB rebels and terrorists, SEP separatists, CRM criminals, OPP, PTY), IMG when world-wide.",
           "names: ~ marks a name that counts only when one of the group's countries stands in the same article.",
           "places: countries where it acts. from, to: days between which the code holds, empty when open."],
          ["code", "name", "names", "places", "kind", "from", "to", "source"], rows)


def parties(folder, out, known):
    rows = []
    for r in read(folder, "parties.tsv"):
        if r["kind"] != "party" or r["last_listed"] < "2020" or r["iso3"] not in known:
            continue
        name = re.sub(r"^\+\+ ", "", r["name"])
        if not usable(name) or not name[0].isupper() or len(name.split()) > 8:
            continue
        if " " not in name and (r["iso3"], name) not in PARTY_NAMES and not name.isupper():
            continue  # "Forward", "Future": too plain
        names = unique([name] + [n for n in split(r["other_names"]) if usable(n) and n[0].isupper() and len(n) > 4] +
                       [n for n in split(r["abbreviation"]) if usable(n) and len(n) > 1])
        strong = PARTY_NAMES.get((r["iso3"], name), [])
        rows.append((r["iso3"] + "PTY", name, mark(names + [n for n in strong if n not in names], lambda n: n not in strong),
                     "factbook"))
    for (country, name), strong in sorted(PARTY_NAMES.items()):
        if not any(row[0] == country + "PTY" and row[1] == name for row in rows):
            rows.append((country + "PTY", name, "|".join(strong or [name]), "manual"))
    write(out, "parties.tsv",
          ["Political parties.",
           "names: ~ marks a name that counts only when the party's country stands in the same article."],
          ["code", "name", "names", "source"], rows)


def forces(folder, out, known, adjectives):
    rows, heads = {}, {a.split()[0] for a in adjectives}
    for r in read(folder, "forces.tsv"):
        if r["iso3"] not in known:
            continue
        strong = FORCE_NAMES.get((r["iso3"], r["name"]), [])
        names = [n for n in [r["name"]] + split(r["native_or_other"]) + split(r["abbreviation"]) if usable(n)]
        names = [n for n in unique(names) if len(n) > 2 and (" " in n or n.isupper() or n == r["name"]) and n not in ("Army", "Navy", "Air Force", "Police", "Coast Guard",
                 "Reserves", "Gendarmerie", "Ministry", "Marine Corps")]
        if not names:
            continue
        distinct = lambda n: n in strong or (n.split()[0] in heads and " " in n)
        key = (r["iso3"] + r["code"], names[0])
        rows.setdefault(key, (key[0], key[1], mark(names + [n for n in strong if n not in names], lambda n: not distinct(n)),
                              r["kind"], source_of(r["source"])))
    for (country, name), strong in sorted(FORCE_NAMES.items()):
        code, _, body = name.partition(":")
        if body:
            rows[(country + code, body)] = (country + code, body, "|".join(unique([body] + strong)), "other", "manual")
    write(out, "forces.tsv",
          ["Armed forces, police and intelligence services with names of their own.",
           "names: ~ marks a name that counts only when the country stands in the same article."],
          ["code", "name", "names", "kind", "source"], list(rows.values()))


def media(folder, out, known):
    rows = []
    for r in read(folder, "media.tsv"):
        names = [n for n in unique([r["name"]] + split(r["aliases"])) if usable(n) and n.lower() not in PLAIN_MEDIA]
        if names and r["iso3"] in known:
            rows.append((r["iso3"] + "MED", r["name"], mark(names, lambda n: weak(n) and n not in ACTOR_NAMES), r["kind"],
                         r["ownership"], source_of(r["source"])))
    write(out, "media.tsv",
          ["News media; ownership state or party makes their word state media.",
           "names: ~ marks a name that counts only when the country stands in the same article."],
          ["code", "name", "names", "kind", "ownership", "source"], rows)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "..", "data", "actors")
    known, adjectives = states(folder, out)
    leaders(folder, out)
    organisations(folder, out)
    groups(folder, out, known)
    parties(folder, out, known)
    forces(folder, out, known, adjectives)
    media(folder, out, known)


if __name__ == "__main__":
    main()
