#include "ingest/feed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/file.h"
#include "ingest/encoding.h"
#include "ingest/xml_clean.h"

namespace herald::ingest {
namespace {

base::Result<Feed> read(const std::string& bytes, const std::string& charset = "") {
  return read_feed(bytes, {.place = "https://feeds.example/a/feed.xml", .http_charset = charset});
}

/// "format title | item; item" with an item spelt "title: text (url, date, author)".
std::string spell(const base::Result<Feed>& feed) {
  if (!feed) return std::string("error ").append(feed.error().text());
  std::string out = std::string(name_of(feed->format)) + " " + feed->title + " |";
  for (const news::Article& a : feed->items) {
    out.append(" ")
        .append(a.title.value_or("-"))
        .append(": ")
        .append(a.text)
        .append(" (")
        .append(a.url.value_or("-"));
    out.append(", ")
        .append(a.published ? a.published->text() : "-")
        .append(", ")
        .append(a.byline.value_or("-"))
        .append(");");
  }
  return out;
}

std::string rss(const std::string& items) {
  return "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' "
         "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
         "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><link>https://t.example/</"
         "link>" +
         items + "</channel></rss>";
}

struct Row {
  std::string input;
  const char* spelling;
};

TEST(Feed, Dialects) {
  const Row rows[] = {
      {rss("<item><title>A</title><link>https://t.example/a</link><guid isPermaLink='false'>g1</guid>"
           "<pubDate>Tue, 26 Nov 2024 10:00:00 GMT</pubDate><dc:creator>By Jane Doe</dc:creator>"
           "<description>Short</description><content:encoded><![CDATA[<p>One</p><p>Two</p>]]></"
           "content:encoded></item>"),
       "RSS T | A: One\n\nTwo (https://t.example/a, 2024-11-26T10:00:00Z, Jane Doe);"},
      {rss("<item><title>B &amp;amp; "
           "C&nbsp;D</title><description>&lt;p&gt;S&amp;eacute;n&lt;/p&gt;</description>"
           "<guid>https://t.example/b</guid><author>jd@t.example (Jane Doe)</author></item>"),
       "RSS T | B & C D: Sén (https://t.example/b, -, Jane Doe);"},
      {"<rss "
       "version='0.91'><channel><title>Old</title><item><title>A</title><link>/x</link></item></channel></"
       "rss>",
       "RSS Old | A:  (https://feeds.example/x, -, -);"},
      {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
       "xmlns:d='http://purl.org/dc/elements/1.1/'><channel "
       "rdf:about='https://t.example'><title>R</title><items><rdf:Seq/>"
       "</items></channel><item rdf:about='https://t.example/1'><title>A</title><description>S</description>"
       "<d:date>2019-04-02</d:date></item></rdf:RDF>",
       "RSS 1.0 (RDF) R | A: S (https://t.example/1, 2019-04-02, -);"},
      {"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en-GB'><title type='text'>N</title><link "
       "rel='self' "
       "href='https://n.example/f'/><entry><id>tag:1</id><title type='html'>A &lt;b&gt;bold&lt;/b&gt;</title>"
       "<link href='/a'/><updated>2024-11-26T10:00:00+09:00</updated><author><name>J</name></author>"
       "<content type='xhtml'><div "
       "xmlns='http://www.w3.org/1999/xhtml'><p>One</p><p>T<b>wo</b></p></div></content></entry>"
       "</feed>",
       "Atom N | A bold: One\n\nTwo (https://n.example/a, 2024-11-26T01:00:00Z, J);"},
      {"<a:feed "
       "xmlns:a='http://www.w3.org/2005/Atom'><a:title>N</a:title><a:entry><a:id>1</a:id><a:title>A</a:title>"
       "<a:summary>5 &lt; 6</a:summary></a:entry></a:feed>",
       "Atom N | A: 5 < 6 (-, -, -);"},
      {"<feed version='0.3' "
       "xmlns='http://purl.org/atom/ns#'><title>Z</title><entry><title>A</title><issued>2004-05-06T07:08:09Z"
       "</issued><content type='text/html' mode='escaped'>&lt;p&gt;One&lt;/p&gt;</content></entry></feed>",
       "Atom Z | A: One (-, 2004-05-06T07:08:09Z, -);"},
      {R"({"version":"https://jsonfeed.org/version/1.1","title":"J","language":"en","home_page_url":"https://j.example/",
           "items":[{"id":7,"url":"/a","title":"A","content_text":"1 < 2 & so\n\non","date_published":"2024-11-26T10:00:00Z",
           "authors":[{"name":"X"},{"name":"Y"}]}]})",
       "JSON Feed J | A: 1 < 2 & so\n\non (https://j.example/a, 2024-11-26T10:00:00Z, X, Y);"},
      {R"({"version":"https://jsonfeed.org/version/1","title":"J","author":{"name":"X"},"items":[{"id":"1","content_html":"<p>H"}]})",
       "JSON Feed J | -: H (-, -, X);"},
  };
  for (const Row& row : rows) EXPECT_EQ(spell(read(row.input)), row.spelling) << row.input;
}

