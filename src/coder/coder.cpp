#include "coder/coder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "base/hash.h"
#include "coder/interpreter.h"
#include "coder/older_matcher.h"

namespace herald::coder {
namespace {

using news::AnnotatedArticle;
using news::Report;
using news::Sentence;
using news::Span;

/// Confidence until a calibrated one exists: more fixed parts, actors in the slots themselves and a subject
/// of the verb's own are more certain. A rank, not a probability.
double confidence_of(const Act& act, const Fill* source, const Fill* target, bool in_title) {
  if (act.rule == "judge") return std::clamp(act.judged.value_or(0), 0.05, 0.95);
  double value = 0.55 + 0.03 * std::min(act.score, 9);
  if (act.judged) value = 0.4 * value + 0.6 * *act.judged;
  if (!source || source->indirect) value -= 0.12;
  if (!target || target->indirect) value -= 0.08;
  if (act.inherited) value -= 0.05;
  if (in_title) value -= 0.05;
  return std::clamp(value, 0.05, 0.95);
}

Span span_of(const Sentence& sentence, const std::vector<std::uint32_t>& tokens) {
  Span span{sentence.tokens[tokens.front()].span};
  for (const std::uint32_t token : tokens) {
    span.begin = std::min(span.begin, sentence.tokens[token].span.begin);
    span.end = std::max(span.end, sentence.tokens[token].span.end);
  }
  return span;
}

news::EventDate from_expression(const news::TimeExpression& time, const char* basis, std::string text) {
  news::EventDate date;
  date.from = time.from;
  date.to = time.to;
  date.basis = basis;
  date.text = std::move(text);
  const int days = time.from && time.to ? time.to->days - time.from->days + 1 : 0;
  date.precision = !time.from || !time.to ? "open"
                   : days == 1            ? "day"
                   : days <= 7            ? "week"
                   : days <= 31           ? "month"
                   : days <= 92           ? "quarter"
                   : days <= 366          ? "year"
                                          : "open";
  return date;
}

/// Token of the sentence that holds byte `at`, or its last.
std::uint32_t token_at(const Sentence& sentence, std::uint32_t at) {
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
    if (sentence.tokens[i].span.end > at) return i;
  }
  return static_cast<std::uint32_t>(sentence.tokens.size()) - 1;
}

/// Steps from `token` up to `ancestor`, or -1.
int climb(const Sentence& s, std::uint32_t token, std::uint32_t ancestor) {
  for (int steps = 0; steps < 40; ++steps) {
    if (token == ancestor) return steps;
    if (s.tokens[token].head == token) return -1;
    token = s.tokens[token].head;
  }
  return -1;
}

/// "said on Monday it would": the day stands right behind a past verb and is that verb's, wherever the parser
/// hangs it.
bool after_past_verb(const Sentence& s, std::uint32_t token) {
  for (std::uint32_t back = 1; back <= 2 && back <= token; ++back) {
    const news::Token& before = s.tokens[token - back];
    if (before.tag == news::Tag::kVBD) return true;
    if (before.pos != news::Pos::kADP) return false;
  }
  return false;
}

/// The verb that governs `token`, or the root.
std::uint32_t governing_verb(const Sentence& s, std::uint32_t token) {
  for (int steps = 0; steps < 40 && s.tokens[token].head != token; ++steps) {
    token = s.tokens[token].head;
    if (s.tokens[token].pos == news::Pos::kVERB || s.tokens[token].pos == news::Pos::kAUX) break;
  }
  return token;
}

/// Whether a time that hangs elsewhere may still date the act: its verb stands above the act's without a
/// relative, participial or adverbial clause between them.
bool of_one_clause(const Sentence& s, std::uint32_t time, std::uint32_t trigger) {
  const std::uint32_t verb = governing_verb(s, time);
  for (std::uint32_t token = trigger; token != verb; token = s.tokens[token].head) {
    const news::Dep dep = s.tokens[token].dep;
    if (s.tokens[token].head == token || dep == news::Dep::kRelcl || dep == news::Dep::kAcl ||
        dep == news::Dep::kAdvcl)
      return false;
  }
  return true;
}

/// Perfect tenses and reduced relative clauses tell what came before: "had been jailed", "the prisoner,
/// jailed in …".
bool is_background(const Sentence& s, std::uint32_t trigger) {
  const news::Token& token = s.tokens[trigger];
  if (token.dep == news::Dep::kAcl && token.tag == news::Tag::kVBN) return true;
  for (const std::uint32_t c : s.children[trigger]) {
    if (s.tokens[c].dep == news::Dep::kAux && s.tokens[c].lemma == "have") return true;
  }
  if (token.dep == news::Dep::kConj && token.head != trigger && token.tag == news::Tag::kVBN)
    return is_background(s, token.head);
  return token.dep == news::Dep::kRelcl && token.tag == news::Tag::kVBD;
}

/// The day a background passage began with: "In 2017 …" dates the undated sentences right behind it. Nothing
/// when the last date told lies within a month of the article.
std::optional<base::Date> background_above(const AnnotatedArticle& a, std::uint32_t index, base::Date day) {
  constexpr std::uint32_t kReach = 3;
  constexpr int kMonth = 31;
  for (std::size_t i = a.times.size(); i-- > 0;) {
    const news::TimeExpression& time = a.times[i];
    if (time.sentence >= index || !time.from || !time.to || time.type != "DATE") continue;
    if (a.sentences[time.sentence].in_title || time.sentence + kReach < index) return std::nullopt;
    return time.to->days + kMonth < day.days ? time.from : std::nullopt;
  }
  return std::nullopt;
}

std::optional<news::EventDate> date_of(const AnnotatedArticle& a, std::uint32_t index, const Act& act) {
  const Sentence& s = a.sentences[index];
  const news::TimeExpression* best = nullptr;
  int best_steps = 0;
  const char* basis = "sentence";
  const news::TimeExpression* other = nullptr;
  for (const news::TimeExpression& time : a.times) {
    if (time.sentence != index || !time.from || time.type == "SET" || time.type == "DURATION") continue;
    const std::uint32_t token = token_at(s, time.span.begin);
    int steps = climb(s, token, act.trigger);
    for (const std::uint32_t t : act.tokens) {
      const int more = climb(s, token, t);
      if (more >= 0 && (steps < 0 || more < steps)) steps = more;
    }
    if (after_past_verb(s, token)) {
      const std::uint32_t verb = s.tokens[token - 1].tag == news::Tag::kVBD ? token - 1 : token - 2;
      steps = verb == act.trigger || std::find(act.tokens.begin(), act.tokens.end(), verb) != act.tokens.end()
                  ? 0
                  : -1;
    }
    // "pledged to send aid next month": the month is the deed's, the pledge is of today.
    const bool of_promised = act.promised && act.promised_trigger != act.trigger &&
                             climb(s, token, act.promised_trigger) >= 0 && !after_past_verb(s, token);
    if (of_promised) continue;
    if (steps >= 0 && steps <= 5 && (!best || steps < best_steps)) best = &time, best_steps = steps;
    if (!other) other = &time;
  }
  if (best)
    basis = "expression";
  else if (other && act.modality != news::Modality::kPlanned &&
           of_one_clause(s, token_at(s, other->span.begin), act.trigger))
    best = other;
  const std::string_view text = a.text_of_sentence(s);
  if (best) return from_expression(*best, basis, std::string(news::text_of(text, best->span)));
  const auto day = a.article.reference_date();
  if (!day) return std::nullopt;
  if (!news::counts(act.modality) && act.modality != news::Modality::kNegated) {
    return news::EventDate{*day, std::nullopt, "open", "tense", ""};
  }
  if (is_background(s, act.trigger)) return news::EventDate{std::nullopt, *day, "open", "tense", ""};
  if (const auto before = background_above(a, index, *day))
    return news::EventDate{before, *day, "open", "tense", ""};
  return news::EventDate{*day, *day, "day", a.article.dateline ? "dateline" : "tense", ""};
}

/// First day of the expression that dates the promised deed, when its own clause has one.
std::optional<base::Date> promised_day(const AnnotatedArticle& a, std::uint32_t index,
                                       std::uint32_t trigger) {
  const Sentence& s = a.sentences[index];
  for (const news::TimeExpression& time : a.times) {
    if (time.sentence != index || !time.from || time.type == "SET" || time.type == "DURATION") continue;
    const std::uint32_t token = token_at(s, time.span.begin);
    const int steps = climb(s, token, trigger);
    if (steps >= 0 && steps <= 3 && !after_past_verb(s, token)) return time.from;
  }
  return std::nullopt;
}

std::vector<news::Attribution> attribution_of(const AnnotatedArticle& a, std::uint32_t index,
                                              const Span& action) {
  std::vector<news::Attribution> chain;
  for (const news::Attribution& step : a.attributions) {
    if (step.sentence != index) continue;
    const bool covers = std::any_of(step.content.begin(), step.content.end(),
                                    [&](const Span& c) { return c.covers(action); });
    if (covers) chain.push_back(step);
  }
  std::stable_sort(chain.begin(), chain.end(), [](const news::Attribution& x, const news::Attribution& y) {
    return x.content.front().end - x.content.front().begin > y.content.front().end - y.content.front().begin;
  });
  if (chain.empty() && (a.article.agency || a.article.publisher)) {
    news::Attribution outlet;
    outlet.sentence = index;
    outlet.kind = "outlet";
    outlet.name = a.article.agency ? *a.article.agency : *a.article.publisher;
    chain.push_back(std::move(outlet));
  }
  return chain;
}

std::optional<news::PlaceMention> place_of(const AnnotatedArticle& a, std::uint32_t index, const Act& act) {
  const Sentence& s = a.sentences[index];
  const news::PlaceMention* best = nullptr;
  for (const news::PlaceMention& place : a.places) {
    if (place.sentence != index || place.reading != "place") continue;
    if (climb(s, token_at(s, place.span.begin), act.trigger) < 0) continue;
    if (!best) best = &place;
  }
  if (!best) return std::nullopt;
  return *best;
}

class ReportMaker {
 public:
  ReportMaker(const lexicon::Codebook& book, const AnnotatedArticle& annotated,
              const std::string& fingerprint)
      : book_(book), a_(annotated), fingerprint_(fingerprint) {}

