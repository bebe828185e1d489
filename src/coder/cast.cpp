#include "coder/cast.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "coder/roles.h"

namespace herald::coder {
namespace {

using news::Dep;

// "thousands of protesters": the noun only counts, the phrase names who.
constexpr std::array<std::string_view, 29> kQuantities{
    "bulk",    "bunch",   "coalition",      "couple", "crowd",  "dozen",   "gang", "group",    "half",
    "handful", "hundred", "majority",       "mass",   "member", "million", "most", "number",   "pair",
    "part",    "quarter", "representative", "score",  "series", "some",    "team", "thousand", "third",
    "two",     "unit"};

bool is_quantity(const std::string& lemma) {
  return std::find(kQuantities.begin(), kQuantities.end(), lemma) != kQuantities.end();
}

}  // namespace

Cast::Cast(const news::AnnotatedArticle& annotated, std::uint32_t sentence, const lexicon::Codebook& book,
           Reach reach)
    : sentence_(annotated.sentences[sentence]),
      book_(book),
      by_head_(sentence_.tokens.size()),
      reach_(reach) {
  const auto first = std::lower_bound(annotated.mentions.begin(), annotated.mentions.end(), sentence,
                                      [](const news::Mention& m, std::uint32_t s) { return m.sentence < s; });
  for (auto it = first; it != annotated.mentions.end() && it->sentence == sentence; ++it) {
    if (it->head < by_head_.size() && !it->actor.code.empty()) by_head_[it->head].push_back(&*it);
  }
  for (const news::PlaceMention& place : annotated.places) {
    if (place.sentence != sentence || place.reading != "place" || place.country.empty()) continue;
    news::Mention mention;
    mention.sentence = sentence;
    mention.span = place.span;
    for (std::uint32_t t = 0; t < sentence_.tokens.size(); ++t) {
      if (place.span.covers(sentence_.tokens[t].span)) mention.head = t;
    }
    mention.actor.code = mention.actor.country = place.country;
    mention.chain = std::numeric_limits<std::uint32_t>::max() - static_cast<std::uint32_t>(places_.size());
    places_.push_back(std::move(mention));
  }
}

std::vector<Fill> Cast::place(std::uint32_t token) const {
  for (const news::Mention& mention : places_) {
    if (mention.head == token) return {{&mention, true}};
  }
  return {};
}

std::vector<Fill> Cast::direct(std::uint32_t token) const {
  std::vector<Fill> fills;
  for (const news::Mention* mention : by_head_[token]) {
    if (!mention->adjective) fills.push_back({mention, false});
  }
  return fills;
}

std::vector<Fill> Cast::adjective(std::uint32_t token) const {
  std::vector<Fill> fills;
  for (const news::Mention* mention : by_head_[token]) {
    if (mention->adjective) fills.push_back({mention, true});
  }
  return fills;
}

void Cast::inside(std::uint32_t token, bool as_source, std::vector<Fill>& fills) const {
  const news::Sentence& s = sentence_;
  const std::string lemma = lower_lemma(s.tokens[token]);
  for (const PrepPhrase& phrase : prep_phrases(s, token)) {
    if (s.tokens[phrase.prep].lemma != "of" || !is_quantity(lemma)) continue;
    const auto inner = direct(phrase.object);
    fills.insert(fills.end(), inner.begin(), inner.end());
  }
  if (!fills.empty()) return;
  if (as_source && !lexicon::contains(book_.words("instrument"), lemma)) return;
  for (const std::uint32_t c : s.children[token]) {
    const Dep dep = s.tokens[c].dep;
    const bool inner = dep == Dep::kPoss || dep == Dep::kAmod || dep == Dep::kCompound || dep == Dep::kNmod;
    if (!inner) continue;
    for (const news::Mention* mention : by_head_[c]) {
      if (!mention->pronoun) fills.push_back({mention, true});  // "their arrival" names nobody surely enough
    }
    // "a rebel base commander", "a Turkish target area": the noun inside may have the name inside it.
    if (as_source || !by_head_[c].empty() || (dep != Dep::kCompound && dep != Dep::kNmod)) continue;
    for (const std::uint32_t deeper : s.children[c]) {
      if (s.tokens[deeper].dep != Dep::kCompound && s.tokens[deeper].dep != Dep::kAmod) continue;
      for (const news::Mention* mention : by_head_[deeper]) fills.push_back({mention, true});
    }
  }
  if (as_source && fills.empty()) {  // "an airstrike by Peru"
    for (const PrepPhrase& phrase : prep_phrases(s, token)) {
      if (s.tokens[phrase.prep].lemma != "by") continue;
      for (const Fill& fill : direct(phrase.object)) fills.push_back({fill.mention, true});
    }
  }
  if (!fills.empty() || as_source) return;
  for (const PrepPhrase& phrase : prep_phrases(s, token)) {
    const std::string& prep = s.tokens[phrase.prep].lemma;
    if (prep != "of" && prep != "in" && prep != "from") continue;
    for (const Fill& fill : direct(phrase.object)) fills.push_back({fill.mention, true});
  }
}

std::vector<Fill> Cast::at(std::uint32_t token, bool as_source) const {
  std::vector<Fill> fills = direct(token);
  if (!fills.empty()) return fills;
  inside(token, as_source, fills);
  if (reach_ == Reach::kPhrase) anywhere_in_phrase(token, fills);
  return fills;
}

void Cast::anywhere_in_phrase(std::uint32_t token, std::vector<Fill>& fills) const {
  constexpr std::size_t kWords = 40;
  std::vector<std::uint32_t> phrase{token};
  for (std::size_t i = 0; i < phrase.size() && i < kWords; ++i) {
    for (const std::uint32_t c : sentence_.children[phrase[i]]) {
      const Dep dep = sentence_.tokens[c].dep;
      if (dep == Dep::kRelcl || dep == Dep::kAcl || dep == Dep::kAdvcl || dep == Dep::kCcomp) continue;
      if (dep == Dep::kConj && i == 0) continue;  // a conjunct fills a slot by itself
      if (sentence_.tokens[c].pos != news::Pos::kVERB) phrase.push_back(c);
    }
    for (const news::Mention* mention : by_head_[phrase[i]]) {
      const bool known =
          std::any_of(fills.begin(), fills.end(), [&](const Fill& f) { return f.mention == mention; });
      if (!known) fills.push_back({mention, true});
    }
  }
}

}  // namespace herald::coder
