#include "coder/older_matcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace herald::coder {
namespace {

using news::Dep;
using news::Pos;
using news::Sentence;
using news::Tag;

constexpr int kMaxDepth = 6;  // verbs over verbs

/// Prepositions that say when or why, not to whom.
bool is_circumstance(const std::string& prep) {
  static constexpr std::array<std::string_view, 15> kWords{
      "after", "amid",   "as",    "because", "before", "despite", "during", "following",
      "since", "though", "until", "till",    "while",  "without", "like"};
  return std::find(kWords.begin(), kWords.end(), prep) != kWords.end();
}

/// Acts that several in the subject do with one another.
bool is_mutual(news::EventType type) {
  return type == news::EventType::kConsult || type == news::EventType::kCooperate ||
         type == news::EventType::kAgree;
}

bool same_actor(const Fill& a, const Fill& b) {
  return a.mention == b.mention || a.mention->chain == b.mention->chain ||
         a.mention->actor.same_as(b.mention->actor);
}

bool shares(const std::vector<Fill>& some, const std::vector<Fill>& others) {
  return std::any_of(some.begin(), some.end(), [&](const Fill& a) {
    return std::any_of(others.begin(), others.end(), [&](const Fill& b) { return same_actor(a, b); });
  });
}

void add(std::vector<Fill>& to, const std::vector<Fill>& fills) {
  for (const Fill& fill : fills) {
    if (std::none_of(to.begin(), to.end(), [&](const Fill& f) { return f.mention == fill.mention; }))
      to.push_back(fill);
  }
}

std::vector<Fill> without(std::vector<Fill> fills, const std::vector<Fill>& taken) {
  std::erase_if(fills, [&](const Fill& fill) {
    return std::any_of(taken.begin(), taken.end(), [&](const Fill& t) { return same_actor(fill, t); });
  });
  return fills;
}

}  // namespace

OlderMatcher::OlderMatcher(const lexicon::OlderVerbs& verbs, const Cast& cast, std::string_view text,
                           const std::vector<news::Modality>& modality)
    : verbs_(verbs),
      cast_(cast),
      s_(cast.sentence()),
      modality_(modality),
      view_(verbs, cast.sentence(), text),
      seen_(s_.tokens.size(), 0) {}

/// The actors of a noun phrase: its head, else who stands inside it, else whom its phrases name.
std::vector<Fill> OlderMatcher::in_noun_phrase(std::uint32_t noun, int depth) const {
  std::vector<Fill> fills = cast_.at(noun, false);
  if (!fills.empty() || depth > kMaxDepth) return fills;
  for (const PrepPhrase& phrase : prep_phrases(s_, noun)) {
    if (is_circumstance(s_.tokens[phrase.prep].lemma)) continue;
    add(fills, in_noun_phrase(phrase.object, depth + 1));
  }
  return fills;
}

std::vector<Fill> OlderMatcher::doers(const Roles& roles) const {
  std::vector<Fill> fills;
  for (const std::uint32_t subject : roles.subjects) add(fills, cast_.at(subject, true));
  if (!fills.empty()) return fills;
  for (const std::uint32_t subject : roles.subjects) add(fills, in_noun_phrase(subject));
  return fills;
}

std::vector<Fill> OlderMatcher::objects_of(const Roles& roles) const {
  std::vector<Fill> fills;
  for (const std::uint32_t object : roles.objects) add(fills, cast_.direct(object));
  if (!fills.empty()) return fills;
  for (const std::uint32_t object : roles.objects) add(fills, in_noun_phrase(object));
  return fills;
}

std::vector<Fill> OlderMatcher::in_phrases(std::uint32_t verb, const Roles& roles) const {
  std::vector<Fill> fills;
  std::uint32_t from = 0;
  for (const PrepPhrase& phrase : roles.preps) {
    if (!fills.empty() && phrase.prep != from) break;
    const std::string prep = lower_lemma(s_.tokens[phrase.prep]);
    if (is_circumstance(prep) || (roles.passive && prep == "by") || phrase.prep == verb) continue;
    add(fills, in_noun_phrase(phrase.object));
    from = phrase.prep;
  }
  return fills;
}

