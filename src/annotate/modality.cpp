#include "annotate/modality.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace herald::annotate {
namespace {

using news::Dep;
using news::Modality;
using news::Pos;
using news::Sentence;
using news::Tag;

std::string lower(const news::Token& token) {
  return base::ascii_lower(token.lemma);
}

bool is_verbal(const news::Token& token) {
  return token.pos == Pos::kVERB || token.pos == Pos::kAUX;
}

/// What the words of the verb group itself say.
struct Group {
  bool negated = false;
  bool perfect = false;
  bool progressive = false;
  bool infinitive = false;
  bool own_words = false;  ///< has auxiliaries or a subject of its own
  bool conditional = false;
  std::string modal;
};

class SentenceModality {
 public:
  SentenceModality(const lexicon::Codebook& book, const Sentence& sentence)
      : book_(book),
        s_(sentence),
        known_(sentence.tokens.size(), 0),
        value_(sentence.tokens.size(), Modality::kHappened) {}

  std::vector<Modality> all() {
    for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) of(t, 0);
    return value_;
  }

 private:
  bool is(std::string_view set, std::uint32_t token) const {
    return lexicon::contains(book_.words(set), lower(s_.tokens[token]));
  }

  Modality of(std::uint32_t token, int depth) {
    if (known_[token] || depth > 24) return value_[token];
    known_[token] = 1;
    if (is_verbal(s_.tokens[token]))
      value_[token] = of_verb(token, depth);
    else if (s_.tokens[token].pos == Pos::kNOUN)
      value_[token] = of_noun(token, depth);
    else if (s_.tokens[token].pos == Pos::kADJ)
      value_[token] = of_adjective(token, depth);
    return value_[token];
  }

  Group group_of(std::uint32_t verb) const {
    Group group;
    bool be = false, being = false;
    for (const std::uint32_t c : s_.children[verb]) {
      const news::Token& child = s_.tokens[c];
      const std::string lemma = lower(child);
      if (child.dep == Dep::kNeg || (child.dep == Dep::kAdvmod && (lemma == "never" || lemma == "hardly")))
        group.negated = true;
      if (child.dep == Dep::kAdvmod && lexicon::contains(book_.words("hypothetical_adverb"), lemma))
        group.modal = "may";
      if (child.dep == Dep::kMark && (lemma == "if" || lemma == "unless" || lemma == "whether"))
        group.conditional = true;
      if (child.dep == Dep::kNsubj || child.dep == Dep::kNsubjpass) group.own_words = true;
      if (child.dep != Dep::kAux && child.dep != Dep::kAuxpass) continue;
      group.own_words = true;
      if (child.tag == Tag::kMD)
        group.modal = lemma;
      else if (child.tag == Tag::kTO)
        group.infinitive = true;
      else if (lemma == "have")
        group.perfect = true;
      else if (lemma == "be" && child.tag == Tag::kVBG)
        being = true;
      else if (lemma == "be")
        be = child.tag == Tag::kVBZ || child.tag == Tag::kVBP || child.tag == Tag::kVBN;
    }
    group.progressive = be && (being || s_.tokens[verb].tag == Tag::kVBG);
    return group;
  }

  Modality own_modality(const Group& group, std::uint32_t verb) const {
    if (group.conditional) return Modality::kHypothetical;
    if (group.modal == "will" || group.modal == "shall" || group.modal == "wo" || group.modal == "ll" ||
        group.modal == "'ll") {
      return group.negated ? Modality::kNegated : Modality::kPlanned;
    }
    if (group.modal == "would" || group.modal == "'d") {
      if (group.perfect) return Modality::kCounterfactual;
      if (group.negated) return Modality::kNegated;
      return told_of_future(verb) ? Modality::kPlanned : Modality::kHypothetical;
    }
    if (group.negated && (group.modal == "can" || group.modal == "could" || group.modal == "ca"))
      return Modality::kNegated;
    if (!group.modal.empty()) return Modality::kHypothetical;
    if (group.negated) return Modality::kNegated;
    if (group.progressive) return lower(s_.tokens[verb]) == "go" ? Modality::kPlanned : Modality::kOngoing;
    return Modality::kHappened;
  }

  /// "said it would": the future of a told past, not a condition.
  bool told_of_future(std::uint32_t verb) const {
    const news::Token& token = s_.tokens[verb];
    if (token.dep == Dep::kCcomp || token.dep == Dep::kRelcl || token.dep == Dep::kAdvcl) return true;
    if (token.dep == Dep::kConj) return told_of_future(token.head);
    return token.head == verb &&
           std::none_of(s_.children[verb].begin(), s_.children[verb].end(),
                        [&](std::uint32_t c) { return s_.tokens[c].dep == Dep::kAdvcl; });
  }

  /// "If A attacks, B will close the border": what hangs on a condition is not planned.
  bool on_condition(std::uint32_t verb) const {
    for (const std::uint32_t c : s_.children[verb]) {
      if (s_.tokens[c].dep != Dep::kAdvcl) continue;
      for (const std::uint32_t mark : s_.children[c]) {
        const std::string word = lower(s_.tokens[mark]);
        if (s_.tokens[mark].dep == Dep::kMark && (word == "if" || word == "unless")) return true;
      }
    }
    return false;
  }

