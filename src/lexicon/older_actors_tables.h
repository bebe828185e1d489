// Entries of an older dictionary written as tables of ours. Inner header of older_actors.cpp.
// An OlderTables serves one dictionary on one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "lexicon/older_actors.h"

namespace herald::lexicon {

/// A name as it stands in the file.
struct OlderName {
  std::string text;
  std::uint32_t line = 0;
  std::optional<std::string> plural;  ///< given in braces, empty for none; without value the regular one
};

/// A code; it holds on from <= day < to. An empty one says: no actor.
struct OlderCode {
  std::string code;
  bool agent = false;
  std::optional<base::Date> from, to;

  bool dated() const { return from || to; }
};

struct OlderEntry {
  std::uint32_t line = 0;
  std::vector<OlderName> names;
  std::vector<OlderCode> codes;
};

struct OlderSet {
  std::uint32_t line = 0;
  std::vector<std::string> members;
};

/// A name or member with its sets written out; plural when the last set it holds is.
struct OlderForm {
  std::string text;
  bool plural = false;
};

class OlderTables {
 public:
  OlderTables(std::string path, const std::map<std::string, OlderSet>& sets, OlderActors& out)
      : path_(std::move(path)), sets_(sets), out_(out) {}

  /// Checks every set, also one that no name uses.
  base::Result<void> check_sets();
  base::Result<void> add(const OlderEntry& entry);
  /// Hands the tables over to the OlderActors.
  void finish();

 private:
  using Forms = std::vector<OlderForm>;

  base::Error fault(std::uint32_t line, std::string message) const;
  void note(std::uint32_t line, std::string message);
  /// The members of a set with the sets in them written out.
  base::Result<const Forms*> members(const std::string& name, std::uint32_t line, int depth);
  /// `text` with its sets written out, in the order of their members.
  base::Result<Forms> expand(std::string_view text, std::uint32_t line, int depth);
  /// The forms of a name that can be found in a text, spaces between the words.
  base::Result<Forms> usable(const OlderName& name);
  base::Result<void> add_bodies(const OlderEntry& entry, const Forms& names);
  base::Result<void> add_roles(const OlderEntry& entry, const std::vector<Forms>& names);
  void add_nothing(const OlderEntry& entry, const Forms& names);
  void role_row(std::string_view code, std::string_view singular, std::string_view plural,
                std::string_view kind, std::uint32_t line);
  /// The plural in a name's braces as far as it can be found in a text.
  std::string given_plural(const OlderName& name);
  base::Result<void> check_size(std::uint32_t line) const;

  std::string path_;
  const std::map<std::string, OlderSet>& sets_;
  std::map<std::string, Forms> resolved_;
  OlderActors& out_;
  std::string bodies_, roles_, nothing_;
};

}  // namespace herald::lexicon