/// "believes A can cope": with no deed told of it, the clause's subject, else its object, is whom the verb is
/// about.
std::vector<Fill> OlderMatcher::in_clause(std::uint32_t verb) const {
  for (const std::uint32_t c : s_.children[verb]) {
    const Dep dep = s_.tokens[c].dep;
    if ((dep != Dep::kCcomp && dep != Dep::kXcomp) || c < verb) continue;
    const Roles roles = roles_of(s_, c);
    std::vector<Fill> fills;
    if (dep == Dep::kCcomp) fills = roles.passive ? objects_of(roles) : doers(roles);
    if (fills.empty() && !roles.passive) fills = objects_of(roles);
    if (fills.empty()) fills = in_phrases(c, roles);
    if (!fills.empty()) return fills;
  }
  return {};
}

/// The first actor named below the verb, outside its subject and adverbial clauses.
std::vector<Fill> OlderMatcher::anywhere_below(std::uint32_t verb) const {
  std::vector<std::uint32_t> open;
  for (const std::uint32_t c : s_.children[verb]) {
    const Dep dep = s_.tokens[c].dep;
    const bool object = dep == Dep::kDobj || dep == Dep::kDative || dep == Dep::kAttr ||
                        dep == Dep::kNsubjpass || (dep == Dep::kPrep && !is_circumstance(s_.tokens[c].lemma));
    if (object) open.push_back(c);
  }
  for (std::size_t i = 0; i < open.size(); ++i)
    open.insert(open.end(), s_.children[open[i]].begin(), s_.children[open[i]].end());
  std::sort(open.begin(), open.end());
  for (const std::uint32_t token : open) {
    std::vector<Fill> fills = cast_.direct(token);
    if (!fills.empty()) return fills;
  }
  return {};
}

void OlderMatcher::settle_parties(std::uint32_t verb, const OlderFit& fit, Event& event) const {
  const Roles roles = roles_of(s_, verb);
  event.passive = roles.passive;
  event.inherited = roles.inherited;
  event.sources = doers(roles);
  event.targets = objects_of(roles);
  if (roles.passive && event.sources.empty()) {
    // "was fined in Ruritania": with nobody named behind "by", the phrases tell.
    event.sources = without(in_phrases(verb, roles), event.targets);
  }
  if (without(event.targets, event.sources).empty()) add(event.targets, in_phrases(verb, roles));
  event.joint = fit.both_before && event.sources.size() >= 2;
  if (fit.source_at) {
    const std::vector<Fill> named = in_noun_phrase(*fit.source_at);
    const bool freed = fit.target_before || without(event.targets, named).empty();
    if (freed && !named.empty()) event.targets = event.sources;
    if (!named.empty()) event.sources = named;
  } else if (fit.target_before && !roles.passive) {
    std::swap(event.sources, event.targets);
  }
  if (fit.target_at) {
    const std::vector<Fill> named = in_noun_phrase(*fit.target_at);
    if (!named.empty()) event.targets = named;
  }
}

/// A modal that the dictionary lists as a verb stands over the verb it helps; "not" and "never" are 120 over
/// it.
void OlderMatcher::settle_modals(std::uint32_t verb, const OlderFit& fit, Event& event) const {
  const auto told = [&](std::uint32_t token) {
    return std::find(fit.tokens.begin(), fit.tokens.end(), token) != fit.tokens.end();
  };
  bool negated = false;
  for (const std::uint32_t c : s_.children[verb]) {
    if (told(c)) continue;
    if (s_.tokens[c].dep == Dep::kNeg) negated = true;
    if (s_.tokens[c].dep != Dep::kAux || s_.tokens[c].tag != Tag::kMD) continue;
    const auto modal = view_.verb_at(c);
    if (!modal) continue;
    const lexicon::OlderBlock& block = verbs_.block(modal->verb->block);
    const lexicon::VerbCode& code = modal->verb->code.known ? modal->verb->code : block.code;
    if (code.forward.empty()) continue;
    event.code = verbs_.cameo().combine(code.forward, event.code);
    event.rule = fmt::format("{}:{} > {}", verbs_.name(), modal->verb->line, event.rule);
    event.tokens.push_back(c);
  }
  if (!negated) return;
  if (!event.code.empty()) event.code = verbs_.cameo().negated(event.code);
  event.back.clear();
}

