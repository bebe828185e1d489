#include "annotate/mention_memory.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace herald::annotate {
namespace {

/// The words of a name as the tokeniser cuts it: "Nana", "Akufo", "-", "Addo".
std::vector<std::string> tokens_of(std::string_view name) {
  std::vector<std::string> out;
  for (const std::string_view word : base::split(name, ' ')) {
    for (std::string_view rest = word; !rest.empty();) {
      const std::size_t end = std::min(rest.find('-'), rest.size());
      if (end > 0) out.emplace_back(rest.substr(0, end));
      if (end < rest.size()) out.emplace_back("-");
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return out;
}

ChainKind kind_of(const Draft& d) {
  if (d.person) return ChainKind::kPerson;
  if (d.country || d.capital || (!d.role && d.actor.code == d.actor.country)) return ChainKind::kState;
  if (!d.role) return d.plural ? ChainKind::kGroup : ChainKind::kBody;
  if (d.role->code.empty()) return d.plural ? ChainKind::kGroup : ChainKind::kState;
  if (d.role->kind == lexicon::RoleKind::kBody) return d.plural ? ChainKind::kGroup : ChainKind::kBody;
  return d.plural ? ChainKind::kGroup : ChainKind::kPerson;
}

}  // namespace

double MentionMemory::salience(const Chain& c, std::uint32_t sentence) const {
  // "a" in the same sentence counts in full, one sentence back by half.
  const auto back = static_cast<double>(sentence - std::min(sentence, c.last.sentence));
  return (c.before + c.here) * std::pow(0.5, back);
}

void MentionMemory::touch(std::uint32_t index, const Occurrence& place) {
  touch(chains_[index], place);
}

void MentionMemory::touch(Chain& c, const Occurrence& place) {
  ++c.named;
  if (c.last.sentence == place.sentence && c.here > 0) {
    c.last.subject = c.last.subject || place.subject;
    c.last.head = place.head;
    c.here = std::max(c.here, place.weight);
    return;
  }
  c.before = salience(c, place.sentence);
  c.here = place.weight;
  c.last = place;
}

std::optional<std::uint32_t> MentionMemory::find(const Draft& d) const {
  const news::Actor& actor = d.actor;
  for (std::size_t i = chains_.size(); i-- > 0 && !d.indefinite;) {
    const Chain& c = chains_[i];
    if (c.kind == ChainKind::kThing || c.kind == ChainKind::kSet) continue;
    const news::Actor& other = c.actor;
    const auto index = static_cast<std::uint32_t>(i);
    if (d.person && c.person) {
      if (other.name == actor.name) return index;
    } else if (!d.person && !c.person) {
      const bool roles = other.role == actor.role || (actor.role.empty() && other.role.empty());
      const bool same_name = other.name.empty() == actor.name.empty();
      if (other.code == actor.code && (c.plural == d.plural || c.actor.role == "police") &&
          ((roles && same_name) || (d.capital && c.capital)))
        return index;
    } else if (d.role && !d.plural && !d.role->office.empty() && c.person && !actor.code.empty()) {
      // "the North Korean leader" after "Kim Jong Un": one actor, though the phrase asserts no name.
      const bool office = !other.role.empty() && (other.role == d.role->office || other.role == actor.role);
      if (other.code == actor.code && office) return index;
    }
  }
  return std::nullopt;
}

void MentionMemory::know(const Draft& d) {
  if (!d.person || d.surname.empty()) return;
  KnownName name;
  name.words = tokens_of(d.spelled);
  if (name.words.empty() ||
      (name.words.back() != d.surname && d.spelled.find(d.surname) == std::string::npos))
    name.words = {d.surname};
  // Known by the surname even where it is not the last word: "Kim Jong Un".
  const auto at = std::find(name.words.begin(), name.words.end(), d.surname);
  if (at != name.words.end() && at + 1 != name.words.end()) name.words = {d.surname};
  name.actor = d.actor;
  name.gender = d.gender;
  const auto same = [&](const KnownName& k) {
    return k.person && k.words.back() == name.words.back() && k.actor.name == name.actor.name;
  };
  const auto known = std::find_if(known_.begin(), known_.end(), same);
  if (known != known_.end()) {
    if (known->words.size() > name.words.size()) name.words = known->words;
    if (name.gender == lexicon::Gender::kUnknown) name.gender = known->gender;
    if (name.actor.code.empty()) name.actor = known->actor;
    known_.erase(known);
  }
  known_.push_back(std::move(name));
}

void MentionMemory::know_as(std::string_view text, const news::Actor& actor) {
  KnownName name;
  name.words = tokens_of(text);
  name.actor = actor;
  name.person = false;
  std::erase_if(known_, [&](const KnownName& k) { return !k.person && k.words == name.words; });
  known_.push_back(std::move(name));
}

std::uint32_t MentionMemory::note(const Draft& d, const Occurrence& place) {
  auto found = find(d);
  if (!found) {
    found = static_cast<std::uint32_t>(chains_.size());
    Chain c;
    c.actor = d.actor;
    c.kind = kind_of(d);
    c.person = d.person;
    c.plural = d.plural || (d.role && d.role->text() == "police");  // "police said they"
    c.capital = d.capital;
    c.gender = d.gender;
    c.known_person = d.known_person;
    c.last = place;
    c.here = place.weight;
    chains_.push_back(std::move(c));
  } else {
    touch(*found, place);
    if (d.gender != lexicon::Gender::kUnknown) set_gender(*found, d.gender);
  }
  know(d);
  return *found;
}

void MentionMemory::note_thing(std::string noun, bool plural, const Occurrence& place) {
  constexpr std::uint32_t kForgotten = 4;  // sentences; no pronoun reaches back so far
  if (!things_.empty() && things_.front().last.sentence + kForgotten < place.sentence) {
    std::erase_if(things_, [&](const Chain& c) { return c.last.sentence + kForgotten < place.sentence; });
  }
  for (Chain& c : things_) {
    if (c.plural == plural && c.noun == noun) return touch(c, place);
  }
  Chain c;
  c.kind = ChainKind::kThing;
  c.plural = plural;
  c.noun = std::move(noun);
  c.last = place;
  c.here = place.weight;
  things_.push_back(std::move(c));
}

void MentionMemory::note_set(std::uint32_t first, std::uint32_t next, const Occurrence& place) {
  if (first == next) return;
  if (!sets_of_sentence_.empty() && chains_[sets_of_sentence_.front()].last.sentence != place.sentence)
    sets_of_sentence_.clear();
  for (const std::uint32_t i : sets_of_sentence_) {
    Chain& c = chains_[i];
    if (c.last.head != place.head || c.members.front() != first) continue;
    if (std::find(c.members.begin(), c.members.end(), next) == c.members.end()) c.members.push_back(next);
    return;
  }
  sets_of_sentence_.push_back(static_cast<std::uint32_t>(chains_.size()));
  Chain c;
  c.kind = ChainKind::kSet;
  c.plural = true;
  c.members = {first, next};
  c.last = place;
  c.here = place.weight;
  chains_.push_back(std::move(c));
}

void MentionMemory::set_gender(std::uint32_t chain, lexicon::Gender gender) {
  if (chains_[chain].gender == lexicon::Gender::kUnknown) chains_[chain].gender = gender;
}

}  // namespace herald::annotate
