#include "lang/tokenizer.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/unicode.h"
#include "lang/string_id.h"

namespace herald::lang {
namespace {

constexpr std::size_t kCachedChunkLimit = 64;   // bytes; longer chunks rarely come back
constexpr std::size_t kCacheEntries = 1 << 16;  // then the cache starts anew
constexpr std::size_t kCacheSlots = 1 << 17;

ChunkPiece piece_of(std::string_view text) {
  return {static_cast<std::uint32_t>(text.size()), string_id(text), 0};
}

/// Keeps, longest first and then leftmost, the matches whose first and last token are free; every match
/// looked at takes its tokens, kept or not. The kept ones in text order.
template <typename Range>
std::vector<Range> filter_matches(std::vector<Range> matches, std::size_t token_count) {
  std::sort(matches.begin(), matches.end(), [](const Range& a, const Range& b) {
    const std::size_t size_a = a.end - a.first, size_b = b.end - b.first;
    return size_a != size_b ? size_a > size_b : a.first < b.first;
  });
  std::vector<bool> taken(token_count);
  std::vector<Range> kept;
  for (const Range& match : matches) {
    if (!taken[match.first] && !taken[match.end - 1]) kept.push_back(match);
    for (std::size_t i = match.first; i < match.end; ++i) taken[i] = true;
  }
  std::sort(kept.begin(), kept.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  return kept;
}

}  // namespace

const ChunkPiece* ChunkCache::find(std::string_view chunk, std::uint64_t hash, std::size_t& count) const {
  count = 0;
  if (slots_.empty()) return nullptr;
  for (std::size_t slot = hash & (kCacheSlots - 1); slots_[slot] != 0;
       slot = (slot + 1) & (kCacheSlots - 1)) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash != hash || std::string_view(texts_).substr(entry.text, entry.text_size) != chunk) continue;
    count = entry.pieces;
    return pieces_.data() + entry.piece;
  }
  return nullptr;
}

void ChunkCache::keep(std::string_view chunk, std::uint64_t hash, const std::vector<ChunkPiece>& pieces) {
  if (slots_.empty() || entries_.size() >= kCacheEntries) clear();
  std::size_t slot = hash & (kCacheSlots - 1);
  while (slots_[slot] != 0) slot = (slot + 1) & (kCacheSlots - 1);
  entries_.push_back({hash, static_cast<std::uint32_t>(texts_.size()),
                      static_cast<std::uint32_t>(chunk.size()), static_cast<std::uint32_t>(pieces_.size()),
                      static_cast<std::uint32_t>(pieces.size())});
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  texts_ += chunk;
  pieces_.insert(pieces_.end(), pieces.begin(), pieces.end());
}

void ChunkCache::clear() {
  slots_.assign(kCacheSlots, 0);
  entries_.clear();
  texts_.clear();
  pieces_.clear();
}

base::Result<Tokenizer> Tokenizer::make(const TokenizerData& data) {
  auto rules = AffixRules::make(data);
  if (!rules) return rules.error();
  Tokenizer tokenizer(*std::move(rules));
  if (auto added = tokenizer.add_specials(data.specials); !added) return added.error();
  tokenizer.add_phrases(data.faster_heuristics);
  return tokenizer;
}

base::Result<void> Tokenizer::add_specials(const std::vector<SpecialCase>& cases) {
  specials_.reserve(cases.size());
  for (const SpecialCase& given : cases) {
    Special special{given.text, {}};
    std::string joined;
    bool sound = !given.text.empty();
    for (const SpecialPiece& piece : given.pieces) {
      special.pieces.push_back(piece_of(piece.text));
      special.pieces.back().norm = string_id(piece.norm);
      joined += piece.text;
      sound = sound && !piece.text.empty() && base::is_valid_utf8(piece.text);
    }
    if (!sound || joined != given.text) {
      return base::Error{
          base::ErrorKind::kModel, "the pieces of special case '" + given.text + "' do not make it up", {}};
    }
    longest_special_ = std::max(longest_special_, given.text.size());
    specials_.push_back(std::move(special));
  }
  for (std::size_t i = 0; i < specials_.size(); ++i) special_index_.emplace(specials_[i].text, i);
  return {};
}