  void add(std::uint32_t index, const Act& act) {
    const Report told = told_alike(index, act);
    const std::string local = told.place ? told.place->country : "";
    std::vector<Fill> sources = act.sources, targets = act.targets;
    if (sources.empty()) sources.push_back({});
    if (targets.empty()) targets.push_back({});
    for (const Fill& source : sources) {
      for (const Fill& target : targets) {
        const bool self =
            source.mention && target.mention &&
            (source.mention == target.mention || source.mention->actor.same_as(target.mention->actor) ||
             source.mention->chain == target.mention->chain);
        if (self) continue;
        Side from{source, participant(source, local)}, to{target, participant(target, local)};
        if (!from.who && act.crowd) from.who = crowd(a_.sentences[index], *act.crowd, local);
        if (!to.who && told.place) to.who = struck_place(act.type, from.who, *told.place);
        if (!plausible(act.type, from.who, to.who)) continue;
        add_pair(act, told, from, to);
        if (act.reciprocal && from.who && to.who) add_pair(act, told, to, from);
      }
    }
  }

  std::vector<Report> take() { return std::move(reports_); }

 private:
  /// Who stands on one side of a pair, and the mention that says so, if any.
  struct Side {
    Fill fill;
    std::optional<news::Participant> who;
  };

  /// `local`: country of the act's place, which a crowd or police force without one is taken to be of.
  static std::optional<news::Participant> participant(const Fill& fill, const std::string& local) {
    if (!fill.mention) return std::nullopt;
    news::Participant who{fill.mention->actor, fill.mention->span};
    static constexpr std::array<std::string_view, 8> kLocal{"CVL", "OPP", "COP", "LAB",
                                                            "EDU", "REL", "MED", "HLH"};
    const bool nameless = who.actor.country.empty() && who.actor.name.empty();
    if (nameless && !local.empty() &&
        std::find(kLocal.begin(), kLocal.end(), who.actor.code) != kLocal.end()) {
      who.actor.country = local;
      who.actor.code = local + who.actor.code;
    }
    return who;
  }

