#include "actor_text.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace herald::tests {
namespace {

/// "10-13 IRN+OMN definite 'Name'", the marks of a passage.
std::string spell(const ActorMark& mark) {
  std::string out = std::to_string(mark.span.begin) + "-" + std::to_string(mark.span.end) + " ";
  std::vector<std::string> actors;
  for (const auto& codes : mark.actors) actors.push_back(base::join(codes, "/"));
  out += (mark.unknown() ? "-" : base::join(actors, "+")) + " " + mark.kind;
  return mark.name.empty() ? out : out + " '" + mark.name + "'";
}

const char* const kTwo = R"(# what it is about
== talks-01
date: 2023-05-12
dateline: MUSCAT
publisher: Gulf Desk
note: hard

{Badr Albusaidi|OMNGOV|person|Badr Albusaidi} met
{the two
sides|IRN+OMN|definite}.

{Jane Doe|-|unknown} left {Curaçao|CUW/NLD|state}.

== talks-02
known-wrong: too hard
dictionary: invented
date: 2023-05-13

Nobody.
)";

TEST(ActorText, ReadsHeadTextAndMarks) {
  const auto got = parse_passages(kTwo, "x.txt");
  ASSERT_TRUE(got) << got.error().text();
  ASSERT_EQ(got->size(), 2u);
  const Passage& first = (*got)[0];
  EXPECT_EQ(first.id, "talks-01");
  EXPECT_EQ(first.line, 2u);
  EXPECT_EQ(first.date.text(), "2023-05-12");
  EXPECT_EQ(first.dateline + "/" + first.publisher + "/" + first.note, "MUSCAT/Gulf Desk/hard");
  EXPECT_FALSE(first.known_wrong() || first.invented);
  EXPECT_EQ(first.text, "Badr Albusaidi met the two sides.\n\nJane Doe left Curaçao.");
  std::vector<std::string> marks;
  for (const ActorMark& mark : first.marks) marks.push_back(spell(mark));
  EXPECT_EQ(marks, (std::vector<std::string>{"0-14 OMNGOV person 'Badr Albusaidi'", "19-32 IRN+OMN definite",
                                             "35-43 - unknown", "49-57 CUW/NLD state"}));
  const Passage& second = (*got)[1];
  EXPECT_EQ(second.known_wrong_line, 15u);
  EXPECT_EQ(second.reason, "too hard");
  EXPECT_TRUE(second.invented && second.marks.empty());
  EXPECT_EQ(second.text, "Nobody.");
}

TEST(ActorText, BareKnownWrong) {
  const auto got = parse_passages("== a\ndate: 2023-05-12\nknown-wrong\n\nText.", "x");
  ASSERT_TRUE(got);
  EXPECT_EQ((*got)[0].known_wrong_line, 3u);
}

TEST(ActorText, SaysWhereTheNotationIsBroken) {
  const std::string head = "== a\ndate: 2023-05-12\n\n";
  const std::pair<std::string, std::string> table[] = {
      {"text", "x:1: a passage begins"},
      {"== a\ndate: 2023-05-12\n", "x:1: passage a has no text"},
      {"== a\n\nText.", "x:1: passage a has no date"},
      {"== a\ndate: 2023-02-30\n\nText.", "x:2: no date"},
      {"== a\ndate: 2023-05-12\ntext: b\n", "x:3: unknown head line \"text\""},
      {"== a\ndate: 2023-05-12\nText.\n", "x:3: expected \"key: value\""},
      {"== a\ndictionary: real\n", "x:2: unknown dictionary"},
      {head + "A.\n\n== a\n", "x:6: a stands in line 1 already"},
      {head + "One\n{Iran|IRN}.", "x:5: expected {span|CODE|kind}"},
      {head + "{Iran |IRN|state}.", "x:4: a span"},
      {head + "{Iran|IRN|statee}.", "x:4: unknown kind \"statee\", state?"},
      {head + "{Iran|Iran|state}.", "x:4: no code"},
      {head + "{Iran|IRN+|state}.", "x:4: no code"},
      {head + "{Iran|-|state}.", "x:4: code - goes with kind unknown"},
      {head + "{Iran|IRN|unknown}.", "x:4: kind unknown goes with code -"},
      {head + "{Ali|IRN|person|}.", "x:4: the name is empty"},
      {head + "{Iran|IRN|state.", "x:4: { without }"},
      {head + "Iran|IRN|state}.", "x:4: } without {"},
      {head + "{the {Iran|IRN|state} deal|IRN|state}.", "x:4: a mark within a mark"},
      {head + "{the\n\ndeal|IRN|state}.", "x:4: a mark runs across"},
      {"\xff", "x: not UTF-8"}};
  for (const auto& [bytes, message] : table) {
    const auto got = parse_passages(bytes, "x");
    ASSERT_FALSE(got) << bytes;
    EXPECT_TRUE(got.error().text().starts_with(message)) << got.error().text() << " not " << message;
  }
}

}  // namespace
}  // namespace herald::tests