TEST(Feed, WhatIsNoFeedIsNamed) {
  const Row rows[] = {
      {"", "empty, not a feed"},
      {"<!DOCTYPE html><html><head><title>Hi</title><link rel=alternate type='application/rss+xml' "
       "href='../r.xml'>",
       "this is an HTML page, not a feed (titled \"Hi\"); it names this feed: https://feeds.example/r.xml"},
      {"Hello there", "neither XML nor JSON: begins with \"Hello there\"; not a feed"},
      {"<svg xmlns='x'><g/></svg>", "XML with the root <svg>, not a feed"},
      {"{\"a\":1}", "JSON, but not a JSON Feed"},
      {"%PDF-1.7", "this is a PDF document, not a feed"},
      {"\x1F\x8B\x08", "this is gzip data; unpack it first, not a feed"},
      {"<!DOCTYPE rss [<!ENTITY a 'aaa'><!ENTITY b "
       "'&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>",
       "declares entities"},
      {"<rss version='2.0'></rss>", "without a channel"},
  };
  for (const Row& row : rows)
    EXPECT_NE(spell(read(row.input)).find(row.spelling), std::string::npos) << spell(read(row.input));
}

TEST(Feed, DoctypeWithoutEntitiesIsFine) {
  EXPECT_EQ(
      spell(read("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://my.netscape.com/rss-0.91.dtd'>"
                 "<rss version='0.91'><channel><title>T</title></channel></rss>")),
      "RSS T |");
}

TEST(Feed, EncodingsAreAskedOfTheBytes) {
  const std::string word = "<rss version='2.0'><channel><title>Z\xC3\xBCrich</title></channel></rss>";
  const std::string latin = "<rss version='2.0'><channel><title>Z\xFCrich</title></channel></rss>";
  EXPECT_EQ(spell(read("<?xml version='1.0' encoding='iso-8859-1'?>" + word)), "RSS Zürich |");
  EXPECT_EQ(spell(read("<?xml version='1.0' encoding='iso-8859-1'?>" + latin)), "RSS Zürich |");
  EXPECT_EQ(spell(read(latin, "iso-8859-1")), "RSS Zürich |");
  EXPECT_EQ(spell(read("<?xml version='1.0' encoding='utf-8'?>" + latin)), "RSS Zürich |");
  EXPECT_EQ(spell(read("\xEF\xBB\xBF" + word)), "RSS Zürich |");
  EXPECT_EQ(read("<?xml version='1.0' encoding='iso-8859-1'?>" + word)->warnings.size(), 1u);
  std::string wide = "\xFF\xFE";
  for (const char c : latin) wide += c, wide += '\0';
  EXPECT_EQ(spell(read(wide)), "RSS Zürich |");
  EXPECT_EQ(spell(read(wide.substr(2))), "RSS Zürich |");
}

