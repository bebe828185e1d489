#include "lexicon/older_actors.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/date.h"
#include "base/text.h"
#include "lexicon/older_actors_tables.h"

namespace herald::lexicon {

using base::Date;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr const char* kUnknownFile =
    "no dictionary of actors that is known here; a table begins with a line like "
    "\"#code<tab>name<tab>names\", an entry of TABARI or PETRARCH is \"NAME [CODE]\"";

/// Lengths of a code that our tables take.
constexpr std::size_t kShortestCode = 3, kLongestCode = 24;

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

/// A line that is not UTF-8, its bytes read as Latin-1.
std::string from_latin1(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) base::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::string in_capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_small(c)) c = static_cast<char>(c - 32);
  }
  return out;
}

/// First and last day of a date of 6 or 8 digits; nothing for an impossible one.
std::optional<std::pair<Date, Date>> days_of(std::string_view digits) {
  int numbers[3] = {0, 0, 0};
  const std::size_t year_digits = digits.size() - 4;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int& n = numbers[i < year_digits ? 0 : i < year_digits + 2 ? 1 : 2];
    n = n * 10 + (digits[i] - '0');
  }
  auto [year, month, day] = numbers;
  if (year_digits == 2) year += year >= 30 ? 1900 : 2000;
  if (year == 0 || month > 12) return std::nullopt;
  if (month == 0) {
    if (day != 0) return std::nullopt;
    return std::pair(Date::from_ymd(year, 1, 1), Date::from_ymd(year, 12, 31));
  }
  const int last = base::days_in_month(year, month);
  if (day > last) return std::nullopt;
  return std::pair(Date::from_ymd(year, month, std::max(day, 1)),
                   Date::from_ymd(year, month, day == 0 ? last : day));
}

/// Reads the lines of one dictionary.
class OlderReader {
 public:
  explicit OlderReader(const std::string& path) : path_(path) {}

  Result<OlderActors> read(std::string_view text);

 private:
  /// What the last line was, as far as the next one is read differently for it.
  enum class Last : std::uint8_t { kOther, kBlank, kUndatedCode };
  struct Period {
    std::optional<Date> from, to;
    bool readable = true;
  };

  Error fault(std::string message) const {
    return {ErrorKind::kFormat, std::move(message), fmt::format("{}:{}", path_, line_)};
  }
  void note(std::string message) { out_.notes.push_back({line_, std::move(message)}); }

  /// The line without comments; a comment may go on over the next lines.
  std::string without_comments(std::string_view line);
  Result<void> read_line(std::string_view raw);
  Result<bool> read_set(std::string_view line);
  Result<void> read_name(std::string_view line);
  Result<void> read_synonyms(std::string_view line);
  Result<void> read_code_line(std::string_view line);
  /// What follows a name: the plural in braces and codes in brackets.
  Result<void> read_rest(std::string_view rest, OlderEntry& entry, OlderName* name);
  Result<void> read_brackets(std::string_view inside, OlderEntry& entry);
  Result<Period> read_period(std::string_view text, std::string_view code);
  Result<std::optional<std::pair<Date, Date>>> read_date(std::string_view text, std::string_view code);
  Result<void> add_codes(std::string_view list, const Period& period, OlderEntry& entry);
  Result<OlderCode> code_of(std::string_view text);
  void close_entry();
  Result<OlderActors> finish();

  std::string path_;
  std::uint32_t line_ = 0;
  bool in_comment_ = false;
  std::uint32_t comment_begin_ = 0;
  Last last_ = Last::kOther;
  std::optional<OlderEntry> entry_;  ///< the one that lines go to
  std::uint32_t nameless_ = 0;       ///< line of an entry that lost its name, whose lines are left out
  std::vector<OlderEntry> entries_;
  std::size_t left_out_ = 0;  ///< entries
  std::map<std::string, OlderSet> sets_;
  OlderActors out_;
};

