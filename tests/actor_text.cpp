#include "actor_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"

namespace herald::tests {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

bool is_code(std::string_view text) {
  return text.size() >= 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

/// Text being put together: which line of the file each piece of it came from.
struct RawText {
  struct Piece {
    std::size_t begin = 0, line = 0;
  };
  std::string text;
  std::vector<Piece> pieces;
  bool paragraph_ended = false;

  void add(std::string_view line, std::size_t number) {
    if (line.empty()) {
      paragraph_ended = true;
      return;
    }
    if (!text.empty()) text += paragraph_ended ? "\n\n" : " ";
    paragraph_ended = false;
    pieces.push_back({text.size(), number});
    text += line;
  }
  std::size_t line_at(std::size_t byte) const {
    std::size_t line = pieces.empty() ? 0 : pieces.front().line;
    for (const Piece& piece : pieces) {
      if (piece.begin <= byte) line = piece.line;
    }
    return line;
  }
};

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  Result<std::vector<Passage>> read(std::string_view bytes);

 private:
  Result<void> line(std::string_view raw);
  Result<void> head_line(std::string_view line);
  Result<void> finish();
  Result<void> unmark();
  Result<ActorMark> mark(std::string_view inner, std::size_t line) const;
  Result<void> codes(std::string_view field, ActorMark& mark, std::size_t line) const;
  Error error(std::string message, std::size_t line) const {
    return Error{ErrorKind::kFormat, std::move(message), fmt::format("{}:{}", file_, line)};
  }

  const std::string& file_;
  std::vector<Passage> passages_;
  std::size_t number_ = 0;
  bool in_head_ = false, has_date_ = false;
  RawText raw_;
};

Result<void> Reader::codes(std::string_view field, ActorMark& mark, std::size_t line) const {
  if (field == "-") {
    if (mark.kind != "unknown") return error("code - goes with kind unknown", line);
    return {};
  }
  if (mark.kind == "unknown") return error("kind unknown goes with code -", line);
  for (const std::string_view actor : base::split(field, '+')) {
    std::vector<std::string>& codes = mark.actors.emplace_back();
    for (const std::string_view code : base::split(actor, '/')) {
      if (!is_code(code)) return error(fmt::format("no code: \"{}\"", code), line);
      codes.emplace_back(code);
    }
  }
  return {};
}

Result<ActorMark> Reader::mark(std::string_view inner, std::size_t line) const {
  const auto fields = base::split(inner, '|');
  if (fields.size() < 3 || fields.size() > 4)
    return error(fmt::format("expected {{span|CODE|kind}} or {{span|CODE|kind|Name}}: {{{}}}", inner), line);
  if (fields[0].empty() || base::trim(fields[0]) != fields[0])
    return error(fmt::format("a span is not empty and has no space at its ends: {{{}}}", inner), line);
  ActorMark mark;
  mark.kind = std::string(base::trim(fields[2]));
  const auto& kinds = mark_kinds();
  if (std::find(kinds.begin(), kinds.end(), mark.kind) == kinds.end()) {
    const std::string near = base::nearest_word(mark.kind, kinds);
    return error(fmt::format("unknown kind \"{}\"{}", mark.kind, near.empty() ? "" : ", " + near + "?"),
                 line);
  }
  if (auto read = codes(base::trim(fields[1]), mark, line); !read) return read.error();
  if (fields.size() == 4) {
    mark.name = std::string(base::trim(fields[3]));
    if (mark.name.empty()) return error("the name is empty", line);
  }
  return mark;
}

/// Takes the marks out of the text of the last passage.
Result<void> Reader::unmark() {
  Passage& passage = passages_.back();
  const std::string_view text = raw_.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
    passage.text += text.substr(at, brace - at);
    if (brace == text.size()) break;
    const std::size_t line = raw_.line_at(brace);
    if (text[brace] == '}') return error("} without {", line);
    const std::size_t end = text.find_first_of("{}", brace + 1);
    if (end == std::string_view::npos) return error("{ without }", line);
    if (text[end] == '{') return error("a mark within a mark, or { without }", line);
    const std::string_view inner = text.substr(brace + 1, end - brace - 1);
    if (inner.find("\n\n") != std::string_view::npos) return error("a mark runs across paragraphs", line);
    auto read = mark(inner, line);
    if (!read) return read.error();
    read->span.begin = static_cast<std::uint32_t>(passage.text.size());
    passage.text += inner.substr(0, inner.find('|'));
    read->span.end = static_cast<std::uint32_t>(passage.text.size());
    passage.marks.push_back(std::move(*read));
    at = end + 1;
  }
  return {};
}

