#include "engine/text_table.h"

#include <algorithm>

#include "base/text.h"

namespace herald::engine {

TextTable::TextTable(std::vector<std::string> head) : headed_(!head.empty()) {
  if (headed_) rows_.push_back(std::move(head));
}

void TextTable::add(std::vector<std::string> cells) {
  rows_.push_back(std::move(cells));
}

std::string TextTable::text(std::string_view indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], base::count_code_points(row[i]));
  }
  std::string out;
  for (const auto& row : rows_) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      line.append(widths[i] - base::count_code_points(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string out;
  std::size_t used = 0;
  for (const std::string_view word : base::split(text, ' ')) {
    const std::size_t size = base::count_code_points(word);
    if (used > 0 && used + 1 + size > width) {
      out += "\n" + std::string(indent);
      used = 0;
    } else if (used > 0) {
      out += ' ';
      ++used;
    }
    out += word;
    used += size;
  }
  return out;
}

}  // namespace herald::engine
