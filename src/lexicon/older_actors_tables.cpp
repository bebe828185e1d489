#include "lexicon/older_actors_tables.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "lexicon/name_index.h"

namespace herald::lexicon {

using base::Date;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t kLongestName = 300;                   ///< bytes, as in the tables
constexpr std::size_t kMostForms = 1000;                    ///< of one name or set
constexpr std::size_t kMostBytes = std::size_t{256} << 20;  ///< of all rows together
constexpr int kDeepest = 16;                                ///< sets inside sets

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_word(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// End of the set mark that begins at `at` ("!CREW!"), or nothing when there is none: "YAHOO!_INC".
std::optional<std::size_t> mark_end(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at] != '!' || !is_letter(text[at + 1])) return std::nullopt;
  std::size_t end = at + 1;
  while (end < text.size() && (is_word(text[end]) || text[end] == '_')) ++end;
  if (end >= text.size() || text[end] != '!') return std::nullopt;
  return end + 1;
}

/// A name as the tables have it: spaces between words, nothing that separates names or columns.
std::string spelled(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '_' || c == '|' || c == '\t') c = ' ';
  }
  while (out.starts_with('~')) out.erase(0, 1);
  return base::collapse_spaces(out);
}

/// A control character or U+FFFD where a letter was.
bool has_lost_letter(std::string_view name) {
  const bool control = std::any_of(name.begin(), name.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
  });
  return control || name.find("\xEF\xBF\xBD") != std::string_view::npos;
}

bool can_be_found(std::string_view name) {
  Pieces pieces;
  pieces.add_token(name);
  return !pieces.lower.empty() && pieces.lower.front() != 0;
}

/// The regular plural, in the case of the last letter.
std::string regular_plural(std::string_view noun) {
  if (noun.empty()) return {};
  const std::string lower =
      base::ascii_lower(noun.substr(noun.size() - std::min<std::size_t>(noun.size(), 3)));
  const auto ends = [&](std::string_view end) { return lower.ends_with(end); };
  const std::string_view vowels = "aeiou";
  const bool small = noun.back() >= 'a' && noun.back() <= 'z';
  std::string out(noun);
  const auto put = [&](std::string_view small_letters) {
    for (const char c : small_letters) out += small ? c : static_cast<char>(c - 32);
  };
  if (ends("y") && lower.size() > 1 && vowels.find(lower[lower.size() - 2]) == std::string_view::npos) {
    out.pop_back();
    put("ies");
  } else if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) {
    put("es");
  } else {
    put("s");
  }
  return out;
}

/// A noun in -s that has no further plural: "OFFICIALS", not "PRESS".
bool is_plural(std::string_view noun) {
  const std::string lower = base::ascii_lower(noun);
  return lower.ends_with("s") && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is");
}

/// Marks the members that are the plural of another one.
void mark_plurals(std::vector<OlderForm>& members) {
  std::unordered_set<std::string> plurals;
  for (const OlderForm& member : members) {
    const std::string lower = base::ascii_lower(member.text);
    plurals.insert(regular_plural(lower));
    if (lower.ends_with("man")) plurals.insert(lower.substr(0, lower.size() - 2) + "en");
  }
  for (OlderForm& member : members) member.plural = plurals.contains(base::ascii_lower(member.text));
}

/// "MUD SEA" as running text writes it; small words small where they stand inside.
std::string in_capitals(std::string_view name, bool small_words) {
  static constexpr std::array<std::string_view, 8> kSmall{"a", "and", "at", "for", "in", "of", "on", "the"};
  std::string out;
  for (const std::string_view word : base::split(name, ' ')) {
    std::string lower = base::ascii_lower(word);
    const bool small =
        small_words && !out.empty() && std::find(kSmall.begin(), kSmall.end(), lower) != kSmall.end();
    for (std::size_t i = 0; i < lower.size() && !small; ++i) {
      const bool begins = i == 0 || lower[i - 1] == '-';
      if (begins && lower[i] >= 'a' && lower[i] <= 'z') lower[i] = static_cast<char>(lower[i] - 32);
    }
    if (!out.empty()) out += ' ';
    out += lower;
  }
  return out;
}

struct Days {
  std::optional<Date> from, to;
};

/// All days without those of `codes` that say "no actor".
std::vector<Days> other_days(const std::vector<OlderCode>& codes) {
  std::vector<Days> gaps;
  for (const OlderCode& code : codes) {
    if (code.code.empty() && code.dated()) gaps.push_back({code.from, code.to});
  }
  std::sort(gaps.begin(), gaps.end(), [](const Days& a, const Days& b) { return a.from < b.from; });
  std::vector<Days> out;
  std::optional<Date> at;  // the first day not yet looked at
  for (const Days& gap : gaps) {
    if (gap.from && (!at || *at < *gap.from)) out.push_back({at, gap.from});
    if (!gap.to) return out;
    if (!at || *at < *gap.to) at = gap.to;
  }
  out.push_back({at, std::nullopt});
  return out;
}

