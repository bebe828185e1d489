#include "web/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/html.h"
#include "web/labels.h"
#include "web/page_parts.h"

namespace herald::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using news::EventType;
using news::Span;

/// A report whose sentence stands at byte 50 of its article.
news::Report report_of(const std::string& text, const std::string& source, const std::string& action,
                       const std::string& target) {
  news::Report report;
  report.id = "r1";
  report.article = "a1";
  report.text = text;
  report.sentence_span = {50, 50 + static_cast<std::uint32_t>(text.size())};
  const auto span = [&](const std::string& part) {
    const auto at = static_cast<std::uint32_t>(text.find(part));
    return Span{50 + at, 50 + at + static_cast<std::uint32_t>(part.size())};
  };
  report.source = news::Participant{{"FREMIL", "FRE", "army", "", false, ""}, span(source)};
  report.target = news::Participant{{"SYL", "SYL", "", "", false, ""}, span(target)};
  report.action = {EventType::kAssault, "heavy-weapons", {}, "194", span(action), "verb shell T"};
  report.confidence = 0.9;
  return report;
}

PageData one_event() {
  PageData data;
  data.reports = {report_of("Freedonia’s army shelled “Sylvania”.", "Freedonia’s army", "shelled", "Sylvania")};
  news::Attribution by;
  by.kind = "anonymous";
  by.name = "two officials";
  data.reports[0].attribution = {by};
  data.articles = {{"a1", "Shells & talks", "The <Daily> Chronicle", "https://news.example/?a=1&b=2",
                    base::parse_timestamp("2024-11-26")}};
  news::Event event;
  event.id = "e1";
  event.source_code = "FREMIL";
  event.source_country = "FRE";
  event.target_code = event.target_country = "SYL";
  event.type = EventType::kAssault;
  event.mode = "heavy-weapons";
  event.cameo = "194";
  event.day = base::Date::from_ymd(2024, 11, 25);
  event.reports = {"r1"};
  event.articles = {"a1"};
  data.events = {event};
  data.country_names = {{"FRE", "Freedonia"}, {"SYL", "Sylvania"}};
  data.ledger = {{"read", "", 12345}, {"skipped", "not <English>", 2}};
  return data;
}

TEST(Html, EscapesAndLinksOnlyTheWeb) {
  EXPECT_EQ(escape("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(escape(std::string("a\0b\x01\xff", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(safe_link("HTTPS://news.example/a?b=1&c='2'"), "HTTPS://news.example/a?b=1&amp;c=&#39;2&#39;");
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "", "//news.example", "ftp://x", " https://x",
                          "https://x\ny", "https:x"}) {
    EXPECT_FALSE(safe_link(bad)) << bad;
  }
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1\u202f234\u202f567");
  EXPECT_EQ(grouped(-1000), "−1\u202f000");
}

TEST(MarkedSentence, MarksByBytesAndEscapes) {
  const auto report = report_of("Freedonia’s army <shelled> “Sylvania”.", "Freedonia’s army", "<shelled>", "Sylvania");
  EXPECT_EQ(marked_sentence(report),
            "<mark class=\"source\" title=\"source\">Freedonia’s army</mark> "
            "<mark class=\"action\" title=\"action\">&lt;shelled&gt;</mark> "
            "“<mark class=\"target\" title=\"target\">Sylvania</mark>”.");
}

TEST(MarkedSentence, OverlapsAreCutAndWrongSpansLeftOut) {
  auto report = report_of("Talks of both sides failed.", "Talks of both sides", "both", "sides failed");
  EXPECT_EQ(marked_sentence(report),
            "<mark class=\"source\" title=\"source\">Talks of </mark>"
            "<mark class=\"source action\" title=\"source action\">both</mark>"
            "<mark class=\"source\" title=\"source\"> </mark>"
            "<mark class=\"source target\" title=\"source target\">sides</mark>"
            "<mark class=\"target\" title=\"target\"> failed</mark>.");
  auto broken = report_of("Říha met", "Říha", "met", "met");
  broken.source->span = {51, 53};          // starts inside a character
  broken.target->span = {40, 45};          // before the sentence
  broken.action.span = {55, 900};          // beyond its end
  EXPECT_EQ(marked_sentence(broken), "Říha met");
  broken.sentence_span = {50, 55};         // not the text at all
  EXPECT_EQ(marked_sentence(broken), "Říha met");
  EXPECT_EQ(marked_sentence(news::Report{}), "");
}

