#include "lang/text_package.h"

#include <msgpack.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <unordered_map>

#include "base/file.h"
#include "base/hash.h"
#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

using msgpack::object;
using msgpack::type::object_type;

/// A wrong shape inside a file; becomes an Error at the edge of this file.
struct BadShape {
  std::string what;
};

constexpr std::size_t kFileLimit = std::size_t{64} << 20;

std::string_view text(const object& value, const char* what) {
  if (value.type != object_type::STR) throw BadShape{std::string(what) + " is not a string"};
  return {value.via.str.ptr, value.via.str.size};
}

std::span<const object> items(const object& value, const char* what) {
  if (value.type != object_type::ARRAY) throw BadShape{std::string(what) + " is not a list"};
  return {value.via.array.ptr, value.via.array.size};
}

std::span<const msgpack::object_kv> members(const object& value, const char* what) {
  if (value.type != object_type::MAP) throw BadShape{std::string(what) + " is not a map"};
  return {value.via.map.ptr, value.via.map.size};
}

std::uint64_t number(const object& value, const char* what) {
  if (value.type != object_type::POSITIVE_INTEGER) throw BadShape{std::string(what) + " is not a number"};
  return value.via.u64;
}

const object* member(const object& map, std::string_view name) {
  for (const msgpack::object_kv& entry : members(map, "the file")) {
    if (entry.key.type == object_type::STR && text(entry.key, "a key") == name) return &entry.val;
  }
  return nullptr;
}

/// Reads `path` and hands its tree to `convert`; what that throws becomes an Error with the path.
template <typename T>
base::Result<T> convert_file(const std::string& path, const std::function<T(const object&)>& convert) {
  auto bytes = base::read_file(path, kFileLimit);
  if (!bytes) return bytes.error();
  const auto bad = [&](const std::string& what) { return base::Error{base::ErrorKind::kModel, what, path}; };
  try {
    const std::size_t n = bytes->size();
    const msgpack::unpack_limit limit(n, n, n, n, 0, 16);
    const msgpack::object_handle handle = msgpack::unpack(bytes->data(), n, nullptr, nullptr, limit);
    return convert(handle.get());
  } catch (const BadShape& shape) {
    return bad(shape.what);
  } catch (const std::exception& failure) {
    return bad(std::string("not readable as msgpack: ") + failure.what());
  }
}

/// Python's spelling of a pattern in PCRE2's: \uXXXX and \UXXXXXXXX become \x{...}, a leading (?u) goes.
std::string pcre_spelling(std::string_view python) {
  if (python.starts_with("(?u)")) python.remove_prefix(4);
  std::string out;
  for (std::size_t at = 0; at < python.size(); ++at) {
    if (python[at] != '\\' || at + 1 == python.size()) {
      out += python[at];
      continue;
    }
    const char kind = python[++at];
    const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits == 0) {
      out += '\\';
      out += kind;
      continue;
    }
    std::string_view hex = python.substr(at + 1, digits);
    if (hex.size() != digits) throw BadShape{"a pattern ends within an escape"};
    while (hex.size() > 1 && hex.front() == '0') hex.remove_prefix(1);
    out.append("\\x{").append(hex).append("}");
    at += digits;
  }
  return out;
}

std::string pattern_of(const object& file, std::string_view name) {
  const object* value = member(file, name);
  return value == nullptr || value->is_nil() ? std::string() : pcre_spelling(text(*value, "a pattern"));
}

constexpr std::uint64_t kOrth = 65, kNorm = 67;  // spacy/attrs.pxd

SpecialCase special_case(const msgpack::object_kv& entry) {
  SpecialCase special{std::string(text(entry.key, "a special case")), {}};
  std::string joined;
  for (const object& item : items(entry.val, "a special case")) {
    SpecialPiece piece;
    for (const msgpack::object_kv& field : members(item, "a special piece")) {
      const std::uint64_t attribute = number(field.key, "an attribute");
      if (attribute == kOrth) {
        piece.text = text(field.val, "ORTH");
      } else if (attribute == kNorm) {
        piece.norm = text(field.val, "NORM");
      } else {
        throw BadShape{"a special case sets more than ORTH and NORM"};
      }
    }
    if (piece.text.empty()) throw BadShape{"a special case has an empty piece"};
    joined += piece.text;
    special.pieces.push_back(std::move(piece));
  }
  if (joined != special.text)
    throw BadShape{"the pieces of special case '" + special.text + "' do not make it up"};
  return special;
}

