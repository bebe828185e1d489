#include "lexicon/older_verbs.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "lexicon/codebook.h"

namespace herald::lexicon {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr int kDeepestSet = 32;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool ends_with_y(const std::string& word) {
  return word.size() > 2 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

bool hisses(const std::string& word) {
  return word.ends_with('s') || word.ends_with('x') || word.ends_with('z') || word.ends_with("ch") ||
         word.ends_with("sh");
}

std::string with_s(const std::string& word) {
  if (ends_with_y(word)) return word.substr(0, word.size() - 1) + "ies";
  return word + (hisses(word) ? "es" : "s");
}

/// The regular forms of a verb; doubled consonants stand in braces in the files.
std::vector<std::string> forms_of(const std::string& verb) {
  std::vector<std::string> forms{verb, with_s(verb)};
  if (verb.ends_with('e')) {
    forms.push_back(verb + "d");
    forms.push_back(verb.substr(0, verb.size() - 1) + "ing");
  } else {
    forms.push_back(ends_with_y(verb) ? verb.substr(0, verb.size() - 1) + "ied" : verb + "ed");
    forms.push_back(verb + "ing");
  }
  return forms;
}

std::vector<std::string> words_in(std::string_view text, std::string_view separators) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (end > at) words.push_back(base::ascii_lower(text.substr(at, end - at)));
    at = end + 1;
  }
  return words;
}

/// The codes files use for "no event".
bool is_no_event(std::string_view code) {
  return code.empty() || code == "---" || code == "+++" || code == "###";
}

}  // namespace

/// Reads the lines of one dictionary.
class OlderVerbReader {
 public:
  OlderVerbReader(const std::string& path, Cameo cameo) : path_(path) { out_.cameo_ = std::move(cameo); }

  Result<OlderVerbs> read(std::string_view text);

 private:
  struct Set {
    std::uint32_t line = 0;
    std::int32_t index = 0;
    std::vector<std::string> members;
    int state = 0;  ///< 1 while being written out, 2 when done
  };

  Error fault(std::string message) const {
    return {ErrorKind::kFormat, std::move(message), fmt::format("{}:{}", path_, line_)};
  }
  void remark(const std::string& what);
  std::string without_comments(std::string_view line);
  Result<void> read_line(std::string_view line);
  Result<void> read_header(std::string_view line);
  Result<void> read_verb(std::string_view line);
  void add_verb(std::string_view form, bool inflect, const VerbCode& code);
  Result<void> read_pattern(std::string_view line);
  /// The parts of one side; nothing where a bracket is not closed.
  std::optional<std::vector<OlderPart>> parts_of(std::string_view side);
  bool add_word(std::string_view word, std::vector<OlderPart>& parts);
  std::int32_t set_of(std::string_view name);
  void read_transformation(std::string_view line);
  /// The codes in the first brackets of `text`; unset where there are none.
  Result<std::optional<VerbCode>> code_in(std::string_view text);
  Result<std::string> checked(std::string_view code);
  Result<void> write_out(const std::string& name, Set& set, int depth = 0);
  void drop_patterns_of_unknown_sets();
  Result<OlderVerbs> finish();

  std::string path_;
  std::uint32_t line_ = 0;
  bool in_comment_ = false, in_set_ = false, validation_ = false;
  std::map<std::string, Set> sets_;
  std::string set_;
  std::size_t bare_prepositions_ = 0, prep_groups_ = 0;
  OlderVerbs out_;
};

void OlderVerbReader::remark(const std::string& what) {
  for (OlderRemark& known : out_.remarks_) {
    if (known.what == what) return known.lines.push_back(line_);
  }
  out_.remarks_.push_back({what, {line_}});
}

