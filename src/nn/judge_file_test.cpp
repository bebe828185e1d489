#include "nn/judge_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>

#include "../../tests/support/hand_made_judge.h"
#include "base/file.h"

namespace herald::nn {
namespace {

using test::HandMadeJudge;

std::string written(const std::string& bytes) {
  const std::string path = ::testing::TempDir() + "judge_file_test_" + std::to_string(::getpid()) + ".herald";
  EXPECT_TRUE(base::write_file_atomic(path, bytes));
  return path;
}

TEST(JudgeFile, OpensInPlace) {
  const std::string path = written(HandMadeJudge{}.bytes());
  const auto judge = JudgeFile::open(path);
  ASSERT_TRUE(judge) << judge.error().text();
  EXPECT_EQ(judge->name, "hand-made");
  EXPECT_EQ(judge->fingerprint.size(), 16U);
  EXPECT_EQ(judge->pieces.size(), 23U);
  EXPECT_EQ(judge->layers.size(), 2U);
  EXPECT_EQ(judge->layers[1].down.inputs, 96U);
  EXPECT_EQ(judge->source_mark, 4U);
  EXPECT_FALSE(judge->masked);
  EXPECT_THAT(judge->type.classes, ::testing::ElementsAre("AID", "ACCUSE", "NONE"));
  EXPECT_EQ(judge->modality.temperature, 0.5F);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(judge->layers[0].query.weights) % 64, 0U);
  HandMadeJudge masked;
  masked.masking = "placeholder";
  const auto other = JudgeFile::open(written(masked.bytes()));
  ASSERT_TRUE(other) << other.error().text();
  EXPECT_THAT(other->placeholder, ::testing::ElementsAre(21U));
}

/// What is said of `bytes` as a file.
std::string complaint(const std::string& bytes) {
  const std::string path = written(bytes);
  const auto judge = JudgeFile::open(path);
  if (judge) return "opens";
  EXPECT_EQ(judge.error().place, path);
  return judge.error().message;
}

TEST(JudgeFile, SaysWhatIsWrongOutside) {
  const std::string whole = HandMadeJudge{}.bytes();
  const auto changed = [&](std::size_t at, char value) {
    std::string bytes = whole;
    bytes[at] = value;
    return complaint(bytes);
  };
  EXPECT_EQ(complaint(""), "not a usable judge: it does not begin with HRLDJDG1");
  EXPECT_EQ(complaint(whole.substr(0, 40)), "not a usable judge: it is cut short");
  EXPECT_THAT(complaint(whole.substr(0, whole.size() - 1)), ::testing::HasSubstr("it is cut short: "));
  EXPECT_THAT(complaint(whole + "x"), ::testing::HasSubstr("it is too long: "));
  EXPECT_EQ(changed(0, 'X'), "not a usable judge: it does not begin with HRLDJDG1");
  EXPECT_EQ(changed(8, 2), "not a usable judge: its format is version 2, wanted is 1");
  EXPECT_EQ(changed(15, 1), "not a usable judge: its first 64 bytes do not fit");
  EXPECT_EQ(changed(24, 1), "not a usable judge: its first 64 bytes do not fit");
  for (const std::size_t at : {std::size_t{40}, std::size_t{70}, whole.size() - 1}) {
    EXPECT_EQ(changed(at, 1),
              "not a usable judge: its SHA-256 does not fit its bytes (damaged, or changed by hand)");
  }
  EXPECT_EQ(JudgeFile::open("/nowhere/judge.herald").error().place, "/nowhere/judge.herald");
}

TEST(JudgeFile, SaysWhatIsWrongInside) {
  const struct {
    const char* expect;
    std::function<void(HandMadeJudge&)> change;
  } cases[] = {
      {"tensor 1.up.bias is missing", [](HandMadeJudge& j) { j.left_out = "1.up.bias"; }},
      {"tensor vocab is missing", [](HandMadeJudge& j) { j.left_out = "vocab"; }},
      {"tensor head.mode holds what is no number", [](HandMadeJudge& j) { j.made_bad = "head.mode"; }},
      {"tensor 0.key.scale holds what is no number", [](HandMadeJudge& j) { j.made_bad = "0.key.scale"; }},
      {"its vocabulary has no @", [](HandMadeJudge& j) { j.vocabulary = "[UNK]\n[CLS]\n[SEP]\n#"; }},
      {"the vocabulary has no [UNK]", [](HandMadeJudge& j) { j.vocabulary = "a\nb"; }},
      {"its width does not fit its heads", [](HandMadeJudge& j) { j.heads = 3; }},
      {"its header has no good width", [](HandMadeJudge& j) { j.width = 2048; }},
      {"its header has no good positions", [](HandMadeJudge& j) { j.positions = 2; }},
      {"its intermediate width is no multiple of 32", [](HandMadeJudge& j) { j.intermediate = 80; }},
      {"it asks for an unknown masking: half", [](HandMadeJudge& j) { j.masking = "half"; }},
      {"its header has no good temperature of mode",
       [](HandMadeJudge& j) { j.temperature = R"({"type":1})"; }},
      {"its header has no good temperature of type",
       [](HandMadeJudge& j) { j.temperature = R"({"type":0})"; }},
  };
  for (const auto& c : cases) {
    HandMadeJudge made;
    made.layers = 2;
    c.change(made);
    EXPECT_EQ(complaint(made.bytes()), std::string("not a usable judge: ") + c.expect);
  }
}

TEST(JudgeFile, SaysWhatIsWrongInTheHeader) {
  const std::string whole = HandMadeJudge{}.bytes();
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string bytes = whole;
    const std::size_t at = bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    EXPECT_EQ(from.size(), to.size());
    bytes.replace(at, from.size(), to);
    HandMadeJudge::make_fit(bytes);
    return complaint(bytes);
  };
  EXPECT_EQ(replaced("[64,64]", "[64,63]"),
            "not a usable judge: tensor 0.query has not the shape it should have");
  EXPECT_EQ(replaced("\"offset\":16384", "\"offset\":16385"),
            "not a usable judge: tensor vocab lies outside the file");
  const std::string last = "\"head.modality.bias\":{\"type\":\"f32\",\"shape\":[2],\"offset\":";
  const std::string digits = std::to_string(whole.size() / 64 * 64);
  EXPECT_EQ(replaced(last + whole.substr(whole.find(last) + last.size(), digits.size()),
                     last + std::string(digits.size(), '9').replace(digits.size() - 2, 2, "68")),
            "not a usable judge: tensor head.modality.bias lies outside the file");
  EXPECT_EQ(replaced("\"offset\":16384", "\"offset\":-6400"),
            "not a usable judge: tensor vocab lies outside the file");
  EXPECT_EQ(replaced("\"type\":\"u8\"", "\"type\":\"i8\""),
            "not a usable judge: tensor vocab is not of type u8");
  EXPECT_EQ(replaced("\"ACCUSE\"", "\"AID\"   "),
            "not a usable judge: its header has a class of type twice: AID");
  EXPECT_THAT(replaced("{\"name\"", "{]name\""), ::testing::HasSubstr("its header is not valid JSON"));
}

}  // namespace
}  // namespace herald::nn
