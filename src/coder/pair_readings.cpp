#include "coder/pair_readings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "coder/roles.h"

namespace herald::coder {
namespace {

using news::Dep;
using news::EventType;
using news::Modality;
using news::Pos;
using news::Sentence;
using news::Tag;
using Tokens = std::vector<std::uint32_t>;

template <std::size_t N>
bool any_of(const std::array<std::string_view, N>& words, const std::string& lemma) {
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

bool below(const Sentence& s, std::uint32_t token, std::uint32_t above) {
  for (int steps = 0; steps < 64; ++steps) {
    if (token == above) return true;
    if (s.tokens[token].head == token) return false;
    token = s.tokens[token].head;
  }
  return false;
}

bool is_verb(const Sentence& s, std::uint32_t token) {
  return s.tokens[token].pos == Pos::kVERB || s.tokens[token].pos == Pos::kAUX;
}

/// The first verb above `token`, or nothing.
std::optional<std::uint32_t> verb_above(const Sentence& s, std::uint32_t token) {
  for (int steps = 0; steps < 64; ++steps) {
    if (is_verb(s, token)) return token;
    if (s.tokens[token].head == token) return std::nullopt;
    token = s.tokens[token].head;
  }
  return std::nullopt;
}

Act reading(EventType type, const char* mode, const char* cameo, std::uint32_t trigger, const char* rule) {
  Act act;
  act.type = type;
  act.mode = mode;
  act.cameo = cameo;
  act.trigger = trigger;
  act.tokens = {trigger};
  act.rule = rule;
  act.missing = 1;
  return act;
}

/// What is said, in the words that decide how it is meant.
struct Tone {
  bool condition = false, ahead = false, negated = false, duty = false;
};

Tone tone_of(const Sentence& s, const Tokens& marks) {
  constexpr std::array<std::string_view, 6> kCondition{"unless", "if",    "otherwise",
                                                       "should", "until", "without"};
  constexpr std::array<std::string_view, 8> kAhead{"will",  "would", "'ll",   "wo",
                                                   "shall", "may",   "might", "could"};
  constexpr std::array<std::string_view, 9> kNot{"not", "no",      "never",  "none", "nothing",
                                                 "n't", "neither", "nobody", "nor"};
  constexpr std::array<std::string_view, 4> kDuty{"must", "should", "ought", "shall"};
  Tone tone;
  for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
    if (std::find(marks.begin(), marks.end(), t) != marks.end()) continue;
    const std::string lemma = lower_lemma(s.tokens[t]);
    const bool modal = s.tokens[t].tag == Tag::kMD;
    tone.condition = tone.condition || (any_of(kCondition, lemma) && !(modal && lemma == "should"));
    tone.ahead = tone.ahead || (modal && any_of(kAhead, lemma));
    tone.negated = tone.negated || any_of(kNot, lemma);
    tone.duty = tone.duty || (modal && any_of(kDuty, lemma));
  }
  return tone;
}

/// Acts that both do together: joined in the subject, or one "alongside" the other.
class Together {
 public:
  Together(const Sentence& s, const Tokens& sources, const Tokens& targets)
      : s_(s), sources_(sources), targets_(targets) {}

  std::optional<Act> find() const {
    for (const std::uint32_t source : sources_) {
      for (const std::uint32_t target : targets_) {
        const bool joined = joined_to(source, target) || joined_to(target, source) ||
                            side_by_side(std::min(source, target), std::max(source, target));
        if (!joined && !beside(source, target)) continue;
        const auto verb = verb_above(s_, source);
        if (!verb) continue;
        Act act = reading(EventType::kCooperate, "", "060", *verb,
                          joined ? "pair: S and T DO" : "pair: S DO together with T");
        act.reciprocal = true;
        return act;
      }
    }
    return std::nullopt;
  }

 private:
  /// `second` is a conjunct of `first` or of the noun that `first` belongs to.
  bool joined_to(std::uint32_t first, std::uint32_t second) const {
    std::uint32_t up = second;
    for (int steps = 0; steps < 4; ++steps) {
      const news::Token& token = s_.tokens[up];
      if (token.head == up || is_verb(s_, token.head)) return false;
      if (token.dep == Dep::kConj && (token.head == first || below_nominal(first, token.head))) return true;
      up = token.head;
    }
    return false;
  }

  /// "Baku, Tbilisi open …": headlines join by a comma, and the parser sees no conjunct.
  bool side_by_side(std::uint32_t first, std::uint32_t second) const {
    bool joint = false;
    for (std::uint32_t t = first + 1; t < second; ++t) {
      const std::string& lemma = s_.tokens[t].lemma;
      const bool joins = lemma == "," || lemma == "and";
      joint = joint || joins;
      const bool own =
          s_.tokens[t].head > first && s_.tokens[t].head <= second;  // what stands before its noun
      if (!joins && (!own || is_verb(s_, t))) return false;
    }
    return joint;
  }

  bool below_nominal(std::uint32_t token, std::uint32_t above) const {
    for (int steps = 0; steps < 4; ++steps) {
      if (token == above) return true;
      if (s_.tokens[token].head == token || is_verb(s_, token)) return false;
      token = s_.tokens[token].head;
    }
    return false;
  }

