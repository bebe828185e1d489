#include "lang/spacy_config.h"

#include "base/text.h"

namespace herald::lang {
namespace {

constexpr int kMaxReferences = 8;

}  // namespace

std::optional<base::JsonValue> SpacyConfig::value(const std::string& section, const std::string& key) const {
  std::string at_section = section;
  std::string at_key = key;
  for (int hop = 0; hop < kMaxReferences; ++hop) {
    const auto found = sections_.find(at_section);
    if (found == sections_.end()) return std::nullopt;
    const auto entry = found->second.find(at_key);
    if (entry == found->second.end()) return std::nullopt;
    const std::string& raw = entry->second;
    if (raw.size() > 3 && raw.starts_with("${") && raw.back() == '}') {
      const std::string name = raw.substr(2, raw.size() - 3);
      const std::size_t cut = name.find(':') == std::string::npos ? name.rfind('.') : name.find(':');
      if (cut == std::string::npos) return std::nullopt;
      at_section = name.substr(0, cut);
      at_key = name.substr(cut + 1);
      continue;
    }
    base::Result<base::JsonValue> parsed = base::parse_json(raw, "config.cfg");
    if (!parsed) return std::nullopt;
    return *parsed;
  }
  return std::nullopt;
}

std::optional<std::string> SpacyConfig::text(const std::string& section, const std::string& key) const {
  const std::optional<base::JsonValue> found = value(section, key);
  if (!found || !found->is_string()) return std::nullopt;
  return found->string;
}

std::optional<std::int64_t> SpacyConfig::number(const std::string& section, const std::string& key) const {
  const std::optional<base::JsonValue> found = value(section, key);
  if (!found || !found->is_number() || found->number < -1e9 || found->number > 1e9) return std::nullopt;
  return static_cast<std::int64_t>(found->number);
}

std::optional<bool> SpacyConfig::flag(const std::string& section, const std::string& key) const {
  const std::optional<base::JsonValue> found = value(section, key);
  if (!found || found->kind != base::JsonValue::Kind::kBool) return std::nullopt;
  return found->boolean;
}

std::vector<std::string> SpacyConfig::list(const std::string& section, const std::string& key) const {
  std::vector<std::string> out;
  const std::optional<base::JsonValue> found = value(section, key);
  if (!found) return out;
  for (const base::JsonValue& item : found->items) {
    if (item.is_string()) out.push_back(item.string);
  }
  return out;
}

base::Result<SpacyConfig> read_spacy_config(std::string_view text, const std::string& place) {
  SpacyConfig config;
  std::string section;
  std::string key;
  std::size_t number = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    ++number;
    const std::string_view trimmed = base::trim(line);
    if (trimmed.empty() || trimmed.front() == '#' || trimmed.front() == ';') continue;
    if (trimmed.front() == '[' && trimmed.back() == ']' && line.front() == '[') {
      section = std::string(trimmed.substr(1, trimmed.size() - 2));
      config.sections_[section];
      key.clear();
      continue;
    }
    const bool continued = (line.front() == ' ' || line.front() == '\t') && !key.empty();
    const std::size_t equals = trimmed.find('=');
    if (continued) {
      config.sections_[section][key] += std::string(trimmed);
    } else if (equals == std::string_view::npos || section.empty()) {
      return base::Error{base::ErrorKind::kModel, "expected [section] or key = value",
                         place + ":" + std::to_string(number)};
    } else {
      key = std::string(base::trim(trimmed.substr(0, equals)));
      config.sections_[section][key] = std::string(base::trim(trimmed.substr(equals + 1)));
    }
  }
  return config;
}

}  // namespace herald::lang
