#include "lang/string_id.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "base/hash.h"

namespace herald::lang {
namespace {

struct Symbol {
  std::string_view name;
  std::uint64_t number;
};

constexpr Symbol kSymbols[] = {
#include "lang/symbols.inc"
};

constexpr std::size_t kLongestSymbol =
    std::max_element(std::begin(kSymbols), std::end(kSymbols), [](auto& a, auto& b) {
      return a.name.size() < b.name.size();
    })->name.size();

/// The symbols sorted by length, then name, so that a lookup touches names of one length only.
struct ByLength {
  std::array<Symbol, std::size(kSymbols)> symbols{};
  std::array<std::size_t, kLongestSymbol + 2> begin{};
};

constexpr ByLength by_length() {
  ByLength table;
  std::copy(std::begin(kSymbols), std::end(kSymbols), table.symbols.begin());
  std::sort(table.symbols.begin(), table.symbols.end(), [](const Symbol& a, const Symbol& b) {
    return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
  });
  for (const Symbol& symbol : table.symbols) ++table.begin[symbol.name.size() + 1];
  for (std::size_t i = 1; i < table.begin.size(); ++i) table.begin[i] += table.begin[i - 1];
  return table;
}

constexpr ByLength kByLength = by_length();

}  // namespace

std::uint64_t string_id(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() <= kLongestSymbol) {
    const auto first = kByLength.symbols.begin() + static_cast<std::ptrdiff_t>(kByLength.begin[text.size()]);
    const auto last =
        kByLength.symbols.begin() + static_cast<std::ptrdiff_t>(kByLength.begin[text.size() + 1]);
    const auto found = std::lower_bound(
        first, last, text, [](const Symbol& symbol, std::string_view name) { return symbol.name < name; });
    if (found != last && found->name == text) return found->number;
  }
  return base::murmur64(text, 1);
}

}  // namespace herald::lang