  Modality of_verb(std::uint32_t verb, int depth) {
    const news::Token& token = s_.tokens[verb];
    const Group group = group_of(verb);
    const Modality own = own_modality(group, verb);
    // Only a clause that follows is denied: "Army topples leader; protesters reject …" is two statements.
    if (token.dep == Dep::kCcomp && verb > token.head && is("denial_verb", token.head))
      return Modality::kDenied;
    if (own == Modality::kPlanned && on_condition(verb)) return Modality::kHypothetical;
    // "flew in to prepare a meeting": what is done for is not done yet.
    if (group.infinitive && (token.dep == Dep::kAdvcl || token.dep == Dep::kAcl) &&
        own == Modality::kHappened)
      return Modality::kPlanned;
    if (own != Modality::kHappened && own != Modality::kOngoing) return own;
    const std::uint32_t head = token.head;
    if (head == verb) {
      if (group.infinitive) return Modality::kPlanned;  // headline: "Leaders to meet"
      return asked() ? Modality::kHypothetical : own;
    }
    if (token.dep == Dep::kConj && is_verbal(s_.tokens[head]) && !group.own_words &&
        token.tag == s_.tokens[head].tag) {
      const Modality first = of(head, depth + 1);
      return first == Modality::kOngoing ? own : first;
    }
    if (token.dep == Dep::kXcomp && group.infinitive && lower(s_.tokens[head]) == "be")
      return Modality::kPlanned;
    if (token.dep == Dep::kXcomp && lower(s_.tokens[head]) == "go" && s_.tokens[head].tag == Tag::kVBG)
      return of(head, depth + 1);
    if (token.dep == Dep::kCcomp) {
      if (verb > head && is("doubt_verb", head)) return Modality::kHypothetical;
      const Modality above = of(head, depth + 1);
      if (above == Modality::kHypothetical && !is("speech_verb", head)) return above;
    }
    if (token.dep == Dep::kPcomp && is("denial_verb", s_.tokens[head].head)) return Modality::kDenied;
    if (token.dep == Dep::kXcomp && is("denial_verb", head)) return Modality::kDenied;
    if (token.dep == Dep::kXcomp && is("doubt_verb", head)) return Modality::kHypothetical;
    const bool present = token.tag == Tag::kVBG || token.tag == Tag::kVBZ || token.tag == Tag::kVBP;
    if (token.dep == Dep::kAdvcl && present) {  // "will speak when she meets him"
      const Modality above = of(head, depth + 1);
      if (above == Modality::kHypothetical || above == Modality::kPlanned) return above;
    }
    return own;
  }

  bool asked() const {
    const auto& last = s_.tokens.back();
    return last.tag == Tag::kPeriod && last.lemma == "?";
  }

  Modality of_adjective(std::uint32_t token, int depth) {
    const news::Token& own = s_.tokens[token];
    if (own.head != token && is_verbal(s_.tokens[own.head])) return of(own.head, depth + 1);
    return Modality::kHappened;
  }

  Modality of_noun(std::uint32_t noun, int depth) {
    for (const std::uint32_t c : s_.children[noun]) {
      if (s_.tokens[c].dep == Dep::kDet && lower(s_.tokens[c]) == "no") return Modality::kNegated;
      if (s_.tokens[c].dep != Dep::kAmod && s_.tokens[c].dep != Dep::kCompound) continue;
      if (is("planned_adjective", c)) return Modality::kPlanned;
      if (is("hypothetical_adjective", c)) return Modality::kHypothetical;
    }
    const news::Token& token = s_.tokens[noun];
    if (token.head == noun) return Modality::kHappened;
    if (token.dep == Dep::kPobj) return of_object_of_preposition(token.head, depth);
    const bool argument = token.dep == Dep::kDobj || token.dep == Dep::kNsubj ||
                          token.dep == Dep::kNsubjpass || token.dep == Dep::kConj || token.dep == Dep::kAttr;
    if (!argument) return Modality::kHappened;
    if (is("denial_verb", token.head) && token.dep == Dep::kDobj) return Modality::kDenied;
    if (token.dep == Dep::kNsubj && is("ending_verb", token.head))
      return Modality::kNegated;  // "the ceasefire collapsed"
    return of(token.head, depth + 1);
  }

  Modality of_object_of_preposition(std::uint32_t prep, int depth) {
    const std::string word = lower(s_.tokens[prep]);
    const std::uint32_t governor = s_.tokens[prep].head;
    if (governor == prep || word == "after" || word == "since" || word == "following" || word == "despite" ||
        word == "over" || word == "because") {
      return Modality::kHappened;
    }
    if (s_.tokens[governor].pos == Pos::kNOUN) {
      if (is("hypothetical_noun", governor)) return Modality::kHypothetical;
      if (is("planned_noun", governor)) return Modality::kPlanned;
    }
    if (is_verbal(s_.tokens[governor])) {
      const Modality above = of(governor, depth + 1);
      return above == Modality::kNegated ? Modality::kHappened : above;
    }
    return Modality::kHappened;
  }

  const lexicon::Codebook& book_;
  const Sentence& s_;
  std::vector<char> known_;
  std::vector<Modality> value_;
};

}  // namespace

void find_modality(const lexicon::Codebook& book, news::AnnotatedArticle& annotated) {
  annotated.modality.clear();
  for (const Sentence& sentence : annotated.sentences) {
    annotated.modality.push_back(SentenceModality(book, sentence).all());
  }
}

}  // namespace herald::annotate
