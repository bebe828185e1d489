// The smallest pieces of actor mentions in one sentence: names, adjectives, role words, persons. Inner header
// of mentions.cpp and mention_phrases.cpp. An AtomFinder belongs to one article and one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/actors.h"
#include "news/report.h"

namespace herald::annotate {

enum class AtomKind : std::uint8_t {
  kCountry,
  kAdjective,
  kDemonym,
  kCapital,
  kMetonym,
  kPlace,   ///< a province or town; its item is the country
  kPeople,  ///< an ethnic or religious group
  kBody,
  kRole,
  kNothing,
  kStrangerBody,  ///< an organisation the dictionary does not have
  kPerson,
  kStranger,
  kRemembered  ///< people; they come last
};

struct Atom {
  AtomKind kind = AtomKind::kCountry;
  std::uint32_t first = 0, end = 0;
  std::uint32_t item = 0;   ///< country, body, person or role; of kRemembered: index of the known name
  std::string_view sector;  ///< of a metonym
  bool plural = false;
  bool inside_name = false;  ///< part of a longer proper name ("Bank of China"): no actor by itself
};

/// One reading of the tokens [first, end) by the dictionary.
struct Candidate {
  std::uint32_t first = 0, end = 0;
  lexicon::NameReading reading;
};

/// A person or body met earlier in the article, to be known later by surname or abbreviation.
struct KnownName {
  std::vector<std::string> words;  ///< full name; a person is known by its end too
  news::Actor actor;
  bool person = true;
  lexicon::Gender gender = lexicon::Gender::kUnknown;
};

/// A sentence with the text its spans point into, and words for tokens.
struct SentenceView {
  const news::Sentence* sentence = nullptr;
  std::string_view text;

  std::size_t size() const { return sentence->tokens.size(); }
  const news::Token& token(std::size_t i) const { return sentence->tokens[i]; }
  std::string_view word(std::size_t i) const { return news::text_of(text, sentence->tokens[i].span); }
  std::string_view words(std::size_t first, std::size_t end) const;
  bool is(std::size_t i, std::string_view lower) const;  ///< ASCII case-insensitive
  bool proper(std::size_t i) const;                      ///< NNP or NNPS
  /// Capitalised, and a name to tagger or entity recogniser, or the first word of the sentence.
  bool name_like(std::size_t i) const;
  /// The token of [first, end) whose head lies outside; the last one when there are several.
  std::uint32_t head_of(std::uint32_t first, std::uint32_t end) const;
};

class AtomFinder {
 public:
  AtomFinder(const lexicon::ActorLexicon& actors, const news::AnnotatedArticle& article);

  /// Atoms of sentence `index`, in text order, not overlapping.
  std::vector<Atom> find(std::size_t index, const std::vector<KnownName>& known) const;

  const lexicon::ActorLexicon& actors() const { return actors_; }
  std::optional<base::Date> day() const { return day_; }
  SentenceView view(std::size_t index) const;
  /// How often a country is named, by name, adjective, people, capital or seat.
  std::uint32_t evidence(std::uint32_t country) const { return evidence_[country]; }
  bool has_evidence(std::string_view code) const;
  /// The only country of the article, or the one that has at least four fifths of all mentions.
  std::optional<std::uint32_t> only_country() const { return only_country_; }
  /// The country most named: more than half of all mentions and twice as often as the next.
  std::optional<std::uint32_t> main_country() const { return main_country_; }
  /// The country named half as often again as the next.
  std::optional<std::uint32_t> most_named() const { return most_named_; }
  /// The two countries an article is about: far more named than others, else those of its first sentence.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> main_pair() const { return main_pair_; }
  /// The only country the places of a sentence lie in: "in Kinshasa".
  std::optional<std::uint32_t> place_in(std::size_t sentence, const std::vector<Atom>& atoms) const;
  /// The state whose government publishes the article: its "president" and "court" are its own.
  std::optional<std::uint32_t> home_country() const { return home_country_; }
  /// The country the dateline's place lies in, when it is a capital or a country.
  std::optional<std::uint32_t> dateline_country() const { return dateline_country_; }

 private:
  struct Choice;
  std::uint32_t country_of_place(std::uint32_t place) const;
  void collect(std::size_t index);
  void weigh_countries();
  std::optional<std::uint32_t> state_named(std::string_view name) const;
  std::optional<Atom> first_of_pair(const SentenceView& view, std::uint32_t at) const;
  std::optional<Atom> second_of_pair(const SentenceView& view, const Atom& first) const;
  std::optional<Atom> combining_form(const SentenceView& view, std::uint32_t at) const;
  std::optional<Atom> stranger_body_at(const SentenceView& view, std::uint32_t at) const;
  std::optional<Atom> half_of_korea(const SentenceView& view, std::uint32_t at) const;
  void find_dateline(const news::Article& article);
  void find_publisher(const news::Article& article);
  bool accept(const SentenceView& view, const Candidate& candidate, std::uint32_t consumed) const;
  bool titled(const SentenceView& view, std::uint32_t at, const lexicon::Person& person) const;
  bool accept_person(const SentenceView& view, const Candidate& candidate, std::uint32_t consumed) const;
  bool accept_place_name(const SentenceView& view, const Candidate& candidate, std::uint32_t consumed) const;
  std::optional<Atom> best_at(const SentenceView& view, std::size_t index, std::uint32_t at,
                              std::uint32_t consumed, const std::vector<Atom>& before) const;
  std::optional<std::uint32_t> pick_person(const std::vector<Candidate>& all, const Candidate& like,
                                           const std::vector<Atom>& before) const;
  std::optional<Atom> stranger_at(const SentenceView& view, std::uint32_t at) const;
  std::optional<Atom> remembered_at(const SentenceView& view, std::uint32_t at, std::uint32_t consumed,
                                    const std::vector<KnownName>& known) const;
  bool part_of_name(const SentenceView& view, std::size_t index, const Candidate& candidate) const;

  const lexicon::ActorLexicon& actors_;
  const news::AnnotatedArticle& article_;
  std::optional<base::Date> day_;
  std::vector<std::vector<Candidate>> candidates_;  ///< per sentence, by first then end
  std::vector<std::uint32_t> evidence_;             ///< per country
  std::vector<std::uint32_t> weak_evidence_;        ///< by names that may be something else, "Georgia"
  std::vector<std::uint32_t> lede_;                 ///< countries of the first sentence
  std::vector<bool> body_named_;                    ///< per body: a strong name stands somewhere
  std::optional<std::pair<std::uint32_t, std::uint32_t>> main_pair_;
  std::optional<std::uint32_t> only_country_, main_country_, most_named_, home_country_, dateline_country_;
};

}  // namespace herald::annotate
