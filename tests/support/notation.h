// Sentences built by hand, one token after the other: `word/TAG/dep>head`, heads counted from 0, a root being
// its own head; optionally `word=lemma/TAG/dep>head/LABEL` with the label of the entity the token is in
// (neighbours with one label are one entity). The part of speech follows from the tag. Without a lemma the word
// in lower case stands for it. Tokens are set apart by one space in the text, but none stands before
// , . ; : ' 's n't ) and around a hyphen.
//
//   news::Sentence s = tests::sentence("Police/NNS/nsubj>1 fled=flee/VBD/ROOT>1 ././punct>1", text);
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "news/sentence.h"

namespace herald::tests {

inline bool sticks_to_left(std::string_view word) {
  return word == "," || word == "." || word == ";" || word == ":" || word == "'" || word == "'s" ||
         word == "n't" || word == ")" || word == "-";
}

/// The part of speech that goes with a tag, as spaCy's English pipelines mostly have it.
inline news::Pos pos_of_tag(news::Tag tag, news::Dep dep) {
  using news::Dep, news::Pos, news::Tag;
  switch (tag) {
    case Tag::kMD: return Pos::kAUX;
    case Tag::kVB: case Tag::kVBD: case Tag::kVBG: case Tag::kVBN: case Tag::kVBP: case Tag::kVBZ:
      return dep == Dep::kAux || dep == Dep::kAuxpass ? Pos::kAUX : dep == Dep::kAmod ? Pos::kADJ : Pos::kVERB;
    case Tag::kNN: case Tag::kNNS: return Pos::kNOUN;
    case Tag::kNNP: case Tag::kNNPS: return Pos::kPROPN;
    case Tag::kJJ: case Tag::kJJR: case Tag::kJJS: case Tag::kAFX: return Pos::kADJ;
    case Tag::kRB: case Tag::kRBR: case Tag::kRBS: return dep == Dep::kNeg ? Pos::kPART : Pos::kADV;
    case Tag::kIN: return dep == Dep::kMark ? Pos::kSCONJ : Pos::kADP;
    case Tag::kRP: return Pos::kADP;
    case Tag::kTO: case Tag::kPOS: return Pos::kPART;
    case Tag::kCD: return Pos::kNUM;
    case Tag::kDT: case Tag::kPDT: return Pos::kDET;
    case Tag::kPRP: case Tag::kPRPS: case Tag::kWP: case Tag::kWDT: case Tag::kEX: return Pos::kPRON;
    case Tag::kCC: return Pos::kCCONJ;
    case Tag::kWRB: return Pos::kSCONJ;
    case Tag::kComma: case Tag::kPeriod: case Tag::kColon: case Tag::kHYPH: case Tag::kOpenQuote: case Tag::kCloseQuote:
      return Pos::kPUNCT;
    default: return Pos::kX;
  }
}

/// One token of the notation, without its span.
inline news::Token token_of(const std::vector<std::string_view>& fields) {
  news::Token token;
  const std::string_view dep = fields[2].substr(0, fields[2].find('>'));
  const auto tag = news::tag_of(fields[1]);
  const auto label = news::dep_of(dep);
  base::check(tag.has_value(), "unknown tag in a hand-made sentence");
  base::check(label.has_value(), "unknown dependency in a hand-made sentence");
  token.tag = *tag;
  token.dep = *label;
  token.pos = pos_of_tag(*tag, *label);
  token.head = static_cast<std::uint32_t>(std::atoi(std::string(fields[2].substr(dep.size() + 1)).c_str()));
  return token;
}

/// The sentence of a line of the notation; its words are appended to `text`, spans point there.
inline news::Sentence sentence(std::string_view line, std::string& text) {
  news::Sentence out;
  if (!text.empty()) text += ' ';
  out.span.begin = static_cast<std::uint32_t>(text.size());
  bool glue = true;
  for (const std::string_view item : base::split(line, ' ')) {
    if (item.empty()) continue;
    const auto fields = base::split(item, '/');
    base::check(fields.size() >= 3, "a token is word/TAG/dep>head");
    const std::string_view word = fields[0].substr(0, fields[0].find('='));
    news::Token token = token_of(fields);
    token.lemma = word.size() < fields[0].size() ? std::string(fields[0].substr(word.size() + 1))
                                                 : base::ascii_lower(word);
    const bool space = !glue && !sticks_to_left(word);
    if (space) text += ' ';
    if (!out.tokens.empty()) out.tokens.back().space_after = space;
    token.span = {static_cast<std::uint32_t>(text.size()),
                  static_cast<std::uint32_t>(text.size() + word.size())};
    text += word;
    glue = word == "-";
    const auto index = static_cast<std::uint32_t>(out.tokens.size());
    if (fields.size() > 3) {
      const auto label = news::entity_label_of(fields[3]);
      base::check(label.has_value(), "unknown entity label in a hand-made sentence");
      const bool joins =
          !out.entities.empty() && out.entities.back().end == index && out.entities.back().label == *label;
      if (joins)
        ++out.entities.back().end;
      else
        out.entities.push_back({index, index + 1, *label});
    }
    out.tokens.push_back(std::move(token));
  }
  out.tokens.front().sentence_start = true;
  out.span.end = static_cast<std::uint32_t>(text.size());
  out.link();
  return out;
}

}  // namespace herald::tests
