#include "ingest/text_input.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/gzip_test.h"
#include "ingest/language.h"

namespace herald::ingest {
namespace {

struct Outcome {
  std::vector<news::Article> articles;
  ReadStats stats;
  std::string error;
};

Outcome read(const std::string& bytes, InputKind kind = InputKind::kAuto, const ReadOptions& options = {}) {
  Outcome out;
  auto stats = read_articles(bytes, "in", kind, options, [&](news::Article&& article) {
    out.articles.push_back(std::move(article));
    return true;
  });
  if (stats)
    out.stats = *stats;
  else
    out.error = stats.error().text();
  return out;
}

/// "kind: text, text" and the errors.
std::string spell(const Outcome& out) {
  if (!out.error.empty()) return "error " + out.error;
  std::string text = std::string(name_of(out.stats.kind)) + ":";
  for (const news::Article& article : out.articles)
    text += " [" + article.title.value_or("") + "|" + article.text + "]";
  for (const base::Error& error : out.stats.errors) text += " !" + error.place;
  return text;
}

struct Row {
  const char* input;
  const char* spelling;
};

TEST(TextInput, KindsAreGuessed) {
  const Row rows[] = {
      {"They met.\n\nThey left.\n", "text: [|They met.\n\nThey left.\n]"},
      {"  \r\nThey met.", "text: [|  \r\nThey met.]"},
      {"{\"text\":\"A\"}\n\n{\"title\":\"B\"}\n", "jsonl: [|A] [B|]"},
      {"\xEF\xBB\xBF{\"text\":\"A\"}", "jsonl: [|A]"},
      {"{\"text\":\"A\"}\nnonsense\n{\"id\":3}\n{\"text\":\"B\"}", "jsonl: [|A] [|B] !in:2 !in:3"},
      {"{\n  \"text\": \"A\"\n}\n", "jsonl: [|A]"},
      {"[{\"text\":\"A\"},{\"text\":5},{\"text\":\"B\"}]", "jsonl: [|A] [|B] !in record 2"},
      {"<rss version='2.0'><channel><title>T</title><item><title>A</title></item></channel></rss>",
       "feed: [A|]"},
      {"{\"version\":\"https://jsonfeed.org/version/"
       "1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"A\"}]}",
       "feed: [A|]"},
      {"<!doctype html><title>T</title><p>They met.</p>", "page: [T|They met.]"},
      {"<5 people met in {Rome}", "text: [|<5 people met in {Rome}]"},
      {"{curly} start", "text: [|{curly} start]"},
      {"", "text: !in"},
  };
  for (const Row& row : rows) EXPECT_EQ(spell(read(row.input)), row.spelling) << row.input;
}

TEST(TextInput, TextStaysAsItIsButForInvalidBytes) {
  const auto plain = read("a\r\n\tb \xE2\x80\x8B\x01 c");
  EXPECT_EQ(plain.articles.at(0).text, "a\r\n\tb \xE2\x80\x8B\x01 c");
  EXPECT_EQ(plain.stats.repaired, 0u);
  const auto broken = read("caf\xE9 and \xFF\xFF");
  EXPECT_EQ(broken.articles.at(0).text, "caf\xEF\xBF\xBD and \xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(broken.stats.repaired, 3u);
  const auto line = read("{\"text\":\"caf\xE9\"}");
  EXPECT_EQ(line.articles.at(0).text, "caf\xEF\xBF\xBD");
  EXPECT_EQ(line.stats.repaired, 1u);
}

TEST(TextInput, IdDateAndLanguageAreFilled) {
  ReadOptions options;
  options.date = base::parse_timestamp("2024-11-26");
  const auto out = read(
      "{\"id\":\"x\",\"text\":\"They met.\",\"date\":\"2020-01-02\",\"language\":\"en-US\"}\n"
      "{\"text\":\"The ministers of both countries met in the capital on Monday and talked.\"}\n"
      "{\"text\":\"Die Minister der beiden Staaten trafen sich am Montag in der Hauptstadt.\"}\n",
      InputKind::kAuto, options);
  ASSERT_EQ(out.articles.size(), 3u);
  EXPECT_EQ(out.articles[0].id, "x");
  EXPECT_EQ(out.articles[0].published->text(), "2020-01-02");
  EXPECT_EQ(out.articles[0].language, "en");
  EXPECT_TRUE(out.articles[1].id.starts_with("a-"));
  EXPECT_EQ(out.articles[1].published->text(), "2024-11-26");
  EXPECT_EQ(out.articles[1].language, "en");
  EXPECT_EQ(out.articles[2].language, "de");
  EXPECT_EQ(out.stats.other_language, 1u);
}

TEST(TextInput, FurnitureIsMarked) {
  const auto out = read("ROME (AP) — They met.");
  EXPECT_EQ(out.articles.at(0).agency, "AP");
  EXPECT_EQ(out.articles.at(0).not_coded.size(), 1u);
}

TEST(TextInput, TakeMayStop) {
  int taken = 0;
  const auto stats = read_articles("{\"text\":\"A\"}\n{\"text\":\"B\"}", "in", InputKind::kJsonLines, {},
                                   [&](news::Article&&) { return ++taken < 1; });
  EXPECT_EQ(taken, 1);
  EXPECT_TRUE(stats->stopped);
}

TEST(TextInput, FeedErrorsAreErrors) {
  EXPECT_EQ(read("<svg/>", InputKind::kFeed).error.substr(0, 9), "in: XML w");
  const auto cut = read("<rss version='2.0'><channel><title>T</title><item><title>A</title></item><item><ti",
                        InputKind::kFeed);
  EXPECT_EQ(cut.articles.size(), 1u);
  EXPECT_EQ(cut.stats.skipped, 1u);
  EXPECT_EQ(cut.stats.errors.size(), 1u);
}

TEST(TextInput, PackedInputIsUnpacked) {
  EXPECT_EQ(spell(read(gzip_for_test("They met."))), "text: [|They met.]");
  EXPECT_NE(read(gzip_for_test("They met.").substr(0, 15)).error.find("cannot be unpacked"),
            std::string::npos);
  ReadOptions options;
  options.size_limit = 1 << 20;
  EXPECT_NE(
      read(gzip_for_test(std::string(5 << 20, 'a')), InputKind::kAuto, options).error.find("unpacks to more"),
      std::string::npos);
}

TEST(TextInput, KindWords) {
  EXPECT_EQ(input_kind("jsonl"), InputKind::kJsonLines);
  EXPECT_EQ(input_kind("csv"), std::nullopt);
}

TEST(Language, ShortTextIsNotGuessed) {
  EXPECT_EQ(detect_language(""), std::nullopt);
  EXPECT_EQ(detect_language("12 34"), std::nullopt);
  EXPECT_EQ(detect_language("Los ministros de ambos países se reunieron el lunes en la capital."), "es");
}

TEST(DetectLanguage, IsNotMisledByForeignNames) {
  // Names of one language in prose of another.
  EXPECT_EQ(
      detect_language("Seyed Mohammad Reza Hashemi, a member of the Majlis-e Shora-ye Eslami of Qom, met "
                      "Gholamhossein Mohseni and Ayatollah Sadeq Amoli in the city on Sunday, and said that "
                      "they had agreed to the plan of the Shora-ye Negahban after a night of talks."),
      "en");
  EXPECT_EQ(detect_language(
                "Der Minister sagte am Montag, dass die Regierung mit John Smith und Mary Brown of the "
                "National Review of Books gesprochen habe und dass es keine weiteren Treffen geben werde, "
                "bis der Bericht vorliegt."),
            "de");
  EXPECT_EQ(detect_language(
                "De minister is maandag in Den Haag geweest en was volgens het kabinet op de hoogte van "
                "de plannen, of het parlement dat nu wil of niet, en hij is niet van plan te vertrekken."),
            "nl");
}

}  // namespace
}  // namespace herald::ingest