std::string OlderReader::without_comments(std::string_view line) {
  std::string out;
  while (true) {
    if (in_comment_) {
      const std::size_t end = line.find("-->");
      if (end == std::string_view::npos) return out;
      in_comment_ = false;
      line.remove_prefix(end + 3);
    }
    const std::size_t tag = std::min(line.find("<!"), line.size());
    std::size_t mark = std::min(line.find_first_of("#;"), line.size());
    // "[###]" is a code.
    const std::size_t discard = line.find("[###]");
    if (discard != std::string_view::npos && discard + 1 == mark)
      mark = std::min(line.find_first_of("#;", discard + 4), line.size());
    out += line.substr(0, std::min(tag, mark));
    if (mark <= tag) return out;
    line.remove_prefix(tag);
    // Some files have "<! -- a title -->": that ends with its line at the latest.
    if (!line.starts_with("<!--") && line.find("-->") == std::string_view::npos) return out;
    in_comment_ = true;
    comment_begin_ = line_;
  }
}

Result<OlderActors> OlderReader::read(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string latin1;
    if (!base::is_valid_utf8(line)) {
      note("is not UTF-8; its letters are read as Latin-1");
      latin1 = from_latin1(line);
      line = latin1;
    }
    if (auto ok = read_line(line); !ok) return ok.error();
  }
  if (in_comment_) {
    line_ = comment_begin_;
    return fault("a comment that is not closed by -->");
  }
  close_entry();
  return finish();
}

Result<void> OlderReader::read_line(std::string_view raw) {
  const bool inside_comment = in_comment_;
  const std::string text = without_comments(raw);
  const std::string_view line = base::trim(text);
  if (line.empty()) {
    // "  # kkl" after a blank line or a complete entry: a name was there. What follows is not the last
    // entry's.
    const std::string_view comment = base::trim(raw);
    const bool alone = !inside_comment && (comment.starts_with('#') || comment.starts_with(';'));
    if (alone && raw.front() == ' ' && last_ != Last::kOther) {
      close_entry();
      nameless_ = line_;
    }
    if (comment.empty() && !inside_comment) last_ = Last::kBlank;
    return {};
  }
  last_ = Last::kOther;
  const bool pattern = line.starts_with("- ") || line.starts_with("---") ||
                       (line.size() > 1 && line.front() == '&' && is_letter(line[1]));
  if (pattern) return fault("a pattern of verbs or a set of their words; this is no dictionary of actors");
  if (line.front() == '[') return read_code_line(line);
  if (line.front() == '+') return read_synonyms(line);
  const auto set = read_set(line);
  if (!set) return set.error();
  return *set ? Result<void>() : read_name(line);
}

Result<bool> OlderReader::read_set(std::string_view line) {
  const std::size_t end = line.find('!', 1);
  if (line.front() != '!' || end == std::string_view::npos) return false;
  const std::string_view rest = base::trim(line.substr(end + 1));
  if (!rest.starts_with('=')) return false;
  const std::string name(line.substr(1, end - 1));
  const bool good =
      !name.empty() && is_letter(name.front()) &&
      std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
  if (!good) return fault(fmt::format("'{}' is no name for a set", base::printable(name)));
  OlderSet set{line_, {}};
  for (const std::string_view item : base::split(rest.substr(1), ',')) {
    const std::string_view member = base::trim(item);
    if (member.find_first_of("[]{}=") != std::string_view::npos)
      return fault(fmt::format("'{}' cannot stand in a set", base::printable(member)));
    if (!member.empty()) set.members.emplace_back(member);
  }
  if (set.members.empty()) return fault(fmt::format("set !{}! has no members", name));
  const auto [at, fresh] = sets_.emplace(name, std::move(set));
  if (!fresh) return fault(fmt::format("set !{}! stands in line {} already", name, at->second.line));
  return true;
}

Result<void> OlderReader::read_name(std::string_view line) {
  close_entry();
  nameless_ = 0;
  entry_ = OlderEntry{line_, {}, {}};
  const std::size_t end = std::min(line.find_first_of("{["), line.size());
  const std::string_view name = line.substr(0, end);
  if (const std::size_t stray = name.find_first_of("]}"); stray != std::string_view::npos)
    return fault(fmt::format("'{}' without '{}' before it", name[stray], name[stray] == ']' ? '[' : '{'));
  entry_->names.push_back({std::string(name), line_, {}});
  return read_rest(line.substr(end), *entry_, &entry_->names.back());
}

