// Names and what is said of them beside: "Jan Novak, the Polish minister,", "his brother Ali", "the agency,
// KCNA".
#include <algorithm>
#include <array>
#include <utility>

#include "annotate/mention_phrases.h"
#include "annotate/mention_words.h"

namespace herald::annotate {

using lexicon::RoleKind;
using news::Dep;
using news::Tag;

bool PhraseBuilder::join(Draft& name, Draft& r, std::uint32_t first, std::uint32_t end) {
  const bool agree =
      name.actor.country.empty() || r.actor.country.empty() || name.actor.country == r.actor.country;
  if (!agree || r.plural || r.role->kind == RoleKind::kBody) return false;
  take_role(name, r);
  name.head = view_.head_of(first, end);
  name.first = first;
  name.end = end;
  r.dropped = true;
  // "a former ambassador to Peru": the host belongs to the office.
  if (end + 1 < view_.size() && view_.is(end, "to") && generic(*name.role)) {
    Draft* host = draft_at(end + 1);
    if (host && host->country && !host->person) {
      name.end = host->end;
      host->dropped = true;
    }
  }
  return true;
}

void PhraseBuilder::join_relations() {
  // "his sister, Ana Marcos", "Chinese host Wang Yi": the words before belong to the name.
  for (Draft& name : drafts_) {
    if (name.dropped || !name.person || name.first < 2) continue;
    std::uint32_t noun = name.first - 1;
    if (view_.word(noun) == ",") --noun;
    const news::Token& t = view_.token(noun);
    if (t.tag != Tag::kNN || !is_relation(view_.word(noun))) continue;
    const Dep dep = view_.token(name.head).dep;
    const bool bound =
        dep == Dep::kAppos || t.dep == Dep::kCompound || t.dep == Dep::kAppos || t.dep == Dep::kNmod;
    const bool closed = name.end >= view_.size() || view_.token(name.end).dep == Dep::kPunct;
    if (!bound && !closed) continue;
    std::uint32_t first = noun;
    while (first > 0) {
      const news::Token& left = view_.token(first - 1);
      const bool inside = left.head >= first - 1 && left.head <= noun && left.head != first - 1;
      const bool of_noun = left.dep == Dep::kPoss || left.dep == Dep::kAmod || left.dep == Dep::kDet ||
                           left.dep == Dep::kCompound || left.dep == Dep::kCase || left.dep == Dep::kNmod;
      if (!inside || !of_noun) break;
      --first;
    }
    for (Draft& other : drafts_) {
      if (&other != &name && other.first >= first && other.end <= name.first) other.dropped = true;
    }
    name.first = first;
  }
}

void PhraseBuilder::place_strangers() {
  // "Mitoji Yabunaka of Japan", "Ana Ruiz of Human Rights Watch".
  for (Draft& name : drafts_) {
    if (name.dropped || !name.person || name.end + 1 >= view_.size() || !view_.is(name.end, "of")) continue;
    Draft* owner = draft_at(name.end + 1);
    if (!owner && view_.token(name.end + 1).tag == Tag::kDT) owner = draft_at(name.end + 2);
    if (!owner || owner->person || owner->role || owner->adjective || owner->capital) continue;
    if (name.qualified) {  // "President Ferdinand Marcos Jr. of the Philippines"
      const bool same = name.actor.country == owner->actor.country;
      if (!(owner->country || same) || (!name.actor.country.empty() && !same)) continue;
      if (name.actor.country.empty()) set_code(name, owner->actor.country, name.actor.code);
      name.end = owner->end;
      owner->dropped = true;
      continue;
    }
    name.actor.code = owner->actor.code;
    name.actor.country = owner->actor.country;
    name.end = owner->end;
    name.qualified = true;
    owner->dropped = true;
  }
}

std::optional<std::uint32_t> PhraseBuilder::apposition_end(const Draft& a) const {
  // One past the last word of the noun phrase in apposition to `a`, up to a relative clause.
  if (a.end + 1 >= view_.size() || view_.word(a.end) != ",") return std::nullopt;
  for (std::uint32_t h = a.end + 1; h < std::min<std::size_t>(view_.size(), a.end + 10); ++h) {
    if (view_.word(h) == "," || view_.token(h).tag == Tag::kCC) return std::nullopt;
    const news::Token& t = view_.token(h);
    if (t.dep != Dep::kAppos || t.head < a.first || t.head >= a.end) continue;
    if (t.tag != Tag::kNN && t.tag != Tag::kNNS && t.tag != Tag::kNNP) return std::nullopt;
    std::uint32_t end = h + 1;
    for (const Draft& b : drafts_) {
      if (!b.dropped && b.first <= h && b.end > h) end = std::max(end, b.end);
    }
    return end;
  }
  return std::nullopt;
}

void PhraseBuilder::join_kind_to_name() {
  // "the Russian gas company Gazprom": what a body is, before its name.
  for (Draft& a : drafts_) {
    if (a.dropped || !a.role || a.person || a.plural || a.role->kind != RoleKind::kBody) continue;
    Draft* b = draft_at(a.end);
    if (!b || b->role || b->person || b->country || b->capital || b->actor.name.empty()) continue;
    if (!a.actor.country.empty() && a.actor.country != b->actor.country) continue;
    b->first = a.first;
    a.dropped = true;
  }
}

void PhraseBuilder::join_names() {
  // Other names than persons': "M23, the rebel group", "China, its largest creditor", "the agency, KCNA".
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    Draft& a = drafts_[i];
    if (a.dropped || a.adjective) continue;
    const auto end = apposition_end(a);
    if (!end) continue;
    const auto inside = [&](const Draft& b) { return !b.dropped && b.first > a.end && b.end <= *end; };
    Draft* named = nullptr;
    for (Draft& b : drafts_) {
      if (inside(b) && (b.person || (!b.role && !b.adjective && !b.actor.name.empty() && b.end == *end)))
        named = &b;
    }
    if (a.role && !a.person && named && !named->person) {  // "its news agency, KCNA"
      named->first = a.first;
      named->head = a.head;
      named->plural = a.plural;
      a.dropped = true;
      continue;
    }
    // "the IMF, the United States and Japan" is a list.
    const bool listed = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& b) {
      return inside(b) && !b.role && !b.adjective && b.end == *end;
    });
    if (named || listed || (a.role && !a.person)) continue;
    for (Draft& b : drafts_) {
      if (!inside(b)) continue;
      // "the MACW, a charity": what it is said to be.
      if (a.nobody_known() && b.role && b.end == *end) {
        a.role = b.role;
        a.actor.code = b.actor.code;
        a.actor.country = b.actor.country;
        a.actor.role = b.actor.role;
        a.qualified = b.qualified;
        a.owner_pronoun = b.owner_pronoun;
      }
      b.dropped = true;
    }
    a.end = *end;
  }
}

void PhraseBuilder::join_appositions() {
  std::sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) { return a.first < b.first; });
  for (std::size_t i = 0; i + 1 < drafts_.size(); ++i) {
    Draft& a = drafts_[i];
    Draft& b = drafts_[i + 1];
    if (a.end >= view_.size() || view_.word(a.end) != "," || b.first != a.end + 1) continue;
    if (a.dropped || b.dropped) continue;
    const bool name_first = a.person && b.role && !b.person;
    const bool role_first = b.person && a.role && !a.person;
    if (!name_first && !role_first) continue;
    const bool appos = view_.token(b.head).dep == Dep::kAppos;
    const bool closed = b.end < view_.size() && (view_.word(b.end) == "," || view_.word(b.end) == ".");
    if (!appos && !closed) continue;
    if (view_.token(b.head).dep == Dep::kConj || view_.token(b.head).dep == Dep::kNsubj) {
      if (!appos && !role_first) continue;
    }
    if (name_first) {
      join(a, b, a.first, b.end);
      if (b.dropped) std::swap(a, b);
    } else {
      join(b, a, a.first, b.end);
    }
  }
}

}  // namespace herald::annotate