std::string OlderVerbReader::without_comments(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    if (in_comment_) {
      const std::size_t end = line.find("-->");
      if (end == std::string_view::npos) return out;
      in_comment_ = false;
      line.remove_prefix(end + 3);
      continue;
    }
    std::size_t mark = line.find('#');
    if (mark != std::string_view::npos && mark > 0 && line.substr(mark - 1).starts_with("[###]"))
      mark = line.find('#', mark + 4);
    const std::size_t tag = line.find("<!--");
    if (tag > mark || tag == std::string_view::npos) return out + std::string(line.substr(0, mark));
    out += line.substr(0, tag);
    in_comment_ = true;
    line.remove_prefix(tag + 4);
  }
  return out;
}

Result<OlderVerbs> OlderVerbReader::read(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  out_.name_ = path_.substr(path_.rfind('/') + 1);
  out_.fingerprint_ = base::sha256_hex(std::string(text) + out_.cameo_.fingerprint());
  validation_ = text.substr(0, 400).find("VALIDATION SUITE") != std::string_view::npos;
  for (const std::string_view raw : base::split(text, '\n')) {
    ++line_;
    const std::string line = without_comments(raw);
    if (auto ok = read_line(base::trim(line)); !ok) return ok.error();
  }
  return finish();
}

Result<void> OlderVerbReader::read_line(std::string_view line) {
  if (line.empty()) return {};
  if (line.starts_with("---")) return read_header(line);
  if (line.front() == '&') {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    set_ = base::ascii_lower(line.substr(1, end - 1));
    while (set_.ends_with('_')) set_.pop_back();
    set_of(set_);
    Set& set = sets_[set_];
    if (set.line != 0) remark("a set told before; its members are joined");
    if (set.line == 0) set.line = line_;
    in_set_ = true;
    return {};
  }
  if (line.front() == '~') {
    read_transformation(line.substr(1));
    return {};
  }
  if (line.front() == '-') return read_pattern(line.substr(1));
  if (in_set_) {
    if (line.front() == '+') line.remove_prefix(1);
    sets_[set_].members.emplace_back(base::trim(line));
    return {};
  }
  if (out_.blocks_.empty())
    return fault("a verb before the first block, which begins with \"--- NAME [code] ---\"");
  return read_verb(line);
}

Result<void> OlderVerbReader::read_header(std::string_view line) {
  in_set_ = false;
  const std::size_t begin = line.find_first_not_of("- \t");
  if (begin == std::string_view::npos) return fault("a block without a name");
  const std::size_t end = std::min(line.find_first_of("[-", begin), line.size());
  OlderBlock block;
  block.name = base::ascii_lower(base::trim(line.substr(begin, end - begin)));
  block.line = line_;
  auto code = code_in(line);
  if (!code) return code.error();
  if (*code) block.code = **code;
  const std::size_t close = line.find(']');
  if (close != std::string_view::npos && line.find('[', close) != std::string_view::npos)
    remark("a block with a second code; the first one counts");
  out_.blocks_.push_back(std::move(block));
  return {};
}

Result<std::optional<VerbCode>> OlderVerbReader::code_in(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) return std::optional<VerbCode>();
  const std::size_t close = text.find(']', open);
  if (close == std::string_view::npos) return fault("'[' of a code that is not closed");
  const std::string_view inside = base::trim(text.substr(open + 1, close - open - 1));
  VerbCode code;
  code.known = true;
  const std::size_t colon = inside.find(':');
  auto forward = checked(base::trim(inside.substr(0, colon)));
  if (!forward) return forward.error();
  code.forward = std::move(*forward);
  if (colon != std::string_view::npos) {
    auto back = checked(base::trim(inside.substr(colon + 1)));
    if (!back) return back.error();
    code.back = std::move(*back);
  }
  return std::optional(std::move(code));
}

Result<std::string> OlderVerbReader::checked(std::string_view text) {
  if (is_no_event(text)) return std::string();
  std::string code(text);
  if (out_.cameo_.has(code)) return code;
  const std::string digits = code.substr(
      0, static_cast<std::size_t>(std::find_if_not(code.begin(), code.end(), is_digit) - code.begin()));
  const bool stray_sign =
      digits.size() + 1 == code.size() && std::ispunct(static_cast<unsigned char>(code.back()));
  if (stray_sign && out_.cameo_.has(digits)) {
    remark("a stray sign behind a code; the digits are read");
    return digits;
  }
  if (!validation_) return fault(fmt::format("'{}' is no code of CAMEO", base::printable(text)));
  remark("a made-up code; its reports have no type");
  return digits.size() >= 3 ? code : std::string();
}

