#include "annotate/mention_memory.h"

#include <algorithm>

namespace herald::annotate {
namespace {

bool same_office(const std::string& a, const std::string& b) {
  return !a.empty() && a == b;
}

}  // namespace

void MentionMemory::touch(std::uint32_t chain, std::uint32_t sentence, bool subject) {
  chains_[chain].subject = subject || (chains_[chain].subject && chains_[chain].last_sentence == sentence);
  chains_[chain].last_sentence = sentence;
  order_.erase(std::remove(order_.begin(), order_.end(), chain), order_.end());
  order_.push_back(chain);
}

std::uint32_t MentionMemory::note(const Draft& draft, std::uint32_t sentence, bool subject) {
  const news::Actor& actor = draft.actor;
  std::uint32_t found = static_cast<std::uint32_t>(chains_.size());
  for (std::uint32_t i = found; i-- > 0 && !draft.indefinite;) {
    const news::Actor& other = chains_[i].actor;
    const bool named = draft.person || chains_[i].person;
    if (draft.person && chains_[i].person) {
      if (other.name == actor.name) found = i;
    } else if (!named) {
      const bool roles = other.role == actor.role || (actor.role.empty() && other.role.empty());
      const bool same_name = other.name.empty() == actor.name.empty();
      if (other.code == actor.code && ((roles && same_name) || (draft.capital && chains_[i].capital)))
        found = i;
    } else if (draft.role && !draft.plural && !draft.role->office.empty() && chains_[i].person) {
      // "the North Korean leader" after "Kim Jong Un": one actor, though the phrase asserts no name.
      if (other.code == actor.code &&
          (same_office(other.role, std::string(draft.role->office)) || same_office(other.role, actor.role))) {
        found = i;
      }
    }
    if (found == i) break;
  }
  if (found == chains_.size()) {
    chains_.push_back({actor, draft.person, draft.country, draft.plural, draft.capital, false, sentence});
  }
  touch(found, sentence, subject);
  if (draft.person && !draft.surname.empty()) {
    const auto it = std::find_if(known_.begin(), known_.end(),
                                 [&](const KnownPerson& k) { return k.surname == draft.surname; });
    if (it == known_.end())
      known_.push_back({draft.surname, actor});
    else if (it->actor.name != actor.name || it->actor.code.empty())
      it->actor = actor;
  }
  return found;
}

template <typename Test>
std::optional<std::uint32_t> MentionMemory::only(std::uint32_t sentence, bool object, Test test) const {
  std::optional<std::uint32_t> found, subject;
  std::uint32_t nearest = 0;
  int all = 0, subjects = 0;
  // The nearest sentence with a candidate decides.
  for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
    const Chain& c = chains_[*it];
    if (c.last_sentence + 1 < sentence) break;
    if (!test(c) || (object && c.last_sentence == sentence)) continue;
    if (all > 0 && c.last_sentence != nearest) break;
    nearest = c.last_sentence;
    found = *it;
    ++all;
    if (c.subject) {
      subject = *it;
      ++subjects;
    }
  }
  if (all == 1) return found;
  return subjects == 1 ? subject : std::nullopt;
}

std::optional<std::uint32_t> MentionMemory::only_person(std::uint32_t sentence, bool object) const {
  return only(sentence, object, [](const Chain& c) {
    return c.person ||
           (!c.plural && !c.actor.role.empty() && c.actor.code.ends_with("GOV") && c.actor.name.empty());
  });
}

std::optional<std::uint32_t> MentionMemory::only_thing(std::uint32_t sentence, bool object) const {
  const auto found = only(sentence, object, [](const Chain& c) {
    return !c.person && !c.plural && (c.actor.role.empty() || c.country);
  });
  // A second state about, if only through its people, makes it a guess.
  if (found && recent_states(sentence).size() > 1 && !chains_[*found].subject) return std::nullopt;
  return found;
}

std::optional<std::uint32_t> MentionMemory::only_group(std::uint32_t sentence, bool object) const {
  return only(sentence, object, [](const Chain& c) { return !c.person && c.plural; });
}

std::vector<std::uint32_t> MentionMemory::recent_states(std::uint32_t sentence) const {
  std::vector<std::uint32_t> out;
  std::vector<std::string_view> codes;
  for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
    const Chain& c = chains_[*it];
    if (c.last_sentence + 1 < sentence) break;
    if (c.actor.country.empty() || c.actor.code.empty()) continue;
    if (std::find(codes.begin(), codes.end(), c.actor.country) != codes.end()) continue;
    codes.push_back(c.actor.country);
    out.push_back(*it);
  }
  return out;
}

std::optional<std::uint32_t> MentionMemory::only_country(std::uint32_t sentence) const {
  const auto states = recent_states(sentence);
  if (states.size() != 1) return std::nullopt;
  return states.front();
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> MentionMemory::two_countries(
    std::uint32_t sentence) const {
  const auto states = recent_states(sentence);
  if (states.size() != 2) return std::nullopt;
  return std::pair(std::min(states[0], states[1]), std::max(states[0], states[1]));
}

std::optional<std::uint32_t> MentionMemory::with_role(const lexicon::Role& role) const {
  for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
    const Chain& c = chains_[*it];
    if (c.actor.role.empty() || c.actor.country.empty()) continue;
    if (c.actor.role == role.text() || (!role.office.empty() && c.actor.role == role.office)) return *it;
  }
  return std::nullopt;
}

}  // namespace herald::annotate
