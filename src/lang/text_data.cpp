#include "lang/text_data.h"

#include <algorithm>

#include "base/bytes.h"

namespace herald::lang {
namespace {

using base::ByteReader;
using base::ByteWriter;

base::Error broken(std::string_view what) {
  return {base::ErrorKind::kModel, std::string(what) + " of the model file is truncated or damaged", {}};
}

void write_table(ByteWriter& out, const StringTable& table) {
  out.text(table.bytes);
  out.numbers(table.ends);
}

StringTable read_table(ByteReader& in, std::size_t size) {
  StringTable table;
  table.bytes = in.text();
  table.ends = in.numbers<std::uint32_t>();
  const bool fits = table.ends.size() == size && std::is_sorted(table.ends.begin(), table.ends.end()) &&
                    (table.ends.empty() ? 0 : table.ends.back()) == table.bytes.size();
  if (!fits) {
    in.fail();
    return {};
  }
  return table;
}

std::vector<std::uint64_t> read_ids(ByteReader& in) {
  std::vector<std::uint64_t> ids = in.numbers<std::uint64_t>();
  if (!std::is_sorted(ids.begin(), ids.end())) {
    in.fail();
    ids.clear();
  }
  return ids;
}

/// The record's value when the reader is still well, with `bytes` moved past it.
template <typename T>
base::Result<T> finish(const ByteReader& in, T value, std::string_view& bytes, std::string_view what) {
  if (!in.ok()) return broken(what);
  bytes = in.rest();
  return value;
}

void write_optional(ByteWriter& out, const std::optional<std::string>& text) {
  out.u8(text.has_value());
  if (text) out.text(*text);
}

std::optional<std::string> read_optional(ByteReader& in) {
  if (in.u8() == 0) return std::nullopt;
  return std::string(in.text());
}

void write_pattern(ByteWriter& out, const std::vector<RulerTokenPattern>& pattern) {
  out.u64(pattern.size());
  for (const RulerTokenPattern& token : pattern) {
    out.u64(token.size());
    for (const RulerTest& test : token) {
      out.u8(static_cast<std::uint8_t>(test.attribute));
      out.u8(static_cast<std::uint8_t>(test.kind));
      out.u64(test.values.size());
      for (const std::string& value : test.values) out.text(value);
    }
  }
}

RulerTest read_test(ByteReader& in) {
  RulerTest test;
  const std::uint8_t attribute = in.u8(), kind = in.u8();
  if (attribute >= static_cast<std::uint8_t>(RulerTest::Attribute::kCount) ||
      kind >= static_cast<std::uint8_t>(RulerTest::Kind::kCount)) {
    in.fail();
    return test;
  }
  test.attribute = static_cast<RulerTest::Attribute>(attribute);
  test.kind = static_cast<RulerTest::Kind>(kind);
  const std::size_t count = in.count(8);
  for (std::size_t i = 0; i < count && in.ok(); ++i) test.values.emplace_back(in.text());
  return test;
}

std::vector<RulerTokenPattern> read_pattern(ByteReader& in) {
  std::vector<RulerTokenPattern> pattern(in.count(8));
  for (RulerTokenPattern& token : pattern) {
    const std::size_t count = in.count(10);
    for (std::size_t i = 0; i < count && in.ok(); ++i) token.push_back(read_test(in));
  }
  return pattern;
}

RulerRule read_rule(ByteReader& in) {
  RulerRule rule;
  const std::size_t patterns = in.count(8);
  for (std::size_t i = 0; i < patterns && in.ok(); ++i) rule.patterns.push_back(read_pattern(in));
  rule.index = in.u32();
  for (auto* field : {&rule.tag, &rule.dep, &rule.pos, &rule.morph, &rule.lemma}) *field = read_optional(in);
  return rule;
}

LemmaTable read_lemma_table(ByteReader& in) {
  LemmaTable table;
  const std::uint8_t pos = in.u8();
  if (pos >= static_cast<std::uint8_t>(news::Pos::kCount)) {
    in.fail();
    return table;
  }
  table.pos = static_cast<news::Pos>(pos);
  const std::size_t rules = in.count(16);
  for (std::size_t i = 0; i < rules && in.ok(); ++i) {
    LemmaSuffixRule rule;
    rule.old_suffix = in.text();
    rule.new_suffix = in.text();
    table.rules.push_back(std::move(rule));
  }
  table.index = read_ids(in);
  table.exception_ids = read_ids(in);
  table.exception_lemmas = read_table(in, table.exception_ids.size());
  return table;
}

}  // namespace

std::string_view StringTable::at(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends[i - 1];
  return std::string_view(bytes).substr(begin, ends[i] - begin);
}

void StringTable::add(std::string_view text) {
  bytes += text;
  ends.push_back(static_cast<std::uint32_t>(bytes.size()));
}

void TokenizerData::write(std::string& bytes) const {
  ByteWriter out(bytes);
  for (const std::string* pattern : {&prefix, &suffix, &infix, &token_match, &url_match}) out.text(*pattern);
  out.u8(faster_heuristics);
  out.u64(specials.size());
  for (const SpecialCase& special : specials) {
    out.text(special.text);
    out.u64(special.pieces.size());
    for (const SpecialPiece& piece : special.pieces) {
      out.text(piece.text);
      out.text(piece.norm);
    }
  }
}

base::Result<TokenizerData> TokenizerData::read(std::string_view& bytes) {
  ByteReader in(bytes);
  TokenizerData data;
  for (std::string* pattern : {&data.prefix, &data.suffix, &data.infix, &data.token_match, &data.url_match}) {
    *pattern = in.text();
  }
  data.faster_heuristics = in.u8() != 0;
  data.specials.resize(in.count(16));
  for (SpecialCase& special : data.specials) {
    special.text = in.text();
    special.pieces.resize(in.count(16));
    for (SpecialPiece& piece : special.pieces) {
      piece.text = in.text();
      piece.norm = in.text();
    }
  }
  return finish(in, std::move(data), bytes, "the tokeniser part");
}

void LexemeNormData::write(std::string& bytes) const {
  ByteWriter out(bytes);
  out.numbers(ids);
  write_table(out, norms);
}

base::Result<LexemeNormData> LexemeNormData::read(std::string_view& bytes) {
  ByteReader in(bytes);
  LexemeNormData data;
  data.ids = read_ids(in);
  data.norms = read_table(in, data.ids.size());
  return finish(in, std::move(data), bytes, "the table of norms");
}

void RulerData::write(std::string& bytes) const {
  ByteWriter out(bytes);
  out.u64(rules.size());
  for (const RulerRule& rule : rules) {
    out.u64(rule.patterns.size());
    for (const auto& pattern : rule.patterns) write_pattern(out, pattern);
    out.u32(rule.index);
    for (const auto* field : {&rule.tag, &rule.dep, &rule.pos, &rule.morph, &rule.lemma})
      write_optional(out, *field);
  }
}

base::Result<RulerData> RulerData::read(std::string_view& bytes) {
  ByteReader in(bytes);
  RulerData data;
  const std::size_t count = in.count(17);
  for (std::size_t i = 0; i < count && in.ok(); ++i) data.rules.push_back(read_rule(in));
  return finish(in, std::move(data), bytes, "the attribute ruler");
}

void LemmaData::write(std::string& bytes) const {
  ByteWriter out(bytes);
  out.u64(tables.size());
  for (const LemmaTable& table : tables) {
    out.u8(static_cast<std::uint8_t>(table.pos));
    out.u64(table.rules.size());
    for (const LemmaSuffixRule& rule : table.rules) {
      out.text(rule.old_suffix);
      out.text(rule.new_suffix);
    }
    out.numbers(table.index);
    out.numbers(table.exception_ids);
    write_table(out, table.exception_lemmas);
  }
}

base::Result<LemmaData> LemmaData::read(std::string_view& bytes) {
  ByteReader in(bytes);
  LemmaData data;
  const std::size_t count = in.count(41);
  for (std::size_t i = 0; i < count && in.ok(); ++i) data.tables.push_back(read_lemma_table(in));
  return finish(in, std::move(data), bytes, "the lemma tables");
}

void TextData::write(std::string& out) const {
  tokenizer.write(out);
  norms.write(out);
  ruler.write(out);
  lemmas.write(out);
}

base::Result<TextData> TextData::read(std::string_view& bytes) {
  std::string_view rest = bytes;
  auto tokenizer = TokenizerData::read(rest);
  if (!tokenizer) return tokenizer.error();
  auto norms = LexemeNormData::read(rest);
  if (!norms) return norms.error();
  auto ruler = RulerData::read(rest);
  if (!ruler) return ruler.error();
  auto lemmas = LemmaData::read(rest);
  if (!lemmas) return lemmas.error();
  bytes = rest;
  return TextData{*std::move(tokenizer), *std::move(norms), *std::move(ruler), *std::move(lemmas)};
}

}  // namespace herald::lang
