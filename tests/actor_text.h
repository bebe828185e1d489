// Reads passages whose actor mentions are marked by hand: data/gold/actors/*.txt and tests/actors/*.case, in
// the notation of data/gold/actors/README.md.
//
//   == talks-01
//   date: 2023-05-12
//
//   {The two countries|IRN+OMN|definite} met {him|OMNGOV/OMN|pronoun}.
//
// gives the text "The two countries met him." with two marks. Lines of a paragraph are joined by a space,
// paragraphs are a blank line apart. A line that begins with '#' is a comment. Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "news/sentence.h"

namespace herald::tests {

/// The kinds of marks, in the order of the README.
const std::vector<std::string>& mark_kinds();

/// One marked phrase: every actor it stands for, each with the codes that are right for it.
struct ActorMark {
  news::Span span;                               ///< bytes of Passage::text
  std::vector<std::vector<std::string>> actors;  ///< "IRN+OMN" are two, "A/B" one of two codes; empty for "-"
  std::string kind, name;

  bool unknown() const { return actors.empty(); }
};

struct Passage {
  std::string id, file, publisher, dateline, note, reason;  ///< reason: why it is known to be wrong
  std::size_t line = 0;                                     ///< of "== id"
  std::size_t known_wrong_line = 0;                         ///< 0 when it is to be right
  base::Date date;
  bool invented = false;         ///< "dictionary: invented"
  std::string text;              ///< without the marks
  std::vector<ActorMark> marks;  ///< by place in the text

  bool known_wrong() const { return known_wrong_line != 0; }
};

/// The passages of `bytes`. What does not follow the notation is an error at "file:line".
base::Result<std::vector<Passage>> parse_passages(std::string_view bytes, const std::string& file);
/// The same for a file.
base::Result<std::vector<Passage>> read_passages(const std::string& path);

}  // namespace herald::tests