TEST(Feed, ControlBytesBecomeSpaces) {
  const auto feed =
      read(rss("<item><title>A\x01"
               "B</title></item>"));
  EXPECT_EQ(spell(feed), "RSS T | A B:  (-, -, -);");
  EXPECT_EQ(feed->warnings.size(), 1u);
}

TEST(Feed, CompleteItemsOfATruncatedFeedStay) {
  const std::string whole =
      rss("<item><title>A</title></item><item><title>B</title><description><![CDATA[<p>x</p></item>]]>"
          "</description></item>");
  const std::size_t second = whole.find("<item><title>B");
  for (std::size_t cut = second + 6; cut < whole.find("</channel>"); ++cut) {
    const auto feed = read(whole.substr(0, cut));
    ASSERT_TRUE(feed) << cut;
    const bool complete = cut >= whole.rfind("</item>") + 7;
    EXPECT_EQ(feed->items.size(), complete ? 2u : 1u) << whole.substr(0, cut);
    EXPECT_FALSE(feed->warnings.empty()) << cut;
    EXPECT_EQ(feed->items_lost, complete ? 0u : 1u);
  }
  const auto feed = read(whole.substr(0, second + 20));
  EXPECT_EQ(feed->warnings.back().place, fmt::format("https://feeds.example/a/feed.xml byte {}", second));
}

TEST(Feed, OneBrokenItemCostsOneItem) {
  const Row rows[] = {
      {"<item><title>A</title></item><item><title>B<br></title></item><item><title>C</title></item>", "AC"},
      {"<item><title>A</title></item><item><title>B</title><p x=1></p></item><item><title>C</title></item>",
       "AC"},
      {"<item><title>A</title></item><item><title>B</title><item><title>C</title></item>", "AC"},
      {"<item><title>A</title></item><item x=1><title>B</title></item><item><title>C</title></item>", "AC"},
      {"<item><title>A</title></i></item><item><title>C</title></item>", "C"},
      {"<item><title>A</title></item></b><item><title>C</title></item>", "AC"},
      {"<item/><item></item><item><title>C</title></item>", "C"},
  };
  for (const Row& row : rows) {
    const auto feed = read(rss(row.input));
    ASSERT_TRUE(feed) << feed.error().text();
    std::string titles;
    for (const news::Article& item : feed->items) titles += *item.title;
    EXPECT_EQ(titles, row.spelling) << row.input;
    EXPECT_FALSE(feed->warnings.empty()) << row.input;
  }
}

TEST(Feed, StrayMarkUpIsText) {
  EXPECT_EQ(spell(read(rss("<item><title>A & B < 5</title></item>"))), "RSS T | A & B < 5:  (-, -, -);");
}

TEST(Feed, TruncatedJsonKeepsItems) {
  const auto feed = read(
      R"({"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","title":"A]}"},{"id":"2","ti)");
  EXPECT_EQ(spell(feed), "JSON Feed J | A]}:  (-, -, -);");
  EXPECT_EQ(feed->items_lost, 1u);
}

TEST(Feed, NestingIsLimited) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  EXPECT_NE(spell(read(rss(deep))).find("nest deeper than 256"), std::string::npos);
}

TEST(Feed, IdsComeFromGuidThenLinkThenContent) {
  const auto id = [](const std::string& item) {
    return read(rss("<item>" + item + "</item>"))->items.at(0).id;
  };
  EXPECT_EQ(id("<guid>g</guid><title>A</title>"),
            id("<guid>g</guid><title>B</title><link>https://t.example/b</link>"));
  EXPECT_EQ(id("<link>https://t.example/b</link><title>A</title>"),
            id("<link>https://t.example/b</link><title>B</title>"));
  EXPECT_NE(id("<title>A</title>"), id("<title>B</title>"));
  const auto feed =
      read(rss("<item><guid>g</guid><title>A</title></item><item><guid>g</guid><title>B</title></item>"
               "<item><guid>g</guid><title>A</title></item>"));
  ASSERT_EQ(feed->items.size(), 2u);
  EXPECT_NE(feed->items[0].id, feed->items[1].id);
}

