// Reading the actor files: every row is checked, and the first fault stops the load with its file and line.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "lexicon/actors.h"

namespace herald::lexicon {

using base::Date;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t kMaxColumns = 11;

/// One data row, cut at its tabs.
struct Row {
  std::array<std::string_view, kMaxColumns> cells;
  std::string_view operator[](std::size_t i) const { return cells[i]; }
};

template <typename Visit>
void each_item(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (end > 0) visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

bool is_code(std::string_view text, std::size_t shortest, std::size_t longest) {
  return text.size() >= shortest && text.size() <= longest &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

class ActorLoader {
 public:
  explicit ActorLoader(std::string folder) : folder_(std::move(folder)) {}

  Result<ActorLexicon> run();

 private:
  using Handler = Result<void> (ActorLoader::*)(const Row&);
  struct File {
    std::string_view name, columns;
    Handler handler;
  };

  Result<void> read_texts(std::span<const File> files);
  Result<void> read_rows(const File& file, std::string_view text);
  Result<void> country_row(const Row& row);
  Result<void> leader_row(const Row& row);
  Result<void> organisation_row(const Row& row) { return body_row(row, NameKind::kBody, row[3], {}, {}, {}); }
  Result<void> group_row(const Row& row) {
    return body_row(row, NameKind::kGroup, row[4], row[3], row[5], row[6]);
  }
  Result<void> party_row(const Row& row) { return body_row(row, NameKind::kParty, "party", {}, {}, {}); }
  Result<void> force_row(const Row& row) { return body_row(row, NameKind::kForce, row[3], {}, {}, {}); }
  Result<void> media_row(const Row& row) { return body_row(row, NameKind::kMedia, row[4], {}, {}, {}); }
  Result<void> role_row(const Row& row);
  Result<void> nothing_row(const Row& row);
  Result<void> body_row(const Row& row, NameKind kind, std::string_view word, std::string_view places,
                        std::string_view from, std::string_view to);

  Error fault(std::string message) const {
    return {ErrorKind::kFormat, std::move(message),
            folder_ + "/" + std::string(file_) + ":" + std::to_string(line_)};
  }
  Result<std::optional<Date>> day(std::string_view text) const;
  Result<void> check_body_code(std::string_view code) const;
  void add_name(std::string_view name, NameReading reading, bool lower_case = false);
  void finish();

  std::string folder_;
  std::string_view file_;
  std::size_t line_ = 0;
  ActorLexicon out_;
  std::unordered_map<std::string, std::uint32_t> person_of_;  // "code\tname" -> index; never iterated
  std::unordered_map<std::string_view, bool> body_codes_;
};

void ActorLoader::add_name(std::string_view name, NameReading reading, bool lower_case) {
  if (name.starts_with('~')) {
    reading.weak = true;
    name.remove_prefix(1);
  }
  out_.index_.add(name, ActorLexicon::packed(reading), lower_case);
}

Result<std::optional<Date>> ActorLoader::day(std::string_view text) const {
  if (text.empty()) return std::optional<Date>{};
  const auto date = base::parse_date(text);
  if (!date) return fault(fmt::format("'{}' is not a day in the form YYYY-MM-DD", text));
  return std::optional<Date>{*date};
}

Result<void> ActorLoader::check_body_code(std::string_view code) const {
  if (!is_code(code, 3, 15)) return fault(fmt::format("'{}' is not an actor code", code));
  const std::string_view head = code.substr(0, 3);
  if (head == "IGO" || head == "NGO" || head == "IMG") return {};
  if (!out_.country_of_code_.contains(head))
    return fault(fmt::format("code '{}': unknown country '{}'", code, head));
  for (std::size_t at = 3; at < code.size(); at += 3) {
    const std::string_view sector = code.substr(at, 3);
    if (!is_sector(sector)) return fault(fmt::format("code '{}': unknown sector '{}'", code, sector));
  }
  return {};
}

Result<void> ActorLoader::country_row(const Row& row) {
  if (!is_code(row[0], 3, 3))
    return fault(fmt::format("'{}' is not a country code of three capitals", row[0]));
  if (row[1].empty()) return fault("a country needs a name");
  if (row[7] != "state" && row[7] != "territory" && row[7] != "historical") {
    return fault(fmt::format("unknown kind '{}'; known are state, territory, historical", row[7]));
  }
  const auto item = static_cast<std::uint32_t>(out_.countries_.size());
  if (!out_.country_of_code_.emplace(row[0], item).second)
    return fault(fmt::format("country '{}' stands twice", row[0]));
  const std::string_view adjective = row[3].substr(0, std::min(row[3].find('|'), row[3].size()));
  out_.countries_.push_back({row[0], row[1], row[7], adjective});
  each_item(row[2], [&](std::string_view n) { add_name(n, {NameKind::kCountry, false, false, item, {}}); });
  each_item(row[3], [&](std::string_view n) { add_name(n, {NameKind::kAdjective, false, false, item, {}}); });
  each_item(row[4], [&](std::string_view n) {
    add_name(n, {NameKind::kDemonym, false, n.ends_with('s'), item, {}});
  });
  each_item(row[5], [&](std::string_view n) { add_name(n, {NameKind::kCapital, false, false, item, {}}); });
  std::string_view bad;
  const auto add_metonym = [&](std::string_view n) {
    const std::size_t colon = n.rfind(':');
    if (colon == std::string_view::npos || !is_sector(n.substr(colon + 1))) {
      bad = n;
      return;
    }
    const auto metonym = static_cast<std::uint32_t>(out_.metonyms_.size());
    out_.metonyms_.push_back({item, n.substr(colon + 1)});
    add_name(n.substr(0, colon), {NameKind::kMetonym, false, false, metonym, {}});
  };
  each_item(row[6], add_metonym);
  if (!bad.empty())
    return fault(fmt::format("metonym '{}' is not of the form name:SECTOR with a known sector", bad));
  return {};
}

Result<void> ActorLoader::body_row(const Row& row, NameKind kind, std::string_view word,
                                   std::string_view places, std::string_view from, std::string_view to) {
  if (auto ok = check_body_code(row[0]); !ok) return ok.error();
  if (row[1].empty() || row[2].empty()) return fault("a body needs a name");
  const auto begin = day(from), end = day(to);
  if (!begin) return begin.error();
  if (!end) return end.error();
  if (*begin && *end && **end <= **begin) return fault("the last day is not after the first");
  Body body{row[0], row[1], word, {}, *begin, *end};
  if (out_.country_of_code_.contains(row[0].substr(0, 3))) body.places.push_back(row[0].substr(0, 3));
  std::string_view unknown;
  const auto add_place = [&](std::string_view p) {
    if (!out_.country_of_code_.contains(p)) unknown = p;
    if (std::find(body.places.begin(), body.places.end(), p) == body.places.end()) body.places.push_back(p);
  };
  each_item(places, add_place);
  if (!unknown.empty()) return fault(fmt::format("unknown country '{}'", unknown));
  const auto item = static_cast<std::uint32_t>(out_.bodies_.size());
  out_.bodies_.push_back(std::move(body));
  body_codes_.emplace(row[0], true);
  each_item(row[2], [&](std::string_view n) { add_name(n, {kind, false, false, item, {}}); });
  return {};
}

Result<void> ActorLoader::leader_row(const Row& row) {
  const bool country = out_.country_of_code_.contains(row[0]);
  if (!country && !body_codes_.contains(row[0]))
    return fault(fmt::format("unknown country or body '{}'", row[0]));
  if (!row[3].empty() && !is_sector(row[3])) return fault(fmt::format("unknown sector '{}'", row[3]));
  if (row[4].empty()) return fault("a holder needs a name");
  const auto from = day(row[7]), to = day(row[8]), known = day(row[9]);
  if (!from) return from.error();
  if (!to) return to.error();
  if (!known) return known.error();
  if (!*from || !*known) return fault("from and known_until are needed");
  if (*to && **to <= **from) return fault("the last day is not after the first");
  if (**known < **from) return fault("known_until lies before from");
  const auto fresh = static_cast<std::uint32_t>(out_.persons_.size());
  std::string key(row[0]);
  key.append("\t").append(row[4]);
  const std::uint32_t item = person_of_.emplace(std::move(key), fresh).first->second;
  if (item == fresh) out_.persons_.push_back({row[0], row[4], row[5], {}, false});
  Person& person = out_.persons_[item];
  person.spells.push_back(static_cast<std::uint32_t>(out_.spells_.size()));
  out_.spells_.push_back({row[0], row[1], row[2], row[3], item, **from, *to, **known});
  person.leader = person.leader || out_.spells_.back().is_head();
  add_name(row[4], {NameKind::kPerson, false, false, item, {}});
  const auto add_alias = [&](std::string_view n) {
    if (n.find_first_of(" -") == std::string_view::npos) person.leader = true;
    add_name(n, {NameKind::kPerson, false, false, item, {}});
  };
  each_item(row[6], add_alias);
  if (row[5].size() > 1) add_name(row[5], {NameKind::kSurname, true, false, item, {}});
  return {};
}

Result<void> ActorLoader::role_row(const Row& row) {
  static constexpr std::array<std::pair<std::string_view, RoleKind>, 4> kKinds{{{"person", RoleKind::kPerson},
                                                                                {"body", RoleKind::kBody},
                                                                                {"group", RoleKind::kGroup},
                                                                                {"title", RoleKind::kTitle}}};
  const auto blank = [](std::string_view cell) { return cell == "-" ? std::string_view{} : cell; };
  if (row[0] != "-" && !is_sector(row[0])) return fault(fmt::format("unknown sector '{}'", row[0]));
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.first == row[3]; });
  if (kind == kKinds.end())
    return fault(fmt::format("unknown kind '{}'; known are person, body, group, title", row[3]));
  if (row[5] != "-" && row[5] != "country")
    return fault(fmt::format("needs is '-' or 'country', not '{}'", row[5]));
  const auto item = static_cast<std::uint32_t>(out_.roles_.size());
  out_.roles_.push_back(
      {blank(row[0]), blank(row[1]), blank(row[2]), kind->second, blank(row[4]), row[5] == "country"});
  const Role& role = out_.roles_.back();
  if (role.text().empty()) return fault("a role needs a singular or a plural");
  for (const auto& [text, plural] : {std::pair{role.singular, false}, std::pair{role.plural, true}}) {
    if (!text.empty() && !(plural && text == role.singular)) {
      add_name(text, {NameKind::kRole, false, plural, item, {}}, true);
    }
  }
  return {};
}

Result<void> ActorLoader::nothing_row(const Row& row) {
  if (row[0].empty()) return fault("a name is needed");
  add_name(row[0], {NameKind::kNothing, false, false, 0, {}});
  return {};
}

Result<void> ActorLoader::read_rows(const File& file, std::string_view text) {
  file_ = file.name;
  line_ = 0;
  const auto columns =
      static_cast<std::size_t>(std::count(file.columns.begin(), file.columns.end(), '\t') + 1);
  bool named = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (line.front() == '#') {
      named = named || line.substr(1) == file.columns;
      continue;
    }
    if (!named) return fault(fmt::format("the columns must be named first: #{}", file.columns));
    Row row;
    std::size_t n = 0;
    for (std::string_view rest = line;; ++n) {
      const std::size_t tab = std::min(rest.find('\t'), rest.size());
      if (n < kMaxColumns) row.cells[n] = rest.substr(0, tab);
      if (tab == rest.size()) break;
      rest.remove_prefix(tab + 1);
    }
    if (n + 1 != columns) return fault(fmt::format("{} columns where {} are due", n + 1, columns));
    const bool ascii =
        std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!ascii && !base::is_valid_utf8(line)) return fault("not valid UTF-8");
    if (auto ok = (this->*file.handler)(row); !ok) return ok.error();
  }
  if (!named) return fault("is empty");
  return {};
}

