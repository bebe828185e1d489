#include "coder/relate.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "coder/interpreter.h"
#include "coder/marks.h"
#include "coder/pair_readings.h"
#include "coder/roles.h"

namespace herald::coder {
namespace {

using news::AnnotatedArticle;
using news::EventType;
using news::Mention;
using news::Sentence;
using Tokens = std::vector<std::uint32_t>;

constexpr std::array<std::string_view, static_cast<std::size_t>(Fit::kCount)> kFits{
    "both", "reversed", "one_side", "on_path", "in_sentence", "prior"};

/// The pair in one sentence, and what lies between.
struct Scene {
  const Sentence& s;
  const Marked& marked;
  Tokens sources, targets;  ///< heads of the marks
  Tokens path;
  Tokens inside;  ///< tokens under a mark

  bool in_mark(std::uint32_t token) const {
    return std::find(inside.begin(), inside.end(), token) != inside.end();
  }
  bool is_source(const Mention* m) const { return m->chain == marked.source_chain; }
  bool is_target(const Mention* m) const { return m->chain == marked.target_chain; }
};

Scene scene_of(const AnnotatedArticle& a, std::uint32_t sentence, const Marked& marked) {
  Scene scene{a.sentences[sentence], marked, {}, {}, {}, {}};
  for (const Mention& m : a.mentions) {
    if (m.sentence != sentence) continue;
    if (m.actor.name == "@source") scene.sources.push_back(m.head);
    if (m.actor.name == "@target") scene.targets.push_back(m.head);
    if (m.actor.name != "@source" && m.actor.name != "@target") continue;
    for (std::uint32_t t = m.first; t < m.end; ++t) scene.inside.push_back(t);
  }
  for (const std::uint32_t from : scene.sources) {
    for (const std::uint32_t to : scene.targets) {
      const Tokens path = path_between(scene.s, from, to);
      if (scene.path.empty() || path.size() < scene.path.size()) scene.path = path;
    }
  }
  if (scene.path.empty()) {  // one of them alone: what stands above it
    for (const std::uint32_t one : scene.sources.empty() ? scene.targets : scene.sources) {
      scene.path = upwards(scene.s, one);
      break;
    }
  }
  return scene;
}

int distance_to(const Scene& scene, std::uint32_t trigger) {
  constexpr int kFar = 9;
  int best = kFar;
  for (const std::uint32_t on : scene.path) {
    const int steps = static_cast<int>(path_between(scene.s, trigger, on).size()) - 1;
    best = std::min(best, steps);
  }
  return best;
}

bool below(const Sentence& s, std::uint32_t token, std::uint32_t above) {
  const Tokens up = upwards(s, token);
  return std::find(up.begin(), up.end(), above) != up.end();
}

/// "may have launched": possible, but of what is past.
bool in_perfect(const Sentence& s, std::uint32_t trigger) {
  return std::any_of(s.children[trigger].begin(), s.children[trigger].end(), [&](std::uint32_t c) {
    return s.tokens[c].dep == news::Dep::kAux && s.tokens[c].lemma == "have";
  });
}

/// "flew in to sound out", "met to compare notes": an infinitive that says what for, and is done.
bool is_purpose(const Sentence& s, std::uint32_t trigger) {
  const news::Token& own = s.tokens[trigger];
  const news::Token& head = s.tokens[own.head];
  const bool to = std::any_of(s.children[trigger].begin(), s.children[trigger].end(),
                              [&](std::uint32_t c) { return s.tokens[c].tag == news::Tag::kTO; });
  return to && own.head != trigger && head.pos == news::Pos::kVERB && head.lemma != "be" &&
         (own.dep == news::Dep::kAdvcl || own.dep == news::Dep::kXcomp);
}

template <typename Is>
Filled filled(const std::vector<Fill>& fills, const Is& is) {
  Filled best = Filled::kNot;
  for (const Fill& fill : fills) {
    if (is(fill.mention)) best = std::max(best, fill.indirect ? Filled::kInside : Filled::kDirect);
  }
  return best;
}

Filled or_below(const Scene& scene, Filled found, const Tokens& heads, std::uint32_t trigger) {
  if (found != Filled::kNot) return found;
  const bool under = std::any_of(heads.begin(), heads.end(), [&](std::uint32_t head) {
    return head != trigger && below(scene.s, head, trigger);
  });
  return under ? Filled::kBelow : Filled::kNot;
}

Fit fit_of(const Evidence& e, bool reversed) {
  const auto in_slot = [](Filled f) { return f == Filled::kInside || f == Filled::kDirect; };
  if (in_slot(e.source) && in_slot(e.target)) return Fit::kBoth;
  if (reversed) return Fit::kReversed;
  if (in_slot(e.source) || in_slot(e.target)) return Fit::kOneSide;
  return e.distance == 0 ? Fit::kOnPath : Fit::kInSentence;
}

/// How often a reading by grammar alone was right, beside what the codebook finds.
double weight_of_reading(std::string_view rule) {
  if (rule == "pair: S say, on a condition, it will DO") return 1.2;
  if (rule == "pair: S will not DO") return 1.6;
  if (rule == "pair: S say it will not DO") return 0.2;
  if (rule == "pair: S say T DO") return -0.3;
  if (rule == "pair: S and T DO") return -0.7;
  if (rule == "pair: S DO together with T") return -0.7;
  return -2;
}

/// Weights of a conditional choice among the evidence of a pair, fitted on marked sentences (half of them
/// held against the other half) and rounded by hand.
double weight_of(const Evidence& e) {
  constexpr std::array<double, 4> kSource{-0.6, 0.6, -0.9, 0.6}, kTarget{0, 0, 0.2, 0.1};
  constexpr std::array<double, 4> kSlack{0.3, 0.3, 0.3, 0};
  constexpr std::array<double, 5> kDistance{0.7, 0, -0.1, -0.8, -1.0};
  constexpr int kMostScore = 12, kMostMissing = 3;
  if (e.rule.starts_with("pair: ")) return weight_of_reading(e.rule);
  double weight = kSource[static_cast<std::size_t>(e.source)] + kTarget[static_cast<std::size_t>(e.target)] +
                  kDistance[static_cast<std::size_t>(std::min(e.distance, 4))] +
                  kSlack[static_cast<std::size_t>(e.slack)];
  if (e.fit == Fit::kBoth) weight += 0.5;
  if (e.fit == Fit::kReversed) weight -= 1.3;
  if (e.inside_mark)
    weight -= 1.5;  // "80 jailed marchers": what the name of one of them tells is not the act
  if (e.inherited) weight -= 0.6;
  if (e.reciprocal) weight += 0.1;
  if (e.rule.starts_with("hints.txt")) weight += 0.5;  // which has one part missing from the start
  const bool bare = e.rule.starts_with("operators.txt") && e.rule.find(" > ") == std::string::npos;
  if (bare) weight -= 0.4;
  weight += 1.06 * std::min(e.score, kMostScore) / kMostScore;
  return weight - 0.7 * std::min(e.missing, kMostMissing);
}

Evidence evidence_of(const Scene& scene, const Act& act, Slack slack) {
  Evidence e;
  e.type = act.type;
  e.mode = act.mode;
  e.cameo = act.cameo;
  e.modality = act.modality;
  e.promised = act.promised;
  e.rule = act.rule;
  e.trigger = act.trigger;
  e.span = scene.s.tokens[act.trigger].span;
  e.reciprocal = act.reciprocal;
  e.inherited = act.inherited;
  e.slack = static_cast<int>(slack);
  e.missing = act.missing;
  e.score = act.score;
  const auto source = [&](const Mention* m) { return scene.is_source(m); };
  const auto target = [&](const Mention* m) { return scene.is_target(m); };
  e.source = filled(act.sources, source);
  e.target = filled(act.targets, target);
  const Filled source_hit = filled(act.targets, source), target_acts = filled(act.sources, target);
  if (act.reciprocal) {
    e.source = std::max(e.source, source_hit);
    e.target = std::max(e.target, target_acts);
  }
  e.source = or_below(scene, e.source, scene.sources, act.trigger);
  e.target = or_below(scene, e.target, scene.targets, act.trigger);
  e.distance = distance_to(scene, act.trigger);
  e.inside_mark = scene.in_mark(act.trigger);
  e.told_of_past = in_perfect(scene.s, act.trigger);
  e.purpose = is_purpose(scene.s, act.trigger);
  const bool reversed = !act.reciprocal && (source_hit != Filled::kNot || target_acts != Filled::kNot) &&
                        filled(act.sources, source) == Filled::kNot &&
                        filled(act.targets, target) == Filled::kNot;
  e.fit = e.rule.starts_with("pair: ") ? Fit::kOnPath : fit_of(e, reversed);
  e.weight = weight_of(e);
  return e;
}

/// What lies ahead is as good as promised, or threatened, when nothing but the two is known: "will visit",
/// "could expel". Words of others about it (accusing, refusing, asking) stay what they are.
void settle_future(const lexicon::Codebook& book, Evidence& e) {
  const news::Quad quad = news::quad_of(e.type);
  const bool friendly = quad == news::Quad::kVerbalCooperation || quad == news::Quad::kMaterialCooperation;
  if (e.modality == news::Modality::kNegated && friendly) {  // what one does not grant, one refuses
    const auto refusal = book.compose(lexicon::Operator::kRefuse, e.type, e.mode);
    if (!refusal || refusal->keeps_inner) return;
    e.type = refusal->type;
    e.mode = refusal->mode;
    e.cameo = refusal->cameo;
    return;
  }
  const bool ahead = e.modality == news::Modality::kPlanned || e.modality == news::Modality::kHypothetical;
  const bool words = news::quad_of(e.type) == news::Quad::kVerbalConflict || e.type == EventType::kProtest ||
                     e.type == EventType::kConcede || e.type == EventType::kAgree;
  if (!ahead || words || e.promised || e.told_of_past || e.purpose) return;
  const auto promise = book.compose(lexicon::Operator::kCommit, e.type, e.mode);
  if (!promise || promise->keeps_inner) return;
  const bool hostile = promise->type == EventType::kThreaten;
  e.promised = news::Promised{e.type, e.mode, hostile ? news::Modality::kThreatened : e.modality, {}};
  e.type = promise->type;
  e.mode = promise->mode;
  e.cameo = promise->cameo;
}

/// The same act found by a tighter reading is kept once.
void add_new(std::vector<Evidence>& all, Evidence&& found) {
  for (Evidence& known : all) {
    const bool same = known.sentence == found.sentence && known.trigger == found.trigger &&
                      known.type == found.type && known.mode == found.mode;
    if (!same) continue;
    if (found.weight > known.weight) known = std::move(found);
    return;
  }
  all.push_back(std::move(found));
}

}  // namespace

std::string_view name(Fit fit) {
  return kFits[static_cast<std::size_t>(fit)];
}

std::vector<Evidence> relate(const lexicon::Codebook& book, AnnotatedArticle annotated,
                             const MarkedPair& pair) {
  std::vector<Evidence> all;
  const Marked marked = mark_pair(annotated, pair.source, pair.target);
  for (const std::uint32_t index : marked.sentences) {
    const Scene scene = scene_of(annotated, index, marked);
    const Cast cast(annotated, index, book, Reach::kPhrase);
    const auto take = [&](const Act& act, Slack slack) {
      if (act.type == EventType::kNone) return;
      Evidence found = evidence_of(scene, act, slack);
      found.sentence = index;
      settle_future(book, found);
      add_new(all, std::move(found));
    };
    std::vector<Act> known;
    for (const Slack slack : {Slack::kNone, Slack::kTarget, Slack::kWords, Slack::kHint}) {
      const Matcher matcher(book, cast, slack);
      Interpreter interpreter(book, matcher, annotated.modality[index], Acts::kAll);
      std::vector<Act> acts = interpreter.acts();
      for (const Act& act : acts) take(act, slack);
      if (slack == Slack::kTarget) known = std::move(acts);
    }
    for (const Act& act : pair_readings(book, cast, scene.sources, scene.targets, known))
      take(act, Slack::kHint);
  }
  std::stable_sort(all.begin(), all.end(), [](const Evidence& a, const Evidence& b) {
    return a.weight > b.weight ||
           (a.weight == b.weight && std::tuple(a.sentence, a.trigger) < std::tuple(b.sentence, b.trigger));
  });
  return all;
}

}  // namespace herald::coder
