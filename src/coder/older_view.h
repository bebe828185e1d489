// The words around a verb as older pattern lines see them: what stands before it (its subject, auxiliaries,
// the verbs above) and after it (object, particles, prepositional phrases), read off the dependency tree
// instead of a constituency parse. One view a sentence; read-only afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coder/roles.h"
#include "lexicon/older_verbs.h"

namespace herald::coder {

/// A verb of the dictionary in the sentence, with the tokens it is made of.
struct OlderVerbFound {
  const lexicon::OlderVerb* verb = nullptr;
  std::vector<std::uint32_t> tokens;
};

/// A pattern that fits, or none (`pattern` null): then the verb's own code counts.
struct OlderFit {
  const lexicon::OlderPattern* pattern = nullptr;
  std::vector<std::uint32_t> tokens;                  ///< tokens its words stand for
  bool target_before = false;                         ///< '+' before the verb: its subject is the target
  bool both_before = false;                           ///< '%': the parties are joined
  std::optional<std::uint32_t> source_at, target_at;  ///< the noun that '$' or '+' in a phrase stands for
};

class OlderView {
 public:
  /// Both must outlive the view. `text` is what the sentence's spans point into.
  OlderView(const lexicon::OlderVerbs& verbs, const news::Sentence& sentence, std::string_view text);

  /// The dictionary's verb at this token, that of most words; nothing where it has none.
  std::optional<OlderVerbFound> verb_at(std::uint32_t token) const;

  /// The most precise pattern of the verb's block that fits.
  OlderFit fit(std::uint32_t token, const OlderVerbFound& found) const;

 private:
  using Mask = std::vector<char>;
  struct Zones {
    Mask before, after;
    std::vector<PrepPhrase> phrases_before, phrases_after;
  };

  bool is_verbal(std::uint32_t token) const;
  bool is_word(std::uint32_t token, const std::string& word) const;
  /// Tokens of `words` side by side from `token` on, hyphens skipped; empty where they do not stand there.
  std::vector<std::uint32_t> side_by_side(std::uint32_t token, const std::vector<std::string>& words) const;
  std::vector<std::uint32_t> words_at(const lexicon::OlderPart& part, std::uint32_t token) const;
  bool complete(const lexicon::OlderVerb& verb, std::uint32_t token, OlderVerbFound& out) const;
  Zones zones_of(std::uint32_t verb) const;
  void add_noun(std::uint32_t noun, Mask& mask, int depth) const;
  void add_before(std::uint32_t verb, Zones& zones) const;
  void add_after(std::uint32_t verb, Zones& zones, int depth) const;
  void add_phrases(std::uint32_t token, std::vector<PrepPhrase>& phrases, int depth) const;
  bool fits(const lexicon::OlderPattern& pattern, const Zones& zones, OlderFit& out) const;
  bool fits_side(const std::vector<lexicon::OlderPart>& parts, bool before, const Zones& zones,
                 OlderFit& out) const;
  bool fits_words(const lexicon::OlderPart& part, const Mask& mask, OlderFit& out) const;
  bool fits_noun_phrase(const lexicon::OlderPart& part, const Mask& mask, OlderFit& out) const;
  bool fits_prep(const lexicon::OlderPart& part, const std::vector<PrepPhrase>& phrases, OlderFit& out) const;

  const lexicon::OlderVerbs& verbs_;
  const news::Sentence& s_;
  std::vector<std::string> surface_, lemma_;
};

}  // namespace herald::coder
