// The codebook that is shipped: whole, reachable and without lines that contradict each other.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "lexicon/codebook.h"

namespace herald::lexicon {
namespace {

using news::EventType;

const Codebook& book() {
  static const auto loaded = load_codebook(HERALD_SOURCE_DIR "/data/codebook");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  static const Codebook kNone;
  return loaded ? *loaded : kNone;
}

TEST(ShippedCodebook, HoldsEnough) {
  std::set<std::pair<Trigger, std::string>> triggers;
  std::map<EventType, int> lines;
  std::map<Operator, int> operators;
  for (const Pattern* pattern : book().all()) {
    triggers.emplace(pattern->trigger, pattern->lemma);
    ++(pattern->op == Operator::kNone ? lines[pattern->type] : operators[pattern->op]);
  }
  EXPECT_GE(triggers.size(), 250U);
  for (int t = 1; t < static_cast<int>(EventType::kCount); ++t) {
    EXPECT_GE(lines[static_cast<EventType>(t)], 10) << news::name(static_cast<EventType>(t));
  }
  for (int o = 1; o < static_cast<int>(Operator::kCount); ++o) {
    EXPECT_GE(operators[static_cast<Operator>(o)], 1) << name(static_cast<Operator>(o));
  }
  EXPECT_EQ(lines.count(EventType::kNone), 0U) << "a deed means something";
}

TEST(ShippedCodebook, EveryPatternIsReachable) {
  std::size_t most = 0;
  for (const Pattern* pattern : book().all()) {
    const auto found = book().patterns(pattern->trigger, pattern->lemma);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Pattern& p) { return &p == pattern; }))
        << pattern->rule;
    EXPECT_EQ(base::ascii_lower(pattern->lemma), pattern->lemma) << pattern->rule;
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                               [](const Pattern& a, const Pattern& b) { return a.fixed > b.fixed; }));
    most = std::max(most, found.size());
  }
  EXPECT_GT(most, 1U);
}

/// The line without its place in the file, one for every lemma.
std::string line_of(const Pattern& pattern) {
  const auto words = base::split(pattern.rule, ' ');
  std::string out(words[1]);
  out += " " + pattern.lemma;
  for (std::size_t i = 3; i < words.size(); ++i) out.append(" ").append(words[i]);
  return out;
}

TEST(ShippedCodebook, NoLineStandsTwice) {
  std::map<std::string, const Pattern*> seen;
  std::size_t contradictions = 0;
  for (const Pattern* pattern : book().all()) {
    const auto [it, added] = seen.emplace(line_of(*pattern), pattern);
    if (added) continue;
    ++contradictions;
    ADD_FAILURE() << it->second->rule << "\nand " << pattern->rule;
  }
  EXPECT_EQ(contradictions, 0U);
}

TEST(ShippedCodebook, FilesHoldTheirOwnType) {
  for (const Pattern* pattern : book().all()) {
    const std::string file = pattern->rule.substr(0, pattern->rule.find(':'));
    EXPECT_EQ(pattern->hint, file == "hints.txt");
    const bool own = file == "operators.txt" || file == "hints.txt" ||
                     file == base::ascii_lower(news::name(pattern->type)) + ".txt";
    EXPECT_TRUE(own) << pattern->rule << " means " << news::name(pattern->type);
    EXPECT_EQ(pattern->op != Operator::kNone, pattern->has(Filler::kDeed)) << pattern->rule;
  }
}

TEST(ShippedCodebook, EveryOperatorMeansSomething) {
  for (int o = 1; o < static_cast<int>(Operator::kCount); ++o) {
    int meanings = 0;
    for (int t = 1; t < static_cast<int>(EventType::kCount); ++t) {
      meanings += book().compose(static_cast<Operator>(o), static_cast<EventType>(t), "").has_value() ? 1 : 0;
    }
    EXPECT_GE(meanings, 1) << name(static_cast<Operator>(o));
  }
  const auto threat = book().compose(Operator::kCommit, EventType::kAssault, "");
  ASSERT_TRUE(threat.has_value()) << "the example of the README";
  EXPECT_EQ(threat->type, EventType::kThreaten);
  EXPECT_EQ(threat->mode, "violence");
}

TEST(ShippedCodebook, CodersWordsAreThere) {
  for (const char* set : {"light_verb",        "light_verb_in",     "instrument",
                          "speech_verb",       "denial_verb",       "doubt_verb",
                          "ending_verb",       "crowd_subject",     "official_speaker",
                          "anonymous_speaker", "witness_speaker",   "expert_speaker",
                          "document_speaker",  "media_speaker",     "state_media_name",
                          "social_speaker",    "planned_adjective", "hypothetical_adjective",
                          "hypothetical_noun", "planned_noun",      "hypothetical_adverb",
                          "hearsay_adverb"}) {
    EXPECT_FALSE(book().words(set).empty()) << set;
  }
  EXPECT_EQ(book().contexts({"missile"}), std::vector<std::string>{"military"});
}

// weights.tsv: TYPE, mode, score … every row of a type and mode that exist.
TEST(ShippedCodebook, WeightsNameTypesAndModes) {
  const auto bytes = base::read_file(HERALD_SOURCE_DIR "/data/codebook/weights.tsv");
  ASSERT_TRUE(bytes) << bytes.error().text();
  std::set<EventType> types;
  for (const std::string_view line : base::split(*bytes, '\n')) {
    if (line.empty() || line.starts_with('#') || line.starts_with("type\t")) continue;
    const auto fields = base::split(line, '\t');
    ASSERT_GE(fields.size(), 3U) << line;
    const auto type = news::event_type_of(fields[0]);
    ASSERT_TRUE(type.has_value()) << line;
    types.insert(*type);
    if (fields[1].empty() || fields[1] == "-") continue;
    const auto modes = modes_of(*type);
    EXPECT_NE(std::find(modes.begin(), modes.end(), fields[1]), modes.end()) << line;
  }
  EXPECT_EQ(types.size(), 16U);
}

}  // namespace
}  // namespace herald::lexicon