std::string text_of(const std::optional<Date>& day) {
  return day ? day->text() : std::string();
}

}  // namespace

Error OlderTables::fault(std::uint32_t line, std::string message) const {
  return {ErrorKind::kFormat, std::move(message), fmt::format("{}:{}", path_, line)};
}

void OlderTables::note(std::uint32_t line, std::string message) {
  out_.notes.push_back({line, std::move(message)});
}

Result<void> OlderTables::check_size(std::uint32_t line) const {
  if (bodies_.size() + roles_.size() + nothing_.size() <= kMostBytes) return {};
  return fault(line, fmt::format("more than {} MB of names with all their codes", kMostBytes >> 20));
}

Result<void> OlderTables::check_sets() {
  for (const auto& [name, set] : sets_) {
    if (const auto forms = members(name, set.line, 0); !forms) return forms.error();
  }
  out_.sets = sets_.size();
  return {};
}

Result<const OlderTables::Forms*> OlderTables::members(const std::string& name, std::uint32_t line,
                                                       int depth) {
  if (const auto known = resolved_.find(name); known != resolved_.end()) return &known->second;
  const auto set = sets_.find(name);
  if (set == sets_.end()) return fault(line, fmt::format("set !{}! is not defined", base::printable(name)));
  // A set that contains itself is deeper than any.
  if (depth >= kDeepest)
    return fault(set->second.line,
                 fmt::format("set !{}! contains itself, or sets {} deep", base::printable(name), kDeepest));
  Forms out;
  for (const std::string& member : set->second.members) {
    auto forms = expand(member, set->second.line, depth + 1);
    if (!forms) return forms.error();
    out.insert(out.end(), forms->begin(), forms->end());
    if (out.size() > kMostForms)
      return fault(set->second.line, fmt::format("a set of more than {} members", kMostForms));
  }
  mark_plurals(out);
  return &resolved_.emplace(name, std::move(out)).first->second;
}

Result<OlderTables::Forms> OlderTables::expand(std::string_view text, std::uint32_t line, int depth) {
  Forms out{OlderForm{}};
  const auto append = [&](std::string_view part) {
    for (OlderForm& form : out) form.text += part;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto end = mark_end(text, at);
    if (!end) {
      const std::size_t next = std::min(text.find('!', at + 1), text.size());
      append(text.substr(at, next - at));
      at = next;
      continue;
    }
    const std::string name(text.substr(at + 1, *end - at - 2));
    // "AD!MINIST!RATION": somebody replaced all "MINIST" of a file by the set's mark.
    if (at > 0 && is_word(text[at - 1]) && *end < text.size() && is_word(text[*end])) {
      note(line, fmt::format("!{}! stands inside a word and is read as its letters", base::printable(name)));
      append(name);
      at = *end;
      continue;
    }
    const auto set = members(name, line, depth);
    if (!set) return set.error();
    if (out.size() * (*set)->size() > kMostForms)
      return fault(line, fmt::format("a name that stands for more than {} names", kMostForms));
    Forms product;
    for (const OlderForm& head : out) {
      for (const OlderForm& member : **set) {
        product.push_back({head.text + member.text, member.plural});
        if (product.back().text.size() > kLongestName)
          return fault(line, fmt::format("a name of more than {} bytes, '{}'", kLongestName,
                                         base::printable(product.back().text)));
      }
    }
    out = std::move(product);
    at = *end;
  }
  return out;
}

std::string OlderTables::given_plural(const OlderName& name) {
  std::string out = name.plural ? spelled(*name.plural) : std::string();
  if (out.empty() || (out.size() <= kLongestName && !has_lost_letter(out) && can_be_found(out))) return out;
  note(name.line,
       fmt::format("the plural '{}' is left out: no such name can be found", base::printable(out)));
  return {};
}

Result<OlderTables::Forms> OlderTables::usable(const OlderName& name) {
  const auto left_out = [&](const char* why) {
    note(name.line, fmt::format("the name '{}' is left out: {}", base::printable(spelled(name.text)), why));
    return Forms{};
  };
  if (has_lost_letter(name.text)) return left_out("a letter of it is lost");
  auto forms = expand(name.text, name.line, 0);
  if (!forms) return forms.error();
  Forms out;
  for (OlderForm& form : *forms) {
    form.text = spelled(form.text);
    if (form.text.size() > kLongestName)
      return fault(name.line, fmt::format("a name of {} bytes, '{}'; at most {}", form.text.size(),
                                          base::printable(form.text), kLongestName));
    if (can_be_found(form.text)) out.push_back(std::move(form));
  }
  if (out.empty()) return left_out("it has no letter or digit to be found by");
  return out;
}

