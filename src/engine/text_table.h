// Columns of text for people, aligned by code points.
//
//   TextTable table({"name", "code"});
//   table.add({"Türkiye", "TUR"});
//   table.text("  ")       // each line after two spaces, no spaces at its end
//
// A value; one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace herald::engine {

class TextTable {
 public:
  /// `head` is the first line; empty for none.
  explicit TextTable(std::vector<std::string> head = {});
  void add(std::vector<std::string> cells);
  bool empty() const { return rows_.size() <= (headed_ ? 1u : 0u); }
  /// All lines, each with `indent` before it; columns as wide as their widest cell, two spaces apart.
  std::string text(std::string_view indent = "") const;

 private:
  std::vector<std::vector<std::string>> rows_;
  bool headed_ = false;
};

/// `text` in lines of at most `width` code points, broken at spaces, every line but the first after `indent`.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

}  // namespace herald::engine