void Tokenizer::add_phrases(bool only_with_affixes) {
  TokenizerWorkspace workspace;
  std::vector<RawToken> tokens;
  for (const Special& special : specials_) {
    rules_.infixes(special.text, workspace.regex, workspace.infixes);
    const bool has_affix =
        rules_.prefix_size(special.text, workspace.regex) != 0 || !workspace.infixes.empty() ||
        rules_.suffix_size(special.text, workspace.regex) != 0 || special.text.find(' ') != std::string::npos;
    if (only_with_affixes && !has_affix) continue;
    tokens.clear();
    cut_at_space(special.text, false, tokens, workspace);
    Phrase phrase;
    for (const RawToken& token : tokens) phrase.orths.push_back(token.orth);
    phrase_starts_.set(phrase.orths[0] % phrase_starts_.size());
    phrases_[phrase.orths[0]].push_back(std::move(phrase));
  }
}

const Tokenizer::Special* Tokenizer::special(std::string_view text) const {
  if (text.size() > longest_special_) return nullptr;
  const auto found = special_index_.find(text);
  return found == special_index_.end() ? nullptr : &specials_[found->second];
}

void Tokenizer::run(std::string_view text, std::vector<RawToken>& tokens,
                    TokenizerWorkspace& workspace) const {
  base::check(text.size() < std::numeric_limits<std::uint32_t>::max(), "text below 4 GiB");
  tokens.clear();
  cut_at_space(text, true, tokens, workspace);
  apply_phrases(text, tokens, workspace);
}

void Tokenizer::cut_at_space(std::string_view text, bool use_specials, std::vector<RawToken>& tokens,
                             TokenizerWorkspace& workspace) const {
  if (text.empty()) return;
  bool in_space = base::is_space(base::decode_utf8(text, 0).value);
  std::size_t start = 0;
  const auto close = [&](std::size_t end) {
    const news::Span chunk{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    if (!chunk.empty()) add_chunk(text, chunk, use_specials, tokens, workspace);
  };
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (base::is_space(point.value) != in_space) {
      close(at);
      in_space = !in_space;
      start = at;
      if (point.value == U' ') {
        tokens.back().space_after = true;
        start = at + 1;
      }
    }
    at += point.size;
  }
  close(text.size());
}

void Tokenizer::add_chunk(std::string_view text, news::Span chunk, bool use_specials,
                          std::vector<RawToken>& tokens, TokenizerWorkspace& workspace) const {
  const std::string_view bytes = news::text_of(text, chunk);
  const ChunkPiece* pieces = nullptr;
  std::size_t count = 0;
  const bool cached = use_specials && bytes.size() <= kCachedChunkLimit;
  const std::uint64_t hash = cached ? base::murmur64(bytes, 1) : 0;
  if (cached) pieces = workspace.cache.find(bytes, hash, count);
  if (count == 0) {
    cut_chunk(bytes, use_specials, workspace);
    if (cached) workspace.cache.keep(bytes, hash, workspace.pieces);
    pieces = workspace.pieces.data();
    count = workspace.pieces.size();
  }
  std::uint32_t at = chunk.begin;
  for (std::size_t i = 0; i < count; ++i) {
    tokens.push_back({{at, at + pieces[i].size}, pieces[i].orth, pieces[i].norm, false});
    at += pieces[i].size;
  }
}

/// Fills workspace.pieces with the pieces of `chunk`.
void Tokenizer::cut_chunk(std::string_view chunk, bool use_specials, TokenizerWorkspace& workspace) const {
  workspace.pieces.clear();
  workspace.suffixes.clear();
  const std::string_view middle = cut_affixes(chunk, use_specials, workspace);
  if (!middle.empty()) cut_middle(middle, use_specials, workspace);
  std::size_t at = static_cast<std::size_t>(middle.data() + middle.size() - chunk.data());
  for (auto size = workspace.suffixes.rbegin(); size != workspace.suffixes.rend(); ++size) {
    workspace.pieces.push_back(piece_of(chunk.substr(at, *size)));
    at += *size;
  }
}

