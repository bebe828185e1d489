#include "lexicon/codebook.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace herald::lexicon {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Operator::kCount)> kOperators{
    "",      "commit", "plan", "refuse", "fail", "request", "threaten",     "accuse",      "deny",
    "allow", "begin",  "end",  "cause",  "try",  "manage",  "support_deed", "condemn_deed"};

// PLOVER 0.8 manual, table of modes.
constexpr std::array<std::string_view, 4> kConsult{"visit", "third-party", "multilateral", "phone"};
constexpr std::array<std::string_view, 6> kRetreat{"withdraw",  "release", "disarm",
                                                   "ceasefire", "access",  "resign"};
constexpr std::array<std::string_view, 4> kRequest{"assist", "change", "yield", "meet"};
constexpr std::array<std::string_view, 3> kAccuse{"disapprove", "investigate", "allege"};
constexpr std::array<std::string_view, 6> kThreaten{"restrict", "arrest",    "relations",
                                                    "expel",    "territory", "violence"};
constexpr std::array<std::string_view, 7> kProtest{"demo",    "riot",     "strike",   "hunger",
                                                   "boycott", "obstruct", "vandalize"};
constexpr std::array<std::string_view, 4> kSanction{"convict", "expel", "withdraw", "discontinue"};
constexpr std::array<std::string_view, 4> kMobilize{"troops", "weapons", "police", "militia"};
constexpr std::array<std::string_view, 10> kCoerce{"seize",          "restrict", "censor", "curfew",
                                                   "martial-law",    "arrest",   "deport", "withhold",
                                                   "misinformation", "cyber"};
constexpr std::array<std::string_view, 15> kAssault{
    "abduct",  "beat",      "torture",       "sexual",        "targeted",
    "destroy", "primitive", "firearms",      "explosives",    "suicide-attack",
    "aerial",  "drone",     "heavy-weapons", "crowd-control", "unconventional"};

constexpr std::array<std::string_view, 47> kPrepositions{
    "about",   "above",  "across",     "after",     "against", "along",      "alongside", "amid",
    "among",   "around", "as",         "at",        "before",  "behind",     "beside",    "between",
    "beyond",  "by",     "concerning", "despite",   "during",  "for",        "from",      "in",
    "inside",  "into",   "near",       "of",        "off",     "on",         "onto",      "out",
    "outside", "over",   "past",       "regarding", "through", "throughout", "to",        "toward",
    "towards", "under",  "upon",       "via",       "with",    "within",     "without"};

}  // namespace

std::string_view name(Operator op) {
  return kOperators[static_cast<std::size_t>(op)];
}

std::span<const std::string_view> modes_of(news::EventType type) {
  switch (type) {
    case news::EventType::kConsult:
      return kConsult;
    case news::EventType::kRetreat:
      return kRetreat;
    case news::EventType::kRequest:
    case news::EventType::kReject:
      return kRequest;
    case news::EventType::kAccuse:
      return kAccuse;
    case news::EventType::kThreaten:
      return kThreaten;
    case news::EventType::kProtest:
      return kProtest;
    case news::EventType::kSanction:
      return kSanction;
    case news::EventType::kMobilize:
      return kMobilize;
    case news::EventType::kCoerce:
      return kCoerce;
    case news::EventType::kAssault:
      return kAssault;
    default:
      return {};
  }
}

bool is_preposition(std::string_view word) {
  return std::find(kPrepositions.begin(), kPrepositions.end(), word) != kPrepositions.end();
}

std::string Codebook::usual_cameo(news::EventType type, std::string_view mode) const {
  const auto found = usual_cameos_.find({type, std::string(mode)});
  return found == usual_cameos_.end() ? std::string() : found->second;
}

void Codebook::count_cameos() {
  std::map<std::pair<news::EventType, std::string>, std::map<std::string, std::size_t>> counted;
  for (const Pattern* pattern : all()) {
    if (pattern->op == Operator::kNone) ++counted[{pattern->type, pattern->mode}][pattern->cameo];
  }
  for (const auto& [act, codes] : counted) {  // of equals the smallest code
    usual_cameos_[act] = std::max_element(codes.begin(), codes.end(), [](const auto& x, const auto& y) {
                           return x.second < y.second;
                         })->first;
  }
}

bool contains(const WordSet& words, std::string_view lemma) {
  return std::binary_search(words.begin(), words.end(), lemma, std::less<>());
}

bool Pattern::has(Filler filler) const {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& p) { return p.filler == filler; });
}

const Part* Pattern::part(Slot slot) const {
  const auto it = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.slot == slot; });
  return it == parts.end() ? nullptr : &*it;
}

std::span<const Pattern> Codebook::patterns(Trigger trigger, const std::string& lemma) const {
  const auto& table = by_lemma_[static_cast<std::size_t>(trigger)];
  const auto it = table.find(lemma);
  if (it == table.end()) return {};
  return it->second;
}

std::optional<Composition> Codebook::compose(Operator op, news::EventType inner,
                                             std::string_view inner_mode) const {
  const std::string_view type = news::name(inner);
  const std::string_view quad = news::name(news::quad_of(inner));
  const std::string with_mode = std::string(type) + "/" + std::string(inner_mode);
  for (const ComposeRow& row : compose_) {
    if (row.op != op) continue;
    if (row.inner == type || row.inner == quad || row.inner == with_mode || row.inner == "*") {
      if (!row.result.keeps_inner && row.result.type == news::EventType::kNone) return std::nullopt;
      return row.result;
    }
  }
  return std::nullopt;
}

const WordSet& Codebook::words(std::string_view class_name) const {
  static const WordSet kNothing;
  for (const auto& [key, set] : classes_) {
    if (key == class_name) return set;
  }
  return kNothing;
}

std::vector<std::string> Codebook::contexts(const std::vector<std::string>& lemmas) const {
  std::vector<std::uint32_t> hits;
  std::string pair;
  for (std::size_t i = 0; i < lemmas.size(); ++i) {
    const auto add = [&](const std::string& key) {
      const auto it = context_words_.find(key);
      if (it != context_words_.end()) hits.insert(hits.end(), it->second.begin(), it->second.end());
    };
    add(lemmas[i]);
    if (i + 1 < lemmas.size()) {
      pair = lemmas[i] + "_" + lemmas[i + 1];
      add(pair);
    }
  }
  std::sort(hits.begin(), hits.end());
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  std::vector<std::string> names;
  for (const std::uint32_t hit : hits) names.push_back(contexts_[hit].first);
  return names;
}

std::vector<const Pattern*> Codebook::all() const {
  std::vector<const Pattern*> out;
  for (const auto& table : by_lemma_) {
    for (const auto& entry : table) {
      for (const Pattern& pattern : entry.second) out.push_back(&pattern);
    }
  }
  std::sort(out.begin(), out.end(), [](const Pattern* a, const Pattern* b) {
    return std::tie(a->trigger, a->lemma, a->rule) < std::tie(b->trigger, b->lemma, b->rule);
  });
  return out;
}

}  // namespace herald::lexicon
