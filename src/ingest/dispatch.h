// The furniture of a wire story - dateline, byline, credits, notices - found and marked, so that nothing of
// it is coded as news. The text itself is never changed: spans say which bytes are not sentences to code.
//
//   article.text = "KHARTOUM, Sudan (AP) \u2014 Soldiers left. (Reporting by A. Desk; editing by B. Proof)";
//   mark_furniture(article);
//   article.dateline    // place "KHARTOUM, Sudan", agency "AP"
//   article.agency      // "AP"
//   article.notices     // "(Reporting by A. Desk; editing by B. Proof)"
//   article.not_coded   // [0,27) and the credit
//
// An ordinary sentence is no dateline: "LONDON is ...", "NATO, founded in 1949, ...". Where the evidence is
// thin (no agency, no date) the place must be in capitals, the dash be there and a new sentence begin behind
// it. Pure functions, thread safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "news/article.h"

namespace herald::ingest {

/// A dateline at the start of a paragraph: its parts, and how many bytes it takes with the dash and the
/// spaces behind.
struct FoundDateline {
  news::Dateline dateline;
  std::size_t size = 0;
};

/// The dateline `paragraph` begins with. With `sure_only`, one without agency and date does not count.
std::optional<FoundDateline> find_dateline(std::string_view paragraph, bool sure_only = false);

/// True for the name or abbreviation of a news agency, in any case ("Reuters", "afp", "AFP/Reuters").
bool is_agency(std::string_view name);

enum class Furniture {
  kNone,
  kNotice,  ///< copyright, correction, "auto-generated from a syndicated feed"
  kCredit,  ///< who reported, edited, contributed
  kAgency,  ///< a paragraph that only names an agency
  kByline,  ///< "By Jane Doe"
  kPhoto,   ///< picture caption credit
  kPromo,   ///< "Read more: ...", "Sign up for our newsletter"
  kDate,    ///< a paragraph that is only a date
  kRule     ///< "###", "-30-", "* * *"
};

/// What a whole paragraph or line is; `whole` is false for a sentence within a paragraph, where only the
/// wordings that no news sentence has count.
Furniture classify_furniture(std::string_view unit, bool whole);

/// Fills dateline, agency, byline, notices and not_coded of `article` from its text. Fields that are set
/// stay; what the text repeats is marked all the same. Marking twice changes nothing.
void mark_furniture(news::Article& article);

}  // namespace herald::ingest