Result<void> Reader::finish() {
  if (passages_.empty()) return {};
  const Passage& passage = passages_.back();
  if (!has_date_) return error("passage " + passage.id + " has no date", passage.line);
  if (raw_.text.empty()) return error("passage " + passage.id + " has no text", passage.line);
  return unmark();
}

Result<void> Reader::head_line(std::string_view line) {
  Passage& passage = passages_.back();
  const std::size_t colon = line.find(':');
  const std::string_view key = base::trim(line.substr(0, colon));
  const std::string_view value =
      colon == std::string_view::npos ? std::string_view{} : base::trim(line.substr(colon + 1));
  if (key == "known-wrong") {
    passage.known_wrong_line = number_;
    passage.reason = std::string(value);
  } else if (colon == std::string_view::npos) {
    return error("expected \"key: value\" or the blank line that ends the head", number_);
  } else if (key == "date") {
    const auto date = base::parse_date(value);
    if (!date) return error(fmt::format("no date: \"{}\"", value), number_);
    passage.date = *date;
    has_date_ = true;
  } else if (key == "dateline") {
    passage.dateline = std::string(value);
  } else if (key == "publisher") {
    passage.publisher = std::string(value);
  } else if (key == "note") {
    passage.note = std::string(value);
  } else if (key == "dictionary") {
    if (value != "invented") return error(fmt::format("unknown dictionary \"{}\"", value), number_);
    passage.invented = true;
  } else {
    return error(fmt::format("unknown head line \"{}\"", key), number_);
  }
  return {};
}

Result<void> Reader::line(std::string_view raw) {
  const std::string_view line = base::trim(raw);
  if (line.starts_with('#')) return {};
  if (line == "==" || line.starts_with("== ")) {
    if (auto done = finish(); !done) return done;
    const std::string id(base::trim(line.substr(2)));
    if (id.empty()) return error("a passage has no name", number_);
    for (const Passage& other : passages_) {
      if (other.id == id) return error(fmt::format("{} stands in line {} already", id, other.line), number_);
    }
    Passage& passage = passages_.emplace_back();
    passage.id = id;
    passage.file = file_;
    passage.line = number_;
    raw_ = {};
    in_head_ = true;
    has_date_ = false;
  } else if (passages_.empty()) {
    if (!line.empty()) return error("a passage begins with \"== name\"", number_);
  } else if (in_head_ && line.empty()) {
    in_head_ = false;
  } else if (in_head_) {
    return head_line(line);
  } else {
    raw_.add(line, number_);
  }
  return {};
}

Result<std::vector<Passage>> Reader::read(std::string_view bytes) {
  if (!base::is_valid_utf8(bytes)) return Error{ErrorKind::kFormat, "not UTF-8", file_};
  for (const std::string_view raw : base::split(bytes, '\n')) {
    ++number_;
    if (auto done = line(raw); !done) return done.error();
  }
  if (auto done = finish(); !done) return done.error();
  return std::move(passages_);
}

}  // namespace

const std::vector<std::string>& mark_kinds() {
  static const std::vector<std::string> kKinds{"state",   "adjective", "metonym",  "person",
                                               "surname", "role",      "body",     "group",
                                               "people",  "pronoun",   "definite", "unknown"};
  return kKinds;
}

Result<std::vector<Passage>> parse_passages(std::string_view bytes, const std::string& file) {
  return Reader(file).read(bytes);
}

Result<std::vector<Passage>> read_passages(const std::string& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return bytes.error();
  return parse_passages(*bytes, path);
}

}  // namespace herald::tests
