// Actor and agent dictionaries of TABARI, PETRARCH and PETRARCH2, read as they are.
//
//   Result<OlderActors> read = read_older_actors("my.actors.txt", text);
//   read->tables;  // "#code\tname\tnames\t…" and its rows, as a file of ours
//   read->notes;   // line 17: the name is left out: a letter of it is lost
//
// What is read:
//
//   # comment   ; comment   <!-- comment, over several lines -->
//   ELBONIA_  [ELB]                  a name and its code; words are joined by _ or a space
//   +ELBONIAN_                       another name of the entry above
//   GENERAL_MUDD_                    codes on lines of their own, the first that holds on the day counts
//     [ELBMIL 890401-950630]         first and last day, as YYMMDD (30 and above is 19xx) or YYYYMMDD;
//     [ELBGOV >19950701]             from that day on (a date without a sign is read so too, and noted);
//     [ELBREB <890401]               until the day before; month 00 is the year, day 00 the month
//     [ELB]                          on all other days
//   MUD_SEA  [---]                   no actor, nor is what stands inside the name; [], [+++], [###] are the
//   same !CREW! = CREWMAN, CREWMEN        a set: !CREW! inside a name stands for each of its members
//   GOOSE_HERD {GEESE_HERDS} [~AGR]  an agent: '~' is the country's code; {} has no plural, without braces
//   the
//                                    regular one is made
//
// Pure function of its arguments; safe on any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::lexicon {

/// What was left out of a dictionary or read by a guess, and why.
struct OlderNote {
  std::uint32_t line = 0;
  std::string message;
};

struct OlderActors {
  /// The same actors as tables of ours (see data/actors/README.md), each with its header line, the empty ones
  /// left out: bodies (code, name, names, from, to, case, line; case is `any`, an entry with several codes is
  /// several rows, the one without dates last), roles (code, singular, plural, kind, office, needs, line) and
  /// names that are no actors (name, why, line), these as written and in the capitals of running text.
  std::vector<std::string> tables;
  std::vector<OlderNote> notes;                             ///< by line
  std::size_t entries = 0, names = 0, codes = 0, sets = 0;  ///< what was read; names with sets written out
};

/// A slip that touches one name or one code is noted and the rest is read: an entry without a code, a date
/// with a digit too many or too few, a period that ends before it begins, a name with a lost letter, a code
/// in small letters (read in capitals), a code that '}' ends. An error with `path` and line is whatever says
/// that the text is not what it seems: a code of other signs than letters and digits, a bracket that is not
/// closed, an impossible date, a '+' line without an entry, a set that is not defined or contains itself, a
/// name longer than 300 bytes, verb patterns, and a text of which more is left out than read.
base::Result<OlderActors> read_older_actors(const std::string& path, std::string_view text);

}  // namespace herald::lexicon
