// Herald as a library: news goes in; who did what to whom, when, and according to whom comes out.
//
//   #include <herald/herald.h>
//
//   herald::Result<herald::Engine> engine = herald::Engine::open();
//   if (!engine) return fail(engine.error().text());
//   auto coded = engine->code({.text = "The French president met the German chancellor on Monday.", .date =
//   "2024-11-26"}); if (!coded) return fail(coded.error().text()); for (const herald::Report& report :
//   coded->reports) std::puts(report.json.c_str());
//
// This is the only public header; it needs nothing but the standard library (C++20). With CMake:
//
//   find_package(herald REQUIRED)
//   target_link_libraries(my_program PRIVATE herald::herald)
//
// Conventions
//   Text      UTF-8. Invalid bytes become U+FFFD; every span counts bytes of the text after that repair.
//   Spans     byte offsets [begin, end) into Document::text, or into Document::title where `in_title` is set.
//   Unknown   an empty optional, an empty vector or an empty string; never a zero that could be read as a
//   value. Days      std::chrono::sys_days, UTC; iso() and day() convert to and from "2024-11-26". Ranges are
//   inclusive. Errors    come back as a Result; nothing here throws (but for exhausted memory), prints or
//   exits. Ownership everything returned is a value that owns its data and may outlive the Engine or Store.
//   Threads   an Engine may be used by any number of threads at once; a Store by one at a time. Plain structs
//   are
//             as safe as their members.
//   Same text, same date, same fingerprint: same bytes out, on any number of threads.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Version of this header. A program that was compiled against another version than it is linked with can
/// tell by comparing version_number() with HERALD_VERSION_NUMBER.
#define HERALD_VERSION_MAJOR 0
#define HERALD_VERSION_MINOR 1
#define HERALD_VERSION_PATCH 0
#define HERALD_VERSION_NUMBER \
  (HERALD_VERSION_MAJOR * 10000 + HERALD_VERSION_MINOR * 100 + HERALD_VERSION_PATCH)

/// Where the installed data are, as the CMake package that found this header knows it; looked at after the
/// user's own folders. Without the package it is empty and only the usual places are looked at.
#ifndef HERALD_DATA_FOLDER
#define HERALD_DATA_FOLDER ""
#endif

namespace herald {

/// Version of the library that is linked: "0.1.0", and 100 for it (major * 10000 + minor * 100 + patch).
std::string_view version();
int version_number();

// ------------------------------------------------------------------------------------------------------------
// errors

enum class ErrorKind : std::uint8_t {
  kFile,     ///< cannot be read, written or found
  kNetwork,  ///< kept for completeness: nothing in this header uses the network
  kFormat,   ///< not what it should be
  kConfig,   ///< the user's configuration, or no data folder
  kModel,    ///< the language model is missing or damaged
  kStore,    ///< the database: no such file, not ours, newer than us, locked, damaged
  kUsage     ///< an argument of yours: an unreadable date, a text beyond kMaxTextBytes
};

/// What failed, in words for a user, and where: `place` is a path, with ":line" where known.
struct Error {
  ErrorKind kind = ErrorKind::kFormat;
  std::string message;
  std::string place;

  /// "place: message".
  std::string text() const { return place.empty() ? message : place + ": " + message; }
};

/// Either a T or an Error. Test first: taking the value of an error, or the error of a value, ends the
/// program.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return *there(std::get_if<0>(&state_)); }
  const T& operator*() const& { return *there(std::get_if<0>(&state_)); }
  T&& operator*() && { return std::move(*there(std::get_if<0>(&state_))); }
  T* operator->() { return there(std::get_if<0>(&state_)); }
  const T* operator->() const { return there(std::get_if<0>(&state_)); }
  const Error& error() const { return *there(std::get_if<1>(&state_)); }

 private:
  template <typename U>
  static U* there(U* value) {
    if (!value) std::abort();
    return value;
  }
  std::variant<T, Error> state_;
};

/// The result of work that yields nothing but success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const {
    if (!error_) std::abort();
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

// -------------------------------------------------------------------------------------------------------------
// words

/// PLOVER event types.
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
  kAssault
};
/// "AGREE"; "NONE" for kNone.
std::string_view name(EventType type);
/// The type of that name in capitals, or nothing.
std::optional<EventType> event_type(std::string_view name);

/// How the text presents an act. Only what happened or is ongoing counts in series.
enum class Modality : std::uint8_t {
  kHappened,
  kOngoing,
  kPlanned,  ///< expected, scheduled or considered by others
  kThreatened,
  kHypothetical,  ///< might, if, could
  kDenied,        ///< somebody says it did not happen
  kNegated,       ///< did not
  kCounterfactual
};
/// "happened".
std::string_view name(Modality modality);
/// The modality of that name, or nothing.
std::optional<Modality> modality(std::string_view name);

using Day = std::chrono::sys_days;
/// "2024-11-26".
std::string iso(Day day);
/// The day "2024-11-26" names; nothing for any other spelling or an impossible day.
std::optional<Day> day(std::string_view iso);