OlderMatcher::Event OlderMatcher::told_by(std::uint32_t verb, const OlderVerbFound& found) const {
  const OlderFit fit = view_.fit(verb, found);
  const lexicon::OlderBlock& block = verbs_.block(found.verb->block);
  const lexicon::VerbCode& code = fit.pattern              ? fit.pattern->code
                                  : found.verb->code.known ? found.verb->code
                                                           : block.code;
  const std::uint32_t line = fit.pattern              ? fit.pattern->line
                             : found.verb->code.known ? found.verb->line
                                                      : block.line;
  Event event;
  event.verb = verb;
  event.block = found.verb->block;
  event.code = code.forward;
  event.back = code.back;
  event.tokens = found.tokens;
  event.tokens.insert(event.tokens.end(), fit.tokens.begin(), fit.tokens.end());
  event.rule = fmt::format("{}:{}", verbs_.name(), line);
  event.score = fit.pattern ? fit.pattern->size : 1;
  settle_parties(verb, fit, event);
  settle_modals(verb, fit, event);
  return event;
}

std::vector<OlderMatcher::Event> OlderMatcher::below(std::uint32_t verb, int depth) {
  std::vector<Event> inner;
  std::vector<std::uint32_t> open{verb};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const std::uint32_t c : s_.children[open[i]]) {
      const Dep dep = s_.tokens[c].dep;
      // "A left B, C said": what stands before who says it is told by itself.
      const bool before = dep == Dep::kCcomp && c < open[i];
      const bool clause = !before && (dep == Dep::kXcomp || dep == Dep::kCcomp || dep == Dep::kPcomp);
      const bool joined = dep == Dep::kConj && open[i] != verb && s_.child(c, Dep::kNsubj) < 0 &&
                          s_.tokens[c].tag == s_.tokens[open[i]].tag;
      const bool passage = (dep == Dep::kAcomp || dep == Dep::kOprd) && open[i] == verb;
      if (passage) {
        for (const std::uint32_t below : s_.children[c]) {
          const Dep inside = s_.tokens[below].dep;
          if (inside == Dep::kXcomp || inside == Dep::kPcomp || inside == Dep::kCcomp) open.push_back(below);
        }
      } else if (clause || joined) {
        open.push_back(c);
      }
    }
    if (open[i] == verb || (s_.tokens[open[i]].pos != Pos::kVERB && s_.tokens[open[i]].pos != Pos::kAUX))
      continue;
    for (Event& event : at(open[i], depth + 1)) inner.push_back(std::move(event));
  }
  return inner;
}

/// The line "~ a (a b VERB) VERB = a b code" that fits the two verbs, or nullptr.
const lexicon::OlderTransformation* OlderMatcher::transformation(const Event& over, const Event& inner,
                                                                 bool same) const {
  const auto of_block = [&](const std::string& verb, std::uint32_t block) {
    const auto verbs = verbs_.verbs_of(verb);
    return std::any_of(verbs.begin(), verbs.end(),
                       [&](const lexicon::OlderVerb& v) { return v.block == block; });
  };
  for (const lexicon::OlderTransformation& rule : verbs_.transformations()) {
    if (!of_block(rule.over, over.block)) continue;
    if (rule.inner != "q" && !of_block(rule.inner, inner.block)) continue;
    const bool doer =
        rule.doer == '.' || ((rule.doer == 'a' || rule.doer == '_') && same) || (rule.doer == 'b' && !same);
    const bool whom = rule.whom == '.' || !inner.targets.empty();
    if (doer && whom) return &rule;
  }
  return nullptr;
}

OlderMatcher::Event OlderMatcher::compose(const Event& over, const Event& inner) const {
  const bool same = inner.sources.empty() || shares(over.sources, inner.sources);
  Event out = over;
  const lexicon::OlderTransformation* rule = transformation(over, inner, same);
  out.code = !rule               ? verbs_.cameo().combine(over.code, inner.code)
             : rule->code == "q" ? inner.code
                                 : rule->code;
  const std::string above = rule ? fmt::format("{}:{}", verbs_.name(), rule->line) : over.rule;
  out.rule = above + " > " + inner.rule;
  out.back.clear();
  if (same) out.targets = !inner.targets.empty() ? inner.targets : without(over.targets, over.sources);
  if (!same) out.targets = inner.sources;
  out.tokens.insert(out.tokens.end(), inner.tokens.begin(), inner.tokens.end());
  out.score += inner.score;
  return out;
}

