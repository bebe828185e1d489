#include "story/gather.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace herald::story {
namespace {

using news::EventType;
using news::Modality;

const base::Date kMonday = base::Date::from_ymd(2024, 11, 25);

/// "FREGOV ASSAULT/aerial SYL" in article `article`, dated `day` when given.
news::Report told(const std::string& id, const std::string& article, const std::string& source, EventType type,
                  const std::string& mode, const std::string& target, std::optional<base::Date> day = kMonday) {
  news::Report report;
  report.id = id;
  report.article = article;
  if (!source.empty()) report.source = news::Participant{{source, source.substr(0, 3), "", "", false, ""}, {}};
  if (!target.empty()) report.target = news::Participant{{target, target.substr(0, 3), "", "", false, ""}, {}};
  report.action.type = type;
  report.action.mode = mode;
  if (day) report.date = news::EventDate{day, day, "day", "expression", ""};
  report.confidence = 0.5;
  return report;
}

ArticleInfo from(const std::string& id, std::uint64_t signature = 0, const std::string& copy_of = "") {
  return {id, signature, kMonday, copy_of, false};
}

std::string spell(const news::Event& event) {
  std::string out = event.source_code + " " + std::string(name(event.type)) + "/" + event.mode + " " +
                    event.target_code + " " + (event.day ? event.day->text() : "-") + " x";
  return out + std::to_string(event.reports.size());
}

std::vector<std::string> spell(const Gathered& gathered) {
  std::vector<std::string> out;
  for (const news::Event& event : gathered.events) out.push_back(spell(event));
  std::sort(out.begin(), out.end());
  return out;
}

std::string reason(const Gathered& gathered, const std::string& report) {
  for (const Merge& merge : gathered.merges) {
    if (merge.report == report) return merge.reason;
  }
  return "";
}

using Lines = std::vector<std::string>;

TEST(Gather, OneHappeningInManyPapersIsOneEvent) {
  const auto got = gather({told("r1", "a1", "FREGOV", EventType::kAssault, "aerial", "SYL"),
                           told("r2", "a2", "FRE", EventType::kAssault, "", "SYLMIL"),
                           told("r3", "a3", "FREGOV", EventType::kAssault, "aerial", "SYL", kMonday.plus(1)),
                           told("r4", "a4", "FREGOV", EventType::kAssault, "aerial", "SYL", kMonday.plus(2))},
                          {from("a1"), from("a2"), from("a3"), from("a4")});
  EXPECT_EQ(spell(got), (Lines{"FREGOV ASSAULT/aerial SYL 2024-11-27 x1",
                               "FREGOV ASSAULT/aerial SYLMIL 2024-11-25 x3"}));
  EXPECT_EQ(reason(got, "r3"), "same countries and type, one day apart");
  EXPECT_EQ(got.merges.size(), 4U);
}

TEST(Gather, WhatDiffersStaysApart) {
  const auto got = gather({told("r1", "a1", "FREGOV", EventType::kAssault, "aerial", "SYL"),
                           told("r2", "a2", "FREMIL", EventType::kAssault, "aerial", "SYL"),
                           told("r3", "a3", "FREGOV", EventType::kAssault, "firearms", "SYL"),
                           told("r4", "a4", "FREGOV", EventType::kThreaten, "", "SYL"),
                           told("r5", "a5", "SYL", EventType::kAssault, "aerial", "FREGOV"),
                           told("r6", "a6", "FREGOV", EventType::kAssault, "aerial", "")},
                          {});
  EXPECT_EQ(got.events.size(), 6U);
}

TEST(Gather, ModalityClassesStayApart) {
  auto planned = told("r1", "a1", "FRE", EventType::kConsult, "visit", "SYL");
  planned.modality = Modality::kPlanned;
  auto ongoing = told("r2", "a2", "FRE", EventType::kConsult, "visit", "SYL");
  ongoing.modality = Modality::kOngoing;
  const auto happened = told("r3", "a3", "FRE", EventType::kConsult, "visit", "SYL");
  const auto got = gather({planned, ongoing, happened}, {});
  ASSERT_EQ(got.events.size(), 2U);
  for (const auto& event : got.events) {
    EXPECT_EQ(event.modality, event.reports.size() == 2 ? Modality::kHappened : Modality::kPlanned);
  }
}

TEST(Gather, CopiesAndRepeatsAddNoWeight) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAid, "", "SYL"),
                           told("r2", "a1", "FRE", EventType::kAid, "", "SYL"),
                           told("r3", "a2", "FRE", EventType::kAid, "", "SYL"),
                           told("r4", "a3", "FRE", EventType::kAid, "", "SYL"),
                           told("r5", "a4", "FRE", EventType::kAid, "", "SYL")},
                          {from("a1", 0xFF00), from("a2", 0, "a1"), from("a3", 0xFF01), from("a4", 0x12345678)});
  EXPECT_EQ(spell(got), (Lines{"FRE AID/ SYL 2024-11-25 x2"}));
  EXPECT_EQ(got.events[0].articles, (Lines{"a1", "a4"}));
  EXPECT_EQ(reason(got, "r2"), "told again in the same article");
  EXPECT_EQ(reason(got, "r3"), "copy of a1");
  EXPECT_EQ(reason(got, "r4"), "nearly the same text as a1");
}