Result<void> OlderVerbReader::read_verb(std::string_view line) {
  auto code = code_in(line);
  if (!code) return code.error();
  const VerbCode own = code->value_or(VerbCode{});
  const std::size_t end = std::min(line.find_first_of("{["), line.size());
  const std::string_view name = base::trim(line.substr(0, end));
  if (name.empty()) {
    remark("a line without a verb");
    return {};
  }
  ++out_.verb_lines_;
  add_verb(name, true, own);
  const std::size_t open = line.find('{');
  if (open == std::string_view::npos) return {};
  const std::size_t close = line.find('}', open);
  if (close == std::string_view::npos) return fault("'{' of verb forms that is not closed");
  for (const std::string& form : words_in(line.substr(open + 1, close - open - 1), " \t,"))
    add_verb(form, false, own);
  return {};
}

void OlderVerbReader::add_verb(std::string_view form, bool inflect, const VerbCode& code) {
  const std::string lower = base::ascii_lower(form);
  std::vector<std::string> words = words_in(lower, "_ \t");
  const auto marked =
      std::find_if(words.begin(), words.end(), [](const std::string& w) { return w.front() == '+'; });
  const std::size_t at = marked == words.end() ? 0 : static_cast<std::size_t>(marked - words.begin());
  if (words.empty()) return;
  std::string head = words[at];
  if (head.front() == '+') head.erase(0, 1);
  if (head.empty()) return;
  OlderVerb verb;
  verb.block = static_cast<std::uint32_t>(out_.blocks_.size() - 1);
  verb.line = line_;
  verb.code = code;
  verb.before.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  verb.after.assign(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  for (const std::string& each : inflect ? forms_of(head) : std::vector<std::string>{head})
    out_.by_form_[each].push_back(verb);
}

std::int32_t OlderVerbReader::set_of(std::string_view name) {
  std::string key = base::ascii_lower(name);
  while (key.ends_with('_')) key.pop_back();
  const auto known = sets_.find(key);
  if (known != sets_.end()) return known->second.index;
  // A set may be told behind the pattern that names it: its place is kept.
  out_.sets_.emplace_back();
  const auto index = static_cast<std::int32_t>(out_.sets_.size() - 1);
  sets_.emplace(key, Set{0, index, {}, 0});
  return index;
}

bool OlderVerbReader::add_word(std::string_view word, std::vector<OlderPart>& parts) {
  OlderPart part;
  if (word == "$" || word == "+" || word == "%" || word == "^") {
    part.kind = word == "$"   ? OlderPart::Kind::kSource
                : word == "+" ? OlderPart::Kind::kTarget
                : word == "%" ? OlderPart::Kind::kBoth
                              : OlderPart::Kind::kAnybody;
    parts.push_back(std::move(part));
    return true;
  }
  if (word.find('&') == std::string_view::npos) {
    part.words = words_in(word, "_-");
    if (!part.words.empty()) parts.push_back(std::move(part));
    return true;
  }
  for (const std::string& piece : words_in(word, "_")) {
    OlderPart each;
    if (piece.front() == '&')
      each.set = set_of(std::string_view(piece).substr(1));
    else
      each.words = {piece};
    parts.push_back(std::move(each));
  }
  return true;
}

std::optional<std::vector<OlderPart>> OlderVerbReader::parts_of(std::string_view side) {
  std::vector<OlderPart> parts;
  for (std::size_t at = 0; at < side.size();) {
    const char c = side[at];
    if (c == ' ' || c == '\t' || c == '_') {
      ++at;
    } else if (c == '(' || c == '{') {
      const std::size_t end = side.find(c == '(' ? ')' : '}', at);
      if (end == std::string_view::npos) return std::nullopt;
      auto inner = parts_of(side.substr(at + 1, end - at - 1));
      if (!inner) return std::nullopt;
      OlderPart group;
      group.kind = c == '(' ? OlderPart::Kind::kPrep : OlderPart::Kind::kPhrase;
      if (c == '(') ++prep_groups_;
      group.parts = std::move(*inner);
      if (!group.parts.empty()) parts.push_back(std::move(group));
      at = end + 1;
    } else if (c == ')' || c == '}') {
      return std::nullopt;
    } else {
      const std::size_t end = std::min(side.find_first_of(" \t(){}", at), side.size());
      if (!add_word(side.substr(at, end - at), parts)) return std::nullopt;
      if (!parts.empty() && parts.back().words.size() == 1 && is_preposition(parts.back().words.front()))
        ++bare_prepositions_;
      at = end;
    }
  }
  return parts;
}

int size_of(const std::vector<OlderPart>& parts) {
  int size = 0;
  for (const OlderPart& part : parts) {
    size += part.kind == OlderPart::Kind::kWords ? 2 : part.kind == OlderPart::Kind::kAnybody ? 0 : 1;
    size += size_of(part.parts);
  }
  return size;
}

Result<void> OlderVerbReader::read_pattern(std::string_view line) {
  in_set_ = false;
  if (out_.blocks_.empty()) return fault("a pattern before the first block");
  const std::size_t open = line.find('[');
  const std::string_view words = line.substr(0, std::min(open, line.size()));
  auto code = code_in(line);
  if (!code) return code.error();
  if (!*code) {
    remark("a pattern without a code is left out");
    return {};
  }
  const std::size_t star = words.find('*');
  if (star == std::string_view::npos) {
    remark("a pattern without its verb (*) is left out");
    return {};
  }
  OlderPattern pattern;
  pattern.line = line_;
  pattern.code = **code;
  auto before = parts_of(words.substr(0, star)), after = parts_of(words.substr(star + 1));
  if (!before || !after) {
    remark("a pattern with a bracket that is not closed is left out");
    return {};
  }
  pattern.before = std::move(*before);
  pattern.after = std::move(*after);
  pattern.size = size_of(pattern.before) + size_of(pattern.after);
  out_.blocks_.back().patterns.push_back(std::move(pattern));
  return {};
}

/// " a (b . ATTACK) SAY = a b 112".
void OlderVerbReader::read_transformation(std::string_view line) {
  in_set_ = false;
  const std::vector<std::string> words = words_in(line, " \t()=");
  const bool shape = words.size() == 8 && words[0] == "a" && words[5] == "a" && words[6] == "b" &&
                     words[1].size() == 1 && words[2].size() == 1;
  const bool code = shape && (words[7] == "q" || out_.cameo_.has(words[7]));
  if (!code) {
    remark("a transformation of another shape than \"a (b . VERB) VERB = a b code\" is left out");
    return;
  }
  out_.transformations_.push_back({words[4], words[3], words[1].front(), words[2].front(), words[7], line_});
}

Result<void> OlderVerbReader::write_out(const std::string& name, Set& set, int depth) {
  if (set.state == 2) return {};
  line_ = set.line;
  if (set.state == 1) return fault(fmt::format("set &{} contains itself", name));
  if (depth > kDeepestSet) return fault("sets within sets, too deep");
  set.state = 1;
  OlderWords words;
  for (const std::string& member : set.members) {
    if (member.front() == '&') {
      std::string inner = base::ascii_lower(member.substr(1));
      while (inner.ends_with('_')) inner.pop_back();
      const auto it = sets_.find(inner);
      if (it == sets_.end() || it->second.line == 0)
        return fault(fmt::format("set &{} is not defined", inner));
      if (auto ok = write_out(inner, it->second, depth + 1); !ok) return ok;
      const OlderWords& all = out_.sets_[static_cast<std::size_t>(it->second.index)];
      words.single.insert(all.single.begin(), all.single.end());
      words.phrases.insert(words.phrases.end(), all.phrases.begin(), all.phrases.end());
      continue;
    }
    const bool fixed = member.ends_with('_');
    std::vector<std::string> parts = words_in(member, "_- \t(){}");
    if (parts.empty()) continue;
    for (const bool plural : {false, true}) {
      if (plural && fixed) break;
      if (plural) parts.back() = with_s(parts.back());
      if (parts.size() == 1)
        words.single.insert(parts.front());
      else
        words.phrases.push_back(parts);
    }
  }
  std::sort(words.phrases.begin(), words.phrases.end());
  words.phrases.erase(std::unique(words.phrases.begin(), words.phrases.end()), words.phrases.end());
  out_.sets_[static_cast<std::size_t>(set.index)] = std::move(words);
  set.state = 2;
  return {};
}

/// A pattern that names a set nobody defines can never fit.
void OlderVerbReader::drop_patterns_of_unknown_sets() {
  std::unordered_set<std::int32_t> unknown;
  for (const auto& [name, set] : sets_) {
    if (set.line == 0) unknown.insert(set.index);
  }
  const std::function<bool(const std::vector<OlderPart>&)> names_one =
      [&](const std::vector<OlderPart>& parts) {
        return std::any_of(parts.begin(), parts.end(), [&](const OlderPart& part) {
          return (part.set >= 0 && unknown.contains(part.set)) || names_one(part.parts);
        });
      };
  for (OlderBlock& block : out_.blocks_) {
    std::erase_if(block.patterns, [&](const OlderPattern& pattern) {
      if (!names_one(pattern.before) && !names_one(pattern.after)) return false;
      line_ = pattern.line;
      remark("a pattern with a set (&) that is not defined is left out");
      return true;
    });
  }
}

Result<OlderVerbs> OlderVerbReader::finish() {
  drop_patterns_of_unknown_sets();
  for (auto& [name, set] : sets_) {
    if (set.line == 0) continue;
    if (auto ok = write_out(name, set); !ok) return ok.error();
  }
  if (out_.by_form_.empty()) {
    return Error{ErrorKind::kFormat,
                 "no dictionary of verbs that is known here; a block begins with \"--- NAME [code] ---\"",
                 path_};
  }
  for (auto& [form, verbs] : out_.by_form_) {
    std::stable_sort(verbs.begin(), verbs.end(), [](const OlderVerb& a, const OlderVerb& b) {
      return a.before.size() + a.after.size() > b.before.size() + b.after.size();
    });
  }
  for (OlderBlock& block : out_.blocks_) {
    // Of equals the later one counts, as in the programs these files were made for.
    std::reverse(block.patterns.begin(), block.patterns.end());
    std::stable_sort(block.patterns.begin(), block.patterns.end(),
                     [](const OlderPattern& a, const OlderPattern& b) { return a.size > b.size; });
  }
  out_.plain_sequence_ = bare_prepositions_ > prep_groups_;
  return std::move(out_);
}

std::span<const OlderVerb> OlderVerbs::verbs_of(const std::string& form) const {
  const auto it = by_form_.find(form);
  if (it == by_form_.end()) return {};
  return it->second;
}

std::size_t OlderVerbs::pattern_count() const {
  std::size_t count = 0;
  for (const OlderBlock& each : blocks_) count += each.patterns.size();
  return count;
}

Result<OlderVerbs> read_older_verbs(const std::string& path, std::string_view text, Cameo cameo) {
  return OlderVerbReader(path, std::move(cameo)).read(text);
}

Result<OlderVerbs> load_older_verbs(const std::string& path, const std::string& codebook_folder) {
  const auto text = base::read_file(path);
  if (!text) return text.error();
  auto cameo = load_cameo(codebook_folder);
  if (!cameo) return cameo.error();
  return read_older_verbs(path, *text, std::move(*cameo));
}

}  // namespace herald::lexicon
