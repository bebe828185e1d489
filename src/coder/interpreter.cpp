#include "coder/interpreter.h"

#include <algorithm>
#include <numeric>

namespace herald::coder {
namespace {

using lexicon::Composition;
using lexicon::Operator;
using lexicon::Trigger;
using news::Dep;
using news::EventType;
using news::Modality;
using news::Pos;
using news::Quad;
using news::Tag;

constexpr int kMaxDepth = 5;  // operators within operators

bool material(EventType type) {
  const Quad quad = news::quad_of(type);
  return quad == Quad::kMaterialConflict || quad == Quad::kMaterialCooperation;
}

bool needs_target(EventType type) {
  return type == EventType::kCooperate || type == EventType::kAid || type == EventType::kSanction;
}

/// The stronger of two readings: what an operator leaves open, a modal or negation above it decides.
Modality under(Modality outer, Modality inner) {
  return outer == Modality::kHappened || outer == Modality::kOngoing ? inner : outer;
}

/// Verbs by whose utterance a nominal deed is done.
bool declares(const std::string& lemma) {
  return lemma == "announce" || lemma == "approve" || lemma == "authorize" || lemma == "authorise" ||
         lemma == "declare";
}

/// What the pattern says of the match, before anything stands over it.
Act act_of(const Match& match, Modality modality) {
  Act act;
  act.type = match.pattern->type;
  act.mode = match.pattern->mode;
  act.cameo = match.pattern->cameo;
  act.modality = modality;
  act.sources = match.sources;
  act.targets = match.targets;
  act.reciprocal = match.reciprocal;
  act.inherited = match.inherited;
  act.passive = match.passive;
  act.foreign_subject = match.foreign_subject;
  act.trigger = match.governor;
  act.tokens = match.fixed;
  act.rule = match.pattern->rule;
  act.score = match.score;
  act.missing = match.missing;
  return act;
}

}  // namespace

Interpreter::Interpreter(const lexicon::Codebook& book, const Matcher& matcher,
                         const std::vector<Modality>& modality, Acts wanted)
    : book_(book),
      matcher_(matcher),
      s_(matcher.cast().sentence()),
      modality_(modality),
      wanted_(wanted),
      consumed_(s_.tokens.size(), 0) {}

void Interpreter::consume(const std::vector<std::uint32_t>& tokens) {
  for (const std::uint32_t token : tokens) consumed_[token] = 1;
}

std::vector<std::uint32_t> Interpreter::deeds_with_conjuncts(const std::vector<std::uint32_t>& deeds) const {
  std::vector<std::uint32_t> all = deeds;
  for (std::size_t i = 0; i < all.size() && all.size() < 12; ++i) {
    for (const std::uint32_t c : s_.children[all[i]]) {
      if (s_.tokens[c].dep != Dep::kConj) continue;
      // A conjunct with a subject of its own is a new clause, not a second thing agreed to.
      const bool own_subject = s_.child(c, Dep::kNsubj) >= 0 || s_.child(c, Dep::kNsubjpass) >= 0;
      const bool nouns = s_.tokens[c].pos == Pos::kNOUN && s_.tokens[all[i]].pos == Pos::kNOUN;
      const bool same_form = s_.tokens[c].tag == s_.tokens[all[i]].tag;
      if (!own_subject && (same_form || nouns)) all.push_back(c);
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Fill> Interpreter::composed_targets(const Match& over, const Act& inner) const {
  const auto without_sources = [&](std::vector<Fill> fills) {
    std::erase_if(fills, [&](const Fill& fill) {
      return std::any_of(over.sources.begin(), over.sources.end(), [&](const Fill& source) {
        return source.mention == fill.mention || source.mention->actor.same_as(fill.mention->actor);
      });
    });
    return fills;
  };
  const std::vector<Fill> asked = without_sources(over.targets);
  const std::vector<Fill> doers = without_sources(inner.sources);
  const std::vector<Fill> hit = without_sources(inner.targets);
  switch (over.pattern->op) {
    case Operator::kSupportDeed:
    case Operator::kCondemnDeed:  // of the doer; whom he hit is not criticised
      return !asked.empty() ? asked : doers;
    case Operator::kRequest:
    case Operator::kAccuse:
      return !asked.empty() ? asked : !doers.empty() ? doers : hit;
    case Operator::kAllow:
      return !asked.empty() ? asked : !doers.empty() ? doers : hit;
    default:
      return !hit.empty() ? hit : !asked.empty() ? asked : doers;
  }
}

Act Interpreter::compose(const Match& over, const Act& inner, const Composition& composition) const {
  Act act = inner;
  const Modality own = modality_[over.governor];
  act.rule = over.pattern->rule + " > " + inner.rule;
  act.tokens.insert(act.tokens.end(), over.fixed.begin(), over.fixed.end());
  act.trigger = over.governor;
  act.score = inner.score + over.score;
  act.missing = inner.missing + over.missing;
  if (composition.keeps_inner) {
    act.trigger = inner.trigger;
    act.modality = under(own, composition.modality.value_or(inner.modality));
    if (act.sources.empty()) act.sources = over.sources;
    if (!composition.cameo.empty()) act.cameo = composition.cameo;
    return act;
  }
  act.type = composition.type;
  act.mode = composition.mode;
  act.cameo = composition.cameo;
  act.modality = under(own, composition.modality.value_or(own));
  act.sources = over.sources;
  act.inherited = over.inherited;
  act.foreign_subject = over.foreign_subject;
  act.reciprocal = false;
  act.targets = composed_targets(over, inner);
  soften(over, act);
  const Operator op = over.pattern->op;
  if (op == Operator::kEnd && inner.type == EventType::kConsult && act.targets.empty() &&
      act.sources.size() >= 2) {
    act.targets = act.sources;  // "A and B postponed their talks"
    act.reciprocal = true;
  }
  if (op == Operator::kCommit) settle_commitment(over, inner, act);
  const bool done = op == Operator::kCommit && act.type == inner.type && act.type != EventType::kConcede &&
                    act.type != EventType::kReject;
  if ((op == Operator::kCommit || op == Operator::kThreaten) && !done) {
    const bool hostile = act.type == EventType::kThreaten;
    act.promised_trigger = inner.trigger;
    act.promised =
        news::Promised{inner.type, inner.mode, hostile ? Modality::kThreatened : Modality::kPlanned, {}};
  } else {
    act.promised.reset();
  }
  return act;
}

/// CAMEO tells asking (02) from demanding (10); PLOVER's REQUEST is both.
void Interpreter::soften(const Match& match, Act& act) const {
  if (act.type != EventType::kRequest || !act.cameo.starts_with("10")) return;
  if (!lexicon::contains(book_.words("demand_verb"), match.pattern->lemma)) act.cameo.replace(0, 2, "02");
}

/// What is promised not to happen turns about ("promised not to attack", "will not sign"); and nobody agrees
/// to a threat.
void Interpreter::settle_commitment(const Match& over, const Act& inner, Act& act) const {
  const Quad quad = news::quad_of(inner.type);
  const bool conflict = quad == Quad::kMaterialConflict || quad == Quad::kVerbalConflict;
  const auto become = [&](EventType type, const char* cameo) {
    act.type = type;
    act.mode.clear();
    act.cameo = cameo;
  };
  if (inner.modality == Modality::kNegated) {
    conflict ? become(EventType::kConcede, "035") : become(EventType::kReject, "120");
  } else if (act.type == EventType::kThreaten && over.pattern->lemma.starts_with("agree")) {
    become(EventType::kAgree, "030");
  } else if (act.type == EventType::kThreaten && !inner.tokens.empty() &&
             s_.tokens[inner.tokens.front()].pos == Pos::kNOUN && declares(over.pattern->lemma)) {
    act.type = inner.type;  // "announced sanctions": said and done
    act.mode = inner.mode;
    act.cameo = inner.cameo;
  }
  if (act.targets.empty() && act.sources.size() >= 2 && over.pattern->lemma.starts_with("agree")) {
    act.targets = act.sources;  // "A and B agreed to reopen embassies"
    act.reciprocal = true;
  }
}

/// "unless", "if … not", "until": the deed hangs on what the other does.
bool Interpreter::conditional(const Match& over) const {
  const std::uint32_t last = s_.right_edge(over.governor);
  for (std::uint32_t token = s_.left_edge(over.governor); token <= last; ++token) {
    const std::string lemma = lower_lemma(s_.tokens[token]);
    if (lemma == "unless" || lemma == "if" || lemma == "otherwise" || lemma == "else") return true;
  }
  return false;
}

std::vector<Act> Interpreter::fallback(const Match& over) const {
  Act act = act_of(over, modality_[over.governor]);
  if (act.type == EventType::kNone) {
    if (wanted_ != Acts::kAll || over.pattern->op != Operator::kCommit) return {};
    // Bound to something no line knows: by a condition, it is a threat more often than a favour.
    act.type = conditional(over) ? EventType::kThreaten : EventType::kAgree;
    act.cameo = act.type == EventType::kThreaten ? "130" : "030";
    act.modality = act.type == EventType::kThreaten ? Modality::kThreatened : Modality::kPlanned;
    ++act.missing;
  }
  soften(over, act);
  if (act.targets.empty()) {
    // "Urged that Iran free them": the asked one is the subject of the clause.
    for (const std::uint32_t deed : over.deeds) {
      if (!s_.children[deed].empty() && s_.tokens[deed].pos != Pos::kNOUN) {
        for (const std::uint32_t subject : roles_of(s_, deed).subjects) {
          for (const Fill& fill : matcher_.cast().at(subject, true)) act.targets.push_back(fill);
        }
      } else if (s_.tokens[deed].pos == Pos::kNOUN && over.pattern->op != Operator::kRequest) {
        for (const Fill& fill : matcher_.cast().at(deed, false)) act.targets.push_back(fill);
      }
    }
    std::erase_if(act.targets, [&](const Fill& fill) {
      return std::any_of(act.sources.begin(), act.sources.end(), [&](const Fill& source) {
        return source.mention->actor.same_as(fill.mention->actor);
      });
    });
  }
  if (act.targets.empty() && wanted_ != Acts::kAll) return {};
  return {act};
}

/// "Economists agree that bread is dear": a finite clause without a modal is an opinion, nothing to be done.
/// After a request "will" and "would" tell, only "should" and "must" ask.
bool Interpreter::is_opinion(std::uint32_t deed, bool request) const {
  const news::Token& token = s_.tokens[deed];
  const auto finite = [](Tag tag) { return tag == Tag::kVBD || tag == Tag::kVBZ || tag == Tag::kVBP; };
  if (token.dep != Dep::kCcomp) return false;
  bool told = finite(token.tag);
  for (const std::uint32_t c : s_.children[deed]) {
    if (s_.tokens[c].tag == Tag::kMD) {
      const std::string modal = lower_lemma(s_.tokens[c]);
      return request && modal != "should" && modal != "must" && modal != "shall";
    }
    told = told || (s_.tokens[c].pos == Pos::kAUX && finite(s_.tokens[c].tag));
  }
  return told;
}

std::vector<Act> Interpreter::under_operator(const Match& over, int depth) {
  std::vector<Act> out;
  bool inner_found = false;
  const Operator op = over.pattern->op;
  const bool wants_deed = op == Operator::kCommit || op == Operator::kRefuse || op == Operator::kThreaten ||
                          op == Operator::kRequest;
  for (const std::uint32_t deed : deeds_with_conjuncts(over.deeds)) {
    if (wants_deed && is_opinion(deed, op == Operator::kRequest)) {
      inner_found = true;  // and means nothing here
      continue;
    }
    for (const Act& inner : at(deed, depth + 1)) {
      inner_found = true;
      const auto composition = book_.compose(over.pattern->op, inner.type, inner.mode);
      const bool others = op == Operator::kThreaten && !threatens_own(over, inner);
      if (wanted_ != Acts::kAll || (composition && !others)) consume({deed});
      if (composition && !others) out.push_back(compose(over, inner, *composition));
    }
  }
  // "Police warned residents to stay indoors": a warning is a threat only when the deed is known for one.
  if (!inner_found && over.pattern->lemma != "warn") return fallback(over);
  return out;
}

/// Only what one would do oneself is a threat: "warned that Chile could attack" is none.
bool Interpreter::threatens_own(const Match& over, const Act& inner) const {
  if (inner.sources.empty() || over.sources.empty()) return true;
  for (const Fill& source : over.sources) {
    for (const Fill& doer : inner.sources) {
      const news::Actor& a = source.mention->actor;
      const news::Actor& b = doer.mention->actor;
      if (source.mention->chain == doer.mention->chain || a.same_as(b) ||
          (!a.country.empty() && a.country == b.country))
        return true;
    }
  }
  return false;
}

bool Interpreter::same_speaker(std::uint32_t subject, const std::vector<Fill>& speakers) const {
  const std::vector<Fill> direct = matcher_.cast().direct(subject);
  if (direct.empty()) {
    const std::string lemma = lower_lemma(s_.tokens[subject]);
    return lemma == "it" || lemma == "he" || lemma == "she" || lemma == "they" || lemma == "we" ||
           lemma == "i";
  }
  const news::Mention* mention = direct.front().mention;
  return std::any_of(speakers.begin(), speakers.end(), [&](const Fill& fill) {
    const news::Actor& speaker = fill.mention->actor;
    if (fill.mention->chain == mention->chain || speaker.same_as(mention->actor)) return true;
    // A minister who says what the country will do speaks for it.
    const bool government = speaker.code.find("GOV") != std::string::npos || speaker.code == speaker.country;
    return government && !speaker.country.empty() && speaker.country == mention->actor.country &&
           (mention->actor.code == speaker.country || mention->actor.code == speaker.country + "GOV");
  });
}

std::vector<Act> Interpreter::under_speech(std::uint32_t token, int depth) {
  if (!lexicon::contains(book_.words("speech_verb"), lower_lemma(s_.tokens[token]))) return {};
  const std::int32_t clause = s_.child(token, Dep::kCcomp);
  if (clause < 0) return {};
  const std::uint32_t c = static_cast<std::uint32_t>(clause);
  std::string modal;
  for (const std::uint32_t aux : s_.children[c]) {
    if (s_.tokens[aux].dep == Dep::kAux && s_.tokens[aux].tag == Tag::kMD)
      modal = lower_lemma(s_.tokens[aux]);
  }
  const bool will = modal == "will" || modal == "would" || modal == "shall" || modal == "wo" ||
                    modal == "'ll" || modal == "ll";
  const bool should = modal == "should" || modal == "must";
  if (!will && !should) return {};
  Match over;
  const Roles speaker = roles_of(s_, token);
  for (const std::uint32_t subject : speaker.subjects) {
    for (const Fill& fill : matcher_.cast().at(subject, true)) over.sources.push_back(fill);
  }
  if (over.sources.empty()) return {};
  const Roles inner_roles = roles_of(s_, c);
  const auto& subjects = inner_roles.passive ? inner_roles.objects : inner_roles.subjects;
  const bool own = std::any_of(subjects.begin(), subjects.end(),
                               [&](std::uint32_t t) { return same_speaker(t, over.sources); });
  if (will != own || subjects.empty()) return {};
  lexicon::Pattern speech;
  speech.op = will ? Operator::kCommit : Operator::kRequest;
  speech.rule = will ? "speech: say it will DO" : "speech: say T should DO";
  if (s_.child(c, Dep::kNeg) >= 0 && will) speech.op = Operator::kRefuse;
  over.pattern = &speech;
  over.trigger = over.governor = token;
  over.fixed = {token};
  over.score = 4;
  over.inherited = speaker.inherited;
  if (should) {
    for (const std::uint32_t subject : subjects) {
      for (const Fill& fill : matcher_.cast().at(subject, false)) over.targets.push_back(fill);
    }
    speech.type = EventType::kRequest;
    speech.cameo = "100";
  }
  over.deeds = {c};
  return under_operator(over, depth);
}

/// "signed a deal to supply Peru with trucks": whom the paper binds one to stands in what it is about.
void Interpreter::name_partner(const Match& match, Act& act) const {
  if (act.cameo != "057" || !act.targets.empty() || act.sources.size() != 1) return;
  for (const std::uint32_t token : match.fixed) {
    for (const std::uint32_t c : s_.children[token]) {
      const Dep dep = s_.tokens[c].dep;
      if (s_.tokens[c].tag != Tag::kVB || (dep != Dep::kAcl && dep != Dep::kAdvcl)) continue;
      const Roles roles = roles_of(s_, c);
      for (const std::uint32_t object : roles.objects) {
        for (const Fill& fill : matcher_.cast().direct(object)) act.targets.push_back(fill);
      }
      for (const PrepPhrase& phrase : roles.preps) {
        const std::string& prep = s_.tokens[phrase.prep].lemma;
        if (!act.targets.empty() || (prep != "to" && prep != "with" && prep != "from")) continue;
        for (const Fill& fill : matcher_.cast().direct(phrase.object)) act.targets.push_back(fill);
      }
    }
  }
}

/// "were killed in Israeli shelling": with nobody behind "by", the attack they died in says whose it was.
void Interpreter::name_attacker(Act& act) const {
  if (act.type != EventType::kAssault || !act.passive || !act.sources.empty() || act.foreign_subject) return;
  for (const PrepPhrase& phrase : prep_phrases(s_, act.trigger)) {
    const std::string lemma = lower_lemma(s_.tokens[phrase.object]);
    if (s_.tokens[phrase.prep].lemma != "in") continue;
    if (lexicon::contains(book_.words("instrument"),
                          lemma)) {  // "in Israeli tank shelling", cut short by the parser
      for (const Fill& fill : matcher_.cast().direct(phrase.object))
        act.sources.push_back({fill.mention, true});
    }
    if (!lexicon::contains(book_.words("attack"), lemma)) continue;
    for (const std::uint32_t c : s_.children[phrase.object]) {
      const Dep dep = s_.tokens[c].dep;
      if (dep != Dep::kAmod && dep != Dep::kPoss && dep != Dep::kCompound && dep != Dep::kNmod) continue;
      for (const Fill& fill : matcher_.cast().direct(c)) act.sources.push_back({fill.mention, true});
      for (const Fill& fill : matcher_.cast().adjective(c)) act.sources.push_back(fill);
    }
  }
  std::erase_if(act.targets, [&](const Fill& target) {
    return std::any_of(act.sources.begin(), act.sources.end(),
                       [&](const Fill& source) { return source.mention == target.mention; });
  });
}

std::vector<Act> Interpreter::plain(const Match& match) {
  Act act = act_of(match, modality_[match.trigger]);
  soften(match, act);
  name_attacker(act);
  name_partner(match, act);
  if (act.type == EventType::kProtest && act.sources.empty() && match.foreign_subject)
    act.crowd = crowd_at(match.governor);
  return {act};
}

std::vector<Act> Interpreter::at(std::uint32_t token, int depth) {
  if (depth > kMaxDepth) return {};
  const auto [direct, over] = matcher_.readings(token, depth > 0);
  // "suspended aid to Niger": a line with its own object word knows more than "suspend DO".
  const bool precise = direct && over && direct->score > over->score + 3 &&
                       (!direct->targets.empty() || !needs_target(direct->pattern->type));
  if (over && !precise && !over->deeds.empty()) {
    std::vector<Act> acts = under_operator(*over, depth);
    if (!acts.empty()) {
      consume(over->fixed);
      return acts;
    }
  } else if (over && !direct && over->pattern->type != EventType::kNone) {
    std::vector<Act> acts = fallback(*over);
    if (!acts.empty()) return acts;
  }
  std::vector<Act> said = under_speech(token, depth);
  if (!said.empty()) return said;
  if (direct) {
    std::vector<Act> acts = plain(*direct);
    if (depth > 0 || complete(acts.front(), direct->pattern->trigger)) consume(direct->fixed);
    return acts;
  }
  return depth > 0 ? under_light_verb(token, depth) : std::vector<Act>();
}

/// "(agreed to) hold talks": the light verb is no trigger itself, the noun under it is.
std::vector<Act> Interpreter::under_light_verb(std::uint32_t token, int depth) {
  if (!lexicon::contains(book_.words("light_verb"), lower_lemma(s_.tokens[token]))) return {};
  for (const std::uint32_t c : s_.children[token]) {
    if (s_.tokens[c].dep != Dep::kDobj && s_.tokens[c].dep != Dep::kNsubjpass) continue;
    std::vector<Act> acts = at(c, depth + 1);
    if (!acts.empty()) return acts;
  }
  return {};
}

/// The subject of a protest when it is a mere number or mass of people, else nothing.
std::optional<std::uint32_t> Interpreter::crowd_at(std::uint32_t verb) const {
  for (const std::uint32_t subject : roles_of(s_, verb).subjects) {
    if (lexicon::contains(book_.words("crowd_subject"), lower_lemma(s_.tokens[subject]))) return subject;
  }
  return std::nullopt;
}

bool Interpreter::idle_infinitive(std::uint32_t token) const {
  const news::Token& own = s_.tokens[token];
  if (own.tag != Tag::kVB || own.head == token) return false;
  const auto& children = s_.children[token];
  const bool to = std::any_of(children.begin(), children.end(),
                              [&](std::uint32_t c) { return s_.tokens[c].tag == Tag::kTO; });
  if (to) return s_.tokens[own.head].lemma != "be" || own.dep != Dep::kXcomp;
  if (own.dep != Dep::kConj) return false;
  return idle_infinitive(own.head);
}

bool Interpreter::complete(const Act& act, Trigger trigger) const {
  if (act.type == EventType::kNone) return false;
  if (act.crowd) return true;
  if (act.sources.empty() && act.targets.empty()) return false;
  const bool alone = act.type == EventType::kSupport || act.type == EventType::kConsult ||
                     (act.type == EventType::kAgree && !act.promised);
  if (alone && act.targets.empty()) return false;
  if (act.sources.empty()) {
    const bool told = trigger == Trigger::kVerb && material(act.type) && act.passive && !act.foreign_subject;
    return told && (act.type != EventType::kAssault || violent_sentence());
  }
  if (act.targets.empty()) return !needs_target(act.type) && trigger == Trigger::kVerb;
  return true;
}

/// Whether the sentence names a weapon or an attack: people are also killed and hurt by accident.
bool Interpreter::violent_sentence() const {
  for (const news::Token& token : s_.tokens) {
    const std::string lemma = lower_lemma(token);
    for (const char* set : {"attack", "weapon", "explosive", "missile", "artillery", "fighter"}) {
      if (lexicon::contains(book_.words(set), lemma)) return true;
    }
  }
  return false;
}

/// Teams are named after countries and fight all the time.
bool Interpreter::about_sport() const {
  return std::any_of(s_.tokens.begin(), s_.tokens.end(), [&](const news::Token& token) {
    return lexicon::contains(book_.words("sport"), lower_lemma(token));
  });
}

std::vector<Act> Interpreter::acts() {
  const bool all_acts = wanted_ == Acts::kAll;
  if (!all_acts && about_sport()) return {};
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
    const auto kind = trigger_kind(s_.tokens[token]);
    if (consumed_[token] || (!all_acts && (!kind || idle_infinitive(token)))) continue;
    for (Act& act : at(token, 0)) {
      if (all_acts || complete(act, *kind)) all.push_back(std::move(act));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Act& a, const Act& b) { return a.trigger < b.trigger; });
  return all;
}

}  // namespace herald::coder