// -----------------------------------------------------------------------------------------------------------
// reports

/// Bytes [begin, end).
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Span&) const = default;
};

/// Who, as known on the document's date.
struct Actor {
  std::string code;     ///< as in CAMEO: country, then sector ("USAGOV"), or a body ("IGOUNO")
  std::string country;  ///< ISO 3166-1 alpha-3
  std::string role;     ///< office or role phrase ("president")
  std::string name;     ///< person or body; empty when only role and country are known
  std::string
      stale_since;  ///< the day (ISO) up to which this was known, when that lies before the document's date
};

/// An actor in a role of one report, with the words that name it.
struct Participant : Actor {
  Span span;
};

struct Action {
  EventType type = EventType::kNone;
  std::string mode;                   ///< PLOVER mode ("visit")
  std::vector<std::string> contexts;  ///< PLOVER contexts
  std::string cameo;                  ///< CAMEO code, two to four digits
  Span span;                          ///< the words that say it
  std::string rule;                   ///< which rule of the codebook fired
};

/// The deed inside a promise or a threat.
struct Promised {
  EventType type = EventType::kNone;
  std::string mode;
  Modality modality = Modality::kPlanned;
  std::optional<Day> day;
};

/// The days an act covers, both inclusive.
struct EventDate {
  std::optional<Day> from, to;
  std::string precision;  ///< day, week, month, quarter, year, open
  std::string basis;      ///< expression, clause, sentence, tense, dateline
  std::string text;       ///< the expression as printed
};

struct Place {
  std::string name;
  std::optional<std::int64_t> geonameid;
  std::optional<double> latitude, longitude;  ///< degrees, north and east positive
  std::string country;                        ///< ISO alpha-3
  std::string precision;                      ///< exact, city, division, country, region
};

/// One step of "according to whom".
struct Attribution {
  std::string kind;  ///< outlet, named, official, anonymous, state_media, document, expert, witness, social
  std::string name;  ///< as printed
  std::optional<Actor> actor;
  std::optional<int> count;   ///< "two people familiar"
  bool direct = false;        ///< a quotation
  std::vector<Span> cue;      ///< "said"
  std::vector<Span> source;   ///< who says it
  std::vector<Span> content;  ///< what is said
};

/// One coded act in one sentence.
struct Report {
  std::string id;              ///< the same for the same text and fingerprint
  std::string article;         ///< Document::id, or the one made from the content
  std::uint32_t sentence = 0;  ///< from 0, a title's first
  bool in_title = false;       ///< spans point into the title
  Span sentence_span;
  std::string text;  ///< the sentence
  std::optional<Participant> source, target;
  Action action;
  std::optional<Promised> promised;
  Modality modality = Modality::kHappened;
  std::optional<EventDate> date;
  std::optional<Place> place;
  std::vector<Attribution> attribution;  ///< outermost first
  std::vector<std::uint32_t> mentions;   ///< further sentences that tell the same act
  std::vector<std::string> flags;        ///< garbled, headline, list, quote, ...
  double confidence = 0;                 ///< 0 to 1
  std::string fingerprint;               ///< of the weights, dictionaries and rules that made it
  std::string json;                      ///< exactly the line `herald code` prints, without its line end
};

// ------------------------------------------------------------------------------------------------------------
// engine

/// Where codebook, actors and model are. By default they are looked for where the program `herald` does:
/// HERALD_DATA, the user's herald.toml, $XDG_DATA_HOME/herald, share/herald beside the running program, the
/// installed prefix.
struct DataFolder {
  std::string path;                            ///< this folder and no other; empty to look for it
  std::string installed = HERALD_DATA_FOLDER;  ///< one more place to look at
  std::vector<std::string> actors = {};  ///< dictionaries of actors to lay over ours, as --actors of the program
  std::string verbs = {};                ///< verb dictionary to code by in place of the codebook, as --verbs
  std::string judge = {};                ///< another judge's file than the data folder's, as --judge
  bool fast = false;                     ///< rules alone, as --fast
};

/// Most bytes of one text or title.
inline constexpr std::size_t kMaxTextBytes = std::size_t{1} << 31;

/// What to read. Only `text` or `title` is needed.
struct Document {
  std::string text = {};  ///< plain text, paragraphs separated by a blank line
  std::string date =
      {};  ///< when it was published, RFC 3339 or "2024-11-26"; empty: relative times have no value
  std::string title = {};
  std::string id = {};        ///< given back as `article`; empty: made from the content
  std::string language = {};  ///< "en"; empty: detected. Other languages are not coded
};

struct Coded {
  std::string article;   ///< the document's id
  std::string language;  ///< declared or detected; empty when too short to tell, which is read as English
  bool coded = true;  ///< false for another language than English: no reports then, though there may be acts
  std::vector<Report> reports;  ///< in text order
};

/// Model, dictionaries and rules, loaded once. Move-only; a moved-from Engine may only be assigned to or
/// destroyed. All const functions may be called by many threads at once; scratch memory is kept per
/// concurrent call and reused.
class Engine {
 public:
  /// Loads everything: tenths of a second and some tens of megabytes. Errors: no data folder (kConfig), no
  /// model in it or a damaged one (kModel), a dictionary or rule that cannot be read (kFormat, with its
  /// line).
  static Result<Engine> open(const DataFolder& data = {});

