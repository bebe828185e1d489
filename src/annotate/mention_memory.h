// What an article has mentioned so far, and how much each of it is in the reader's mind. Inner header of
// mentions.cpp and mention_reference.cpp.
//
// Salience follows Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", Computational
// Linguistics 20 (1994): a mention weighs by its grammatical function, and what was gathered halves with
// every sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotate/mention_phrases.h"

namespace herald::annotate {

enum class ChainKind : std::uint8_t {
  kPerson,  ///< one human being, named or not
  kState,   ///< a state or its government under the name of the state or a seat
  kBody,    ///< an organisation, an armed group
  kGroup,   ///< people of a kind: "protesters"
  kSet,     ///< several chains named together: "Russia and China"
  kThing    ///< no actor, but "it" may mean it
};

/// Where and how something is mentioned.
struct Occurrence {
  std::uint32_t sentence = 0, head = 0;
  double weight = 0;  ///< of its grammatical function
  bool subject = false;
};

/// One actor (or thing) of the article.
struct Chain {
  news::Actor actor;
  ChainKind kind = ChainKind::kBody;
  bool person = false, plural = false, capital = false;
  lexicon::Gender gender = lexicon::Gender::kUnknown;
  std::vector<std::uint32_t> members;  ///< of a set
  std::string noun;                    ///< of a thing
  std::int32_t known_person = -1;      ///< index into the dictionary's persons
  Occurrence last;                     ///< its latest mention
  std::uint32_t named = 1;             ///< how often it was mentioned
  double before = 0, here = 0;         ///< gathered before the sentence of `last`, and in it

  bool is_actor() const { return kind != ChainKind::kThing && !actor.code.empty(); }
};

class MentionMemory {
 public:
  explicit MentionMemory(const lexicon::ActorLexicon& actors) : actors_(actors) {}

  const std::vector<KnownName>& known() const { return known_; }
  const std::vector<Chain>& chains() const { return chains_; }
  const Chain& chain(std::uint32_t index) const { return chains_[index]; }
  double salience(const Chain& chain, std::uint32_t sentence) const;

  /// The chain of an actor, new when it has not been mentioned; remembers it as mentioned there.
  std::uint32_t note(const Draft& draft, const Occurrence& place);
  /// Marks a chain as mentioned again.
  void touch(std::uint32_t chain, const Occurrence& place);
  /// Remembers a noun that is no actor.
  void note_thing(std::string noun, bool plural, const Occurrence& place);
  /// Remembers that two were named in one coordination; further ones join the same set.
  void note_set(std::uint32_t first, std::uint32_t next, const Occurrence& place);
  /// Remembers an abbreviation or short form of a body.
  void know_as(std::string_view name, const news::Actor& actor);
  /// Learns what a pronoun tells of a person.
  void set_gender(std::uint32_t chain, lexicon::Gender gender);

  /// The most salient chain of the last `window` sentences, salience times `factor(chain)` (0: not this one),
  /// when it has `margin` times as much as the next one and is no thing.
  template <typename Factor>
  std::optional<std::uint32_t> most_salient(std::uint32_t sentence, std::uint32_t window, double margin,
                                            Factor factor) const {
    std::optional<std::uint32_t> best;
    double first = 0, second = 0;
    const std::size_t all = chains_.size() + things_.size();
    for (std::uint32_t i = 0; i < all; ++i) {
      const Chain& c = i < chains_.size() ? chains_[i] : things_[i - chains_.size()];
      if (c.last.sentence + window < sentence) continue;
      const double s = salience(c, sentence) * static_cast<double>(factor(c));
      if (s > first) {
        second = first;
        first = s;
        best = i;
      } else if (s > second) {
        second = s;
      }
    }
    if (!best || *best >= chains_.size() || first < second * margin) return std::nullopt;
    return best;
  }

 private:
  std::optional<std::uint32_t> find(const Draft& draft) const;
  void know(const Draft& draft);

  const lexicon::ActorLexicon& actors_;
  void touch(Chain& chain, const Occurrence& place);

  std::vector<Chain> chains_;
  std::vector<Chain> things_;  ///< of the last sentences only
  std::vector<std::uint32_t> sets_of_sentence_;
  std::vector<KnownName> known_;  ///< latest mention last
};

}  // namespace herald::annotate
