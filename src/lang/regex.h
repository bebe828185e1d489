// One compiled regular expression on PCRE2 with JIT: Unicode classes, no check of the input's UTF-8 (the
// caller has repaired it), bounded work. Where the bound is hit the answer is "no match": hostile input
// cannot crash or hang.
//
//   auto pattern = Regex::compile("^n'?t$");
//   RegexScratch scratch;
//   if (auto found = pattern->search("n't", 0, scratch)) use(found->begin, found->end);
//
// A Regex is immutable and shared by threads; a RegexScratch belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace herald::lang {

/// Match memory and the JIT's stack.
class RegexScratch {
 public:
  RegexScratch();
  RegexScratch(RegexScratch&&) noexcept;
  RegexScratch& operator=(RegexScratch&&) noexcept;
  ~RegexScratch();

 private:
  friend class Regex;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

class Regex {
 public:
  /// A match: bytes [begin, end) of the subject.
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  enum class Where { kAnywhere, kAtOffset };

  /// With kAtOffset a match must begin where the search begins (Python's `match`). An Error of kind kModel
  /// has PCRE2's words and the pattern's beginning.
  static base::Result<Regex> compile(std::string_view pattern, Where where = Where::kAnywhere);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// First match at or after byte `from` of `subject`, which is seen whole by look-behinds and `^`.
  /// `refuse_empty_at_start` skips an empty match at `from` itself.
  std::optional<Match> search(std::string_view subject, std::size_t from, RegexScratch& scratch,
                              bool refuse_empty_at_start = false) const;

 private:
  struct Code;
  explicit Regex(std::unique_ptr<Code> code);
  std::unique_ptr<Code> code_;
};

}  // namespace herald::lang
