#include "lexicon/older_verbs.h"

#include <gtest/gtest.h>

namespace herald::lexicon {
namespace {

Cameo cameo() {
  static const auto loaded = load_cameo(HERALD_SOURCE_DIR "/data/codebook");
  if (!loaded) ADD_FAILURE() << loaded.error().text();
  return *loaded;
}

base::Result<OlderVerbs> read(std::string_view text) {
  return read_older_verbs("my/verbs.txt", text, cameo());
}

std::string error_of(std::string_view text) {
  const auto verbs = read(text);
  return verbs ? std::string("none") : verbs.error().text();
}

/// "block code/back line" of every verb of that form, with the words around it.
std::string spell(const OlderVerbs& verbs, const std::string& form) {
  std::string out;
  for (const OlderVerb& verb : verbs.verbs_of(form)) {
    const VerbCode& code = verb.code.known ? verb.code : verbs.block(verb.block).code;
    if (!out.empty()) out += "; ";
    for (const std::string& word : verb.before) out += word + " ";
    out += "*";
    for (const std::string& word : verb.after) out += " " + word;
    out += " " + verbs.block(verb.block).name + " " + code.forward + "/" + code.back + " " +
           std::to_string(verb.line);
  }
  return out;
}

constexpr const char* kBlocks = R"(# a comment
&TOOL
+SPADE
+PITCHFORK_
HAY_RAKE
<!-- of two
lines --> 
&GEAR
+&TOOL

---  MEND  [060]  ---
MEND   # regular
PATCH [055:]
HURRY {HURRYING_}
+FIX_UP {+FIXED_UP}
OVER_+HAUL [---]
- * {OLD &TOOL} (WITH HELP) [061:062]  # a comment
- GUILD * [---]
- * FENCE [064]
- * (FROM $) + [071]

~ a (a b MEND) PATCH = a b 015
--- REST [---] ---
REST
)";

TEST(OlderVerbs, ReadsVerbs) {
  const auto verbs = read(kBlocks);
  ASSERT_TRUE(verbs) << verbs.error().text();
  EXPECT_EQ(verbs->name(), "verbs.txt");
  EXPECT_EQ(spell(*verbs, "mends"), "* mend 060/ 12");
  EXPECT_EQ(spell(*verbs, "mending"), "* mend 060/ 12");
  EXPECT_EQ(spell(*verbs, "patches"), "* mend 055/ 13");
  EXPECT_EQ(spell(*verbs, "hurries"), "* mend 060/ 14");
  EXPECT_EQ(spell(*verbs, "hurried"), "* mend 060/ 14");
  EXPECT_EQ(spell(*verbs, "hurrying"), "* mend 060/ 14; * mend 060/ 14");
  EXPECT_EQ(spell(*verbs, "fixes"), "* up mend 060/ 15");
  EXPECT_EQ(spell(*verbs, "hauled"), "over * mend / 16");
  EXPECT_EQ(spell(*verbs, "rests"), "* rest / 24");
  EXPECT_EQ(spell(*verbs, "spade"), "");
  EXPECT_EQ(verbs->block_count(), 2u);
  EXPECT_TRUE(verbs->remarks().empty());
}

TEST(OlderVerbs, ReadsPatterns) {
  const auto verbs = read(kBlocks);
  ASSERT_TRUE(verbs) << verbs.error().text();
  const auto& patterns = verbs->block(0).patterns;
  ASSERT_EQ(patterns.size(), 4u);
  // The most precise one is first.
  EXPECT_EQ(patterns[0].line, 17u);
  EXPECT_EQ(patterns[0].code.forward, "061");
  EXPECT_EQ(patterns[0].code.back, "062");
  ASSERT_EQ(patterns[0].after.size(), 2u);
  const OlderPart& noun = patterns[0].after[0];
  ASSERT_EQ(noun.kind, OlderPart::Kind::kPhrase);
  ASSERT_EQ(noun.parts.size(), 2u);
  const OlderWords& tools = verbs->set(noun.parts[1].set);
  EXPECT_TRUE(tools.single.contains("spade"));
  EXPECT_TRUE(tools.single.contains("spades"));
  EXPECT_TRUE(tools.single.contains("pitchfork"));
  EXPECT_FALSE(tools.single.contains("pitchforks"));
  ASSERT_EQ(tools.phrases.size(), 2u);
  EXPECT_EQ(tools.phrases[1], (std::vector<std::string>{"hay", "rakes"}));
  EXPECT_EQ(patterns[0].after[1].kind, OlderPart::Kind::kPrep);
  EXPECT_FALSE(verbs->plain_sequence());
  ASSERT_EQ(verbs->transformations().size(), 1u);
  EXPECT_EQ(verbs->transformations()[0].over, "patch");
  EXPECT_EQ(verbs->transformations()[0].inner, "mend");
}

TEST(OlderVerbs, TellsWhatIsWrong) {
  const char* kHead = "--- MEND [060] ---\nMEND\n";
  EXPECT_EQ(error_of(std::string(kHead) + "- * ROAD [13y]\n"), "my/verbs.txt:3: '13y' is no code of CAMEO");
  EXPECT_EQ(error_of(std::string(kHead) + "- * ROAD [060:345]\n"),
            "my/verbs.txt:3: '345' is no code of CAMEO");
  EXPECT_EQ(error_of("--- MEND [abc] ---\nMEND\n"), "my/verbs.txt:1: 'abc' is no code of CAMEO");
  EXPECT_EQ(error_of("--- MEND [060] ---\nMEND [19]\n"), "my/verbs.txt:2: '19' is no code of CAMEO");
  EXPECT_EQ(error_of(std::string(kHead) + "- * ROAD [060\n"),
            "my/verbs.txt:3: '[' of a code that is not closed");
  EXPECT_EQ(error_of("MEND\n"),
            "my/verbs.txt:1: a verb before the first block, which begins with \"--- NAME [code] ---\"");
  EXPECT_EQ(error_of("- * ROAD [060]\n"), "my/verbs.txt:1: a pattern before the first block");
  EXPECT_EQ(error_of("--- MEND [060] ---\nMEND {MENDS\n"),
            "my/verbs.txt:2: '{' of verb forms that is not closed");
  EXPECT_EQ(error_of(std::string("&A\n+&B\n&B\n+&A\n") + kHead), "my/verbs.txt:1: set &a contains itself");
  EXPECT_EQ(error_of(std::string("&A\n+&B\n") + kHead), "my/verbs.txt:1: set &b is not defined");
  EXPECT_TRUE(error_of("# nothing\n").starts_with("my/verbs.txt: no dictionary of verbs that is known here"));
}

TEST(OlderVerbs, RemarksWhatItLeavesOut) {
  const auto verbs = read(
      "--- MEND [060] ---\nMEND\n- * ROAD\n- ROAD [061]\n- * (ON ROAD [061]\n- * &NOBODY [061]\n- * ROAD "
      "[061!]\n"
      "~ a SAY = b\n- * LANE [062]\n");
  ASSERT_TRUE(verbs) << verbs.error().text();
  std::string remarks;
  for (const OlderRemark& remark : verbs->remarks()) {
    remarks += remark.what;
    for (const std::uint32_t line : remark.lines) remarks += " " + std::to_string(line);
    remarks += "\n";
  }
  EXPECT_EQ(remarks,
            "a pattern without a code is left out 3\n"
            "a pattern without its verb (*) is left out 4\n"
            "a pattern with a bracket that is not closed is left out 5\n"
            "a stray sign behind a code; the digits are read 7\n"
            "a transformation of another shape than \"a (b . VERB) VERB = a b code\" is left out 8\n"
            "a pattern with a set (&) that is not defined is left out 6\n");
  EXPECT_EQ(verbs->pattern_count(), 2u);
}

TEST(OlderVerbs, KeepsTheCodesOfAValidationSuite) {
  const auto verbs = read("# A VALIDATION SUITE of ours\n--- MEND [345] ---\nMEND\n- * ROAD [xyz]\n");
  ASSERT_TRUE(verbs) << verbs.error().text();
  EXPECT_EQ(spell(*verbs, "mend"), "* mend 345/ 3");
  EXPECT_EQ(verbs->block(0).patterns[0].code.forward, "");
  ASSERT_EQ(verbs->remarks().size(), 1u);
  EXPECT_EQ(verbs->remarks()[0].lines.size(), 2u);
}

}  // namespace
}  // namespace herald::lexicon
