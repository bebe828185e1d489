#include "coder/roles.h"

#include <algorithm>

#include "base/text.h"

namespace herald::coder {
namespace {

using news::Dep;
using news::Pos;
using news::Sentence;
using news::Tag;
using Tokens = std::vector<std::uint32_t>;

constexpr int kMaxClimb = 6;  // clauses a subject is looked for upwards

bool is_relative(const news::Token& token) {
  return token.tag == Tag::kWDT || token.tag == Tag::kWP;
}

bool is_verbal(const news::Token& token) {
  return token.pos == Pos::kVERB || token.pos == Pos::kAUX;
}

/// "Peru, Chile and Ecuador": of a list of names the parser takes the second for an apposition.
bool is_list_item(const Sentence& s, std::uint32_t name, std::uint32_t item) {
  const bool names = s.tokens[name].pos == Pos::kPROPN && s.tokens[item].pos == Pos::kPROPN;
  if (!names || s.tokens[item].dep != Dep::kAppos) return false;
  return s.child(name, Dep::kConj) >= 0 || s.child(item, Dep::kConj) >= 0;
}

void append(Tokens& to, const Tokens& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// The noun a relative clause hangs on, when `verb` heads one.
std::int32_t relative_head(const Sentence& s, std::uint32_t verb) {
  std::uint32_t v = verb;
  for (int i = 0; i < kMaxClimb && s.tokens[v].dep == Dep::kConj && is_verbal(s.tokens[s.tokens[v].head]);
       ++i) {
    v = s.tokens[v].head;
  }
  return s.tokens[v].dep == Dep::kRelcl ? static_cast<std::int32_t>(s.tokens[v].head) : -1;
}

/// Children of `verb` with that label, conjuncts included, relative pronouns replaced by their noun.
Tokens arguments(const Sentence& s, std::uint32_t verb, Dep dep) {
  Tokens found;
  for (const std::uint32_t c : s.children[verb]) {
    if (s.tokens[c].dep != dep) continue;
    if (is_relative(s.tokens[c])) {
      const std::int32_t noun = relative_head(s, verb);
      if (noun >= 0) append(found, with_conjuncts(s, static_cast<std::uint32_t>(noun)));
    } else {
      append(found, with_conjuncts(s, c));
    }
  }
  return found;
}

Tokens agents(const Sentence& s, std::uint32_t verb) {
  Tokens found;
  for (const std::uint32_t c : s.children[verb]) {
    const bool by = s.tokens[c].dep == Dep::kAgent ||
                    (s.tokens[c].dep == Dep::kPrep && s.tokens[c].lemma == "by" && is_passive(s, verb));
    if (!by) continue;
    for (const std::uint32_t o : s.children[c]) {
      if (s.tokens[o].dep == Dep::kPobj) append(found, with_conjuncts(s, o));
    }
  }
  return found;
}

Tokens inherited_subjects(const Sentence& s, std::uint32_t verb, int depth);

/// Who acts in the clause of `verb`, looking upwards when it has no subject of its own.
Tokens subjects_of(const Sentence& s, std::uint32_t verb, int depth) {
  if (is_passive(s, verb)) {
    // What "was told to leave" shares with its infinitive is the one it was said to.
    return agents(s, verb);
  }
  Tokens own = arguments(s, verb, Dep::kNsubj);
  if (!own.empty()) return own;
  return inherited_subjects(s, verb, depth);
}

/// Surface subject: also the patient of a passive, which is what infinitives below it share.
Tokens surface_subjects(const Sentence& s, std::uint32_t verb, int depth) {
  Tokens own = arguments(s, verb, Dep::kNsubj);
  append(own, arguments(s, verb, Dep::kNsubjpass));
  if (!own.empty()) return own;
  return inherited_subjects(s, verb, depth);
}

Tokens inherited_subjects(const Sentence& s, std::uint32_t verb, int depth) {
  const news::Token& token = s.tokens[verb];
  if (depth >= kMaxClimb || token.head == verb) return {};
  const std::uint32_t head = token.head;
  switch (token.dep) {
    case Dep::kConj:
      return is_verbal(s.tokens[head]) ? surface_subjects(s, head, depth + 1) : Tokens{};
    case Dep::kXcomp:
    case Dep::kCcomp: {
      // Object control: "urged Iran to withdraw", "forced the rebels to retreat".
      if (!is_passive(s, head)) {
        Tokens objects = arguments(s, head, Dep::kDobj);
        if (!objects.empty() && is_verbal(s.tokens[head])) return objects;
      }
      return surface_subjects(s, head, depth + 1);
    }
    case Dep::kAdvcl:
    case Dep::kAcomp:  // "are due to meet"
    case Dep::kOprd:
      return surface_subjects(s, head, depth + 1);
    case Dep::kPcomp: {
      const std::uint32_t governor = s.tokens[head].head;
      if (!is_verbal(s.tokens[governor])) return {};
      Tokens objects = is_passive(s, governor) ? Tokens{} : arguments(s, governor, Dep::kDobj);
      const bool of_object =
          s.tokens[head].lemma == "of" || s.tokens[head].lemma == "from" || s.tokens[head].lemma == "for";
      if (of_object && !objects.empty()) return objects;
      return surface_subjects(s, governor, depth + 1);
    }
    case Dep::kAcl:
      return token.tag == Tag::kVBG ? with_conjuncts(s, head) : Tokens{};
    case Dep::kRelcl:
      return {};
    default:
      return {};
  }
}

Tokens objects_of(const Sentence& s, std::uint32_t verb, bool passive, const Tokens& subjects) {
  Tokens objects;
  if (passive) {
    objects = arguments(s, verb, Dep::kNsubjpass);
    append(objects, arguments(s, verb, Dep::kDobj));  // "was given trucks"
    if (!objects.empty()) return objects;
    if (s.tokens[verb].dep == Dep::kAcl) return with_conjuncts(s, s.tokens[verb].head);
    if (s.tokens[verb].dep == Dep::kConj) {
      const std::uint32_t head = s.tokens[verb].head;
      return is_passive(s, head) ? objects_of(s, head, true, subjects) : Tokens{};
    }
    if (s.tokens[verb].dep == Dep::kAdvcl || s.tokens[verb].dep == Dep::kXcomp) {
      return surface_subjects(s, s.tokens[verb].head, 1);
    }
    return objects;
  }
  objects = arguments(s, verb, Dep::kDobj);
  for (const std::uint32_t c : s.children[verb]) {  // "to Kyiv" is a dative too, but a prepositional one
    if (s.tokens[c].dep == Dep::kDative && s.tokens[c].pos != Pos::kADP)
      append(objects, with_conjuncts(s, c));
  }
  if (!objects.empty()) return objects;
  // "the base that rebels attacked": the relative clause has a subject of its own and lacks an object.
  if (s.tokens[verb].dep == Dep::kRelcl && !subjects.empty()) {
    const std::uint32_t noun = s.tokens[verb].head;
    if (std::find(subjects.begin(), subjects.end(), noun) == subjects.end()) objects.push_back(noun);
  }
  return objects;
}

}  // namespace

std::string lower_lemma(const news::Token& token) {
  return base::ascii_lower(token.lemma);
}

std::vector<std::uint32_t> with_conjuncts(const Sentence& s, std::uint32_t token) {
  Tokens all{token};
  for (std::size_t i = 0; i < all.size() && all.size() < 12; ++i) {
    for (const std::uint32_t c : s.children[all[i]]) {
      if (s.tokens[c].dep == Dep::kConj && !is_verbal(s.tokens[c])) all.push_back(c);
      if (is_list_item(s, all[i], c)) all.push_back(c);
    }
  }
  return all;
}

bool is_passive(const Sentence& s, std::uint32_t verb) {
  for (const std::uint32_t c : s.children[verb]) {
    const Dep dep = s.tokens[c].dep;
    if (dep == Dep::kAuxpass || dep == Dep::kNsubjpass) return true;
    if (dep == Dep::kNsubj) return false;
  }
  if (s.tokens[verb].tag != Tag::kVBN) return false;
  for (const std::uint32_t c : s.children[verb]) {
    if (s.tokens[c].dep == Dep::kAux || s.tokens[c].dep == Dep::kDobj) return false;
  }
  const Dep dep = s.tokens[verb].dep;
  if (dep == Dep::kConj) return is_passive(s, s.tokens[verb].head);
  return dep == Dep::kAcl || dep == Dep::kAdvcl || s.child(verb, Dep::kAgent) >= 0;
}

std::vector<PrepPhrase> prep_phrases(const Sentence& s, std::uint32_t token) {
  std::vector<PrepPhrase> found;
  for (const std::uint32_t c : s.children[token]) {
    const Dep dep = s.tokens[c].dep;
    const bool prep = dep == Dep::kPrep || dep == Dep::kAgent || dep == Dep::kDative;
    // "according to state media": who says it is nobody's target.
    if (!prep || s.tokens[c].lemma == "accord" || s.tokens[c].pos == Pos::kNOUN ||
        s.tokens[c].pos == Pos::kPROPN)
      continue;
    for (const std::uint32_t o : s.children[c]) {
      if (s.tokens[o].dep == Dep::kPobj) {
        for (const std::uint32_t object : with_conjuncts(s, o)) found.push_back({c, object});
      } else if (s.tokens[o].dep == Dep::kPcomp) {
        found.push_back({c, o});
      } else if (s.tokens[o].dep == Dep::kPrep) {  // "from inside Iran", "ahead of the vote"
        for (const std::uint32_t inner : s.children[o]) {
          if (s.tokens[inner].dep == Dep::kPobj) found.push_back({o, inner});
        }
      }
    }
  }
  return found;
}

Roles roles_of(const Sentence& s, std::uint32_t verb) {
  Roles roles;
  roles.passive = is_passive(s, verb);
  roles.subjects = subjects_of(s, verb, 0);
  roles.inherited = arguments(s, verb, Dep::kNsubj).empty() && !roles.passive;
  roles.objects = objects_of(s, verb, roles.passive, roles.subjects);
  roles.preps = prep_phrases(s, verb);
  for (const std::uint32_t c : s.children[verb]) {
    const Dep dep = s.tokens[c].dep;
    if (dep == Dep::kPrt || dep == Dep::kAdvmod || dep == Dep::kAcomp || dep == Dep::kOprd)
      roles.particles.push_back(c);
    // "pulled out of": the parser often takes a particle for a preposition with its own "of".
    if (s.tokens[c].dep == Dep::kPrep && s.child(c, Dep::kPobj) < 0) roles.particles.push_back(c);
    if (s.tokens[c].dep == Dep::kAdvmod || s.tokens[c].dep == Dep::kPrt) {
      const auto more = prep_phrases(s, c);
      roles.preps.insert(roles.preps.end(), more.begin(), more.end());
    }
  }
  return roles;
}

std::vector<std::uint32_t> upwards(const news::Sentence& s, std::uint32_t token) {
  std::vector<std::uint32_t> chain{token};
  while (s.tokens[token].head != token && chain.size() < 64) chain.push_back(token = s.tokens[token].head);
  return chain;
}

std::vector<std::uint32_t> path_between(const news::Sentence& s, std::uint32_t from, std::uint32_t to) {
  const std::vector<std::uint32_t> up = upwards(s, from), other = upwards(s, to);
  for (std::size_t i = 0; i < up.size(); ++i) {
    const auto meet = std::find(other.begin(), other.end(), up[i]);
    if (meet == other.end()) continue;
    std::vector<std::uint32_t> path(up.begin(), up.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    path.insert(path.end(), other.begin(), meet);
    return path;
  }
  std::vector<std::uint32_t> path = up;
  path.insert(path.end(), other.begin(), other.end());
  return path;
}

}  // namespace herald::coder