Result<void> OlderReader::read_synonyms(std::string_view line) {
  if (!entry_) {
    if (nameless_ == 0) return fault("'+' without a name before it");
    note(fmt::format("'{}' is left out: its entry, in line {}, has no name", base::printable(line),
                     nameless_));
    return {};
  }
  // "+ONE +TWO" on one line are two.
  for (std::size_t at = 1; at < line.size();) {
    const std::size_t next = std::min({line.find(" +", at), line.find("\t+", at), line.size()});
    const std::string_view part = line.substr(at, next - at);
    at = std::min(next + 2, line.size());
    const std::size_t end = std::min(part.find_first_of("{["), part.size());
    OlderName name{std::string(part.substr(0, end)), line_, {}};
    if (std::erase_if(name.text, [](char c) { return c == ']' || c == '}'; }) > 0)
      note(fmt::format("a bracket inside '{}' is not read", base::printable(base::trim(part))));
    OlderEntry own{line_, {}, {}};
    if (auto ok = read_rest(part.substr(end), own, &name); !ok) return ok.error();
    if (own.codes.empty()) {
      entry_->names.push_back(std::move(name));
    } else {  // a spelling with a code of its own
      own.names.push_back(std::move(name));
      entries_.push_back(std::move(own));
    }
  }
  return {};
}

Result<void> OlderReader::read_code_line(std::string_view line) {
  if (!entry_) {
    if (nameless_ == 0) return fault("a code without a name before it");
    note(fmt::format("'{}' is left out: its entry, in line {}, has no name", base::printable(line),
                     nameless_));
    return {};
  }
  const std::size_t before = entry_->codes.size();
  if (auto ok = read_rest(line, *entry_, nullptr); !ok) return ok.error();
  if (entry_->codes.size() > before && !entry_->codes.back().dated()) last_ = Last::kUndatedCode;
  return {};
}

Result<void> OlderReader::read_rest(std::string_view rest, OlderEntry& entry, OlderName* name) {
  while (!(rest = base::trim(rest)).empty()) {
    if (rest.front() == '{') {
      const std::size_t end = rest.find('}');
      if (end == std::string_view::npos || rest.substr(0, end).find('[') != std::string_view::npos)
        return fault("'{' that is not closed");
      if (name == nullptr) return fault("a plural in braces without a name");
      name->plural = std::string(base::trim(rest.substr(1, end - 1)));
      rest.remove_prefix(end + 1);
    } else if (rest.front() == '[') {
      const std::size_t end = rest.find_first_of("]}[", 1);
      if (end == std::string_view::npos || rest[end] == '[') return fault("'[' that is not closed");
      if (rest[end] == '}') note("'}' is read as the ']' of a code");
      if (auto ok = read_brackets(base::trim(rest.substr(1, end - 1)), entry); !ok) return ok.error();
      rest.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(rest.find_first_of("[{"), rest.size());
      const std::string_view stray = rest.substr(0, end);
      if (const std::size_t at = stray.find_first_of("]}"); at != std::string_view::npos)
        return fault(fmt::format("'{}' without '{}' before it", stray[at], stray[at] == ']' ? '[' : '{'));
      note(fmt::format("'{}' after the code is read as a comment", base::printable(base::trim(stray))));
      rest.remove_prefix(end);
    }
  }
  return {};
}

Result<void> OlderReader::read_brackets(std::string_view inside, OlderEntry& entry) {
  const std::size_t end = std::min(inside.find_first_of(" \t<>"), inside.size());
  const std::string_view list = inside.substr(0, end);
  const auto period = read_period(base::trim(inside.substr(end)), list);
  if (!period) return period.error();
  if (auto ok = add_codes(list, *period, entry); !ok) return ok.error();
  return {};
}