TEST(Feed, HintsAndPublisher) {
  const auto feed =
      read(rss("<ttl>30</ttl><skipHours><hour>5</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day>"
               "<day>Noday</day></skipDays><language>en-us</language><item><title>A</title>"
               "<source url='https://w.example'>Wire</source></item><item><title>B</title></item>"));
  EXPECT_EQ(feed->hints.minutes, 30);
  EXPECT_EQ(feed->hints.skip_hours, (std::vector<int>{2, 5}));
  EXPECT_EQ(feed->hints.skip_days, std::vector<std::string>{"Sunday"});
  EXPECT_EQ(feed->items[0].publisher, "Wire");
  EXPECT_EQ(feed->items[1].publisher, "T");
  EXPECT_EQ(feed->items[1].language, "en");
}

TEST(Feed, Languages) {
  for (const auto& [declared, tag] :
       {std::pair{"en-US", "en"}, {"English", "en"}, {"pt_BR", "pt"}, {"", ""}, {"x1", ""}}) {
    EXPECT_EQ(language_tag(declared).value_or(""), tag) << declared;
  }
}

TEST(Feed, OwnSamplesAreReadWhole) {
  const std::pair<const char*, std::size_t> samples[] = {
      {"agency.rss.xml", 21}, {"wire.atom.xml", 18}, {"archive.rdf", 15}, {"desk.feed.json", 18}};
  std::set<std::string> ids;
  for (const auto& [name, count] : samples) {
    const auto bytes = base::read_file(std::string(HERALD_SOURCE_DIR) + "/data/samples/" + name);
    ASSERT_TRUE(bytes) << bytes.error().text();
    const auto feed = read_feed(*bytes, {.place = name, .http_charset = ""});
    ASSERT_TRUE(feed) << feed.error().text();
    EXPECT_EQ(feed->items.size(), count) << name;
    EXPECT_TRUE(feed->warnings.empty()) << feed->warnings[0].text();
    for (const news::Article& item : feed->items) {
      EXPECT_GT(item.text.size(), 300u) << item.title.value_or("");
      EXPECT_TRUE(item.published && item.url && item.title && item.byline);
      EXPECT_EQ(item.text.find('<'), std::string::npos) << item.text;
      EXPECT_TRUE(ids.insert(item.id).second);
    }
  }
}

TEST(Encoding, Declarations) {
  EXPECT_EQ(declared_encoding("<?xml version=\"1.0\" encoding = 'Latin1' ?>"), "windows-1252");
  EXPECT_EQ(declared_encoding("<html><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_encoding("<meta http-equiv='Content-Type' content='text/html; charset=GBK'>"),
            "gb18030");
  EXPECT_EQ(declared_encoding("text"), std::nullopt);
  EXPECT_EQ(charset_of("text/xml; Charset=\"UTF-8\""), "utf-8");
  EXPECT_EQ(charset_of("text/xml"), "");
  EXPECT_EQ(to_utf8("\xCD\xCF\xD3\xCB\xD7\xC1", "koi8-r").text, "москва");
  EXPECT_EQ(to_utf8("\x1B$B$3\x1B(B", "iso-2022-jp").text, "こ");
  EXPECT_EQ(to_utf8("caf\xE9", "no-such-thing").text, "café");
  EXPECT_EQ(to_utf8("\xC3\xA9\xC3\xA9\xFF", "").text, "éé\xEF\xBF\xBD");
  EXPECT_EQ(to_utf8("\x93hi\x94", "iso-8859-1").text, "“hi”");
}

}  // namespace
}  // namespace herald::ingest
