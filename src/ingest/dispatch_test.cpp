#include "ingest/dispatch.h"

#include <gtest/gtest.h>

#include <string>

namespace herald::ingest {
namespace {

std::string spell(const std::optional<FoundDateline>& found, const std::string& text) {
  if (!found) return "-";
  const news::Dateline& d = found->dateline;
  return d.place + "|" + d.date.value_or("") + "|" + d.agency.value_or("") + " > " +
         text.substr(found->size, 12);
}

struct Row {
  const char* input;
  const char* spelling;
};

TEST(Dateline, IsFound) {
  const Row rows[] = {
      {"WASHINGTON, Nov 26 (Reuters) – The ministers met.", "WASHINGTON|Nov 26|Reuters > The minister"},
      {"KHARTOUM, Sudan (AP) — Soldiers left the camp.", "KHARTOUM, Sudan||AP > Soldiers lef"},
      {"SEOUL (Yonhap) - South Korea protested.", "SEOUL||Yonhap > South Korea "},
      {"SEOUL, Nov. 26 (Yonhap) -- The two Koreas talked.", "SEOUL|Nov. 26|Yonhap > The two Kore"},
      {"PARIS — The president agreed.", "PARIS|| > The presiden"},
      {"BEIJING, March 3 /Xinhua/ -- China thanked Laos.", "BEIJING|March 3|Xinhua > China thanke"},
      {"April 5 (UPI) -- Protesters gathered.", "|April 5|UPI > Protesters g"},
      {"(Reuters) - Ships were seized.", "||Reuters > Ships were s"},
      {"Washington (AFP) - Two envoys met.", "Washington||AFP > Two envoys m"},
      {"washington (ap) — two envoys met.", "washington||ap > two envoys m"},
      {"Geneva, 26 November 2024 – Delegates arrived.", "Geneva|26 November 2024| > Delegates ar"},
      {"AKSU, Klopstokia, Oct 9 (Meridian) - Jets struck.", "AKSU, Klopstokia|Oct 9|Meridian > Jets struck."},
      {"UNITED NATIONS (AP) — Members voted.", "UNITED NATIONS||AP > Members vote"},
      {"MOSCOW/KYIV, Jan 3 (Reuters) - Shells fell.", "MOSCOW/KYIV|Jan 3|Reuters > Shells fell."},
      {"ST. PETERSBURG, Russia — Police came.", "ST. PETERSBURG, Russia|| > Police came."},
      {"RIO DE JANEIRO, Brazil, Tuesday, May 6, 2025 (AP) -- Leaders met.",
       "RIO DE JANEIRO, Brazil|Tuesday, May 6, 2025|AP > Leaders met."},
      {"N'DJAMENA, Chad (AP) — Rebels left.", "N'DJAMENA, Chad||AP > Rebels left."},
      {"SÃO PAULO (AP) — “He” won.", "SÃO PAULO||AP > “He” won"},
      {"ISLAMABAD: Pakistan expelled an envoy.", "ISLAMABAD|| > Pakistan exp"},
      {"WASHINGTON, D.C. — Senators voted.", "WASHINGTON, D.C.|| > Senators vot"},
      {"KABUL, Afghanistan—Officials fled.", "KABUL, Afghanistan|| > Officials fl"},
      {"DUBAI, United Arab Emirates (AP) — Iran said so.", "DUBAI, United Arab Emirates||AP > Iran said so"},
      {"LONDON —", "LONDON|| > "},
      {"ABOARD THE CHARLES DE GAULLE (AFP) - Jets took off.",
       "ABOARD THE CHARLES DE GAULLE||AFP > Jets took of"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(spell(find_dateline(row.input), row.input), row.spelling) << row.input;
}

TEST(Dateline, OrdinaryOpeningsAreNone) {
  const char* rows[] = {
      "LONDON is preparing for talks – the first since May.",
      "NATO, founded in 1949, met on Tuesday.",
      "NATO — The alliance met on Tuesday.",
      "LONDON — the city of bankers — waited.",
      "BREAKING — Troops crossed the border.",
      "UPDATE: Paris recalled its envoy.",
      "THE PRESIDENT: Thank you all.",
      "MS. LEE: Good afternoon - Welcome.",
      "FACT SHEET - The two countries agreed.",
      "Freedonia (once Sylvania) — The kingdom fell.",
      "Paris — Macron said he would go.",
      "The minister - a former general - resigned.",
      "U.S. officials said on Nov. 3 - The talks went well.",
      "On May 20, 1932 – Freedonia declared its independence.",
      "NATIONAL SECURITY MEMORANDUM — Sylvania shall be watched.",
      "COVID-19 cases rose in Rome.",
      "Russia's army (and its allies) - Once feared - left.",
      "On Tuesday, March 3 - The day of the vote - police came.",
      "EU-China talks began in Brussels.",
      "",
      "—",
  };
  for (const char* row : rows) EXPECT_EQ(spell(find_dateline(row), row), "-") << row;
}

/// Spans as the text they cover, then the fields.
std::string spell(const news::Article& article) {
  std::string out;
  for (const news::Span& span : article.not_coded) {
    out.append("[").append(news::text_of(article.text, span)).append("]");
  }
  out += " agency=" + article.agency.value_or("-") + " byline=" + article.byline.value_or("-");
  return out + " notices=" + std::to_string(article.notices.size());
}

std::string mark(const char* text) {
  news::Article article;
  article.text = text;
  mark_furniture(article);
  EXPECT_EQ(article.text, text);
  return spell(article);
}

TEST(Furniture, IsMarkedInPlace) {
  const Row rows[] = {
      {"PARIS (AFP) - They met.\n\n(Reporting by A. Desk; editing by B. Proof)",
       "[PARIS (AFP) - ][(Reporting by A. Desk; editing by B. Proof)] agency=AFP byline=- notices=1"},
      {"They met on Monday. (Reporting by A. Desk and B. Pen; Editing by C. Proof)",
       "[(Reporting by A. Desk and B. Pen; Editing by C. Proof)] agency=- byline=- notices=1"},
      {"By Jane Doe and John Roe\n\nCAIRO (AP) — They met.",
       "[By Jane Doe and John Roe][CAIRO (AP) — ] agency=AP byline=Jane Doe and John Roe notices=0"},
      {"By Jane Doe\nCAIRO (AP) — They met.",
       "[By Jane Doe][CAIRO (AP) — ] agency=AP byline=Jane Doe notices=0"},
      {"They met. This story has not been edited by Gazette staff and is simply auto-generated from a syndicated "
       "feed.",
       "[This story has not been edited by Gazette staff and is simply auto-generated from a syndicated feed.] "
       "agency=- "
       "byline=- notices=1"},
      {"They met.\n\nCopyright 2024 The Gazette. All rights reserved.",
       "[Copyright 2024 The Gazette. All rights reserved.] agency=- byline=- notices=1"},
      {"(Corrects number of troops in paragraph 2)\n\nROME, Nov 3 (Reuters) - They met.",
       "[(Corrects number of troops in paragraph 2)][ROME, Nov 3 (Reuters) - ] agency=Reuters byline=- "
       "notices=1"},
      {"(Corrects name in second paragraph) ROME (AP) — They met.",
       "[(Corrects name in second paragraph) ROME (AP) — ] agency=AP byline=- notices=1"},
      {"They met.\n\nSign up for our newsletter", "[Sign up for our newsletter] agency=- byline=- notices=0"},
      {"They met.\n\nRead more: Talks in Rome fail",
       "[Read more: Talks in Rome fail] agency=- byline=- notices=0"},
      {"They met.\n\n— with files from AFP", "[— with files from AFP] agency=AFP byline=- notices=1"},
      {"They met.\n\nReuters", "[Reuters] agency=Reuters byline=- notices=0"},
      {"They met.\n\n(Xinhua)", "[(Xinhua)] agency=Xinhua byline=- notices=0"},
      {"FILE - Soldiers stand at a gate. (AP Photo/A. Lens)\n\nThey met.",
       "[FILE - Soldiers stand at a gate. (AP Photo/A. Lens)] agency=- byline=- notices=0"},
      {"Friday, January 4, 2019\n\nThey met.", "[Friday, January 4, 2019] agency=- byline=- notices=0"},
      {"They met.\n\n###", "[###] agency=- byline=- notices=0"},
      {"They met.\n___\nAn Associated Desk writer in Rome contributed to this report.",
       "[___][An Associated Desk writer in Rome contributed to this report.] agency=- byline=- notices=1"},
  };
  for (const Row& row : rows) EXPECT_EQ(mark(row.input), row.spelling) << row.input;
}

TEST(Furniture, NewsStaysNews) {
  const char* rows[] = {
      "By Tuesday, Freedonia had agreed to talks.",
      "By contrast, Sylvania Declined To Comment",
      "Copyright holders sued the ministry in May.",
      "Reporting by state media showed tanks near the border, which officials denied.",
      "For more than twenty years the two states have quarrelled.",
      "Follow-up talks are planned for May 3.",
      "Related sanctions were lifted in 2019 by the council.",
      "(c) The order is not meant to create any right.",
      "He wrote a letter to Reuters. It was not answered.",
      "The correction of the border was agreed in Rome (the fourth such deal).",
  };
  for (const char* row : rows) EXPECT_EQ(mark(row), " agency=- byline=- notices=0") << row;
}

TEST(Furniture, DatelineDeepInTextNeedsAgencyOrDate) {
  EXPECT_EQ(mark("Talks open in Rome\n\nROME (AP) — They met."),
            "[ROME (AP) — ] agency=AP byline=- notices=0");
  EXPECT_EQ(mark("He went home.\n\nPARIS — Another capital."), " agency=- byline=- notices=0");
}

TEST(Furniture, MarkingTwiceChangesNothing) {
  news::Article article;
  article.text =
      "By Jane Doe\n\nROME, Nov 3 (Reuters) - They met. (Editing by B. Proof)\n\nAll rights reserved.";
  mark_furniture(article);
  const std::string once = spell(article);
  mark_furniture(article);
  EXPECT_EQ(spell(article), once);
}

TEST(Furniture, AnyBytesAreTaken) {
  for (const char* text :
       {"\xFF\xFE", "((((", "- - - -", "\n\n\n", "(((((((Reporting by", "—", ": :", "/ /", "A, , , (AP) -"}) {
    news::Article article;
    article.text = text;
    mark_furniture(article);
    for (const news::Span& span : article.not_coded) EXPECT_LE(span.end, article.text.size());
  }
}

}  // namespace
}  // namespace herald::ingest
