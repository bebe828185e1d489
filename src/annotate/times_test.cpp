#include "annotate/times.h"

#include <gtest/gtest.h>

#include "../../tests/support/notation.h"
#include "base/text.h"

namespace herald::annotate {
namespace {

/// "[words] TYPE value from..to mod" for every expression; the days only where they are known.
std::string spell(const news::AnnotatedArticle& article) {
  std::string out;
  for (const news::TimeExpression& t : article.times) {
    if (!out.empty()) out += "; ";
    out.append("[").append(news::text_of(article.article.text, t.span)).append("] ").append(t.type);
    if (!t.value.empty()) out.append(" ").append(t.value);
    if (t.from) out.append(" ").append(t.from->text());
    if (t.to && t.to != t.from) out.append("..").append(t.to->text());
    if (!t.mod.empty()) out.append(" ").append(t.mod);
  }
  return out;
}

std::string times_of(std::string_view date, std::string_view notation) {
  news::AnnotatedArticle article;
  if (!date.empty()) article.article.published = base::parse_timestamp(date);
  article.sentences.push_back(tests::sentence(notation, article.article.text));
  find_times(article);
  return spell(article);
}

/// What stands around the expression: a verb in a tense, of which its first token depends.
std::string in_tense(std::string_view tense, std::string_view expression) {
  const bool future = tense == "future";
  std::string line = future ? "They/PRP/nsubj>2 will/MD/aux>2 meet/VB/ROOT>2"
                            : "They/PRP/nsubj>1 met=meet/VBD/ROOT>1 again/RB/advmod>1";
  for (const std::string_view word : base::split(expression, ' ')) {
    line += " " + std::string(word) + (future ? ">2" : ">1");
  }
  return line;
}

struct Row {
  const char *anchor, *tense, *expression, *times;
};

// 2024-11-26 is a Tuesday in week 48.
const Row kTable[] = {
    {"2024-11-26", "past", "today/NN/npadvmod", "[today] DATE 2024-11-26 2024-11-26"},
    {"2024-11-26", "past", "yesterday/NN/npadvmod", "[yesterday] DATE 2024-11-25 2024-11-25"},
    {"2024-11-26", "future", "tomorrow/NN/npadvmod", "[tomorrow] DATE 2024-11-27 2024-11-27"},
    {"2024-12-31", "future", "tomorrow/NN/npadvmod morning/NN/npadvmod",
     "[tomorrow morning] TIME 2025-01-01TMO 2025-01-01"},
    {"2024-11-26", "past", "tonight/NN/npadvmod", "[tonight] TIME 2024-11-26TNI 2024-11-26"},
    {"2024-11-26", "past", "last/JJ/amod night/NN/npadvmod", "[last night] TIME 2024-11-25TNI 2024-11-25"},
    {"2024-11-26", "past", "this/DT/det morning/NN/npadvmod", "[this morning] TIME 2024-11-26TMO 2024-11-26"},
    {"2024-11-26", "past", "yesterday/NN/npadvmod evening/NN/npadvmod",
     "[yesterday evening] TIME 2024-11-25TEV 2024-11-25"},
    {"", "past", "today/NN/npadvmod", "[today] DATE PRESENT_REF"},
    {"", "past", "yesterday/NN/npadvmod", "[yesterday] DATE"},
    // Weekdays: the last one behind a past verb, the article's own day included; the next one behind a future
    // one.
    {"2024-11-26", "past", "on/IN/prep Monday/NNP/pobj", "[Monday] DATE 2024-11-25 2024-11-25"},
    {"2024-11-26", "past", "on/IN/prep Tuesday/NNP/pobj", "[Tuesday] DATE 2024-11-26 2024-11-26"},
    {"2024-11-26", "past", "on/IN/prep Wednesday/NNP/pobj", "[Wednesday] DATE 2024-11-20 2024-11-20"},
    {"2024-11-26", "future", "on/IN/prep Wednesday/NNP/pobj", "[Wednesday] DATE 2024-11-27 2024-11-27"},
    {"2024-11-26", "future", "on/IN/prep Monday/NNP/pobj", "[Monday] DATE 2024-12-02 2024-12-02"},
    {"2024-11-26", "past", "Sunday/NNP/npadvmod night/NN/npadvmod",
     "[Sunday night] TIME 2024-11-24TNI 2024-11-24"},
    {"2024-11-26", "past", "last/JJ/amod Friday/NNP/npadvmod", "[last Friday] DATE 2024-11-22 2024-11-22"},
    {"2024-11-26", "future", "next/JJ/amod Friday/NNP/npadvmod", "[next Friday] DATE 2024-11-29 2024-11-29"},
    {"2024-11-26", "future", "this/DT/det Friday/NNP/npadvmod", "[this Friday] DATE 2024-11-29 2024-11-29"},
    {"", "past", "on/IN/prep Monday/NNP/pobj", "[Monday] DATE"},
    {"2024-11-26", "past", "at/IN/prep sun/NN/pobj", ""},
    // Days of months.
    {"2024-11-26", "past", "on/IN/prep November/NNP/pobj 5/CD/nummod",
     "[November 5] DATE 2024-11-05 2024-11-05"},
    {"2024-11-26", "past", "on/IN/prep Nov/NNP/pobj ./NFP/punct 5th/JJ/nummod",
     "[Nov. 5th] DATE 2024-11-05 2024-11-05"},
    {"2024-11-26", "past", "on/IN/prep December/NNP/pobj 25/CD/nummod",
     "[December 25] DATE 2023-12-25 2023-12-25"},
    {"2024-11-26", "future", "on/IN/prep December/NNP/pobj 25/CD/nummod",
     "[December 25] DATE 2024-12-25 2024-12-25"},
    {"2024-11-26", "future", "on/IN/prep January/NNP/pobj 7/CD/nummod",
     "[January 7] DATE 2025-01-07 2025-01-07"},
    {"2024-11-26", "past", "on/IN/prep November/NNP/pobj 27/CD/nummod",
     "[November 27] DATE 2024-11-27 2024-11-27"},
    {"2024-11-26", "past", "on/IN/prep March/NNP/pobj 3/CD/nummod ,/,/punct 2022/CD/nummod",
     "[March 3, 2022] DATE 2022-03-03 2022-03-03"},
    {"2024-11-26", "past", "on/IN/prep 3/CD/nummod March/NNP/pobj 2022/CD/nummod",
     "[3 March 2022] DATE 2022-03-03 2022-03-03"},
    {"2024-11-26", "past", "on/IN/prep 3rd/JJ/nummod March/NNP/pobj",
     "[3rd March] DATE 2024-03-03 2024-03-03"},
    {"2025-06-10", "past", "on/IN/prep February/NNP/pobj 29/CD/nummod",
     "[February 29] DATE 2024-02-29 2024-02-29"},
    {"2024-11-26", "past", "on/IN/prep February/NNP/pobj 30/CD/nummod ,/,/punct 2023/CD/nummod", ""},
    {"2024-11-26", "past", "on/IN/prep 32/CD/nummod May/NNP/pobj 2023/CD/nummod",
     "[May 2023] DATE 2023-05 2023-05-01..2023-05-31"},
    {"", "past", "on/IN/prep May/NNP/pobj 5/CD/nummod", "[May 5] DATE XXXX-05-05"},
    {"", "past", "on/IN/prep May/NNP/pobj 5/CD/nummod 2023/CD/nummod",
     "[May 5 2023] DATE 2023-05-05 2023-05-05"},
    {"", "past", "on/IN/prep April/NNP/pobj 31/CD/nummod", ""},
    // Months and years.
    {"2024-11-26", "past", "in/IN/prep June/NNP/pobj", "[June] DATE 2024-06 2024-06-01..2024-06-30"},
    {"2024-11-26", "past", "in/IN/prep December/NNP/pobj", "[December] DATE 2023-12 2023-12-01..2023-12-31"},
    {"2024-11-26", "future", "in/IN/prep December/NNP/pobj",
     "[December] DATE 2024-12 2024-12-01..2024-12-31"},
    {"2024-11-26", "future", "in/IN/prep February/NNP/pobj",
     "[February] DATE 2025-02 2025-02-01..2025-02-28"},
    {"2024-11-26", "past", "in/IN/prep February/NNP/pobj 2024/CD/nummod",
     "[February 2024] DATE 2024-02 2024-02-01..2024-02-29"},
    {"2024-11-26", "past", "in/IN/prep March/NNP/pobj of/IN/prep 2019/CD/pobj",
     "[March of 2019] DATE 2019-03 2019-03-01..2019-03-31"},
    {"2024-11-26", "past", "with/IN/prep April/NNP/pobj", ""},
    {"2024-11-26", "past", "in/IN/prep march/NN/pobj", ""},
    {"", "past", "in/IN/prep June/NNP/pobj", "[June] DATE XXXX-06"},
    {"2024-11-26", "past", "in/IN/prep 2019/CD/pobj", "[2019] DATE 2019 2019-01-01..2019-12-31"},
    {"2024-11-26", "past", "with/IN/prep 2019/CD/nummod soldiers=soldier/NNS/pobj", ""},
    {"2024-11-26", "past", "in/IN/prep 1066/CD/pobj", ""},
    // This, last, next.
    {"2024-11-26", "past", "this/DT/det week/NN/npadvmod",
     "[this week] DATE 2024-W48 2024-11-25..2024-12-01"},
    {"2024-11-26", "past", "last/JJ/amod week/NN/npadvmod",
     "[last week] DATE 2024-W47 2024-11-18..2024-11-24"},
    {"2024-12-31", "past", "this/DT/det week/NN/npadvmod",
     "[this week] DATE 2025-W01 2024-12-30..2025-01-05"},
    {"2024-11-26", "past", "last/JJ/amod weekend/NN/npadvmod",
     "[last weekend] DATE 2024-W47-WE 2024-11-23..2024-11-24"},
    {"2024-11-26", "future", "this/DT/det weekend/NN/npadvmod",
     "[this weekend] DATE 2024-W48-WE 2024-11-30..2024-12-01"},
    {"2024-01-10", "past", "last/JJ/amod month/NN/npadvmod",
     "[last month] DATE 2023-12 2023-12-01..2023-12-31"},
    {"2024-11-26", "future", "next/JJ/amod month/NN/npadvmod",
     "[next month] DATE 2024-12 2024-12-01..2024-12-31"},
    {"2024-01-10", "past", "last/JJ/amod quarter/NN/npadvmod",
     "[last quarter] DATE 2023-Q4 2023-10-01..2023-12-31"},
    {"2024-11-26", "future", "next/JJ/amod year/NN/npadvmod", "[next year] DATE 2025 2025-01-01..2025-12-31"},
    {"2024-11-26", "past", "last/JJ/amod decade/NN/npadvmod",
     "[last decade] DATE 201 2010-01-01..2019-12-31"},
    {"2024-11-26", "past", "earlier/RBR/advmod this/DT/det year/NN/npadvmod",
     "[earlier this year] DATE 2024 2024-01-01..2024-12-31 START"},
    {"2024-11-26", "future", "later/RBR/advmod this/DT/det week/NN/npadvmod",
     "[later this week] DATE 2024-W48 2024-11-25..2024-12-01 END"},
    {"2024-11-26", "past", "earlier/RBR/advmod that/DT/det year/NN/npadvmod", ""},
    {"", "past", "last/JJ/amod week/NN/npadvmod", "[last week] DATE"},
    {"2024-11-26", "past", "last/JJ/amod resort/NN/npadvmod", ""},
    // Counted.
    {"2024-11-26", "past", "three/CD/nummod days=day/NNS/npadvmod ago/RB/advmod",
     "[three days ago] DATE 2024-11-23 2024-11-23"},
    {"2024-11-26", "past", "a/DT/det week/NN/npadvmod ago/RB/advmod",
     "[a week ago] DATE 2024-W47 2024-11-18..2024-11-24"},
    {"2024-03-31", "past", "one/CD/nummod month/NN/npadvmod ago/RB/advmod",
     "[one month ago] DATE 2024-02 2024-02-01..2024-02-29"},
    {"2024-11-26", "past", "20/CD/nummod years=year/NNS/npadvmod ago/RB/advmod",
     "[20 years ago] DATE 2004 2004-01-01..2004-12-31"},
    {"2024-11-26", "past", "for/IN/prep ten/CD/nummod years=year/NNS/pobj", "[ten years] DURATION P10Y"},
    {"2024-11-26", "past", "for/IN/prep two/CD/nummod weeks=week/NNS/pobj", "[two weeks] DURATION P2W"},
    {"2024-11-26", "past", "for/IN/prep two/CD/nummod fortnights=fortnight/NNS/pobj",
     "[two fortnights] DURATION P4W"},
    {"2024-11-26", "past", "for/IN/prep two/CD/nummod decades=decade/NNS/pobj", "[two decades] DURATION P2E"},
    {"2024-11-26", "past", "two/CD/nummod days=day/NNS/npadvmod later/RB/advmod", "[two days later] DATE"},
    {"", "past", "two/CD/nummod days=day/NNS/npadvmod ago/RB/advmod", "[two days ago] DATE"},
    {"2024-11-26", "past", "for/IN/prep 1234/CD/nummod days=day/NNS/pobj", ""},
};

TEST(FindTimes, SpellsTheTable) {
  for (const Row& row : kTable) {
    EXPECT_EQ(times_of(row.anchor, in_tense(row.tense, row.expression)), row.times)
        << row.expression << " of " << row.anchor << ", " << row.tense;
  }
}

struct SentenceRow {
  const char *notation, *times;
};

// Which verb a day goes with.
const SentenceRow kSentences[] = {
    {"He/PRP/nsubj>1 said=say/VBD/ROOT>1 on/IN/prep>1 Monday/NNP/pobj>2 it/PRP/nsubj>6 would/MD/aux>6 "
     "leave/VB/ccomp>1 on/IN/prep>6 Friday/NNP/pobj>7",
     "[Monday] DATE 2024-11-25 2024-11-25; [Friday] DATE 2024-11-29 2024-11-29"},
    {"Talks=talk/NNS/nsubjpass>2 are=be/VBP/auxpass>2 scheduled=schedule/VBN/ROOT>2 for/IN/prep>2 "
     "Monday/NNP/pobj>3",
     "[Monday] DATE 2024-12-02 2024-12-02"},
    {"They/PRP/nsubj>1 plan/VBP/ROOT>1 to/TO/aux>3 meet/VB/xcomp>1 on/IN/prep>3 Thursday/NNP/pobj>4",
     "[Thursday] DATE 2024-11-28 2024-11-28"},
    {"He/PRP/nsubj>1 said=say/VBD/ROOT>1 Monday/NNP/npadvmod>5 they/PRP/nsubj>5 will/MD/aux>5 "
     "strike/VB/ccomp>1",
     "[Monday] DATE 2024-11-25 2024-11-25"},
    {"Ministers=minister/NNS/nsubj>2 may/MD/aux>2 march/VB/ROOT>2", ""},
};

TEST(FindTimes, GoesWithItsVerb) {
  for (const SentenceRow& row : kSentences)
    EXPECT_EQ(times_of("2024-11-26", row.notation), row.times) << row.notation;
}

TEST(FindTimes, CountsFromTheLocalDayAndSaysWhere) {
  news::AnnotatedArticle article;
  article.article.published = base::parse_timestamp("2024-11-26T23:00:00-05:00");
  article.article.text = "Before.";
  article.sentences.push_back(tests::sentence("Nothing/NN/ROOT>0", article.article.text));
  article.sentences.push_back(tests::sentence("Today/NN/ROOT>0", article.article.text));
  article.times.resize(3);
  find_times(article);
  ASSERT_EQ(article.times.size(), 1U) << "what was there before is gone";
  EXPECT_EQ(article.times[0].value, "2024-11-26");
  EXPECT_EQ(article.times[0].sentence, 1U);
  EXPECT_EQ(article.times[0].span, (news::Span{16, 21}));
}

}  // namespace
}  // namespace herald::annotate