std::vector<OlderMatcher::Event> OlderMatcher::at(std::uint32_t verb, int depth) {
  if (depth > kMaxDepth) return {};
  seen_[verb] = 1;
  std::vector<Event> inner = below(verb, depth);
  const auto found = view_.verb_at(verb);
  if (!found) return inner;
  Event own = told_by(verb, *found);
  if (own.code.empty() && own.back.empty()) return inner;
  std::erase_if(inner, [](const Event& event) { return event.code.empty(); });
  if (inner.empty() || own.code.empty()) {
    const auto alone = [&] { return !own.joint && without(own.targets, own.sources).empty(); };
    if (alone()) own.targets = in_clause(verb);
    if (alone()) own.targets = anywhere_below(verb);
    // "A and B met": with nobody else named, a deed with a code back is done to each other.
    const bool mutual = !own.back.empty() || is_mutual(verbs_.cameo().plover(own.code).type);
    if (alone() && mutual && own.sources.size() >= 2) own.joint = true;
    inner.insert(inner.begin(), std::move(own));
    return inner;
  }
  std::vector<Event> out;
  for (const Event& event : inner) out.push_back(compose(own, event));
  return out;
}

void OlderMatcher::add_acts(const Event& event, std::vector<Act>& acts) const {
  for (const bool back : {false, true}) {
    const std::string& code = back ? event.back : event.code;
    if (code.empty() || (back && event.joint && event.back == event.code)) continue;
    Act act;
    act.sources = event.sources;
    act.targets = event.joint ? event.sources : without(event.targets, event.sources);
    if (act.sources.empty() || act.targets.empty()) continue;
    if (back) std::swap(act.sources, act.targets);
    const lexicon::PloverType plover = verbs_.cameo().plover(code);
    act.type = plover.type;
    act.mode = plover.mode;
    act.cameo = code;
    act.modality = modality_[event.verb];
    act.trigger = event.verb;
    act.tokens = event.tokens;
    act.rule = event.rule;
    act.score = event.score;
    act.passive = event.passive;
    act.inherited = event.inherited;
    acts.push_back(std::move(act));
  }
}

std::vector<Act> OlderMatcher::acts() {
  std::vector<std::uint32_t> order(s_.tokens.size());
  std::iota(order.begin(), order.end(), 0u);
  std::vector<int> depth(s_.tokens.size(), 0);
  for (std::uint32_t i = 0; i < s_.tokens.size(); ++i) {
    for (std::uint32_t t = i; s_.tokens[t].head != t && depth[i] < 64; t = s_.tokens[t].head) ++depth[i];
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return depth[a] < depth[b]; });
  std::vector<Act> all;
  for (const std::uint32_t token : order) {
    const news::Token& t = s_.tokens[token];
    if (seen_[token] || t.dep == Dep::kAux || t.dep == Dep::kAuxpass) continue;
    if (t.pos != Pos::kVERB && t.pos != Pos::kAUX) continue;
    // "the men sought by the police", "the rebels who fled", "jailed for helping": these coders do not look
    // inside nouns and phrases.
    if (t.dep == Dep::kAcl || t.dep == Dep::kPcomp || t.dep == Dep::kRelcl) continue;
    for (const Event& event : at(token, 0)) add_acts(event, all);
  }
  std::stable_sort(all.begin(), all.end(), [](const Act& a, const Act& b) { return a.trigger < b.trigger; });
  return all;
}

std::vector<std::string> OlderMatcher::explain() const {
  std::vector<std::string> lines;
  for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
    const auto found = view_.verb_at(t);
    if (!found) continue;
    const OlderFit fit = view_.fit(t, *found);
    lines.push_back(fmt::format(
        "verb  \"{}\"  {}:{}  {}", lower_lemma(s_.tokens[t]), verbs_.name(), found->verb->line,
        fit.pattern ? fmt::format("pattern of line {}", fit.pattern->line) : std::string("no pattern fits")));
  }
  return lines;
}

}  // namespace herald::coder