TokenizerData tokenizer_data(const object& file) {
  TokenizerData data;
  data.prefix = pattern_of(file, "prefix_search");
  data.suffix = pattern_of(file, "suffix_search");
  data.infix = pattern_of(file, "infix_finditer");
  data.token_match = pattern_of(file, "token_match");
  data.url_match = pattern_of(file, "url_match");
  if (const object* faster = member(file, "faster_heuristics")) {
    if (faster->type != object_type::BOOLEAN) throw BadShape{"faster_heuristics is not a boolean"};
    data.faster_heuristics = faster->via.boolean;
  }
  const object* exceptions = member(file, "exceptions");
  if (exceptions == nullptr) throw BadShape{"there are no special cases"};
  for (const msgpack::object_kv& entry : members(*exceptions, "exceptions")) {
    data.specials.push_back(special_case(entry));
  }
  std::sort(data.specials.begin(), data.specials.end(),
            [](const SpecialCase& a, const SpecialCase& b) { return a.text < b.text; });
  return data;
}

LexemeNormData norm_data(const object& file) {
  LexemeNormData data;
  const object* table = member(file, "lexeme_norm");
  if (table == nullptr) return data;
  std::vector<std::pair<std::uint64_t, std::string_view>> entries;
  for (const msgpack::object_kv& entry : members(*table, "lexeme_norm")) {
    entries.emplace_back(number(entry.key, "a word"), text(entry.val, "a norm"));
  }
  std::sort(entries.begin(), entries.end());
  for (const auto& [id, norm] : entries) {
    data.ids.push_back(id);
    data.norms.add(norm);
  }
  return data;
}

RulerTest::Attribute test_attribute(std::string_view name) {
  if (name == "TAG") return RulerTest::Attribute::kTag;
  if (name == "LOWER") return RulerTest::Attribute::kLower;
  if (name == "DEP") return RulerTest::Attribute::kDep;
  if (name == "IS_SPACE") return RulerTest::Attribute::kIsSpace;
  throw BadShape{"patterns over " + std::string(name) + " are not supported"};
}

RulerTest ruler_test(const msgpack::object_kv& field) {
  RulerTest test;
  test.attribute = test_attribute(text(field.key, "an attribute"));
  if (field.val.type == object_type::BOOLEAN && test.attribute == RulerTest::Attribute::kIsSpace) {
    test.values.emplace_back(field.val.via.boolean ? "1" : "0");
    return test;
  }
  if (test.attribute == RulerTest::Attribute::kIsSpace) throw BadShape{"IS_SPACE is not a boolean"};
  if (field.val.type == object_type::STR) {
    test.values.emplace_back(text(field.val, "a value"));
    return test;
  }
  const auto predicates = members(field.val, "a value");
  if (predicates.size() != 1) throw BadShape{"a value with several predicates"};
  const std::string_view kind = text(predicates[0].key, "a predicate");
  if (kind == "REGEX") {
    test.kind = RulerTest::Kind::kRegex;
    test.values.push_back(pcre_spelling(text(predicates[0].val, "a pattern")));
    return test;
  }
  if (kind != "IN" && kind != "NOT_IN")
    throw BadShape{"predicate " + std::string(kind) + " is not supported"};
  test.kind = kind == "IN" ? RulerTest::Kind::kIn : RulerTest::Kind::kNotIn;
  for (const object& value : items(predicates[0].val, "a set"))
    test.values.emplace_back(text(value, "a value"));
  return test;
}

void set_attribute(RulerRule& rule, std::string_view name, std::string value) {
  if (name == "TAG") {
    rule.tag = std::move(value);
  } else if (name == "DEP") {
    rule.dep = std::move(value);
  } else if (name == "POS") {
    rule.pos = std::move(value);
  } else if (name == "MORPH") {
    rule.morph = value == "_" ? std::string() : std::move(value);
  } else if (name == "LEMMA") {
    rule.lemma = std::move(value);
  } else {
    throw BadShape{"a rule sets " + std::string(name) + ", which is not supported"};
  }
}

