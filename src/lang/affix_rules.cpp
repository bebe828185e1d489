#include "lang/affix_rules.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace herald::lang {
namespace {

/// Reads the syntax named at suffix_length_bound() and adds up the longest match.
class LengthBound {
 public:
  explicit LengthBound(std::string_view pattern) : pattern_(pattern) {}

  std::optional<std::size_t> read() {
    const std::size_t bound = alternatives(true);
    if (!ok_ || at_ != pattern_.size()) return std::nullopt;
    return bound;
  }

 private:
  static constexpr std::string_view kDots = "\\.\\.+$";

  bool more() const { return at_ < pattern_.size(); }
  char peek() const { return pattern_[at_]; }

  std::size_t fail() {
    ok_ = false;
    return 0;
  }

  std::size_t alternatives(bool outermost) {
    std::size_t longest = 0;
    while (ok_) {
      longest = std::max(longest, sequence(outermost));
      if (!more() || peek() != '|') break;
      ++at_;
    }
    return longest;
  }

  std::size_t sequence(bool outermost) {
    if (outermost && pattern_.substr(at_).starts_with(kDots)) {
      at_ += kDots.size();
      return more() && peek() != '|' ? fail() : 0;
    }
    std::size_t length = 0;
    bool closed = false;
    while (ok_ && more() && peek() != '|' && peek() != ')') {
      if (closed) return fail();  // something follows `$`
      if (peek() == '$') {
        closed = true;
        ++at_;
      } else {
        length += item();
      }
    }
    if (closed != outermost) return fail();
    return length;
  }

  std::size_t item() {
    std::size_t length = 1;
    const char c = peek();
    if (c == '(') {
      length = group();
    } else if (c == '[') {
      skip_class();
    } else if (c == '\\') {
      escape();
    } else if (c == '*' || c == '+' || c == '{' || c == '?' || c == '^' || c == '.') {
      return fail();
    } else {
      literal();
    }
    if (!ok_ || !more()) return length;
    if (peek() == '?') ++at_;
    if (more() && (peek() == '*' || peek() == '+' || peek() == '{' || peek() == '?')) return fail();
    return length;
  }

  std::size_t group() {
    const std::string_view rest = pattern_.substr(at_);
    const bool look_behind = rest.starts_with("(?<=");
    if (!look_behind && !rest.starts_with("(?:")) return fail();
    at_ += look_behind ? 4 : 3;
    const std::size_t length = alternatives(false);
    if (!more() || peek() != ')') return fail();
    ++at_;
    return look_behind ? 0 : length;
  }

  void skip_class() {
    ++at_;
    while (more() && peek() != ']') at_ += peek() == '\\' ? 2u : 1u;
    if (!more()) {
      fail();
    } else {
      ++at_;
    }
  }

  /// `\.` and its like, or `\x{2019}`; other letters could mean more than one code point.
  void escape() {
    const std::string_view rest = pattern_.substr(at_);
    if (rest.size() < 2) {
      fail();
    } else if (rest.starts_with("\\x{")) {
      const std::size_t end = rest.find('}');
      if (end == std::string_view::npos) {
        fail();
      } else {
        at_ += end + 1;
      }
    } else {
      const char c = rest[1];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter) fail();
      at_ += 2;
    }
  }

  void literal() {
    ++at_;
    while (more() && (static_cast<unsigned char>(peek()) & 0xC0u) == 0x80u) ++at_;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

/// The parts of spaCy's URL pattern (spacy/lang/tokenizer_exceptions.py) around the host.
constexpr std::string_view kUrlScheme = R"((?:(?:[\w\+\-\.]{2,})://)?)";
constexpr std::string_view kUrlUser = R"((?:\S+(?::\S*)?@)?)";
constexpr std::string_view kUrlPath = R"((?:[/?#]\S*)?$)";

/// The pattern from the host on, or nothing when it is not built as expected.
std::optional<std::string> url_from_host(std::string_view pattern) {
  if (!pattern.starts_with('^')) return std::nullopt;
  pattern.remove_prefix(1);
  for (const std::string_view part : {kUrlScheme, kUrlUser}) {
    if (!pattern.starts_with(part)) return std::nullopt;
    pattern.remove_prefix(part.size());
  }
  if (!pattern.ends_with(kUrlPath)) return std::nullopt;
  pattern.remove_suffix(kUrlPath.size());
  // A chunk has no white space, so \S is any character.
  return std::string("(?s)") + std::string(pattern) + "(?:[/?#].*)?$";
}

base::Result<void> compile(const std::string& pattern, Regex::Where where, std::optional<Regex>& out) {
  if (pattern.empty()) return {};
  auto regex = Regex::compile(pattern, where);
  if (!regex) return regex.error();
  out.emplace(*std::move(regex));
  return {};
}

/// Byte where the last `count` code points of `text` begin.
std::size_t tail_begin(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80u) --count;
  }
  return at;
}

}  // namespace

