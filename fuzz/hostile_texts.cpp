#include "hostile_texts.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"

namespace herald::fuzz {
namespace {

std::string repeated(std::string_view unit, std::size_t size) {
  std::string out;
  while (out.size() < size) out += unit;
  return out;
}

/// SplitMix64, so that every machine makes the same texts.
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

/// Every `step`th code point of one plane, in words of eight, with a sentence around now and then.
std::string plane(char32_t number, char32_t step) {
  std::string out;
  std::size_t count = 0;
  for (char32_t low = 0; low < 0x10000; low += step) {
    const char32_t point = number << 16 | low;
    if (point >= 0xD800 && point < 0xE000) continue;
    base::append_utf8(out, point);
    if (++count % 8 == 0) out += ' ';
    if (count % 64 == 0) out += "said Freedonia attacked Sylvania. ";
  }
  return out;
}

void add_unicode(std::vector<HostileText>& out) {
  for (char32_t number = 0; number <= 16; ++number) {
    out.push_back({"plane " + std::to_string(number), plane(number, number == 0 ? 5 : 61)});
  }
  out.push_back({"the first 4096 code points", [] {
                   std::string text;
                   for (char32_t point = 0; point < 0x1000; ++point) base::append_utf8(text, point);
                   return text;
                 }()});
  for (const char32_t point : {0x200BU, 0x200CU, 0x200DU, 0x2060U, 0xFEFFU, 0x00ADU, 0x202EU, 0x0301U}) {
    std::string mark;
    base::append_utf8(mark, point);
    out.push_back({"invisible U+" + std::to_string(point), repeated(mark, 3000)});
    std::string text;
    for (const char letter : std::string_view("Iran's president condemned the Turkish attack on Monday.")) {
      text += mark + letter;
    }
    out.push_back({"between letters U+" + std::to_string(point), text});
  }
  out.push_back(
      {"emoji",
       repeated("👩‍👩‍👧‍👦👍🏽🇩🇪🏴\U000E0067\U000E0062\U000E0065\U000E006E"
                "\U000E0067\U000E007F☹️1️⃣",
                6000)});
  out.push_back({"noncharacters", repeated("\uFFFE\uFFFF\U0001FFFE \U0010FFFF x", 2000)});
  out.push_back({"stacked marks", "a" + repeated("\u0301\u0323\u0489", 20000) + " said."});
  out.push_back({"right to left", repeated("قال الرئيس إن \u202e Freedonia \u202c أدان הודיע כי. ", 3000)});
}

void add_long(std::vector<HostileText>& out) {
  for (const char* unit :
       {"a", "A", "é", "😀", "a.", "a-", "1,", "'", "n't", "a@", "://a.b", "http://a.b/", "\u2026"}) {
    out.push_back(
        {std::string("a word of 100 kB of ") + unit, repeated(unit, unit[1] == 0 ? 100'000 : 10'000)});
  }
  for (const char* unit : {"(", ")", "[{(<", "\"", "\u201c", "((a) ", "\"'", "- ", ". ", "? ! "}) {
    out.push_back({std::string("only ") + unit, repeated(unit, 2000)});
  }
  for (const char* unit : {" ", "\n", "\t", "\r\n", "\n\n", "\u00a0", "\u2028", "\v\f", " \n"}) {
    out.push_back({"only white space", repeated(unit, 20'000)});
    out.push_back(
        {"white space between", "Iran" + repeated(unit, 300) + "condemned" + repeated(unit, 300) + "it."});
  }
  out.push_back({"a sentence without end", repeated("and the president of Freedonia said that ", 15'000)});
  out.push_back({"a chain of of", repeated("the ally of the minister of ", 3'000)});
  out.push_back({"only names", repeated("Iran Iraq Israel U.N. Mr. Xi ", 3'000)});
  out.push_back({"only pronouns", repeated("He said she said they would. ", 3'000)});
  out.push_back(
      {"only dates",
       repeated("on Monday 31 February 2024 at 25:61 last 99999999999999999999 years ago ", 3'000)});
}

void add_broken(std::vector<HostileText>& out) {
  out.push_back({"nothing", ""});
  out.push_back({"NULs", std::string(3000, '\0')});
  out.push_back({"NULs between", std::string("Iran\0 attacked\0\0 Iraq.\0", 23)});
  out.push_back({"lone continuation bytes", repeated("\x80\xbf a ", 1000)});
  out.push_back({"overlong and surrogates",
                 repeated("\xc0\xaf \xe0\x80\xaf \xed\xa0\x80\xed\xb0\x80 \xf8\x88\x80\x80\x80 ", 1000)});
  out.push_back({"beyond U+10FFFF", repeated("\xf4\x90\x80\x80 \xff\xfe said ", 1000)});
  out.push_back({"cut characters", repeated("\xf0\x9f\x98 Iran \xe2\x82 attacked \xc3", 1000)});
  std::uint64_t state = 20241126;
  for (int i = 0; i < 4; ++i) {
    std::string bytes;
    for (int n = 0; n < 1200; ++n) bytes += static_cast<char>(next_random(state) & 0xFF);
    out.push_back({"random bytes " + std::to_string(i), bytes});
    std::string ascii;
    for (int n = 0; n < 1200; ++n) ascii += static_cast<char>(next_random(state) % 0x60 + 0x20);
    out.push_back({"random ASCII " + std::to_string(i), ascii});
  }
  static constexpr std::string_view kWords[] = {
      "Iran ",        "Turkey's ",   "president ", "said ",       "attacked ", "would ",
      "not ",         "\"",          ", ",         ".\n\n",       "that ",     "on Monday ",
      "(AP) \u2014 ", "WASHINGTON ", "it ",        "threatened ", "to ",       "\xff",
      "U.S. ",        "talks ",      "with ",      "; ",          "3,000 ",    "troops "};
  for (int i = 0; i < 3; ++i) {
    std::string text;
    while (text.size() < 2500) text += kWords[next_random(state) % std::size(kWords)];
    out.push_back({"news words in any order " + std::to_string(i), text});
  }
}

}  // namespace

std::vector<HostileText> hostile_texts() {
  std::vector<HostileText> out;
  add_unicode(out);
  add_long(out);
  add_broken(out);
  return out;
}

}  // namespace herald::fuzz