TEST(ReportPage, HoldsEverythingAboutAnEvent) {
  const std::string page = report_page(one_event());
  for (const char* part :
       {"<mark class=\"source\" title=\"source\">Freedonia’s army</mark>", "Shelling", "ASSAULT/heavy-weapons",
        "CAMEO 194", "25 Nov 2024", "two officials (unnamed)", "verb shell T", "0.90",
        "<a href=\"https://news.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">Shells &amp; talks</a>",
        "The &lt;Daily&gt; Chronicle", "not &lt;English&gt;", "12\u202f345", "data-pair=\"FRE SYL\"",
        "data-states=\"FRE SYL\"", "class=\"badge happened\"", "<html lang=\"en\">"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
}

TEST(ReportPage, LoadsNothingAndRunsOnlyItsOwnScript) {
  PageData data = one_event();
  data.title = "</title><script>alert(1)</script>";
  data.inputs = {"<img src=x>"};
  data.articles[0].url = "javascript:alert(1)";
  data.events[0].mode = "\"><b>";
  data.reports[0].action.rule = "</code><script>";
  const std::string page = report_page(data);
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("javascript:")));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("src=\"")));
  EXPECT_EQ(page.find("<script>"), page.rfind("<script>"));
}

TEST(ReportPage, EventsComeNewestFirstAndUndatedLast) {
  PageData data = one_event();
  news::Event later = data.events[0], undated = data.events[0];
  later.id = "later";
  later.day = base::Date::from_ymd(2024, 11, 26);
  undated.id = "undated";
  undated.day.reset();
  data.events = {undated, data.events[0], later};
  const std::string page = report_page(data);
  EXPECT_LT(page.find("id=\"later\""), page.find("id=\"e1\""));
  EXPECT_LT(page.find("id=\"e1\""), page.find("No day known"));
  EXPECT_LT(page.find("No day known"), page.find("id=\"undated\""));
}

TEST(ReportPage, FurtherReportsAndReprintsAreFolded) {
  PageData data = one_event();
  news::Report second = data.reports[0];
  second.id = "r2";
  second.article = "a2";
  data.reports.push_back(second);
  data.events[0].reports = {"r1", "r2"};
  data.merges = {{"e1", "a1", "r1", "first report"}, {"e1", "a3", "r3", "copy of a1"}};
  const std::string page = report_page(data);
  EXPECT_THAT(page, HasSubstr("<summary>2 further reports</summary>"));
  EXPECT_THAT(page, HasSubstr("copy of a1, adds no weight"));
  EXPECT_THAT(page, Not(HasSubstr("first report,")));
}

TEST(ReportPage, EmptyDataIsStillAPage) {
  const std::string page = report_page(PageData{});
  EXPECT_THAT(page, HasSubstr("No event was found."));
  EXPECT_THAT(page, HasSubstr("</html>"));
  PageData orphan = one_event();
  orphan.reports.clear();
  EXPECT_THAT(report_page(orphan), HasSubstr("id=\"e1\""));
}

series::Series series_of(int points, bool busy) {
  series::Series series;
  series.source = "FRE";
  series.target = "SYL";
  for (int i = 0; i < points; ++i) {
    series::Point point;
    point.from = base::Date::from_ymd(2020 + i / 12, i % 12 + 1, 1);
    point.to = point.from.month_end();
    point.values = series::Values{busy ? -7.5 : 0, busy ? 2.0 : 0, {}, busy ? 2 : 0};
    series.points.push_back(point);
  }
  if (points > 1) series.points[1].values.reset();
  return series;
}

TEST(PairCurve, FewAreBarsManyAreACurveGapsAreShaded) {
  const std::string bars = pair_curve(series_of(4, true), series::Step::kMonth, "A & B");
  EXPECT_THAT(bars, HasSubstr("<rect class=\"conf\""));
  EXPECT_THAT(bars, HasSubstr("aria-label=\"A &amp; B by month"));
  EXPECT_THAT(bars, HasSubstr("<title>Feb 2020: nothing was read</title>"));
  EXPECT_THAT(bars, HasSubstr("<title>Jan 2020: cooperation 2, conflict 7.5, 2 events</title>"));
  EXPECT_THAT(bars, HasSubstr("class=\"gap\""));
  const std::string curve = pair_curve(series_of(40, true), series::Step::kMonth, "A");
  EXPECT_THAT(curve, HasSubstr("<polyline class=\"coop line\""));
  EXPECT_THAT(pair_curve(series_of(40, false), series::Step::kMonth, "A"), Not(HasSubstr("<polyline")));
  EXPECT_THAT(pair_curve(series::Series{}, series::Step::kDay, "A"), HasSubstr("</svg>"));
}

TEST(Labels, AreEnglishAndNeverEmpty) {
  EXPECT_EQ(label(EventType::kAssault, "aerial"), "Air strike");
  EXPECT_EQ(label(EventType::kAssault, "unheard-of"), "Attack");
  for (int i = 1; i < static_cast<int>(EventType::kCount); ++i) {
    EXPECT_NE(label(static_cast<EventType>(i), ""), "Event");
  }
  for (int i = 0; i < static_cast<int>(news::Modality::kCount); ++i) {
    EXPECT_FALSE(explain(static_cast<news::Modality>(i)).empty());
  }
  news::Attribution outlet, crowd;
  outlet.kind = "outlet";
  outlet.name = "Reuters";
  crowd.kind = "witness";
  EXPECT_EQ(attribution_text({outlet, crowd}), "Reuters, citing witnesses");
  EXPECT_EQ(attribution_text({}), "");
}

}  // namespace
}  // namespace herald::web