std::optional<std::size_t> suffix_length_bound(std::string_view alternatives) {
  return LengthBound(alternatives).read();
}

base::Result<AffixRules> AffixRules::make(const TokenizerData& data) {
  using Where = Regex::Where;
  AffixRules rules;
  const std::optional<std::string> host = url_from_host(data.url_match);
  struct Part {
    const std::string& pattern;
    Where where;
    std::optional<Regex>& regex;
  };
  const std::string scheme = host ? R"([\w\+\-\.]{2,}://)" : "";
  const std::string url = host ? *host : data.url_match;
  const Part parts[] = {{data.prefix, Where::kAnywhere, rules.prefix_},
                        {data.suffix, Where::kAnywhere, rules.suffix_},
                        {data.infix, Where::kAnywhere, rules.infix_},
                        {data.token_match, Where::kAtOffset, rules.token_match_},
                        {scheme, Where::kAtOffset, rules.url_scheme_},
                        {url, Where::kAtOffset, rules.url_}};
  for (const Part& part : parts) {
    if (auto done = compile(part.pattern, part.where, part.regex); !done) return done.error();
  }
  rules.suffix_bound_ = suffix_length_bound(data.suffix);
  return rules;
}

std::size_t AffixRules::prefix_size(std::string_view chunk, RegexScratch& scratch) const {
  if (!prefix_) return 0;
  const auto match = prefix_->search(chunk, 0, scratch);
  if (!match) return 0;
  if (match->begin == 0) return match->end;
  // spaCy cuts off as many characters as were matched, wherever that was.
  const std::size_t count = base::count_code_points(chunk.substr(match->begin, match->end - match->begin));
  return tail_begin(chunk, base::count_code_points(chunk) - count);
}

std::size_t AffixRules::suffix_size(std::string_view chunk, RegexScratch& scratch) const {
  if (!suffix_) return 0;
  std::size_t from = 0;
  if (suffix_bound_) {
    // `$` also matches before a final line feed, hence one more. The leftmost match begins with the run of
    // dots at the end, or lies within the bound.
    from = tail_begin(chunk, *suffix_bound_ + 1);
    const std::string_view body = chunk.ends_with('\n') ? chunk.substr(0, chunk.size() - 1) : chunk;
    const std::size_t before_dots = body.find_last_not_of('.');
    from = std::min(from, before_dots == std::string_view::npos ? 0 : before_dots + 1);
    // before_dots is the last byte of a character: one past it is a boundary.
  }
  const auto match = suffix_->search(chunk, from, scratch);
  if (!match) return 0;
  if (match->end == chunk.size()) return match->end - match->begin;
  const std::size_t count = base::count_code_points(chunk.substr(match->begin, match->end - match->begin));
  return chunk.size() - tail_begin(chunk, count);
}

void AffixRules::infixes(std::string_view chunk, RegexScratch& scratch,
                         std::vector<Regex::Match>& matches) const {
  matches.clear();
  if (!infix_) return;
  std::size_t at = 0;
  bool last_empty = false;
  while (at <= chunk.size()) {
    const auto match = infix_->search(chunk, at, scratch, last_empty);
    if (!match) return;
    matches.push_back(*match);
    last_empty = match->begin == match->end;
    at = match->end;
  }
}

bool AffixRules::is_whole_token(std::string_view chunk, RegexScratch& scratch) const {
  return token_match_ && token_match_->search(chunk, 0, scratch).has_value();
}

bool AffixRules::is_url(std::string_view chunk, RegexScratch& scratch) const {
  if (!url_) return false;
  if (url_->search(chunk, 0, scratch)) return true;
  if (!url_scheme_) return false;
  if (const auto scheme = url_scheme_->search(chunk, 0, scratch)) {
    if (url_->search(chunk, scheme->end, scratch)) return true;
  }
  // The user part is one or more characters and an '@', with any ':' inside: the host follows any later '@'.
  for (std::size_t at = chunk.find('@', 1); at != std::string_view::npos; at = chunk.find('@', at + 1)) {
    if (url_->search(chunk, at + 1, scratch)) return true;
  }
  return false;
}

}  // namespace herald::lang