TEST(Gather, CopiesOfAMissingOriginalAreOneWitness) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAid, "", "SYL"),
                           told("r2", "a2", "FRE", EventType::kAid, "", "SYL")},
                          {from("a1", 0, "gone"), from("a2", 0, "gone")});
  EXPECT_EQ(spell(got), (Lines{"FRE AID/ SYL 2024-11-25 x1"}));
}

TEST(Gather, CopiesOfOneAnotherEnd) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAid, "", "SYL"),
                           told("r2", "a2", "FRE", EventType::kAid, "", "SYL")},
                          {from("a1", 0, "a2"), from("a2", 0, "a1")});
  EXPECT_EQ(spell(got), (Lines{"FRE AID/ SYL 2024-11-25 x1"}));
}

TEST(Gather, AWithdrawnActDoesNotLiveOnInCopies) {
  ArticleInfo original = from("a1");
  original.corrected = true;
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAccuse, "", "SYL"),
                           told("r2", "a2", "FRE", EventType::kAssault, "", "SYL")},
                          {original, from("a2", 0, "a1")});
  EXPECT_EQ(spell(got), (Lines{"FRE ACCUSE/ SYL 2024-11-25 x1"}));
  EXPECT_NE(reason(got, "r2").find("corrected"), std::string::npos);
}

TEST(Gather, TwoDaysInOneArticleAreTwoHappenings) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAssault, "", "SYL"),
                           told("r2", "a1", "FRE", EventType::kAssault, "", "SYL", kMonday.plus(1)),
                           told("r3", "a2", "FRE", EventType::kAssault, "", "SYL", kMonday.plus(1))},
                          {from("a1"), from("a2")});
  EXPECT_EQ(spell(got), (Lines{"FRE ASSAULT/ SYL 2024-11-25 x1", "FRE ASSAULT/ SYL 2024-11-26 x2"}));
}

TEST(Gather, WithoutADayTheArticlesDayCounts) {
  auto month = told("r1", "a1", "FRE", EventType::kAid, "", "SYL", base::Date::from_ymd(2024, 11, 1));
  month.date->precision = "month";
  const auto got = gather({month, told("r2", "a2", "FRE", EventType::kAid, "", "SYL", std::nullopt)},
                          {from("a1"), from("a2")});
  EXPECT_EQ(spell(got), (Lines{"FRE AID/ SYL 2024-11-25 x2"}));
}

TEST(Gather, UndatedReportsMeetWithinTheirArticleOnly) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAid, "", "SYL", std::nullopt),
                           told("r2", "a1", "FRE", EventType::kAid, "", "SYL", std::nullopt),
                           told("r3", "a2", "FRE", EventType::kAid, "", "SYL", std::nullopt)},
                          {});
  EXPECT_EQ(spell(got), (Lines{"FRE AID/ SYL - x1", "FRE AID/ SYL - x1"}));
  EXPECT_NE(got.events[0].id, got.events[1].id);
}

TEST(Gather, TheClearestReportComesFirst) {
  auto clear = told("r2", "a2", "FRE", EventType::kAid, "", "SYL");
  clear.confidence = 0.9;
  const auto got = gather({told("r1", "a1", "FRE", EventType::kAid, "", "SYL"), clear}, {});
  EXPECT_EQ(got.events[0].reports, (Lines{"r2", "r1"}));
}

TEST(Gather, NoTypeIsNoEvent) {
  const auto got = gather({told("r1", "a1", "FRE", EventType::kNone, "", "SYL")}, {});
  EXPECT_TRUE(got.events.empty());
  EXPECT_EQ(reason(got, "r1"), "no event type");
}

TEST(Gather, IsTheSameForAnyOrderAndFastForMany) {
  std::vector<news::Report> reports;
  std::vector<ArticleInfo> articles;
  const std::string sources[] = {"FRE", "FREGOV", "FREMIL", "SYL"};
  for (int i = 0; i < 20000; ++i) {
    const std::string article = std::string("a").append(std::to_string(i / 3));
    if (i % 3 == 0) articles.push_back({article, 0, kMonday.plus(i / 3 % 400), "", false});
    reports.push_back(told(std::string("r").append(std::to_string(i)), article, sources[i % 4],
                           i % 2 == 0 ? EventType::kAid : EventType::kAssault, i % 5 == 0 ? "" : "x", "KLO",
                           std::nullopt));
  }
  const auto first = gather(reports, articles);
  std::mt19937 shuffle(7);
  std::shuffle(reports.begin(), reports.end(), shuffle);
  std::shuffle(articles.begin(), articles.end(), shuffle);
  const auto second = gather(reports, articles);
  ASSERT_EQ(first.events.size(), second.events.size());
  ASSERT_EQ(first.merges.size(), 20000U);
  for (std::size_t i = 0; i < first.events.size(); ++i) {
    EXPECT_EQ(first.events[i].id, second.events[i].id);
    EXPECT_EQ(first.events[i].reports, second.events[i].reports);
  }
}

}  // namespace
}  // namespace herald::story