RulerRule ruler_rule(const object& entry) {
  RulerRule rule;
  const object* patterns = member(entry, "patterns");
  const object* attributes = member(entry, "attrs");
  const object* index = member(entry, "index");
  if (patterns == nullptr || attributes == nullptr || index == nullptr) throw BadShape{"a rule lacks a part"};
  rule.index = static_cast<std::uint32_t>(std::min<std::uint64_t>(number(*index, "index"), 1u << 16));
  for (const object& pattern : items(*patterns, "patterns")) {
    auto& tokens = rule.patterns.emplace_back();
    for (const object& token : items(pattern, "a pattern")) {
      auto& tests = tokens.emplace_back();
      for (const msgpack::object_kv& field : members(token, "a token pattern"))
        tests.push_back(ruler_test(field));
    }
    if (rule.index >= tokens.size()) throw BadShape{"a rule's index lies outside its pattern"};
  }
  for (const msgpack::object_kv& field : members(*attributes, "attrs")) {
    set_attribute(rule, text(field.key, "an attribute"), std::string(text(field.val, "a value")));
  }
  return rule;
}

RulerData ruler_data(const object& file) {
  RulerData data;
  for (const object& entry : items(file, "the file")) data.rules.push_back(ruler_rule(entry));
  return data;
}

/// The part of a lemma table that belongs to a part of speech, or nullptr.
const object* for_pos(const object& file, std::string_view table_name, std::uint64_t pos_id) {
  const object* table = member(file, table_name);
  if (table == nullptr) return nullptr;
  for (const msgpack::object_kv& entry : members(*table, "a table")) {
    if (number(entry.key, "a part of speech") == pos_id) return &entry.val;
  }
  return nullptr;
}

void fill_exceptions(LemmaTable& table, const object& exceptions) {
  struct Entry {
    std::uint64_t id;
    std::string_view lemma;
  };
  std::vector<Entry> entries;
  for (const msgpack::object_kv& entry : members(exceptions, "lemma_exc")) {
    const std::uint64_t id = base::murmur64(text(entry.key, "a word"), 1);
    for (const object& lemma : items(entry.val, "lemmas")) entries.push_back({id, text(lemma, "a lemma")});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.id < b.id; });
  for (const Entry& entry : entries) {
    table.exception_ids.push_back(entry.id);
    table.exception_lemmas.add(entry.lemma);
  }
}

LemmaTable lemma_table(const object& file, news::Pos pos) {
  LemmaTable table;
  table.pos = pos;
  const std::uint64_t id = string_id(base::lower(name(pos)));
  if (const object* rules = for_pos(file, "lemma_rules", id)) {
    for (const object& rule : items(*rules, "lemma_rules")) {
      const auto pair = items(rule, "a lemma rule");
      if (pair.size() != 2) throw BadShape{"a lemma rule is not a pair"};
      table.rules.push_back({std::string(text(pair[0], "a suffix")), std::string(text(pair[1], "a suffix"))});
    }
  }
  if (const object* index = for_pos(file, "lemma_index", id)) {
    for (const object& word : items(*index, "lemma_index")) {
      table.index.push_back(base::murmur64(text(word, "a word"), 1));
    }
    std::sort(table.index.begin(), table.index.end());
  }
  if (const object* exceptions = for_pos(file, "lemma_exc", id)) fill_exceptions(table, *exceptions);
  return table;
}

LemmaData lemma_data(const object& file) {
  LemmaData data;
  for (std::size_t i = 1; i < static_cast<std::size_t>(news::Pos::kCount); ++i) {
    LemmaTable table = lemma_table(file, static_cast<news::Pos>(i));
    const bool empty = table.rules.empty() && table.index.empty() && table.exception_ids.empty();
    if (!empty) data.tables.push_back(std::move(table));
  }
  return data;
}

}  // namespace

base::Result<TextData> read_text_package(const std::string& folder) {
  auto tokenizer = convert_file<TokenizerData>(folder + "/tokenizer", tokenizer_data);
  if (!tokenizer) return tokenizer.error();
  auto norms = convert_file<LexemeNormData>(folder + "/vocab/lookups.bin", norm_data);
  if (!norms) return norms.error();
  auto ruler = convert_file<RulerData>(folder + "/attribute_ruler/patterns", ruler_data);
  if (!ruler) return ruler.error();
  auto lemmas = convert_file<LemmaData>(folder + "/lemmatizer/lookups/lookups.bin", lemma_data);
  if (!lemmas) return lemmas.error();
  return TextData{*std::move(tokenizer), *std::move(norms), *std::move(ruler), *std::move(lemmas)};
}

}  // namespace herald::lang