  static std::optional<news::Participant> crowd(const Sentence& s, std::uint32_t token,
                                                const std::string& local) {
    if (local.empty()) return std::nullopt;
    news::Participant who;
    who.actor.country = local;
    who.actor.code = local + "CVL";
    who.actor.role = lower_lemma(s.tokens[token]);
    who.span = s.tokens[token].span;
    return who;
  }

  /// "Kenyan jets struck two towns in Somalia": with nobody else named, an attack or a protest abroad is at
  /// that country.
  static std::optional<news::Participant> struck_place(news::EventType type,
                                                       const std::optional<news::Participant>& from,
                                                       const news::PlaceMention& place) {
    const bool strikes = type == news::EventType::kAssault || type == news::EventType::kCoerce ||
                         type == news::EventType::kProtest;
    if (!strikes || !from || place.country.empty() || from->actor.country.empty() ||
        from->actor.country == place.country) {
      return std::nullopt;
    }
    news::Participant who;
    who.actor.country = who.actor.code = place.country;
    who.span = place.span;
    return who;
  }

  static std::string code_of(const std::optional<news::Participant>& who) {
    return who ? who->actor.code : "";
  }

  /// Whether somebody is named at all, and acts of this type are his: leaders' rallies are no protest.
  static bool plausible(news::EventType type, const std::optional<news::Participant>& source,
                        const std::optional<news::Participant>& target) {
    const auto known = [](const std::optional<news::Participant>& who) {
      return who && (!who->actor.country.empty() || !who->actor.name.empty());
    };
    if (!known(source) && !known(target)) return false;
    // "the president", "the court" of nowhere: of such readings one in eight was right (reading of 240
    // events).
    const auto vague = [&](const std::optional<news::Participant>& who) {
      return who && !known(who) && who->actor.code != "UAF" && who->actor.code != "REB" &&
             who->actor.code != "CRM";
    };
    const news::Quad quad = news::quad_of(type);
    const bool verbal = quad == news::Quad::kVerbalCooperation || quad == news::Quad::kVerbalConflict;
    if (vague(source) || (verbal && vague(target))) return false;
    const std::string from = code_of(source), to = code_of(target);
    const bool unnamed = source && target && (source->actor.name.empty() || target->actor.name.empty());
    if (from == to && unnamed) return false;
    const std::string sector = from.size() >= 6 ? from.substr(3, 3) : from;
    if (type == news::EventType::kProtest && (sector == "GOV" || sector == "ELI")) return false;
    const bool civil =
        sector == "OPP" || sector == "CVL" || sector == "LAB" || sector == "EDU" || sector == "MED";
    return type != news::EventType::kMobilize || !civil;
  }

