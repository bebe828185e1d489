// What is said in an article, and what it amounts to: mentions, times, places, attributions, reports, events.
// Plain values; every record points back to the bytes it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "news/article.h"
#include "news/sentence.h"

namespace herald::news {

/// Who: a resolved actor. `code` is country then sector ("USAGOV", "IGOUNO", "GOV"); `name` the person or
/// body resolved, empty when only role and country are known.
struct Actor {
  std::string code;
  std::string country;  ///< ISO 3166-1 alpha-3, empty when none
  std::string role;     ///< the role phrase or office ("president"), empty when none
  std::string name;
  bool stale = false;  ///< known only up to `stale_since`, which lies before the article's date
  std::string stale_since;

  bool same_as(const Actor& other) const { return code == other.code && name == other.name; }
};

/// An actor mentioned in one sentence, over tokens [first, end); `head` is the token others depend on.
struct Mention {
  std::uint32_t sentence = 0;  ///< index into AnnotatedArticle::sentences
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t head = 0;
  Span span;
  Actor actor;
  std::uint32_t chain = 0;  ///< mentions of one actor share it
  bool pronoun = false;
  bool adjective = false;  ///< "Turkish" and the like: modifies, does not act by itself
};

/// TIMEX3 with the days it covers, both inclusive.
struct TimeExpression {
  std::uint32_t sentence = 0;
  Span span;
  std::string type;   ///< DATE, TIME, DURATION, SET
  std::string value;  ///< TIMEX3 value, "2024-11-26"
  std::string mod;
  std::optional<base::Date> from, to;
};

struct PlaceMention {
  std::uint32_t sentence = 0;
  Span span;
  std::string name;
  std::optional<std::int64_t> geonameid;
  std::optional<double> lat, lon;
  std::string country;    ///< ISO alpha-3
  std::string precision;  ///< exact, city, division, country, region
  std::string reading;    ///< place, metonym, adjective
};

/// One step of "according to whom".
struct Attribution {
  std::uint32_t sentence = 0;
  std::vector<Span> cue, source, content;
  std::string kind;  ///< outlet named official anonymous state_media document expert witness social
  std::string name;  ///< as printed
  std::optional<Actor> actor;
  std::optional<int> count;
  bool direct = false;
  std::optional<std::uint32_t> parent;  ///< index of the attribution this one stands in
};

enum class Modality : std::uint8_t {
  kHappened,
  kOngoing,
  kPlanned,
  kThreatened,
  kHypothetical,
  kDenied,
  kNegated,
  kCounterfactual,
  kCount
};
std::string_view name(Modality modality);
std::optional<Modality> modality_of(std::string_view text);
/// Only what happened or is going on counts in series.
inline bool counts(Modality m) {
  return m == Modality::kHappened || m == Modality::kOngoing;
}

enum class EventType : std::uint8_t {
  kNone,
  kAgree,
  kConsult,
  kSupport,
  kConcede,
  kCooperate,
  kAid,
  kRetreat,
  kRequest,
  kAccuse,
  kReject,
  kThreaten,
  kProtest,
  kSanction,
  kMobilize,
  kCoerce,
  kAssault,
  kCount
};
/// "AGREE"; "NONE" for kNone.
std::string_view name(EventType type);
std::optional<EventType> event_type_of(std::string_view text);

enum class Quad : std::uint8_t {
  kNone,
  kVerbalCooperation,
  kMaterialCooperation,
  kVerbalConflict,
  kMaterialConflict
};
/// "verbal_cooperation" and so on.
std::string_view name(Quad quad);
Quad quad_of(EventType type);

struct Action {
  EventType type = EventType::kNone;
  std::string mode;  ///< PLOVER mode, empty when none
  std::vector<std::string> context;
  std::string cameo;  ///< two to four digits
  Span span;
  std::string rule;  ///< which pattern fired
};

/// The deed inside a promise or a threat.
struct Promised {
  EventType type = EventType::kNone;
  std::string mode;
  Modality modality = Modality::kPlanned;
  std::optional<base::Date> date;
};

/// Days an act covers, both inclusive.
struct EventDate {
  std::optional<base::Date> from, to;
  std::string precision;  ///< day week month quarter year open
  std::string basis;      ///< expression clause sentence tense dateline
  std::string text;       ///< the expression as printed
};

/// An actor in a role of one report.
struct Participant {
  Actor actor;
  Span span;
};

/// One coded act in one sentence.
struct Report {
  std::string id, article;
  std::uint32_t sentence = 0;
  bool in_title = false;
  Span sentence_span;
  std::string text;  ///< the sentence
  std::optional<Participant> source, target;
  Action action;
  std::optional<Promised> promised;
  Modality modality = Modality::kHappened;
  std::optional<EventDate> date;
  std::optional<PlaceMention> place;
  std::vector<Attribution> attribution;  ///< outermost first
  std::vector<std::uint32_t> mentions;   ///< further sentences that tell the same act
  std::vector<std::string> flags;
  double confidence = 0;
  std::string fingerprint;
};

/// One happening, from one or many reports. `day` is empty when no date is known.
struct Event {
  std::string id;
  std::string source_code, target_code, source_country, target_country;
  EventType type = EventType::kNone;
  std::string mode, cameo;
  Modality modality = Modality::kHappened;
  std::optional<base::Date> day;
  std::vector<std::string> reports;   ///< report ids, the clearest first
  std::vector<std::string> articles;  ///< distinct article ids, sorted
};

/// An article with everything found in it. `mentions` and the other layers are sorted by sentence and span.
struct AnnotatedArticle {
  Article article;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;
  std::vector<TimeExpression> times;
  std::vector<PlaceMention> places;
  std::vector<Attribution> attributions;
  std::vector<std::vector<Modality>>
      modality;  ///< per sentence and token: how the text presents that predicate

  /// The text that spans of this sentence point into.
  std::string_view text_of_sentence(const Sentence& sentence) const;
};

/// JSON in the layouts of the design's section 6.
std::string to_json(const Report& report);
std::string to_json(const Event& event);
/// event, day, source, source_country, target, target_country, type, mode, cameo, modality, reports,
/// articles; tabs between.
std::string to_tsv(const Event& event);
/// The `annotate` record; `reports` are appended as its "reports".
std::string to_json(const AnnotatedArticle& annotated, const std::vector<Report>& reports);

/// One line: `FREGOV  CONSULT/visit  SYLGOV  planned  2024-12  place=Klopstokia  by=official`, the notation
/// of cases.
std::string spell(const Report& report);
/// One line: `Officials/NNS/nsubj>2 said/VBD/ROOT …`.
std::string spell(const Sentence& sentence, std::string_view text);

}  // namespace herald::news
