// The dictionary's answers as text for people and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "engine/actor_cards.h"
#include "engine/actor_day.h"
#include "engine/text_table.h"

namespace herald::engine {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::string_view kIndent = "                 ";  ///< where the values of a card begin

void add_fact(std::string& out, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  out += fmt::format("  {:<15}{}\n", label, wrapped(value, kWidth - kIndent.size(), kIndent));
}

std::string source_of(const std::string& source, const std::string& place) {
  return source.empty() ? place : source + ", " + place;
}

/// "president, head of government".
std::string office_name(const OfficeCard& office) {
  std::string out;
  for (const std::string_view item : base::split(office.offices, '|'))
    out.append(out.empty() ? "" : ", ").append(item);
  return out;
}

std::string offices_text(const std::vector<OfficeCard>& offices, bool persons, bool dated) {
  std::vector<std::string> head{"",           persons ? "holder" : "office", "title", "code", "from", "to",
                                "known until"};
  if (dated) head.emplace_back("on the day");
  head.emplace_back("source");
  TextTable table(head);
  for (const OfficeCard& o : offices) {
    std::vector<std::string> cells{o.decides ? "*" : "",
                                   persons ? o.person : office_name(o),
                                   o.title,
                                   o.code + (o.sector.empty() ? "" : " " + o.sector),
                                   o.from,
                                   o.to,
                                   o.known_until};
    if (dated) cells.push_back(o.verdict);
    cells.push_back(source_of(o.source, o.place));
    table.add(std::move(cells));
  }
  return table.text("  ");
}

void add_card(std::string& out, const ActorCard& card, bool dated) {
  out += fmt::format("\n{}  ({}{}{})\n", card.name, card.kind, card.code.empty() ? "" : ", ", card.code);
  if (!card.result.empty() || !card.standing.empty()) {
    // Without a day whoever is in office is "stale", which says nothing to people.
    const std::string standing = dated || card.standing != "stale" ? card.standing : "";
    const std::string what = card.result + (card.result.empty() || standing.empty() ? "" : ", ") + standing;
    add_fact(out, dated ? "on the day" : "last known",
             what + (card.decision.empty() ? "" : ": " + card.decision));
  } else {
    add_fact(out, "note", card.decision);
  }
  for (const NamingCard& n : card.namings) {
    add_fact(out, "named by",
             fmt::format("{}, {}{}{}  {}", n.text, n.kind, n.code.empty() ? "" : " for ", n.code, n.place));
    if (!n.evidence.empty()) add_fact(out, "  needs", n.evidence);
  }
  for (const auto& [label, value] : card.facts) add_fact(out, label, value);
  add_fact(out, card.kind == "code" ? "bodies" : "also named", base::join(card.aliases, " | "));
  if (card.kind != "person" && !card.place.empty())
    add_fact(out, "source", source_of(card.source, card.place));
  if (!card.offices.empty()) out += offices_text(card.offices, card.kind != "person", dated);
  if (!card.memberships.empty()) out += members_text(card.memberships, card.kind == "country", "  ");
}

void write_text_or_null(base::JsonWriter& json, std::string_view key, const std::string& value) {
  json.key(key);
  value.empty() ? json.null() : json.value(value);
}

void write_offices(base::JsonWriter& json, std::string_view key, const std::vector<OfficeCard>& offices) {
  json.key(key).array();
  for (const OfficeCard& o : offices) {
    json.object().key("code").value(o.code).key("offices").array();
    for (const std::string_view item : base::split(o.offices, '|')) json.value(item);
    json.end();
    write_text_or_null(json, "title", o.title);
    write_text_or_null(json, "sector", o.sector);
    json.key("person").value(o.person).key("from").value(o.from);
    write_text_or_null(json, "to", o.to);
    json.key("known_until").value(o.known_until);
    write_text_or_null(json, "source", o.source);
    json.key("place").value(o.place).key("decides").value(o.decides);
    write_text_or_null(json, "verdict", o.verdict);
    json.end();
  }
  json.end();
}

void write_members(base::JsonWriter& json, const std::vector<MemberCard>& rows) {
  json.key("memberships").array();
  for (const MemberCard& m : rows) {
    json.object().key("org").value(m.org).key("country").value(m.country).key("status").value(m.status);
    write_text_or_null(json, "from", m.from);
    write_text_or_null(json, "to", m.to);
    json.key("known_until").value(m.known_until);
    write_text_or_null(json, "source", m.source);
    json.key("place").value(m.place).key("holds").value(m.holds);
    write_text_or_null(json, "verdict", m.verdict);
    json.end();
  }
  json.end();
}

void write_card(base::JsonWriter& json, const ActorCard& card) {
  json.object().key("kind").value(card.kind);
  write_text_or_null(json, "code", card.code);
  json.key("name").value(card.name);
  json.key("named_by").array();
  for (const NamingCard& n : card.namings) {
    json.object().key("kind").value(n.kind).key("text").value(n.text);
    write_text_or_null(json, "code", n.code);
    json.key("weak").value(n.weak);
    write_text_or_null(json, "needs", n.evidence);
    json.key("place").value(n.place).end();
  }
  json.end().key("aliases").array();
  for (const std::string& alias : card.aliases) json.value(alias);
  json.end().key("facts").object();
  for (const auto& [label, value] : card.facts) write_text_or_null(json, label, value);
  json.end();
  write_text_or_null(json, "result", card.result);
  write_text_or_null(json, "standing", card.standing);
  write_text_or_null(json, "decision", card.decision);
  write_offices(json, "offices", card.offices);
  write_members(json, card.memberships);
  write_text_or_null(json, "source", card.source);
  write_text_or_null(json, "place", card.place);
  json.end();
}

}  // namespace