  /// "worked side by side with T", "fought alongside T", "shared … with T".
  bool beside(std::uint32_t source, std::uint32_t target) const {
    constexpr std::array<std::string_view, 4> kBeside{"alongside", "beside", "together", "jointly"};
    constexpr std::array<std::string_view, 6> kTogether{"together", "jointly", "shoulder",
                                                        "side",     "joint",   "hand"};
    bool with = false, together = false;
    for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
      const std::string lemma = lower_lemma(s_.tokens[t]);
      if (any_of(kBeside, lemma) && s_.tokens[t].pos == Pos::kADP)
        return below(s_, target, t) || below(s_, source, t);
      if (lemma == "with" && (below(s_, target, t) || below(s_, source, t))) with = true;
      together = together || any_of(kTogether, lemma);
    }
    return with && together;
  }

  const Sentence& s_;
  const Tokens &sources_, &targets_;
};

/// What the source says of or to the target.
class Said {
 public:
  Said(const lexicon::Codebook& book, const Sentence& s, const Tokens& sources, const Tokens& targets)
      : book_(book), s_(s), sources_(sources), targets_(targets) {}

  std::optional<Act> find(const std::vector<Act>& known) const {
    if (const auto verb = refusal_of_source())
      return reading(EventType::kReject, "", "120", *verb, "pair: S will not DO");
    const auto verb = speech_of_source();
    if (!verb) return std::nullopt;
    Tokens marks = sources_;
    marks.insert(marks.end(), targets_.begin(), targets_.end());
    const Tone tone = tone_of(s_, marks);
    if (!tone.ahead && told_of_target(known))
      return reading(EventType::kAccuse, "allege", "112", *verb, "pair: S say T DO");
    if (tone.condition && tone.ahead) {
      Act act = reading(EventType::kThreaten, "", "130", *verb, "pair: S say, on a condition, it will DO");
      act.modality = Modality::kThreatened;
      return act;
    }
    if (tone.negated && (tone.ahead || !target_is_subject()))
      return reading(EventType::kReject, "", "120", *verb, "pair: S say it will not DO");
    if (tone.duty) return reading(EventType::kRequest, "", "100", *verb, "pair: S say T should DO");
    if (tone.ahead) {
      Act act = reading(EventType::kAgree, "", "030", *verb, "pair: S say it will DO");
      act.modality = Modality::kPlanned;
      return act;
    }
    if (target_is_subject()) return reading(EventType::kAccuse, "allege", "112", *verb, "pair: S say T DO");
    return std::nullopt;
  }

 private:
  std::optional<std::uint32_t> speech_of_source() const {
    const lexicon::WordSet& speech = book_.words("speech_verb");
    for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
      if (!is_verb(s_, t) || !lexicon::contains(speech, lower_lemma(s_.tokens[t]))) continue;
      for (const std::uint32_t subject : roles_of(s_, t).subjects) {
        const bool own = std::any_of(sources_.begin(), sources_.end(),
                                     [&](std::uint32_t head) { return below(s_, head, subject); });
        if (own) return t;
      }
    }
    return std::nullopt;
  }

  /// "will not", "would not", "cannot" of the source's own.
  std::optional<std::uint32_t> refusal_of_source() const {
    constexpr std::array<std::string_view, 6> kWill{"will", "would", "wo", "can", "ca", "could"};
    for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
      if (!is_verb(s_, t) || s_.child(t, Dep::kNeg) < 0 || is_passive(s_, t)) continue;
      const bool modal = std::any_of(s_.children[t].begin(), s_.children[t].end(), [&](std::uint32_t c) {
        return s_.tokens[c].tag == Tag::kMD && any_of(kWill, lower_lemma(s_.tokens[c]));
      });
      if (!modal) continue;
      for (const std::uint32_t subject : roles_of(s_, t).subjects) {
        if (std::any_of(sources_.begin(), sources_.end(),
                        [&](std::uint32_t h) { return below(s_, h, subject); }))
          return t;
      }
    }
    return std::nullopt;
  }

  /// A hostile act of the target's in what is said.
  bool told_of_target(const std::vector<Act>& known) const {
    return std::any_of(known.begin(), known.end(), [&](const Act& act) {
      const news::Quad quad = news::quad_of(act.type);
      const bool hostile = quad == news::Quad::kMaterialConflict || act.type == EventType::kThreaten;
      return hostile && std::any_of(act.sources.begin(), act.sources.end(), [&](const Fill& fill) {
               return std::find(targets_.begin(), targets_.end(), fill.mention->head) != targets_.end();
             });
    });
  }

  bool target_is_subject() const {
    return std::any_of(targets_.begin(), targets_.end(), [&](std::uint32_t head) {
      std::uint32_t up = head;
      for (int steps = 0; steps < 3; ++steps) {
        const Dep dep = s_.tokens[up].dep;
        if (dep == Dep::kNsubj || dep == Dep::kNsubjpass) return true;
        if (s_.tokens[up].head == up || is_verb(s_, up)) return false;
        up = s_.tokens[up].head;
      }
      return false;
    });
  }

  const lexicon::Codebook& book_;
  const Sentence& s_;
  const Tokens &sources_, &targets_;
};

}  // namespace

std::vector<Act> pair_readings(const lexicon::Codebook& book, const Cast& cast, const Tokens& sources,
                               const Tokens& targets, const std::vector<Act>& known) {
  std::vector<Act> acts;
  const Sentence& s = cast.sentence();
  if (auto act = Together(s, sources, targets).find()) acts.push_back(std::move(*act));
  if (auto act = Said(book, s, sources, targets).find(known)) acts.push_back(std::move(*act));
  return acts;
}

}  // namespace herald::coder
