#include "lang/attribute_ruler.h"

#include <algorithm>

#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

constexpr std::size_t kCacheBound = 1 << 18;  // words

static_assert(static_cast<std::size_t>(news::Tag::kCount) <= 64 &&
                  static_cast<std::size_t>(news::Dep::kCount) <= 64,
              "label sets are bit sets of one word");

enum Attribute : std::size_t { kTag, kDep, kPos, kMorph, kLemma };

base::Error bad(std::string message) {
  return {base::ErrorKind::kModel, std::move(message), {}};
}

template <typename Label>
std::uint64_t bit(Label label) {
  return std::uint64_t{1} << static_cast<unsigned>(label);
}

/// The label of a spelling; the empty spelling is kNone.
template <typename Label>
std::optional<Label> label_of(std::string_view text, std::optional<Label> (*find)(std::string_view)) {
  if (text.empty()) return Label::kNone;
  return find(text);
}

/// Bits of all labels named. A spelling outside the closed set can never be met and adds none.
template <typename Label>
std::uint64_t mask_of(const std::vector<std::string>& names, std::optional<Label> (*find)(std::string_view)) {
  std::uint64_t mask = 0;
  for (const std::string& text : names) {
    if (const auto label = label_of(text, find)) mask |= bit(*label);
  }
  return mask;
}

std::vector<std::uint64_t> ids_of(const std::vector<std::string>& words) {
  std::vector<std::uint64_t> ids;
  for (const std::string& word : words) ids.push_back(string_id(word));
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::uint32_t index_of(std::vector<std::string>& list, const std::string& text) {
  const auto found = std::find(list.begin(), list.end(), text);
  if (found != list.end()) return static_cast<std::uint32_t>(found - list.begin());
  list.push_back(text);
  return static_cast<std::uint32_t>(list.size() - 1);
}

}  // namespace

base::Result<AttributeRuler> AttributeRuler::make(const RulerData& data) {
  AttributeRuler ruler;
  for (const RulerRule& rule : data.rules) {
    if (auto added = ruler.add_rule(rule); !added) return added.error();
  }
  return ruler;
}

base::Result<void> AttributeRuler::add_rule(const RulerRule& given) {
  Rule rule;
  rule.index = given.index;
  if (given.tag && !(rule.tag = label_of(*given.tag, news::tag_of)))
    return bad("a rule sets the unknown tag " + *given.tag);
  if (given.dep && !(rule.dep = label_of(*given.dep, news::dep_of)))
    return bad("a rule sets the unknown label " + *given.dep);
  if (given.pos && !(rule.pos = label_of(*given.pos, news::pos_of)))
    return bad("a rule sets the unknown part of speech " + *given.pos);
  if (given.morph) rule.morph = index_of(morphs_, *given.morph);
  if (given.lemma) rule.lemma = index_of(lemmas_, *given.lemma);
  const auto rule_number = static_cast<std::uint32_t>(rules_.size());
  rules_.push_back(rule);
  for (const auto& tokens : given.patterns) {
    if (given.index >= tokens.size()) return bad("a rule's index lies outside its pattern");
    Pattern pattern{rule_number, {}};
    for (const RulerTokenPattern& tests : tokens) {
      TokenTest token;
      for (const RulerTest& test : tests) {
        if (auto added = add_test(test, token); !added) return added.error();
      }
      pattern.tokens.push_back(std::move(token));
    }
    patterns_.push_back(std::move(pattern));
    index_pattern(static_cast<std::uint32_t>(patterns_.size() - 1));
  }
  return {};
}

base::Result<void> AttributeRuler::add_test(const RulerTest& given, TokenTest& test) {
  using Kind = RulerTest::Kind;
  const bool is_label =
      given.attribute == RulerTest::Attribute::kTag || given.attribute == RulerTest::Attribute::kDep;
  if (given.attribute == RulerTest::Attribute::kIsSpace) {
    if (given.kind != Kind::kIn || given.values.size() != 1) return bad("IS_SPACE is not a boolean");
    test.is_space = given.values[0] == "1" ? 1 : 0;
  } else if (is_label) {
    if (given.kind == Kind::kRegex) return bad("patterns over labels are not supported");
    const bool is_tag = given.attribute == RulerTest::Attribute::kTag;
    const Mask named = is_tag ? mask_of(given.values, news::tag_of) : mask_of(given.values, news::dep_of);
    (is_tag ? test.tags : test.deps) &= given.kind == Kind::kIn ? named : ~named;
  } else if (given.kind == Kind::kRegex) {
    if (given.values.size() != 1) return bad("a test with several patterns");
    auto regex = Regex::compile(given.values[0]);
    if (!regex) return regex.error();
    test.regexes.push_back(static_cast<std::uint32_t>(regexes_.size()));
    regexes_.push_back(*std::move(regex));
  } else if (given.kind == Kind::kNotIn) {
    test.not_words = ids_of(given.values);
  } else {
    test.words = ids_of(given.values);
    test.has_words = true;
  }
  return {};
}

