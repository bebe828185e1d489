// One row of an actor file: checked and taken in.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "lexicon/actor_loader.h"

namespace herald::lexicon {

using base::Date;
using base::Result;

namespace {

bool is_code(std::string_view text, std::size_t shortest, std::size_t longest) {
  return text.size() >= shortest && text.size() <= longest &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// Codes that begin with one of these name a body, not a country.
bool is_body_prefix(std::string_view head) {
  return head == "IGO" || head == "NGO" || head == "IMG" || head == "MNC";
}

std::string_view blank(std::string_view cell) {
  return cell == "-" ? std::string_view{} : cell;
}

}  // namespace

base::Error ActorLoader::unknown_country(std::string_view code) const {
  // "GER" is meant for Germany, "UK" for the United Kingdom.
  for (const Country& country : out_.countries_) {
    const bool begins = code.size() == 3 && base::ascii_iequals(country.name.substr(0, 3), code);
    if (begins || country.iso2 == code)
      return fault(fmt::format("unknown country '{}'; did you mean {} ({})?", base::printable(code),
                               country.code, country.name));
  }
  return fault(fmt::format("unknown country '{}'", base::printable(code)));
}

void ActorLoader::note_conflict(std::string_view name, std::int32_t replaced, const NameReading& reading) {
  const std::string above = out_.code_of(reading);
  std::string below;
  for (std::int32_t at = replaced; at >= 0; at = index_.value(at).next) {
    const std::string code = out_.code_of(out_.reading(index_.value(at).value));
    if (code == above) return;  // one of several readings agrees
    if (below.empty()) below = code;
  }
  if (!below.empty() && !above.empty())
    out_.conflicts_.push_back({std::string(name), below, above, file_, line_});
}

void ActorLoader::add_name(std::string_view name, NameReading reading, NameSpace space) {
  if (name.starts_with('~')) {
    reading.weak = true;
    name.remove_prefix(1);
  }
  if (name.size() > kLongestName) {
    fault_ = fmt::format("a name of {} bytes, '{}…'; at most {}", name.size(),
                         base::printable(name.substr(0, 20)), kLongestName);
    return;
  }
  reading.layered = layer_;
  const std::uint32_t value = ActorLexicon::packed(reading);
  const auto replaced = index_.add(name, value, space);
  if (!replaced) {
    if (!layer_ || name.empty()) return;
    fault_ = fmt::format("'{}' has no letter or digit to be found by", base::printable(name));
    return;
  }
  if (*replaced >= 0) {
    note_conflict(name, *replaced, reading);
  } else if (layer_) {
    // A name of any case also covers ours as written, and the other way round.
    const NameSpace other = space == NameSpace::kAnyCase ? NameSpace::kAsWritten : NameSpace::kAnyCase;
    const std::int32_t below = index_.view().find_exact(name, other);
    if (below >= 0 && !out_.reading(index_.value(below).value).layered) note_conflict(name, below, reading);
  }
  // "al-Shabab" begins a sentence as "Al-Shabab".
  if (space == NameSpace::kAsWritten && (name.starts_with("al-") || name.starts_with("el-"))) {
    std::string capital(name);
    capital[0] = static_cast<char>(capital[0] - 32);
    index_.add(capital, value, space);
  }
  const auto at = static_cast<std::uint32_t>(name.data() - text_.data());
  names_.push_back({at, static_cast<std::uint32_t>(name.size()), value, (file_ << 24) | line_});
}

void ActorLoader::add_names(std::string_view list, NameReading reading, NameSpace space) {
  each_item(list, [&](std::string_view name) { add_name(name, reading, space); });
}

Result<std::optional<Date>> ActorLoader::day(std::string_view text) const {
  if (text.empty()) return std::optional<Date>{};
  const auto date = base::parse_date(text);
  if (!date) return fault(fmt::format("'{}' is not a day in the form YYYY-MM-DD", base::printable(text)));
  return std::optional<Date>{*date};
}

Result<std::pair<std::optional<Date>, std::optional<Date>>> ActorLoader::days(std::string_view from,
                                                                              std::string_view to) const {
  const auto begin = day(from), end = day(to);
  if (!begin) return begin.error();
  if (!end) return end.error();
  if (*begin && *end && **end <= **begin) return fault("the last day is not after the first");
  return std::pair(*begin, *end);
}

std::uint32_t ActorLoader::add_country(std::string_view code, const Row& row) {
  const auto item = static_cast<std::uint32_t>(out_.countries_.size());
  out_.country_of_code_.emplace(code, item);
  Country country;
  country.code = country.name = code;
  country.origin = origin(row[10]);
  out_.countries_.push_back(country);
  return item;
}

Result<void> ActorLoader::check_body_code(std::string_view code) {
  if (!is_code(code, 3, 24)) return fault(fmt::format("'{}' is not an actor code", base::printable(code)));
  const std::string_view head = code.substr(0, 3);
  if (is_body_prefix(head)) return {};
  if (foreign_[file_]) return {};
  if (is_sector(head) && table_->kind == NameKind::kPeople) return {};
  if (!out_.country_of_code_.contains(head))
    return fault(fmt::format("code '{}': {}", code, unknown_country(head).message));
  for (std::size_t at = 3; at < code.size(); at += 3) {
    const std::string_view sector = code.substr(at, 3);
    if (!is_sector(sector)) return fault(fmt::format("code '{}': unknown sector '{}'", code, sector));
  }
  return {};
}

Result<void> ActorLoader::country_row(const Row& row) {
  if (!is_code(row[0], 3, 3))
    return fault(fmt::format("'{}' is not a country code of three capitals", base::printable(row[0])));
  if (row[1].empty()) return fault("a country needs a name");
  const std::string_view kind = row[7].empty() ? row[0].substr(3) : row[7];
  if (!kind.empty() && kind != "state" && kind != "territory" && kind != "historical") {
    return fault(fmt::format("unknown kind '{}'; known are state, territory, historical", kind));
  }
  const auto known = out_.country_of_code_.find(row[0]);
  if (known != out_.country_of_code_.end() && !layer_)
    return fault(fmt::format("country '{}' stands twice", row[0]));
  // A layer's row adds names to a country there is.
  std::uint32_t item = static_cast<std::uint32_t>(out_.countries_.size());
  if (known != out_.country_of_code_.end()) {
    item = known->second;
  } else {
    out_.country_of_code_.emplace(row[0], item);
    const std::string_view adjective = row[3].substr(0, std::min(row[3].find('|'), row[3].size()));
    out_.countries_.push_back(
        {row[0], row[1], kind, adjective, row[10], row[11], row[12], row[13], origin(row[14])});
  }
  NameReading reading;
  reading.item = item;
  const auto add = [&](std::string_view list, NameKind what) {
    reading.kind = what;
    add_names(list, reading);
  };
  add(row[2].empty() ? row[1] : row[2], NameKind::kCountry);
  add(row[3], NameKind::kAdjective);
  each_item(row[4], [&](std::string_view n) {
    reading.plural = n.ends_with('s');
    add(n, NameKind::kDemonym);
  });
  reading.plural = false;
  add(row[5], NameKind::kCapital);
  std::string_view bad;
  each_item(row[6], [&](std::string_view n) {
    const std::size_t colon = n.rfind(':');
    if (colon == std::string_view::npos || !is_sector(n.substr(colon + 1))) {
      bad = n;
      return;
    }
    reading.kind = NameKind::kMetonym;
    reading.item = static_cast<std::uint32_t>(out_.metonyms_.size());
    out_.metonyms_.push_back({item, n.substr(colon + 1)});
    add_name(n.substr(0, colon), reading);
  });
  if (!bad.empty())
    return fault(
        fmt::format("metonym '{}' is not of the form name:SECTOR with a known sector", base::printable(bad)));
  return {};
}

Result<void> ActorLoader::body_row(const Row& row) {
  if (auto ok = check_body_code(row[0]); !ok) return ok.error();
  if (row[1].empty()) return fault("a body needs a name");
  if (!row[9].empty()) {
    line_ = 0;
    for (const char c : row[9]) line_ = line_ * 10 + static_cast<std::uint32_t>(c - '0');
  }
  const auto held = days(row[5], row[6]);
  if (!held) return held.error();
  std::string_view unknown;
  each_item(row[4], [&](std::string_view p) {
    if (!out_.country_of_code_.contains(p)) unknown = p;
  });
  if (!unknown.empty()) return unknown_country(unknown);
  NameReading reading;
  reading.kind = table_->kind;
  const std::string_view names = row[2].empty() ? row[1] : row[2];
  const NameSpace space = row[8] == "any" ? NameSpace::kAnyCase : NameSpace::kAsWritten;
  // In an older dictionary an entry whose code is a country alone is that country.
  const bool country_alone = foreign_[file_] && row[0].size() == 3 && !is_sector(row[0]) &&
                             !is_body_prefix(row[0]) && held->first == std::nullopt && !held->second;
  if (country_alone) {
    const auto known = out_.country_of_code_.find(row[0]);
    reading.kind = NameKind::kCountry;
    reading.item = known != out_.country_of_code_.end() ? known->second : add_country(row[0], row);
    add_names(names, reading, space);
    return {};
  }
  const std::string_view head = row[0].substr(0, 3);
  if (foreign_[file_] && !is_body_prefix(head) && !is_sector(head) && !out_.country_of_code_.contains(head))
    add_country(head, row);
  reading.item = static_cast<std::uint32_t>(out_.bodies_.size());
  std::string_view kind = table_->kind == NameKind::kMedia ? row[7] : row[3];
  if (table_->kind == NameKind::kParty) kind = constant("party");
  out_.bodies_.push_back({row[0], row[1], kind, row[4], held->first, held->second, origin(row[10])});
  body_codes_.emplace(row[0], true);
  add_names(names, reading, space);
  return {};
}

Result<void> ActorLoader::leader_row(const Row& row) {
  const bool country = out_.country_of_code_.contains(row[0]);
  if (!country && !body_codes_.contains(row[0]))
    return fault(fmt::format("unknown country or body '{}'", base::printable(row[0])));
  if (!row[3].empty() && !is_sector(row[3])) return fault(fmt::format("unknown sector '{}'", row[3]));
  if (row[4].empty()) return fault("a holder needs a name");
  const auto held = days(row[7], row[8]);
  const auto known = day(row[9]);
  if (!held) return held.error();
  if (!known) return known.error();
  if (!held->first) return fault("from is needed");
  // A spell that has ended is known to its end.
  if (!*known && !held->second) return fault("known_until is needed while to is empty");
  const Date until = *known ? **known : *held->second;
  if (until < *held->first) return fault("known_until lies before from");
  const auto fresh = static_cast<std::uint32_t>(out_.persons_.size());
  std::string key(row[0]);
  key.append("\t").append(row[4]);
  const std::uint32_t item = person_of_.emplace(std::move(key), fresh).first->second;
  if (item == fresh) out_.persons_.push_back({row[0], row[4], row[5], row[10], 0, 0, false});
  Person& person = out_.persons_[item];
  if (person.wikidata.empty()) person.wikidata = row[10];
  // Who holds an office is of the government unless the row says otherwise.
  const std::string_view sector = row[3].empty() && country ? constant("GOV") : row[3];
  out_.spells_.push_back(
      {row[0], row[1], row[2], sector, item, *held->first, held->second, until, origin(row[11])});
  person.leader = person.leader || out_.spells_.back().is_head();
  NameReading reading;
  reading.kind = NameKind::kPerson;
  reading.item = item;
  add_name(row[4], reading);
  each_item(row[6], [&](std::string_view n) {
    if (n.find_first_of(" -") == std::string_view::npos) person.leader = true;
    add_name(n, reading);
  });
  reading.kind = NameKind::kSurname;
  reading.weak = true;
  if (row[5].size() > 1) add_name(row[5], reading);
  return {};
}

Result<void> ActorLoader::role_row(const Row& row) {
  static constexpr std::array<std::pair<std::string_view, RoleKind>, 4> kKinds{{{"person", RoleKind::kPerson},
                                                                                {"body", RoleKind::kBody},
                                                                                {"group", RoleKind::kGroup},
                                                                                {"title", RoleKind::kTitle}}};
  if (row[0] != "-" && !is_sector(row[0]) && !foreign_[file_])
    return fault(fmt::format("unknown sector '{}'", base::printable(row[0])));
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.first == row[3]; });
  if (kind == kKinds.end())
    return fault(
        fmt::format("unknown kind '{}'; known are person, body, group, title", base::printable(row[3])));
  if (!row[5].empty() && row[5] != "-" && row[5] != "country")
    return fault(fmt::format("needs is '-' or 'country', not '{}'", base::printable(row[5])));
  NameReading reading;
  reading.kind = NameKind::kRole;
  reading.item = static_cast<std::uint32_t>(out_.roles_.size());
  out_.roles_.push_back({blank(row[0]), blank(row[1]), blank(row[2]), kind->second, blank(row[4]),
                         row[5] == "country", origin(row[7])});
  const Role role = out_.roles_.back();
  if (role.text().empty()) return fault("a role needs a singular or a plural");
  if (!role.singular.empty()) add_name(role.singular, reading, NameSpace::kAnyCase);
  reading.plural = true;
  if (!role.plural.empty() && role.plural != role.singular)
    add_name(role.plural, reading, NameSpace::kAnyCase);
  return {};
}

