#include "lang/lemmatizer.h"

#include <algorithm>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "base/unicode.h"

namespace herald::lang {
namespace {

constexpr std::size_t kCacheBound = 1 << 17;  // words of one part of speech

/// The value of a feature in "Number=Sing|Person=3", empty when it has none.
std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const std::size_t end = std::min(morph.find('|'), morph.size());
    const std::string_view field = morph.substr(0, end);
    if (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '=') {
      return field.substr(name.size() + 1);
    }
    morph.remove_prefix(std::min(end + 1, morph.size()));
  }
  return {};
}

bool is_all_alpha(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (!base::is_alpha(point.value)) return false;
    at += point.size;
  }
  return !text.empty();
}

bool contains(const std::vector<std::string>& forms, std::string_view form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

}  // namespace

bool is_base_form(news::Pos pos, std::string_view morph) {
  if (morph.empty()) return false;
  const std::string_view verb_form = feature(morph, "VerbForm");
  if (pos == news::Pos::kNOUN && feature(morph, "Number") == "Sing") return true;
  if (pos == news::Pos::kVERB && verb_form == "Fin" && feature(morph, "Tense") == "Pres" &&
      feature(morph, "Number").empty()) {
    return true;
  }
  return verb_form == "Inf" || verb_form == "None" || feature(morph, "Degree") == "Pos";
}

Lemmatizer::Lemmatizer(LemmaData data) : data_(std::move(data)) {
  for (const LemmaTable& table : data_.tables) {
    const bool empty = table.rules.empty() && table.index.empty() && table.exception_ids.empty();
    if (!empty) by_pos_[static_cast<std::size_t>(table.pos)] = &table;
  }
}

std::string Lemmatizer::lemma(std::string_view text, std::uint64_t orth, news::Pos pos,
                              std::string_view morph, LemmaCache& cache) const {
  if (pos == news::Pos::kNone || pos == news::Pos::kSPACE || is_base_form(pos, morph))
    return base::lower(text);
  const LemmaTable* table = by_pos_[static_cast<std::size_t>(pos)];
  if (table == nullptr) return pos == news::Pos::kPROPN ? std::string(text) : base::lower(text);
  auto& known = cache.by_pos_[static_cast<std::size_t>(pos)];
  const auto found = known.find(orth);
  if (found != known.end()) return found->second;
  if (known.size() >= kCacheBound) known.clear();
  return known.emplace(orth, from_tables(*table, text)).first->second;
}

std::string Lemmatizer::from_tables(const LemmaTable& table, std::string_view text) const {
  const std::string word = base::lower(text);
  std::vector<std::string> forms;
  std::string unknown;  // the first form that is not in the index
  for (const LemmaSuffixRule& rule : table.rules) {
    if (!word.ends_with(rule.old_suffix)) continue;
    std::string form = word.substr(0, word.size() - rule.old_suffix.size()) + rule.new_suffix;
    if (form.empty()) continue;
    const bool known = std::binary_search(table.index.begin(), table.index.end(), base::murmur64(form, 1));
    if (known || !is_all_alpha(form)) {
      if (!contains(forms, form)) forms.push_back(std::move(form));
    } else if (unknown.empty()) {
      unknown = std::move(form);
    }
  }
  const auto [first, last] =
      std::equal_range(table.exception_ids.begin(), table.exception_ids.end(), base::murmur64(word, 1));
  for (auto id = first; id != last; ++id) {
    const std::string_view form =
        table.exception_lemmas.at(static_cast<std::size_t>(id - table.exception_ids.begin()));
    if (!contains(forms, form)) forms.insert(forms.begin(), std::string(form));
  }
  if (!forms.empty()) return forms.front();
  return unknown.empty() ? std::string(text) : unknown;
}

}  // namespace herald::lang