std::string members_text(const std::vector<MemberCard>& rows, bool by_country, std::string_view indent) {
  // One line a status: "member  Albania, Belgium, …"; what does not hold carries its reason.
  std::map<std::string, std::string> by_status;
  for (const MemberCard& m : rows) {
    std::string& line = by_status[m.status];
    line += (line.empty() ? "" : ", ") + (by_country ? m.org_name : m.country_name);
    if (!m.holds)
      line += " (" + m.verdict + ")";
    else if (m.verdict.empty() && !m.to.empty())
      line += " (until " + m.to + ")";
  }
  std::string out;
  const std::string deeper = std::string(indent) + std::string(15, ' ');
  for (const auto& [status, line] : by_status)
    out += fmt::format("{}{:<14} {}\n", indent, status, wrapped(line, kWidth - deeper.size(), deeper));
  return out;
}

std::string to_text(const ActorAnswer& answer) {
  const std::string on = answer.day.empty() ? "" : " on " + answer.day;
  if (answer.cards.empty()) return fmt::format("\"{}\": nothing is known under that name\n", answer.asked);
  std::string out = fmt::format("\"{}\"{}: {} reading{}\n", answer.asked, on, answer.cards.size(),
                                answer.cards.size() == 1 ? "" : "s");
  for (const ActorCard& card : answer.cards) add_card(out, card, !answer.day.empty());
  if (!answer.notes.empty()) out += "\n";
  for (const std::string& note : answer.notes) out += wrapped(note, kWidth, "") + "\n";
  return out;
}

std::string to_json(const ActorAnswer& answer) {
  base::JsonWriter json;
  json.object().key("asked").value(answer.asked);
  write_text_or_null(json, "date", answer.day);
  json.key("readings").array();
  for (const ActorCard& card : answer.cards) write_card(json, card);
  json.end().key("notes").array();
  for (const std::string& note : answer.notes) json.value(note);
  json.end().key("near").array();
  for (const std::string& name : answer.near) json.value(name);
  json.end().end();
  return json.take() + "\n";
}

namespace {

/// A line a state; where two hold one office a line for each.
std::string heads_text(const std::vector<HeadsRow>& heads) {
  TextTable table({"code", "state", "head of state", "since", "head of government", "since"});
  bool known = false;
  for (const HeadsRow& row : heads) {
    const std::size_t lines = std::max<std::size_t>({1, row.state.size(), row.government.size()});
    for (std::size_t i = 0; i < lines; ++i) {
      std::vector<std::string> cells(6);
      if (i == 0) cells[0] = row.code, cells[1] = row.name;
      if (i < row.state.size()) cells[2] = row.state[i].person, cells[3] = row.state[i].from;
      if (i < row.government.size()) cells[4] = row.government[i].person, cells[5] = row.government[i].from;
      if (i == 0 && row.state.empty()) cells[2] = row.no_state;
      if (i == 0 && row.government.empty()) cells[4] = row.no_government;
      table.add(std::move(cells));
      known = known || !row.state.empty() || !row.government.empty();
    }
  }
  return table.text() + (known ? "" : "\nno head of state or government is known to hold office that day\n");
}

}  // namespace

std::string to_text(const ActorDay& day) {
  if (day.code.empty()) return heads_text(day.heads);
  std::string out = fmt::format("{} ({}) on {}\n", day.name, day.code, day.day);
  TextTable held({"office", "holder", "title", "since", "until", "known until", "source"});
  for (const OfficeCard& o : day.held)
    held.add({office_name(o), o.person, o.title, o.from, o.to, o.known_until, source_of(o.source, o.place)});
  out += held.empty() ? "\n  no office is known to be held that day\n" : "\n" + held.text("  ");
  TextTable lapsed;
  for (const OfficeCard& o : day.lapsed)
    lapsed.add({office_name(o), "not known after " + o.known_until, "last " + o.person,
                source_of(o.source, o.place)});
  if (!lapsed.empty()) out += "\n" + lapsed.text("  ");
  if (!day.memberships.empty()) out += "\n" + members_text(day.memberships, day.is_country, "  ");
  return out;
}

std::string to_json(const ActorDay& day) {
  base::JsonWriter json;
  json.object().key("date").value(day.day);
  if (day.code.empty()) {
    json.key("states").array();
    for (const HeadsRow& r : day.heads) {
      json.object().key("code").value(r.code).key("name").value(r.name);
      write_offices(json, "head_of_state", r.state);
      write_offices(json, "head_of_government", r.government);
      json.end();
    }
    json.end().end();
    return json.take() + "\n";
  }
  json.key("code").value(day.code).key("name").value(day.name);
  write_offices(json, "held", day.held);
  write_offices(json, "not_known", day.lapsed);
  write_members(json, day.memberships);
  json.end();
  return json.take() + "\n";
}

}  // namespace herald::engine
