// spaCy's config.cfg: INI sections whose values are JSON or references "${section:key}".
//
//   Result<SpacyConfig> config = read_spacy_config(text, path);
//   config->text("components.ner.model", "@architectures")  -> "spacy.TransitionBasedParser.v2"
//
// Values; safe to share once read.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace herald::lang {

class SpacyConfig {
 public:
  /// The value, with a reference followed; nothing when the section or key is absent.
  std::optional<base::JsonValue> value(const std::string& section, const std::string& key) const;
  std::optional<std::string> text(const std::string& section, const std::string& key) const;
  std::optional<std::int64_t> number(const std::string& section, const std::string& key) const;
  std::optional<bool> flag(const std::string& section, const std::string& key) const;
  /// A list of strings, or of anything else as no strings.
  std::vector<std::string> list(const std::string& section, const std::string& key) const;

 private:
  friend base::Result<SpacyConfig> read_spacy_config(std::string_view text, const std::string& place);
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

base::Result<SpacyConfig> read_spacy_config(std::string_view text, const std::string& place);

}  // namespace herald::lang
