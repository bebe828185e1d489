#include "coder/second_look.h"

#include <algorithm>
#include <utility>

#include "coder/roles.h"

namespace herald::coder {
namespace {

using news::Dep;
using news::EventType;
using news::Mention;
using news::Modality;
using news::Sentence;
using Tokens = std::vector<std::uint32_t>;

/// More actors than this are a list.
constexpr std::size_t kMostActors = 7;
/// Words on the way from one to the other, beyond which nearly nothing holds.
constexpr std::size_t kLongestPath = 7;
/// A new act is told from this probability on. Chosen on own passages with events and labelled sentences of
/// news, where precision and recall balance.
constexpr double kTold = 0.9;
/// An act of the codebook is taken back below this probability of its type, where NONE has at least kNothing.
constexpr double kUnlikely = 0.03;
constexpr double kNothing = 0.9;

/// How much the place of a noun in its clause makes it who acts: subjects and "by" most, objects not at all.
double agency(const Sentence& s, std::uint32_t token) {
  for (int depth = 0; depth < 6 && s.tokens[token].dep == Dep::kConj; ++depth) token = s.tokens[token].head;
  const news::Token& t = s.tokens[token];
  const std::string above = lower_lemma(s.tokens[t.head]);
  switch (t.dep) {
    case Dep::kNsubj:
      return 3;
    case Dep::kPobj:
      if (above == "by") return 4;
      return above == "from" || above == "between" || above == "of" || above == "with" ? 1 : 0;
    case Dep::kPoss:
    case Dep::kAmod:
    case Dep::kCompound:
    case Dep::kNmod:
      return 2;
    default:
      return 0;
  }
}

bool has(const std::vector<Fill>& fills, const Mention& mention) {
  return std::any_of(fills.begin(), fills.end(), [&](const Fill& f) {
    return f.mention && (f.mention == &mention || f.mention->chain == mention.chain);
  });
}

bool tells(const Act& act, const Mention& source, const Mention& target) {
  return (has(act.sources, source) && has(act.targets, target)) ||
         (act.reciprocal && has(act.sources, target) && has(act.targets, source));
}

/// What one does with the other, the other does with him.
bool is_mutual(EventType type, const std::string& mode) {
  return type == EventType::kCooperate || (type == EventType::kConsult && mode != "visit") ||
         (type == EventType::kRetreat && mode == "ceasefire");
}

bool is_promise(EventType type) {
  return type == EventType::kAgree || type == EventType::kConcede || type == EventType::kThreaten;
}

}  // namespace

bool SecondLook::worth_asking(const Sentence& s, const Pair& pair) const {
  // Of two nouns the one that acts by its place in the clause is the source; the other way round is not
  // asked.
  if (agency(s, pair.source->head) < agency(s, pair.target->head)) return false;
  const Tokens path = path_between(s, pair.source->head, pair.target->head);
  if (path.size() > kLongestPath) return false;
  // Of one list, or one inside the other's phrase, with no word between that could be an act.
  return std::any_of(path.begin(), path.end(), [&](std::uint32_t token) {
    if (token == pair.source->head || token == pair.target->head) return false;
    const auto kind = trigger_kind(s.tokens[token]);
    return kind && !book_.patterns(*kind, lower_lemma(s.tokens[token])).empty();
  });
}

std::vector<SecondLook::Pair> SecondLook::pairs_of(const news::AnnotatedArticle& annotated,
                                                   std::uint32_t sentence,
                                                   const std::vector<Act>& acts) const {
  const Sentence& s = annotated.sentences[sentence];
  std::vector<const Mention*> actors;
  for (const Mention& m : annotated.mentions) {
    if (m.sentence != sentence || m.actor.code.empty()) continue;
    const bool known = std::any_of(actors.begin(), actors.end(), [&](const Mention* other) {
      return other->chain == m.chain || other->actor.same_as(m.actor);
    });
    if (!known) actors.push_back(&m);
  }
  std::vector<Pair> pairs;
  if (actors.size() < 2 || actors.size() > kMostActors) return pairs;
  for (const Mention* source : actors) {
    for (const Mention* target : actors) {
      const bool apart = source->end <= target->first || target->end <= source->first;
      if (source == target || !apart) continue;
      Pair pair{source, target, false};
      pair.coded =
          std::any_of(acts.begin(), acts.end(), [&](const Act& act) { return tells(act, *source, *target); });
      if (pair.coded || worth_asking(s, pair)) pairs.push_back(pair);
    }
  }
  return pairs;
}

double SecondLook::probability(std::size_t which, EventType type) const {
  const auto classes = judging_.classes(Ontology::kPlover);
  const auto found = std::find(classes.begin(), classes.end(), news::name(type));
  if (found == classes.end()) return 0;
  return judging_.probabilities(Ontology::kPlover, which)[static_cast<std::size_t>(found - classes.begin())];
}

std::uint32_t SecondLook::trigger_of(const Sentence& s, const Pair& pair, EventType type) const {
  // The word on the way between the two that the codebook knows for this type, else any it knows, else the
  // topmost.
  const Tokens path = path_between(s, pair.source->head, pair.target->head);
  std::uint32_t known = pair.source->head, top = pair.source->head;
  bool found = false;
  for (const std::uint32_t token : path) {
    if (s.tokens[top].head == token) top = token;
    if (token == pair.source->head || token == pair.target->head) continue;
    const auto kind = trigger_kind(s.tokens[token]);
    if (!kind) continue;
    const auto patterns = book_.patterns(*kind, lower_lemma(s.tokens[token]));
    const bool fits = std::any_of(patterns.begin(), patterns.end(),
                                  [&](const lexicon::Pattern& p) { return p.type == type; });
    if (fits) return token;
    if (!patterns.empty() && !found) known = token, found = true;
  }
  return found ? known : top;
}

void SecondLook::take_back(const Pair& pair, std::size_t which, std::vector<Act>& acts) const {
  for (Act& act : acts) {
    if (!tells(act, *pair.source, *pair.target)) continue;
    const double likely = probability(which, act.type);
    act.judged = std::max(act.judged.value_or(0), likely);
    const bool lone = act.sources.size() <= 1 && act.targets.size() <= 1 && !act.reciprocal;
    if (lone && likely < kUnlikely && probability(which, EventType::kNone) >= kNothing)
      act.sources.clear(), act.targets.clear();
  }
}

void SecondLook::add(const news::AnnotatedArticle& annotated, std::uint32_t sentence, const Pair& pair,
                     std::size_t which, std::vector<Act>& acts) const {
  const auto classes = judging_.classes(Ontology::kPlover);
  const auto shares = judging_.probabilities(Ontology::kPlover, which);
  const auto best = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
  const auto type = news::event_type_of(classes[best]);
  if (!type || *type == EventType::kNone || shares[best] < kTold) return;
  const Sentence& s = annotated.sentences[sentence];
  Act act;
  act.type = *type;
  act.mode = judging_.mode(*type, which);
  act.cameo = book_.usual_cameo(*type, act.mode);
  act.sources = {{pair.source, false}};
  act.targets = {{pair.target, false}};
  act.trigger = trigger_of(s, pair, *type);
  act.tokens = {act.trigger};
  act.rule = "judge";
  act.judged = static_cast<double>(shares[best]);
  // The judge tells the modality of what is promised or threatened; the promise itself is made.
  if (!is_promise(*type)) {
    const Modality told = annotated.modality[sentence][act.trigger];
    act.modality = told != Modality::kHappened ? told : judging_.modality(which);
  }
  act.reciprocal = is_mutual(*type, act.mode);
  // An act of the codebook that lacks just this side is the same one.
  std::erase_if(acts, [&](const Act& other) {
    const bool same = other.type == act.type && other.rule != "judge";
    const bool half = (other.targets.empty() && has(other.sources, *pair.source)) ||
                      (other.sources.empty() && has(other.targets, *pair.target));
    if (same && half) {
      act.mode = other.mode.empty() ? act.mode : other.mode;
      act.cameo = other.cameo;
      act.trigger = other.trigger;
      act.tokens = other.tokens;
      act.rule = other.rule;
      act.modality = other.modality;
      act.promised = other.promised;
      act.score = other.score;
      act.promised_trigger = other.promised_trigger;
    }
    return same && half;
  });
  acts.push_back(std::move(act));
}

void SecondLook::ask(const news::AnnotatedArticle& annotated, const std::vector<std::vector<Pair>>& pairs) {
  std::vector<std::string_view> texts;
  std::vector<MarkedPair> marked;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Sentence& s = annotated.sentences[i];
    const std::string_view text = news::text_of(annotated.text_of_sentence(s), s.span);
    const auto within = [&](news::Span span) {
      return news::Span{span.begin - s.span.begin, span.end - s.span.begin};
    };
    for (const Pair& pair : pairs[i]) {
      texts.push_back(text);
      marked.push_back({{within(pair.source->span)}, {within(pair.target->span)}});
    }
  }
  judging_.ask(texts, marked);
}

void SecondLook::settle(const news::AnnotatedArticle& annotated, std::uint32_t sentence,
                        const std::vector<Pair>& pairs, std::size_t first, std::vector<Act>& acts) const {
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (pairs[p].coded) take_back(pairs[p], first + p, acts);
  }
  std::erase_if(acts,
                [](const Act& act) { return act.sources.empty() && act.targets.empty() && !act.crowd; });
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (!pairs[p].coded) add(annotated, sentence, pairs[p], first + p, acts);
  }
}

void SecondLook::review(const news::AnnotatedArticle& annotated, std::vector<std::vector<Act>>& acts) {
  std::vector<std::vector<Pair>> pairs;
  for (std::uint32_t i = 0; i < acts.size(); ++i) pairs.push_back(pairs_of(annotated, i, acts[i]));
  ask(annotated, pairs);
  std::size_t first = 0;
  for (std::uint32_t i = 0; i < acts.size(); ++i) {
    settle(annotated, i, pairs[i], first, acts[i]);
    first += pairs[i].size();
  }
}

}  // namespace herald::coder