  Engine(Engine&& other) noexcept;
  Engine& operator=(Engine&& other) noexcept;
  ~Engine();

  /// Codes a document. Any text gives an answer; none found is an empty vector. Errors (kUsage): a date that
  /// is none, a text beyond kMaxTextBytes.
  Result<Coded> code(const Document& document) const;

  /// All layers (sentences, entities, actors, times, places, attributions, reports) as the JSON object
  /// `herald annotate` prints, without a line end. Errors as for code().
  Result<std::string> annotate(const Document& document) const;

  /// Every stage of every sentence in one-line spellings, for people; the wording is not stable. Errors as
  /// for code().
  Result<std::string> explain(const Document& document) const;

  /// Identifies weights, dictionaries and rules; stands in every report.
  const std::string& fingerprint() const;
  /// The folder the data came from.
  const std::string& data_folder() const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// -------------------------------------------------------------------------------------------------------------
// store

/// One happening, gathered from one or many reports.
struct Event {
  std::string id;
  std::string source_code, target_code;        ///< as Actor::code
  std::string source_country, target_country;  ///< ISO alpha-3
  EventType type = EventType::kNone;
  std::string mode, cameo;
  Modality modality = Modality::kHappened;
  std::optional<Day> day;
  std::vector<std::string> reports;   ///< report ids, the clearest first
  std::vector<std::string> articles;  ///< article ids, sorted
  std::string json;                   ///< exactly the line `herald export events` prints
};

/// Which reports or events; every condition that is set must hold.
struct Query {
  std::optional<std::string> source_country = {}, target_country = {};  ///< ISO alpha-3, capitals
  std::optional<EventType> type = {};
  std::optional<Modality> modality = {};
  std::optional<Day> from = {},
                     to = {};  ///< its (first) day lies in [from, to]; undated ones then do not match
  std::optional<std::string> article = {};    ///< told in that article
  std::optional<double> min_confidence = {};  ///< reports only; ignored for events
  std::size_t limit = 0;                      ///< at most so many; 0 for all
  std::size_t offset = 0;                     ///< leaves out the first so many
};

enum class Step : std::uint8_t { kDay, kMonth, kYear };

struct SeriesOptions {
  Step step = Step::kMonth;
  std::optional<Day> from = {}, to = {};  ///< both inclusive; nothing: all that was read
  int min_events = 10;                    ///< a series of fewer is marked too_little
};

/// Numbers of one period. Weights are the codebook's, from -10 (most hostile) to 10.
struct Values {
  double conflict = 0;     ///< sum of negative weights, 0 or less
  double cooperation = 0;  ///< sum of positive weights, 0 or more
  std::array<int, 4>
      quads{};  ///< events: verbal cooperation, material cooperation, verbal conflict, material conflict
  int events = 0;
};

/// One period, whole days, both inclusive.
struct Point {
  Day from, to;
  int covered_days = 0;          ///< days of it on which something was read
  std::optional<Values> values;  ///< nothing: nothing was read, so nothing is known. Not a zero
};

/// What one state directs at another, over time.
struct Series {
  std::string source, target;  ///< ISO alpha-3
  std::vector<Point> points;   ///< in order and without holes; empty when the pair has no event
  Values total;
  bool too_little = true;  ///< fewer than min_events: do not read a trend into it
};

/// What `herald run` kept, open for reading; the file is never changed. Move-only; a moved-from Store may
/// only be assigned to or destroyed. Use it from one thread at a time; several may be open on the same file.
/// Functions report kStore errors: locked for longer than five seconds, or damaged.
class Store {
 public:
  /// Opens a SQLite file of `herald run`; an empty path is the user's configured store. Errors: no such file,
  /// another program's database, a newer or older layout than ours (kStore); the user's configuration cannot
  /// be read (kConfig).
  static Result<Store> open(const std::string& path = {});

  Store(Store&& other) noexcept;
  Store& operator=(Store&& other) noexcept;
  ~Store();

  /// Reports by their article's time of publication (undated first), article id and place within the article.
  Result<std::vector<Report>> reports(const Query& query = {}) const;
  /// The same one at a time, without holding them all; `visit` returns false to stop, and must not throw.
  Result<void> each_report(const Query& query, const std::function<bool(Report&&)>& visit) const;

  /// Events by day (undated first), then id.
  Result<std::vector<Event>> events(const Query& query = {}) const;

  /// Conflict and cooperation that `a` directs at `b`, and `b` at `a`, in this order; ISO alpha-3 in
  /// capitals. Events on a known day that happened or are ongoing are weighed by codebook/weights.tsv of the
  /// data folder. Errors: also those of finding and reading that table (kConfig, kFormat).
  Result<std::array<Series, 2>> series(const std::string& a, const std::string& b,
                                       const SeriesOptions& options = {}, const DataFolder& data = {}) const;

  const std::string& path() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace herald