  /// A report of the same act from an earlier sentence of the article, or nullptr.
  Report* told_before(const Report& report) {
    for (Report& earlier : reports_) {
      const bool same =
          code_of(earlier.source) == code_of(report.source) &&
          code_of(earlier.target) == code_of(report.target) && earlier.action.type == report.action.type &&
          earlier.modality == report.modality &&
          (report.action.type != news::EventType::kNone || earlier.action.cameo == report.action.cameo) &&
          (earlier.action.mode == report.action.mode || report.action.mode.empty() ||
           earlier.action.mode.empty());
      if (!same || earlier.sentence == report.sentence) continue;
      const bool dated = earlier.date && report.date && earlier.date->from && report.date->from;
      if (dated && earlier.date->basis == "expression" && report.date->basis == "expression" &&
          *earlier.date->from != *report.date->from) {
        continue;
      }
      return &earlier;
    }
    return nullptr;
  }

  /// All of a report that is the same for every pair of the act.
  Report told_alike(std::uint32_t index, const Act& act) const {
    const Sentence& s = a_.sentences[index];
    Report report;
    report.article = a_.article.id;
    report.sentence = index;
    report.in_title = s.in_title;
    report.sentence_span = s.span;
    report.text = std::string(news::text_of(a_.text_of_sentence(s), s.span));
    report.action = {act.type, act.mode, contexts(s), act.cameo, span_of(s, act.tokens), act.rule};
    report.promised = act.promised;
    if (report.promised) report.promised->date = promised_day(a_, index, act.promised_trigger);
    report.modality = act.modality;
    report.date = date_of(a_, index, act);
    report.place = place_of(a_, index, act);
    report.attribution = attribution_of(a_, index, s.tokens[act.trigger].span);
    if (s.in_title) report.flags.push_back("headline");
    report.fingerprint = fingerprint_;
    return report;
  }

  void add_pair(const Act& act, Report report, const Side& from, const Side& to) {
    report.source = from.who;
    report.target = to.who;
    const news::Mention* source = from.fill.mention;
    const news::Mention* target = to.fill.mention;
    report.confidence =
        confidence_of(act, source ? &from.fill : nullptr, target ? &to.fill : nullptr, report.in_title);
    const std::uint32_t index = report.sentence;
    if (Report* earlier = told_before(report)) {
      if (std::find(earlier->mentions.begin(), earlier->mentions.end(), index) == earlier->mentions.end()) {
        earlier->mentions.push_back(index);
      }
      return;
    }
    const std::string key =
        fmt::format("{}\n{}\n{}\n{}-{}\n{}\n{}\n{}", fingerprint_, a_.article.id, report.text,
                    report.action.span.begin, report.action.span.end, news::spell(report),
                    source ? source->span.begin : 0u, target ? target->span.begin : 0u);
    report.id = base::content_id("r-", key);
    const bool again = std::any_of(reports_.begin(), reports_.end(), [&](const Report& r) {
      return r.sentence == index && r.action.type == report.action.type &&
             (r.action.type != news::EventType::kNone || r.action.cameo == report.action.cameo) &&
             r.action.mode == report.action.mode && r.modality == report.modality &&
             code_of(r.source) == code_of(report.source) && code_of(r.target) == code_of(report.target);
    });
    if (!again) reports_.push_back(std::move(report));
  }