void AttributeRuler::index_pattern(std::uint32_t number) {
  const TokenTest& first = patterns_[number].tokens[0];
  if (first.has_words || !first.not_words.empty() || !first.regexes.empty()) {
    word_patterns_.push_back(number);
    return;
  }
  for (std::size_t tag = 0; tag < by_tag_.size(); ++tag) {
    if (first.tags >> tag & 1u) by_tag_[tag].push_back(number);
  }
}

/// The part of a test that depends on the word alone.
bool AttributeRuler::word_fits(const TokenTest& test, const RuledToken& token, RegexScratch& regex) const {
  const auto has = [&](const std::vector<std::uint64_t>& ids) {
    return std::binary_search(ids.begin(), ids.end(), token.lower);
  };
  if (test.has_words && !has(test.words)) return false;
  if (!test.not_words.empty() && has(test.not_words)) return false;
  if (test.regexes.empty()) return true;
  const std::string lower = base::lower(token.text);
  return std::all_of(test.regexes.begin(), test.regexes.end(),
                     [&](std::uint32_t i) { return regexes_[i].search(lower, 0, regex).has_value(); });
}

bool AttributeRuler::fits(const TokenTest& test, const RuledToken& token, RegexScratch& regex) const {
  const bool labels = (test.tags & bit(token.tag)) != 0 && (test.deps & bit(token.dep)) != 0;
  return labels && (test.is_space < 0 || (test.is_space == 1) == token.is_space) &&
         word_fits(test, token, regex);
}

/// Patterns whose first token tests the word and holds of this word; kept by word.
const std::vector<std::uint32_t>& AttributeRuler::candidates(const RuledToken& token,
                                                             RulerWorkspace& workspace) const {
  const auto known = workspace.by_lower.find(token.lower);
  if (known != workspace.by_lower.end()) return known->second;
  if (workspace.by_lower.size() >= kCacheBound) workspace.by_lower.clear();
  std::vector<std::uint32_t> found;
  for (const std::uint32_t number : word_patterns_) {
    if (word_fits(patterns_[number].tokens[0], token, workspace.regex)) found.push_back(number);
  }
  return workspace.by_lower.emplace(token.lower, std::move(found)).first->second;
}

/// Notes the pattern's rule as winner of its attributes when the pattern holds of the tokens from `at` on.
void AttributeRuler::match(std::uint32_t number, const std::vector<RuledToken>& tokens, std::size_t at,
                           RulerWorkspace& workspace) const {
  const Pattern& pattern = patterns_[number];
  if (pattern.tokens.size() > tokens.size() - at) return;
  for (std::size_t i = 0; i < pattern.tokens.size(); ++i) {
    if (!fits(pattern.tokens[i], tokens[at + i], workspace.regex)) return;
  }
  const Rule& rule = rules_[pattern.rule];
  auto& winners = workspace.winners[at + rule.index];
  const auto claim = [&](Attribute attribute, bool sets) {
    if (sets) winners[attribute] = std::max(winners[attribute], static_cast<std::int32_t>(pattern.rule));
  };
  claim(kTag, rule.tag.has_value());
  claim(kDep, rule.dep.has_value());
  claim(kPos, rule.pos.has_value());
  claim(kMorph, rule.morph.has_value());
  claim(kLemma, rule.lemma.has_value());
}

void AttributeRuler::apply(std::vector<RuledToken>& tokens, RulerWorkspace& workspace) const {
  workspace.winners.assign(tokens.size(), {-1, -1, -1, -1, -1});
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const std::uint32_t number : by_tag_[static_cast<std::size_t>(tokens[at].tag)])
      match(number, tokens, at, workspace);
    for (const std::uint32_t number : candidates(tokens[at], workspace)) match(number, tokens, at, workspace);
  }
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto& winners = workspace.winners[at];
    const auto rule = [&](Attribute attribute) -> const Rule& {
      return rules_[static_cast<std::size_t>(winners[attribute])];
    };
    RuledToken& token = tokens[at];
    if (winners[kTag] >= 0) token.tag = *rule(kTag).tag;
    if (winners[kDep] >= 0) token.dep = *rule(kDep).dep;
    token.pos = winners[kPos] >= 0 ? *rule(kPos).pos : news::Pos::kNone;
    token.morph = winners[kMorph] >= 0 ? *rule(kMorph).morph : 0;
    token.lemma.reset();
    if (winners[kLemma] >= 0) token.lemma = lemmas_[*rule(kLemma).lemma];
  }
}

}  // namespace herald::lang
