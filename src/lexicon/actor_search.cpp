#include "lexicon/actor_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.h"

namespace herald::lexicon {
namespace {

bool same(const NameReading& a, const NameReading& b) {
  return a.kind == b.kind && a.item == b.item && a.sector == b.sector && a.layered == b.layered;
}

/// The smallest edit distance between `text` and a run of as many words of `name`; at most `bound` + 1.
std::size_t word_distance(std::string_view text, std::size_t words, std::string_view name,
                          std::size_t bound) {
  std::size_t best = bound + 1;
  const auto all = base::split(name, ' ');
  for (std::size_t first = 0; first + words <= all.size(); ++first) {
    const char* begin = all[first].data();
    const std::string_view last = all[first + words - 1];
    const std::string_view run(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
    const std::size_t longer = std::max(run.size(), text.size()), shorter = std::min(run.size(), text.size());
    if (longer - shorter > bound) continue;
    best = std::min(best, base::edit_distance(text, run));
  }
  return best;
}

/// 0 the same, 1 begins with it, 2 a word begins with it, 3 contains it, nothing otherwise.
std::optional<int> containment(std::string_view text, std::string_view name) {
  if (name == text) return 0;
  if (name.starts_with(text)) return 1;
  std::optional<int> found;
  for (std::size_t at = name.find(text); at != std::string_view::npos; at = name.find(text, at + 1)) {
    if (name[at - 1] == ' ') return 2;
    found = 3;
  }
  return found;
}

}  // namespace

const std::vector<std::string>& name_kinds() {
  static const std::vector<std::string> kWords{
      "country", "adjective", "demonym", "capital", "metonym", "person",   "surname", "body",
      "group",   "party",     "force",   "media",   "role",    "no-actor", "place",   "people"};
  return kWords;
}

std::string_view name_of(NameKind kind) {
  return name_kinds()[static_cast<std::size_t>(kind)];
}

std::string place_of(const ActorLexicon& actors, std::uint32_t file, std::uint32_t line) {
  return fmt::format("{}:{}", actors.files()[file], line);
}

NameBook::NameBook(const ActorLexicon& actors) : actors_(actors) {
  folded_.reserve(actors.names());
  for (std::size_t i = 0; i < actors.names(); ++i) folded_.push_back(folded_name(actors.name(i).text));
  places_.reserve(folded_.size());
  for (std::uint32_t i = 0; i < folded_.size(); ++i) places_[folded_[i]].push_back(i);
}

bool NameBook::in_use(const NameEntry& entry) const {
  const auto readings = actors_.readings_of(entry.text);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const NameReading& r) { return same(r, entry.reading); });
}

std::vector<NameEntry> NameBook::named(std::string_view text) const {
  std::vector<NameEntry> out;
  const std::string folded = folded_name(text);
  const auto found = places_.find(folded);
  if (folded.empty() || found == places_.end()) return out;
  for (const std::uint32_t at : found->second) {
    const NameEntry entry = actors_.name(at);
    const bool known = std::any_of(out.begin(), out.end(), [&](const NameEntry& e) {
      return e.text == entry.text && same(e.reading, entry.reading);
    });
    if (!known && in_use(entry)) out.push_back(entry);
  }
  return out;
}

NameHits NameBook::search(std::string_view text, const NameSearch& options) const {
  NameHits out;
  const std::string wanted = folded_name(text);
  if (wanted.empty()) return out;
  const auto words = static_cast<std::size_t>(std::count(wanted.begin(), wanted.end(), ' ')) + 1;
  const std::size_t bound = wanted.size() < 4 ? 0 : std::max<std::size_t>(wanted.size() / 3, 1);
  struct Ranked {
    std::size_t rank = 0, distance = 0, at = 0;
  };
  std::vector<Ranked> ranked;
  bool contained = false;
  for (std::size_t i = 0; i < folded_.size(); ++i) {
    const NameEntry entry = actors_.name(i);
    if (!options.kind.empty() && name_of(entry.reading.kind) != options.kind) continue;
    if (const auto inside = containment(wanted, folded_[i])) {
      ranked.push_back({static_cast<std::size_t>(*inside), 0, i});
      contained = true;
    } else if (bound > 0) {
      // Where the text itself occurs, only single slips are shown beside it.
      const std::size_t most = contained ? 1 : bound;
      const std::size_t distance = word_distance(wanted, words, folded_[i], most);
      if (distance <= most) ranked.push_back({3 + distance, distance, i});
    }
  }
  if (contained) std::erase_if(ranked, [](const Ranked& r) { return r.distance > 1; });
  std::sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
    return std::tie(a.rank, folded_[a.at], a.at) < std::tie(b.rank, folded_[b.at], b.at);
  });
  std::set<std::tuple<std::string_view, NameKind, std::uint32_t, std::string_view>> seen;
  for (const Ranked& r : ranked) {
    const NameEntry entry = actors_.name(r.at);
    const NameReading& reading = entry.reading;
    if (!seen.emplace(folded_[r.at], reading.kind, reading.item, reading.sector).second || !in_use(entry))
      continue;
    if (out.all++ < options.limit) out.hits.push_back({entry, r.distance});
  }
  return out;
}

std::vector<std::string> NameBook::near(std::string_view text, std::size_t most) const {
  std::vector<std::string> out;
  for (const NameHit& hit : search(text, {{}, most * 4}).hits) {
    const std::string name(hit.entry.text);
    if (out.size() < most && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

}  // namespace herald::lexicon