  std::vector<std::string> contexts(const Sentence& s) const {
    std::vector<std::string> lemmas;
    lemmas.reserve(s.tokens.size());
    for (const news::Token& token : s.tokens) lemmas.push_back(lower_lemma(token));
    return book_.contexts(lemmas);
  }

  const lexicon::Codebook& book_;
  const AnnotatedArticle& a_;
  const std::string& fingerprint_;
  std::vector<Report> reports_;
};

/// The acts of one sentence, by the codebook or, where one is given, by an older dictionary of verbs.
std::vector<Act> acts_of(const lexicon::Codebook& book, const AnnotatedArticle& annotated,
                         std::uint32_t index, const Cast& cast, const lexicon::OlderVerbs* verbs) {
  const std::vector<news::Modality>& modality = annotated.modality[index];
  if (verbs) {
    const std::string_view text = annotated.text_of_sentence(annotated.sentences[index]);
    return OlderMatcher(*verbs, cast, text, modality).acts();
  }
  const Matcher matcher(book, cast);
  return Interpreter(book, matcher, modality).acts();
}

/// Triggers of the codebook in the sentence and the patterns that fit, one line each.
std::vector<std::string> triggers_told(const lexicon::Codebook& book, const Cast& cast,
                                       std::string_view text) {
  std::vector<std::string> lines;
  const Matcher matcher(book, cast);
  const Sentence& s = cast.sentence();
  for (std::uint32_t t = 0; t < s.tokens.size(); ++t) {
    const auto tried = matcher.tried(t);
    if (tried.empty()) continue;
    const auto fired =
        std::count_if(tried.begin(), tried.end(), [](const auto& each) { return each.second; });
    lines.push_back(fmt::format("trigger  \"{}\"  {} patterns, {} fit", news::text_of(text, s.tokens[t].span),
                                tried.size(), fired));
    for (const auto& [pattern, fits] : tried) {
      if (fits) lines.push_back("pattern  " + pattern->rule);
    }
  }
  return lines;
}

}  // namespace

std::vector<Report> code(const lexicon::Codebook& book, const AnnotatedArticle& annotated,
                         const std::string& fingerprint, const lexicon::OlderVerbs* verbs, SecondLook* look) {
  ReportMaker maker(book, annotated, fingerprint);
  std::vector<std::vector<Act>> acts;
  std::deque<Cast> casts;  // acts point into them
  for (std::uint32_t i = 0; i < annotated.sentences.size(); ++i) {
    casts.emplace_back(annotated, i, book);
    acts.push_back(acts_of(book, annotated, i, casts.back(), verbs));
  }
  if (look) look->review(annotated, acts);
  for (std::uint32_t i = 0; i < acts.size(); ++i) {
    for (const Act& act : acts[i]) maker.add(i, act);
  }
  return maker.take();
}

std::vector<std::string> explain(const lexicon::Codebook& book, const AnnotatedArticle& annotated,
                                 std::uint32_t index, const lexicon::OlderVerbs* verbs) {
  const Cast cast(annotated, index, book);
  const Sentence& s = annotated.sentences[index];
  const std::string_view text = annotated.text_of_sentence(s);
  std::vector<std::string> lines = verbs
                                       ? OlderMatcher(*verbs, cast, text, annotated.modality[index]).explain()
                                       : triggers_told(book, cast, text);
  const auto who = [](const std::vector<Fill>& fills) {
    std::string out;
    for (const Fill& fill : fills) out += (out.empty() ? "" : "+") + fill.mention->actor.code;
    return out.empty() ? std::string("-") : out;
  };
  for (const Act& act : acts_of(book, annotated, index, cast, verbs)) {
    const std::string type =
        act.type == news::EventType::kNone ? act.cameo : std::string(news::name(act.type));
    lines.push_back(fmt::format("act  {}  {}{}{}  {}  {}  by rule {}", who(act.sources), type,
                                act.mode.empty() ? "" : "/", act.mode, who(act.targets),
                                news::name(act.modality), act.rule));
  }
  return lines;
}

}  // namespace herald::coder