Result<void> ActorLoader::nothing_row(const Row& row) {
  if (row[0].empty()) return fault("a name is needed");
  NameReading reading;
  reading.kind = NameKind::kNothing;
  add_name(row[0], reading);
  return {};
}

Result<void> ActorLoader::place_row(const Row& row) {
  if (!out_.country_of_code_.contains(row[0])) return unknown_country(row[0]);
  if (row[1].empty()) return fault("a place needs a name");
  NameReading reading;
  reading.kind = NameKind::kPlace;
  reading.item = static_cast<std::uint32_t>(out_.places_.size());
  out_.places_.push_back({row[0], row[1], row[3], origin(row[4])});
  add_names(row[2].empty() ? row[1] : row[2], reading);
  return {};
}

Result<void> ActorLoader::given_name_row(const Row& row) {
  if (row[0] != "f" && row[0] != "m")
    return fault(fmt::format("gender is f or m, not '{}'", base::printable(row[0])));
  const auto gender = static_cast<std::uint32_t>(row[0] == "f" ? Gender::kFemale : Gender::kMale);
  each_item(row[1], [&](std::string_view name) { index_.add(name, gender, NameSpace::kGiven); });
  return {};
}

Result<void> ActorLoader::epithet_row(const Row& row) {
  if (row[0].empty()) return fault("a noun is needed");
  std::string_view unknown;
  each_item(row[1], [&](std::string_view code) {
    if (!out_.country_of_code_.contains(code)) unknown = code;
  });
  if (!unknown.empty()) return unknown_country(unknown);
  out_.epithets_.push_back({row[0], row[1]});
  return {};
}

Result<void> ActorLoader::membership_row(const Row& row) {
  if (!body_codes_.contains(row[0])) return fault(fmt::format("unknown body '{}'", base::printable(row[0])));
  if (!out_.country_of_code_.contains(row[1])) return unknown_country(row[1]);
  if (row[2].empty()) return fault("status is needed");
  const auto held = days(row[3], row[4]);
  const auto known = day(row[5]);
  if (!held) return held.error();
  if (!known) return known.error();
  if (!*known && !held->second) return fault("known_until is needed while to is empty");
  out_.memberships_.push_back(
      {row[0], row[1], row[2], held->first, held->second, *known ? **known : *held->second, origin(row[6])});
  return {};
}

}  // namespace herald::lexicon
