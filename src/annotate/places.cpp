#include "annotate/places.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace herald::annotate {
namespace {

using news::Dep;
using news::EntityLabel;
using news::Sentence;

bool names_place(EntityLabel label) {
  return label == EntityLabel::kGPE || label == EntityLabel::kLOC || label == EntityLabel::kFAC ||
         label == EntityLabel::kNORP;
}

bool is_place_preposition(const std::string& word) {
  // Not "on", "to" or "against": sanctions on a state and calls to it happen elsewhere.
  static constexpr std::array<std::string_view, 13> kWords{
      "across", "along", "around",  "at",         "in",      "inside", "into",
      "near",   "off",   "outside", "throughout", "through", "within"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::uint32_t head_of(const Sentence& s, const news::Entity& entity) {
  for (std::uint32_t t = entity.first; t < entity.end; ++t) {
    if (s.tokens[t].head < entity.first || s.tokens[t].head >= entity.end) return t;
  }
  return entity.end - 1;
}

const char* reading_of(const Sentence& s, const news::Entity& entity, std::uint32_t head) {
  const news::Token& token = s.tokens[head];
  if (entity.label == EntityLabel::kNORP || token.dep == Dep::kAmod) return "adjective";
  if (token.dep == Dep::kPobj && is_place_preposition(s.tokens[token.head].lemma)) return "place";
  if (token.dep == Dep::kAppos || token.dep == Dep::kConj || token.dep == Dep::kNpadvmod) {
    const news::Token& above = s.tokens[token.head];
    if (above.dep == Dep::kPobj && is_place_preposition(s.tokens[above.head].lemma)) return "place";
  }
  if (entity.label == EntityLabel::kGPE && (token.dep == Dep::kNsubj || token.dep == Dep::kPoss ||
                                            token.dep == Dep::kDobj || token.dep == Dep::kNsubjpass)) {
    return "metonym";
  }
  return entity.label == EntityLabel::kGPE ? "metonym" : "place";
}

/// The country a name stands for, and how exact the name is.
void resolve(const lexicon::ActorLexicon& actors, const lexicon::Pieces& pieces, const news::Entity& entity,
             news::PlaceMention& place) {
  place.precision = entity.label == EntityLabel::kGPE ? "city" : "region";
  std::vector<lexicon::NameIndex::Match> matches;
  for (std::uint32_t first = entity.first; first < std::min<std::uint32_t>(entity.end, entity.first + 2);
       ++first) {
    matches.clear();
    actors.find_names(pieces, first, matches);
    for (const auto& match : matches) {
      actors.readings(match, [&](const lexicon::NameReading& reading) {
        using lexicon::NameKind;
        const bool country = reading.kind == NameKind::kCountry || reading.kind == NameKind::kAdjective ||
                             reading.kind == NameKind::kDemonym;
        if (!country && reading.kind != NameKind::kCapital) return;
        place.country = std::string(actors.countries()[reading.item].code);
        place.precision = country ? "country" : "city";
      });
    }
    if (!place.country.empty()) return;
  }
}

}  // namespace

void find_places(const lexicon::ActorLexicon& actors, news::AnnotatedArticle& annotated) {
  annotated.places.clear();
  lexicon::Pieces pieces;
  for (std::uint32_t i = 0; i < annotated.sentences.size(); ++i) {
    const Sentence& s = annotated.sentences[i];
    const std::string_view text = annotated.text_of_sentence(s);
    pieces.clear();
    for (const news::Token& token : s.tokens) pieces.add_token(news::text_of(text, token.span));
    pieces.close();
    for (const news::Entity& entity : s.entities) {
      if (!names_place(entity.label)) continue;
      const std::uint32_t head = head_of(s, entity);
      news::PlaceMention place;
      place.sentence = i;
      place.span = {s.tokens[entity.first].span.begin, s.tokens[entity.end - 1].span.end};
      place.name = std::string(news::text_of(text, place.span));
      place.reading = reading_of(s, entity, head);
      resolve(actors, pieces, entity, place);
      annotated.places.push_back(std::move(place));
    }
  }
}

}  // namespace herald::annotate
