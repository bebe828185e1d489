// Inner header of actor_check.cpp and actor_check_names.cpp: collects findings.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "lexicon/actor_check.h"

namespace herald::lexicon {

class Findings {
 public:
  explicit Findings(const ActorLexicon& actors);

  /// A row a finding is about.
  using Row = std::pair<std::uint32_t, std::uint32_t>;  ///< file, line
  /// Notes a finding at the first of `rows`; with project dictionaries at the first row of theirs, and not at
  /// all when none is.
  void add(FindingKind kind, std::initializer_list<Row> rows, std::string message);
  static Row row(const Origin& origin) { return {origin.file, origin.line}; }

  const ActorLexicon& actors() const { return actors_; }
  bool is_layer(std::uint32_t file) const { return file >= own_files_; }
  std::vector<Finding> take();

 private:
  const ActorLexicon& actors_;
  std::uint32_t own_files_ = 0;
  bool layered_ = false;
  std::vector<Finding> found_;
};

/// Names that cannot count, or count for somebody else (see FindingKind).
void check_names(Findings& findings);

}  // namespace herald::lexicon
