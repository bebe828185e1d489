// Names that stand in no table: halves of Korea, joined states, people and organisations only the text knows.
#include <algorithm>
#include <array>
#include <utility>

#include "annotate/mention_atoms.h"

namespace herald::annotate {

using lexicon::NameKind;
using news::EntityLabel;
using news::Tag;

std::optional<Atom> AtomFinder::half_of_korea(const SentenceView& view, std::uint32_t at) const {
  // "the North", "the South's president" where Korea is the matter.
  const bool north = view.word(at) == "North", south = view.word(at) == "South";
  if ((!north && !south) || at == 0 || !view.is(at - 1, "the")) return std::nullopt;
  if (!has_evidence("PRK") && !has_evidence("KOR")) return std::nullopt;
  if (at + 1 < view.size() && (view.proper(at + 1) || view.token(at + 1).tag == Tag::kNN))
    return std::nullopt;
  return Atom{AtomKind::kCountry, at, at + 1, *actors_.country(north ? "PRK" : "KOR"), {}, false, false};
}

std::optional<std::uint32_t> AtomFinder::state_named(std::string_view name) const {
  for (const lexicon::NameReading& reading : actors_.readings_of(name)) {
    const bool state = reading.kind == NameKind::kCountry || reading.kind == NameKind::kAdjective;
    if (state && !reading.weak) return reading.item;
  }
  return std::nullopt;
}

std::optional<Atom> AtomFinder::first_of_pair(const SentenceView& view, std::uint32_t at) const {
  // "U.S.-Qatar" comes as one token.
  const std::string_view word = view.word(at);
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == word.size()) return std::nullopt;
  const auto first = state_named(word.substr(0, hyphen));
  if (!first || !state_named(word.substr(hyphen + 1))) return std::nullopt;
  return Atom{AtomKind::kAdjective, at, at + 1, *first, {}, false, false};
}

std::optional<Atom> AtomFinder::second_of_pair(const SentenceView& view, const Atom& first) const {
  if (first.kind != AtomKind::kAdjective || first.end != first.first + 1) return std::nullopt;
  const std::string_view word = view.word(first.first);
  const std::size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || !first_of_pair(view, first.first)) return std::nullopt;
  return Atom{
      AtomKind::kAdjective, first.first, first.end, *state_named(word.substr(hyphen + 1)), {}, false, false};
}

std::optional<Atom> AtomFinder::combining_form(const SentenceView& view, std::uint32_t at) const {
  // "Franco-German", "Sino-Indian": the first half is a state too.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kForms{{{"Anglo", "GBR"},
                                                                                         {"Austro", "AUT"},
                                                                                         {"Franco", "FRA"},
                                                                                         {"Graeco", "GRC"},
                                                                                         {"Greco", "GRC"},
                                                                                         {"Indo", "IND"},
                                                                                         {"Israelo", "ISR"},
                                                                                         {"Italo", "ITA"},
                                                                                         {"Russo", "RUS"},
                                                                                         {"Sino", "CHN"},
                                                                                         {"Turco", "TUR"}}};
  if (at + 2 >= view.size() || view.word(at + 1) != "-") return std::nullopt;
  const char next = view.word(at + 2).front();
  if (next < 'A' || next > 'Z') return std::nullopt;
  for (const auto& [form, code] : kForms) {
    const auto country = view.word(at) == form ? actors_.country(code) : std::nullopt;
    if (country) return Atom{AtomKind::kAdjective, at, at + 1, *country, {}, false, false};
  }
  return std::nullopt;
}

std::optional<Atom> AtomFinder::stranger_at(const SentenceView& view, std::uint32_t at) const {
  for (const news::Entity& e : view.sentence->entities) {
    if (e.label != EntityLabel::kPERSON || e.first > at || e.end <= at) continue;
    std::uint32_t end = at;
    while (end < e.end && (view.proper(end) ||
                           (end > at && view.word(end) == "-" && end + 1 < e.end && view.proper(end + 1))))
      ++end;
    if (end > at) return Atom{AtomKind::kStranger, at, end, 0, {}, false, false};
  }
  return std::nullopt;
}

std::optional<Atom> AtomFinder::stranger_body_at(const SentenceView& view, std::uint32_t at) const {
  for (const news::Entity& e : view.sentence->entities) {
    if (e.label != EntityLabel::kORG || e.first > at || e.end <= at) continue;
    if (e.first < at && !view.is(at - 1, "the")) continue;
    // "Grand National Party" says itself what it is.
    for (std::uint32_t i = at; i < e.end; ++i) {
      if (actors_.role(view.word(i))) return std::nullopt;
    }
    if (!view.proper(at)) return std::nullopt;
    return Atom{AtomKind::kStrangerBody, at, e.end, 0, {}, false, false};
  }
  return std::nullopt;
}

}  // namespace herald::annotate