Result<void> OlderTables::add(const OlderEntry& entry) {
  std::vector<Forms> by_name;
  Forms all;
  std::unordered_set<std::string> seen;
  for (const OlderName& name : entry.names) {
    auto forms = usable(name);
    if (!forms) return forms.error();
    for (const OlderForm& form : *forms) {
      if (seen.insert(form.text).second) all.push_back(form);
    }
    by_name.push_back(std::move(*forms));
  }
  if (all.empty()) return {};
  ++out_.entries;
  out_.names += all.size();
  out_.codes += entry.codes.size();
  const auto says_no = [](const OlderCode& code) { return code.code.empty(); };
  if (std::all_of(entry.codes.begin(), entry.codes.end(), says_no)) {
    add_nothing(entry, all);
    return check_size(entry.line);
  }
  if (auto ok = add_bodies(entry, all); !ok) return ok.error();
  return add_roles(entry, by_name);
}

Result<void> OlderTables::add_bodies(const OlderEntry& entry, const Forms& names) {
  std::string list;
  for (const OlderForm& name : names) {
    if (!list.empty()) list += '|';
    list += name.text;
  }
  const auto row = [&](const OlderCode& code, const Days& days) {
    bodies_ += fmt::format("{}\t{}\t{}\t{}\t{}\tany\t{}\n", code.code, names.front().text, list,
                           text_of(days.from), text_of(days.to), entry.line);
    return check_size(entry.line);
  };
  // Whoever reads a name takes the first code that holds on the day: those without dates come last.
  for (const OlderCode& code : entry.codes) {
    if (code.agent || code.code.empty() || !code.dated()) continue;
    if (auto ok = row(code, {code.from, code.to}); !ok) return ok.error();
  }
  const std::vector<Days> fallback = other_days(entry.codes);
  for (const OlderCode& code : entry.codes) {
    if (code.agent || code.code.empty() || code.dated()) continue;
    for (const Days& days : fallback) {
      if (auto ok = row(code, days); !ok) return ok.error();
    }
  }
  return {};
}

void OlderTables::role_row(std::string_view code, std::string_view singular, std::string_view plural,
                           std::string_view kind, std::uint32_t line) {
  const auto cell = [](std::string_view text) {
    return text.empty() ? std::string("-") : base::ascii_lower(text);
  };
  roles_ += fmt::format("{}\t{}\t{}\t{}\t-\t-\t{}\n", code, cell(singular), cell(plural), kind, line);
}

Result<void> OlderTables::add_roles(const OlderEntry& entry, const std::vector<Forms>& names) {
  for (const OlderCode& code : entry.codes) {
    if (!code.agent || code.code.empty()) continue;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const OlderName& name = entry.names[i];
      if (auto ok = check_size(entry.line); !ok) return ok.error();
      const std::string plural = given_plural(name);
      const bool set = names[i].size() > 1;
      for (const OlderForm& form : names[i]) {
        // A set lists its plurals itself.
        if (form.plural || (!set && plural.empty() && is_plural(form.text))) {
          role_row(code.code, "", form.text, "group", name.line);
        } else if (set) {
          role_row(code.code, form.text, "", "person", name.line);
        } else if (!name.plural) {
          const bool long_name = form.text.size() + 2 > kLongestName;
          role_row(code.code, form.text, long_name ? "" : regular_plural(form.text), "person", name.line);
        } else {
          role_row(code.code, form.text, plural, plural.empty() ? "body" : "person", name.line);
        }
      }
    }
  }
  return {};
}

void OlderTables::add_nothing(const OlderEntry& entry, const Forms& names) {
  std::unordered_set<std::string> seen;
  for (const OlderForm& name : names) {
    for (const std::string& form : {name.text, in_capitals(name.text, false), in_capitals(name.text, true)}) {
      if (seen.insert(form).second)
        nothing_ += fmt::format("{}\tan older dictionary says so\t{}\n", form, entry.line);
    }
  }
}

void OlderTables::finish() {
  const auto hand_over = [&](std::string_view header, const std::string& rows) {
    if (!rows.empty()) out_.tables.push_back(std::string(header) + "\n" + rows);
  };
  hand_over("#code\tname\tnames\tfrom\tto\tcase\tline", bodies_);
  hand_over("#code\tsingular\tplural\tkind\toffice\tneeds\tline", roles_);
  hand_over("#name\twhy\tline", nothing_);
  std::stable_sort(out_.notes.begin(), out_.notes.end(),
                   [](const OlderNote& a, const OlderNote& b) { return a.line < b.line; });
}

}  // namespace herald::lexicon
