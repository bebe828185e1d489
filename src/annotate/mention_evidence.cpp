// Which countries an article is about, and where it was written.
#include <algorithm>
#include <string>
#include <utility>

#include "annotate/mention_atoms.h"
#include "base/text.h"

namespace herald::annotate {

using lexicon::NameIndex;
using lexicon::NameKind;
using news::Tag;

void AtomFinder::weigh_countries() {
  std::uint32_t all = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> most;  // count, country
  for (std::uint32_t c = 0; c < evidence_.size(); ++c) {
    all += evidence_[c];
    if (evidence_[c] > 0) most.emplace_back(evidence_[c], c);
  }
  if (most.empty()) return;
  std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  most.resize(std::max<std::size_t>(most.size(), 3));
  const std::uint32_t first = most[0].first, second = most[1].first, third = most[2].first;
  // Others named in passing do not count: one country has at least four fifths of all mentions.
  if (first == all || (first >= 4 && first * 5 >= all * 4)) only_country_ = most[0].second;
  if (first * 2 > all && first >= second * 2) main_country_ = most[0].second;
  if (first * 2 >= second * 3) most_named_ = most[0].second;
  const bool two =
      second >= 2 && second * 4 >= first && third * 3 <= second * 2 && (first + second) * 5 >= all * 3;
  if (two) main_pair_ = std::pair(most[0].second, most[1].second);
  // Where more states come up, the two the article opens with, when both come up again.
  if (!two && lede_.size() == 2 && evidence_[lede_[0]] >= 2 && evidence_[lede_[1]] >= 2)
    main_pair_ = std::pair(lede_[0], lede_[1]);
}

std::optional<std::uint32_t> AtomFinder::place_in(std::size_t sentence,
                                                  const std::vector<Atom>& atoms) const {
  const SentenceView text = view(sentence);
  std::optional<std::uint32_t> found;
  for (const Atom& atom : atoms) {
    const bool place =
        atom.kind == AtomKind::kCountry || atom.kind == AtomKind::kCapital || atom.kind == AtomKind::kPlace;
    if (!place || atom.first == 0) continue;
    std::uint32_t before = atom.first - 1;
    if (text.token(before).tag == Tag::kDT && before > 0) --before;
    if (!text.is(before, "in") && !text.is(before, "across") && !text.is(before, "near")) continue;
    if (found && *found != atom.item) return std::nullopt;
    found = atom.item;
  }
  return found;
}

void AtomFinder::find_publisher(const news::Article& article) {
  // What a government publishes speaks of its own "president" and "court".
  if (!article.publisher) return;
  lexicon::Pieces pieces;
  for (const std::string_view word : base::split(*article.publisher, ' ')) pieces.add_token(word, false);
  pieces.close();
  std::vector<NameIndex::Match> found;
  for (std::size_t first = 0; first < std::min<std::size_t>(pieces.tokens(), 2); ++first)
    actors_.find_names(pieces, first, found);
  for (const NameIndex::Match& match : found) {
    actors_.readings(match, [&](const lexicon::NameReading& r) {
      if (r.kind == NameKind::kMetonym) home_country_ = r.item;
    });
  }
}

void AtomFinder::find_dateline(const news::Article& article) {
  find_publisher(article);
  if (!article.dateline) return;
  lexicon::Pieces pieces;
  pieces.add_token(article.dateline->place, false);
  pieces.close();
  std::vector<NameIndex::Match> found;
  actors_.find_names(pieces, 0, found);
  if (found.empty()) {
    std::string title = base::ascii_lower(article.dateline->place);
    for (std::size_t i = 0; i < title.size(); ++i) {
      const bool begins = i == 0 || title[i - 1] == ' ' || title[i - 1] == '-';
      if (begins && title[i] >= 'a' && title[i] <= 'z') title[i] = static_cast<char>(title[i] - 32);
    }
    pieces.clear();
    pieces.add_token(title, false);
    pieces.close();
    actors_.find_names(pieces, 0, found);
  }
  for (const NameIndex::Match& match : found) {
    actors_.readings(match, [&](const lexicon::NameReading& r) {
      if (r.kind == NameKind::kCapital || r.kind == NameKind::kCountry) dateline_country_ = r.item;
      if (r.kind == NameKind::kPlace && !dateline_country_) dateline_country_ = country_of_place(r.item);
    });
  }
  if (dateline_country_) ++evidence_[*dateline_country_];
}

}  // namespace herald::annotate