Result<OlderReader::Period> OlderReader::read_period(std::string_view text, std::string_view code) {
  Period out;
  if (text.empty()) return out;
  const bool before = text.front() == '<', after = text.front() == '>';
  const std::size_t dash = before || after ? std::string_view::npos : text.find('-');
  const auto first = read_date(before || after ? text.substr(1) : text.substr(0, dash), code);
  if (!first) return first.error();
  out.readable = first->has_value();
  if (dash != std::string_view::npos) {
    const auto second = read_date(text.substr(dash + 1), code);
    if (!second) return second.error();
    out.readable = out.readable && second->has_value();
    if (!out.readable) return out;
    const Date last = (*second)->second;
    if (last < (*first)->first) {
      note(fmt::format("code '{}' is left out: '{}' ends before it begins", base::printable(code),
                       base::printable(text)));
      out.readable = false;
    }
    out.from = (*first)->first;
    // The last day that can be written is as good as none.
    if (last < Date::from_ymd(9999, 12, 31)) out.to = last.plus(1);
  } else if (before) {
    if (out.readable) out.to = (*first)->first;
  } else if (out.readable) {
    out.from = (*first)->first;
    if (!after)
      note(fmt::format("the date of code '{}' has no sign; it is read as the first day",
                       base::printable(code)));
  }
  return out;
}

Result<std::optional<std::pair<Date, Date>>> OlderReader::read_date(std::string_view text,
                                                                    std::string_view code) {
  text = base::trim(text);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit))
    return fault(fmt::format("'{}' is no date", base::printable(text)));
  if (text.size() != 6 && text.size() != 8) {
    note(fmt::format("code '{}' is left out: '{}' is no date of 6 or 8 digits", base::printable(code),
                     base::printable(text)));
    return std::optional<std::pair<Date, Date>>();
  }
  const auto days = days_of(text);
  if (!days) return fault(fmt::format("'{}' is an impossible date", text));
  return std::optional(*days);
}

Result<OlderCode> OlderReader::code_of(std::string_view text) {
  OlderCode out;
  const bool head = text.starts_with('~'), tail = text.size() > 1 && text.ends_with('~');
  out.agent = head || tail;
  if (head) text.remove_prefix(1);
  if (tail) text.remove_suffix(1);
  if (text.empty() || text == "---" || text == "+++" || text == "###") return out;
  const bool signs =
      std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
  if (!signs || text.size() < kShortestCode || text.size() > kLongestCode)
    return fault(fmt::format("'{}' is no code", base::printable(text)));
  out.code = in_capitals(text);
  if (out.code != text) note(fmt::format("code '{}' is read in capitals", text));
  return out;
}

Result<void> OlderReader::add_codes(std::string_view list, const Period& period, OlderEntry& entry) {
  const auto parts = base::split(list, '/');
  if (parts.size() > 1) note(fmt::format("of the codes '{}' the first one counts", base::printable(list)));
  const bool second =
      std::any_of(entry.codes.begin(), entry.codes.end(), [](const OlderCode& c) { return !c.dated(); });
  for (const std::string_view part : parts) {
    auto code = code_of(base::trim(part));
    if (!code) return code.error();
    if (!period.readable) continue;
    code->from = period.from;
    code->to = period.to;
    if (code->agent && code->dated()) {
      note(fmt::format("code '{}' is left out: an agent's code has no dates", base::printable(part)));
    } else if (second && !code->dated()) {
      note(fmt::format("code '{}' is left out: the entry has one without dates already",
                       base::printable(part)));
    } else {
      entry.codes.push_back(std::move(*code));
    }
  }
  return {};
}

void OlderReader::close_entry() {
  if (!entry_) return;
  if (entry_->codes.empty()) {
    out_.notes.push_back(
        {entry_->line, fmt::format("'{}' is left out: it has no code that can be read",
                                   base::printable(base::trim(entry_->names.front().text)))});
    ++left_out_;
  } else {
    entries_.push_back(std::move(*entry_));
  }
  entry_.reset();
}

Result<OlderActors> OlderReader::finish() {
  if (left_out_ > entries_.size() || entries_.empty()) return Error{ErrorKind::kFormat, kUnknownFile, path_};
  OlderTables tables(path_, sets_, out_);
  if (auto ok = tables.check_sets(); !ok) return ok.error();
  for (const OlderEntry& entry : entries_) {
    if (auto ok = tables.add(entry); !ok) return ok.error();
  }
  tables.finish();
  if (out_.tables.empty()) return Error{ErrorKind::kFormat, kUnknownFile, path_};
  return std::move(out_);
}

}  // namespace

Result<OlderActors> read_older_actors(const std::string& path, std::string_view text) {
  return OlderReader(path).read(text);
}

}  // namespace herald::lexicon