Result<void> ActorLoader::read_texts(std::span<const File> files) {
  std::string digest;
  for (const File& file : files) {
    auto text = base::read_file(folder_ + "/" + std::string(file.name));
    if (!text) return text.error();
    digest.append(file.name).append(base::sha256_hex(*text));
    out_.texts_.push_back(std::move(*text));
  }
  out_.fingerprint_ = base::sha256_hex(digest).substr(0, 16);
  return {};
}

void ActorLoader::finish() {
  const auto& spells = out_.spells_;
  for (Person& person : out_.persons_) {
    std::sort(person.spells.begin(), person.spells.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(spells[a].from, a) < std::pair(spells[b].from, b);
    });
  }
  out_.spells_by_code_.resize(spells.size());
  for (std::uint32_t i = 0; i < spells.size(); ++i) out_.spells_by_code_[i] = i;
  std::sort(out_.spells_by_code_.begin(), out_.spells_by_code_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (spells[a].code != spells[b].code) return spells[a].code < spells[b].code;
    return std::pair(spells[b].from, a) < std::pair(spells[a].from, b);
  });
}

Result<ActorLexicon> ActorLoader::run() {
  static constexpr std::array<File, 9> kFiles{{
      {"countries.tsv", "code\tname\tnames\tadjectives\tdemonyms\tcapital\tmetonyms\tkind\tfrom\tto\tsource",
       &ActorLoader::country_row},
      {"organisations.tsv", "code\tname\tnames\tkind\tsource", &ActorLoader::organisation_row},
      {"groups.tsv", "code\tname\tnames\tplaces\tkind\tfrom\tto\tsource", &ActorLoader::group_row},
      {"parties.tsv", "code\tname\tnames\tsource", &ActorLoader::party_row},
      {"forces.tsv", "code\tname\tnames\tkind\tsource", &ActorLoader::force_row},
      {"media.tsv", "code\tname\tnames\tkind\townership\tsource", &ActorLoader::media_row},
      {"leaders.tsv", "code\toffices\ttitle\tsector\tperson\tsurname\taliases\tfrom\tto\tknown_until\tsource",
       &ActorLoader::leader_row},
      {"roles.tsv", "code\tsingular\tplural\tkind\toffice\tneeds", &ActorLoader::role_row},
      {"not_actors.tsv", "name\twhy", &ActorLoader::nothing_row},
  }};
  if (auto ok = read_texts(kFiles); !ok) return ok.error();
  std::size_t rows = 0;
  for (const std::string& text : out_.texts_)
    rows += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  out_.index_.reserve(rows * 2);
  person_of_.reserve(rows);
  for (std::size_t i = 0; i < kFiles.size(); ++i) {
    if (auto ok = read_rows(kFiles[i], out_.texts_[i]); !ok) return ok.error();
  }
  finish();
  return std::move(out_);
}

Result<ActorLexicon> load_actors(const std::string& folder) {
  return ActorLoader(folder).run();
}

}  // namespace herald::lexicon
