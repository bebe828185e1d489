#include "coder/marks.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace herald::coder {
namespace {

using news::AnnotatedArticle;
using news::Mention;
using news::Pos;
using news::Sentence;
using news::Span;

bool is_nominal(Pos pos) {
  return pos == Pos::kNOUN || pos == Pos::kPROPN || pos == Pos::kPRON || pos == Pos::kNUM;
}

int depth_of(const Sentence& s, std::uint32_t token) {
  int depth = 0;
  for (; s.tokens[token].head != token && depth < 64; token = s.tokens[token].head) ++depth;
  return depth;
}

/// A mention over `span`, or nothing when no sentence holds it.
std::optional<Mention> mention_of(const AnnotatedArticle& a, const Span& span) {
  for (std::uint32_t i = 0; i < a.sentences.size(); ++i) {
    const Sentence& s = a.sentences[i];
    if (s.in_title || !s.span.overlaps(span)) continue;
    Mention mention;
    mention.sentence = i;
    mention.first = static_cast<std::uint32_t>(s.tokens.size());
    for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
      if (!s.tokens[t].span.overlaps(span)) continue;
      mention.first = std::min(mention.first, t);
      mention.end = t + 1;
    }
    if (mention.first >= mention.end) continue;
    mention.head = head_of(s, mention.first, mention.end);
    mention.span = span;
    mention.pronoun = s.tokens[mention.head].pos == Pos::kPRON;
    mention.adjective = mention.end == mention.first + 1 && s.tokens[mention.head].pos == Pos::kADJ;
    return mention;
  }
  return std::nullopt;
}

/// The mention the mark stands on, preferably with the same head.
const Mention* known_at(const AnnotatedArticle& a, const Mention& mark) {
  const Mention* best = nullptr;
  for (const Mention& m : a.mentions) {
    if (m.sentence != mark.sentence || !m.span.overlaps(mark.span)) continue;
    if (m.head == mark.head) return &m;
    if (!best && mark.span.covers(m.span)) best = &m;
  }
  return best && best->head >= mark.first && best->head < mark.end ? best : nullptr;
}

}  // namespace

std::uint32_t head_of(const Sentence& s, std::uint32_t first, std::uint32_t end) {
  std::uint32_t best = first;
  auto rank = [&](std::uint32_t t) {
    const bool outside = s.tokens[t].head < first || s.tokens[t].head >= end || s.tokens[t].head == t;
    return std::tuple(!(outside && is_nominal(s.tokens[t].pos)), !outside, !is_nominal(s.tokens[t].pos),
                      depth_of(s, t));
  };
  for (std::uint32_t t = first + 1; t < end; ++t) {
    if (rank(t) < rank(best)) best = t;
  }
  return best;
}

Marked mark_pair(AnnotatedArticle& a, const std::vector<Span>& source, const std::vector<Span>& target) {
  Marked marked;
  std::vector<Mention> marks;
  const auto take = [&](const std::vector<Span>& spans, std::uint32_t& chain, const char* name) {
    news::Actor actor;
    bool known = false;
    std::vector<Mention> own;
    for (const Span& span : spans) {
      std::optional<Mention> mark = mention_of(a, span);
      if (!mark) continue;
      if (const Mention* there = known_at(a, *mark); there && !known) {
        actor = there->actor;
        chain = there->chain;
        known = true;
      }
      own.push_back(std::move(*mark));
    }
    actor.name = name;
    if (actor.code.empty()) actor.code = name;
    for (Mention& mark : own) {
      mark.actor = actor;
      marks.push_back(std::move(mark));
    }
  };
  take(source, marked.source_chain, "@source");
  take(target, marked.target_chain, "@target");
  if (marked.source_chain == marked.target_chain) marked.target_chain = kTargetChain;
  std::string country;
  for (Mention& mark : marks) {
    const bool is_source = mark.actor.name == "@source";
    mark.chain = is_source ? marked.source_chain : marked.target_chain;
    if (is_source) country = mark.actor.country;
    // Within one country both have the same letters; what is said of "own" forces must not hold of the other.
    if (!is_source && !country.empty() && mark.actor.country == country)
      mark.actor.country.clear(), mark.actor.code = "@target";
    marked.sentences.push_back(mark.sentence);
  }
  std::erase_if(a.mentions, [&](const Mention& m) {
    return std::any_of(marks.begin(), marks.end(), [&](const Mention& mark) {
      return m.sentence == mark.sentence && m.span.overlaps(mark.span);
    });
  });
  a.mentions.insert(a.mentions.end(), marks.begin(), marks.end());
  std::stable_sort(a.mentions.begin(), a.mentions.end(), [](const Mention& x, const Mention& y) {
    return std::tuple(x.sentence, x.span.begin) < std::tuple(y.sentence, y.span.begin);
  });
  std::sort(marked.sentences.begin(), marked.sentences.end());
  marked.sentences.erase(std::unique(marked.sentences.begin(), marked.sentences.end()),
                         marked.sentences.end());
  return marked;
}

}  // namespace herald::coder