/// Puts prefixes into workspace.pieces and the sizes of suffixes, outermost first, into workspace.suffixes;
/// the middle that is left.
std::string_view Tokenizer::cut_affixes(std::string_view chunk, bool use_specials,
                                        TokenizerWorkspace& workspace) const {
  const auto is_special = [&](std::string_view text) { return use_specials && special(text) != nullptr; };
  std::string_view rest = chunk;
  std::size_t last_size = 0;
  while (!rest.empty() && rest.size() != last_size) {
    if (rules_.is_whole_token(rest, workspace.regex) || is_special(rest)) break;
    last_size = rest.size();
    const std::size_t prefix = rules_.prefix_size(rest, workspace.regex);
    const std::string_view after_prefix = rest.substr(prefix);
    if (prefix != 0) {
      workspace.pieces.push_back(piece_of(rest.substr(0, prefix)));
      if (is_special(after_prefix)) return after_prefix;
    }
    const std::size_t suffix = rules_.suffix_size(after_prefix, workspace.regex);
    const std::string_view before_suffix = rest.substr(0, rest.size() - suffix);
    if (suffix != 0) {
      workspace.suffixes.push_back(static_cast<std::uint32_t>(suffix));
      if (is_special(before_suffix)) {
        if (prefix != 0) workspace.pieces.pop_back();
        return before_suffix;
      }
    }
    rest = after_prefix.substr(0, after_prefix.size() - suffix);
  }
  return rest;
}

/// Adds the pieces of what is left between the affixes.
void Tokenizer::cut_middle(std::string_view middle, bool use_specials, TokenizerWorkspace& workspace) const {
  std::vector<ChunkPiece>& pieces = workspace.pieces;
  if (const Special* whole = use_specials ? special(middle) : nullptr) {
    pieces.insert(pieces.end(), whole->pieces.begin(), whole->pieces.end());
    return;
  }
  const bool is_space = base::is_space(base::decode_utf8(middle, 0).value);  // then all of the chunk is
  if (rules_.is_whole_token(middle, workspace.regex) ||
      (!is_space && rules_.is_url(middle, workspace.regex))) {
    pieces.push_back(piece_of(middle));
    return;
  }
  rules_.infixes(middle, workspace.regex, workspace.infixes);
  std::size_t start = 0;
  for (const Regex::Match& match : workspace.infixes) {
    if (match.begin == 0) continue;
    if (match.begin != start) pieces.push_back(piece_of(middle.substr(start, match.begin - start)));
    if (match.begin != match.end)
      pieces.push_back(piece_of(middle.substr(match.begin, match.end - match.begin)));
    start = match.end;
  }
  if (start < middle.size()) pieces.push_back(piece_of(middle.substr(start)));
}

std::vector<Tokenizer::Range> Tokenizer::phrase_matches(const std::vector<RawToken>& tokens) const {
  std::vector<Range> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!phrase_starts_.test(tokens[i].orth % phrase_starts_.size())) continue;
    const auto found = phrases_.find(tokens[i].orth);
    if (found == phrases_.end()) continue;
    for (const Phrase& phrase : found->second) {
      if (phrase.orths.size() > tokens.size() - i) continue;
      const bool equal = std::equal(
          phrase.orths.begin(), phrase.orths.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
          [](std::uint64_t orth, const RawToken& token) { return orth == token.orth; });
      if (equal) matches.push_back({i, i + phrase.orths.size()});
    }
  }
  return matches;
}

/// The second pass: runs of tokens that make up a special case get its pieces.
void Tokenizer::apply_phrases(std::string_view text, std::vector<RawToken>& tokens,
                              TokenizerWorkspace& workspace) const {
  const std::vector<Range> matches = filter_matches(phrase_matches(tokens), tokens.size());
  if (matches.empty()) return;
  std::vector<RawToken>& out = workspace.tokens;
  out.clear();
  std::size_t next = 0;
  for (const Range& match : matches) {
    out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(next),
               tokens.begin() + static_cast<std::ptrdiff_t>(match.first));
    next = match.first;
    const std::uint32_t begin = tokens[match.first].span.begin, end = tokens[match.end - 1].span.end;
    const Special* found = special(text.substr(begin, end - begin));
    if (found == nullptr) continue;  // the same tokens with other spaces between
    std::uint32_t at = begin;
    for (const ChunkPiece& piece : found->pieces) {
      out.push_back({{at, at + piece.size}, piece.orth, piece.norm, false});
      at += piece.size;
    }
    out.back().space_after = tokens[match.end - 1].space_after;
    next = match.end;
  }
  out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(next), tokens.end());
  tokens.swap(out);
}

}  // namespace herald::lang
