// Any bytes, repaired, through a tokeniser of our own: tokens cover the text but for single spaces, carry the
// ids of their words, and do not depend on what the workspace saw before.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "hand_made.h"
#include "lang/string_id.h"
#include "lang/tokenizer.h"

namespace {

using herald::base::check;
using herald::lang::RawToken;
using herald::lang::Tokenizer;
using herald::lang::TokenizerWorkspace;

const Tokenizer& tokenizer() {
  static const auto made = Tokenizer::make(herald::fuzz::hand_made_tokenizer());
  check(bool(made), "the hand-made rules compile");
  return *made;
}

void check_tokens(const std::string& text, const std::vector<RawToken>& tokens) {
  std::size_t at = 0;
  for (const RawToken& token : tokens) {
    check(token.span.begin == at && token.span.begin < token.span.end && token.span.end <= text.size(),
          "tokens follow each other");
    const std::string_view word = herald::news::text_of(text, token.span);
    check(herald::base::is_valid_utf8(word), "tokens do not cut characters");
    check(token.orth == herald::lang::string_id(word), "a token has the id of its text");
    check(!token.space_after || text.substr(token.span.end, 1) == " ", "the space after is there");
    at = token.span.end + (token.space_after ? 1 : 0);
  }
  check(at == text.size(), "tokens cover the text");
}

bool same(const RawToken& a, const RawToken& b) {
  return a.span == b.span && a.orth == b.orth && a.norm == b.norm && a.space_after == b.space_after;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static TokenizerWorkspace used;
  std::size_t replaced = 0;
  const std::string text =
      herald::base::repair_utf8(std::string_view(reinterpret_cast<const char*>(data), size), replaced);
  std::vector<RawToken> tokens;
  tokenizer().run(text, tokens, used);
  check_tokens(text, tokens);
  TokenizerWorkspace fresh;
  std::vector<RawToken> again;
  tokenizer().run(text, again, fresh);
  check(tokens.size() == again.size(), "a used workspace gives the same tokens");
  for (std::size_t i = 0; i < tokens.size(); ++i) check(same(tokens[i], again[i]), "the same tokens");
  return 0;
}
