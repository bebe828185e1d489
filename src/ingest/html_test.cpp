#include "ingest/html.h"

#include <gtest/gtest.h>

#include <string>

namespace herald::ingest {
namespace {

struct Row {
  const char* input;
  const char* output;
};

TEST(Html, FragmentsBecomeParagraphs) {
  const Row rows[] = {
      {"", ""},
      {"Plain words", "Plain words"},
      {"Fish &amp; chips &#8212; &eacute;t&eacute;", "Fish & chips — été"},
      {"First line\n\nSecond  para &lt;x&gt;", "First line\n\nSecond para <x>"},
      {"<p>One &amp; two</p><p>Three</p>", "One & two\n\nThree"},
      {"<p>One<br>two</p>", "One\ntwo"},
      {"<p>One.<br>Two.<br><br>Three</p>", "One.\n\nTwo.\n\nThree"},
      {"a<br/><br/>b", "a\n\nb"},
      {"<ul><li>one<li>two</ul>after", "one\n\ntwo\n\nafter"},
      {"<table><tr><th>State<th>Vote</tr><tr><td>A</td><td>yes</td></tr></table>", "State | Vote\n\nA | yes"},
      {"<script>var a = '<p>no</p>';</script>yes<style>p{}</style>", "yes"},
      {"<figure><img src=x><figcaption>Caption</figcaption></figure><p>Text</p>", "Text"},
      {"<nav>Home</nav><aside>Ad</aside><form><label>Mail</label></form><p>Text</p>", "Text"},
      {"zero\xE2\x80\x8Bwidth and soft\xC2\xADhyphen", "zerowidth and softhyphen"},
      {"no&nbsp;break\xC2\xA0space", "no break space"},
      {"<p hidden>no</p><p style='display:none'>no</p><p>yes", "yes"},
      {"<b>bold</b><i> and</i> <a href=x>link</a>.", "bold and link."},
      {"<blockquote>Said <q>go</q></blockquote>", "Said “go”"},
      {"a < b and c > d", "a < b and c > d"},
      {"<p>unclosed <b>bold", "unclosed bold"},
      {"<![CDATA[x]]><p>y", "y"},
      {"&#0;&#xD800;&#x110000;ok", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDok"},
      {"<div><div>in</div>out</div>", "in\n\nout"},
  };
  for (const Row& row : rows) EXPECT_EQ(html_to_text(row.input), row.output) << row.input;
}

TEST(Html, OneLine) {
  EXPECT_EQ(html_to_line(" <b>Talks</b><br>in\nRome &amp; Bonn "), "Talks in Rome & Bonn");
}

TEST(Html, DeepNestingAndManyAttributesAreReadFlat) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  EXPECT_EQ(html_to_text(deep + "<p>One</p>two &amp; three"), "One\n\ntwo & three");
  std::string wide = "<p";
  for (int i = 0; i < 50000; ++i) wide += " a" + std::to_string(i) + "=1";
  EXPECT_EQ(html_to_text(wide + ">Text<script><p>no</script></p>"), "Text");
}

TEST(Html, UnclosedParagraphsAreNoNesting) {
  std::string page, paragraphs;
  for (int i = 0; i < 2000; ++i) page += "<p>x", paragraphs += i ? "\n\nx" : "x";
  EXPECT_EQ(html_to_text(page + "<nav>Home</nav>"), paragraphs);  // the flat reader would keep "Home"
}

TEST(Html, RepairsOfTheParserAreBounded) {
  std::string hostile;
  for (int i = 0; i < 20000; ++i) hostile += "<b></p>";
  EXPECT_EQ(html_to_text(hostile + "end"), "end");
}

TEST(Html, PageSaysWhatItIs) {
  const Page page = read_page(
      "<!doctype html><html lang='en-GB'><head><title>Talks | Gazette</title>"
      "<meta property='og:title' content='Talks in Rome'><meta property='og:site_name' content='Gazette'>"
      "<meta property='article:published_time' content='2024-11-26T10:00:00+01:00'>"
      "<meta name='author' content='Jane Doe'><link rel='canonical' href='https://gazette.example/talks'>"
      "<link rel='alternate' type='application/rss+xml' href='/rss.xml'></head>"
      "<body><header>Gazette</header><nav>Home</nav><article><h1>Talks in Rome</h1><p>They met.</p>"
      "<div class='related-links'><p>Other news</p></div><p>They left.</p></article>"
      "<aside><p>Advert that is much longer than the story itself, as adverts are.</p></aside>"
      "<footer>All rights reserved</footer></body></html>");
  EXPECT_EQ(page.title, "Talks in Rome");
  EXPECT_EQ(page.publisher, "Gazette");
  EXPECT_EQ(page.author, "Jane Doe");
  EXPECT_EQ(page.url, "https://gazette.example/talks");
  EXPECT_EQ(page.language, "en-GB");
  EXPECT_EQ(page.published->text(), "2024-11-26T09:00:00Z");
  EXPECT_EQ(page.feeds, std::vector<std::string>{"/rss.xml"});
  EXPECT_EQ(page.text, "They met.\n\nThey left.");
}

TEST(Html, PageWithoutMarkUpGivesItsParagraphs) {
  const Page page =
      read_page("<title>T</title><div><p>Menu</div><div><p>The long story is here.<p>It goes on.</div>");
  EXPECT_EQ(page.title, "T");
  EXPECT_EQ(page.text, "The long story is here.\n\nIt goes on.");
}

}  // namespace
}  // namespace herald::ingest
