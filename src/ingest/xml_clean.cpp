#include "ingest/xml_clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ingest/encoding.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_name_char(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

/// "rss:item" and "item" are items; anything else with a prefix ("media:item") is not.
bool is_item_name(std::string_view name) {
  for (const std::string_view prefix : {"rss:", "atom:", "a:"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  return name == "item" || name == "entry";
}

class Cleaner {
 public:
  Cleaner(std::string_view text, const std::string& place) : text_(text), place_(place) {}

  Result<CleanXml> run() {
    while (at_ < text_.size() && !failure_) {
      const std::size_t open = std::min(text_.find('<', at_), text_.size());
      out_.text.append(text_, at_, open - at_);
      at_ = open;
      if (at_ < text_.size()) markup();
    }
    if (failure_) return *failure_;
    finish();
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string_view rest() const { return text_.substr(at_); }
  bool in_item() const { return item_depth_ != kNone; }
  std::string here(std::size_t byte) const { return fmt::format("{} byte {}", place_, byte); }

  void warn(std::size_t byte, std::string message) {
    constexpr std::size_t kMost = 100;
    if (out_.warnings.size() < kMost)
      out_.warnings.push_back({ErrorKind::kFormat, std::move(message), here(byte)});
  }

  void fail(std::string message) { failure_ = Error{ErrorKind::kFormat, std::move(message), here(at_)}; }

  void markup() {
    if (rest().starts_with("<!--")) return keep_until("-->", false);
    if (rest().starts_with("<![CDATA[")) return keep_until("]]>", !open_.empty());
    if (rest().starts_with("<?")) return keep_until("?>", false);
    if (rest().starts_with("<!")) return declaration();
    if (rest().starts_with("</")) return end_tag();
    if (at_ + 1 < text_.size() && is_name_start(text_[at_ + 1])) return start_tag();
    out_.text += "&lt;";
    ++at_;
  }

  /// Passes (or drops) everything up to `terminator`; without one the feed was cut short.
  void keep_until(std::string_view terminator, bool keep) {
    const std::size_t end = text_.find(terminator, at_);
    if (end == std::string_view::npos) return cut_short();
    if (keep) out_.text.append(text_, at_, end + terminator.size() - at_);
    at_ = end + terminator.size();
  }

  /// A DOCTYPE without entities is dropped; any other declaration is text by mistake and dropped too.
  void declaration() {
    std::size_t end = at_ + 2;
    bool subset = false;
    char quote = 0;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (quote) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == ']') {
        subset = c == '[';
      } else if (c == '>' && !subset) {
        break;
      }
    }
    const std::string_view whole = text_.substr(at_, end - at_);
    if (whole.find("<!ENTITY") != std::string_view::npos) {
      return fail(
          "the DOCTYPE declares entities, which can grow without bound or name files; refused. "
          "A feed needs none: ask the publisher for one without");
    }
    at_ = std::min(end + 1, text_.size());
  }

  void start_tag() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_name_char(text_[end])) ++end;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    bool sound = true;
    const std::size_t close = attributes_end(end, sound);
    if (close == kNone) return cut_short();
    if (is_item_name(name) && in_item() && open_.size() == item_depth_ + 1) abandon_item();
    if (is_item_name(name) && !in_item()) begin_item();
    const bool empty = text_[close - 1] == '/';
    if (sound) {
      out_.text.append(text_, at_, close + 1 - at_);
    } else {
      break_item(fmt::format("the attributes of <{}> are not well-formed", name.substr(0, 40)));
      fmt::format_to(std::back_inserter(out_.text), "<{}{}>", name, empty ? "/" : "");
    }
    if (empty && in_item() && open_.size() == item_depth_) end_item();
    if (!empty) open_.push_back(name);
    if (open_.size() > kMaxXmlDepth)
      return fail(fmt::format("elements nest deeper than {}; refused", kMaxXmlDepth));
    at_ = close + 1;
  }

  /// Place of the '>' that ends the tag whose attributes start at `at`; `sound` says whether all are
  /// name="value".
  std::size_t attributes_end(std::size_t at, bool& sound) const {
    for (;;) {
      const std::size_t before = at;
      while (at < text_.size() && is_space(text_[at])) ++at;
      if (at >= text_.size()) return kNone;
      if (text_[at] == '>') return at;
      if (text_[at] == '/' && at + 1 < text_.size() && text_[at + 1] == '>') return at + 1;
      if (at == before || !is_name_start(text_[at])) return unsound(at, sound);
      while (at < text_.size() && is_name_char(text_[at])) ++at;
      while (at < text_.size() && is_space(text_[at])) ++at;
      if (at >= text_.size()) return kNone;
      if (text_[at] != '=') return unsound(at, sound);
      ++at;
      while (at < text_.size() && is_space(text_[at])) ++at;
      if (at >= text_.size()) return kNone;
      if (text_[at] != '"' && text_[at] != '\'') return unsound(at, sound);
      at = text_.find(text_[at], at + 1);
      if (at == std::string_view::npos) return kNone;
      ++at;
    }
  }

  std::size_t unsound(std::size_t at, bool& sound) const {
    sound = false;
    const std::size_t end = text_.find('>', at);
    return end == std::string_view::npos ? kNone : end;
  }

  void end_tag() {
    std::size_t end = at_ + 2;
    while (end < text_.size() && is_name_char(text_[end])) ++end;
    const std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    const std::size_t close = text_.find('>', end);
    if (close == std::string_view::npos) return cut_short();
    const std::size_t here = at_;
    at_ = close + 1;
    if (in_item() && open_.size() > item_depth_ && name == open_[item_depth_]) {
      if (open_.size() > item_depth_ + 1) {
        break_item(fmt::format("<{}> is not closed", open_.back().substr(0, 40)));
      }
      while (open_.size() > item_depth_) pop();
      return end_item();
    }
    if (!open_.empty() && open_.back() == name && !(in_item() && open_.size() == item_depth_)) return pop();
    if (in_item()) return break_item(fmt::format("</{}> closes nothing that is open", name.substr(0, 40)));
    close_to(name, here);
  }

  /// Outside items: an end tag closes what it names and all that is open inside, or nothing.
  void close_to(std::string_view name, std::size_t byte) {
    if (std::find(open_.begin(), open_.end(), name) == open_.end()) {
      return warn(byte, fmt::format("</{}> closes nothing that is open; passed over", name.substr(0, 40)));
    }
    while (open_.back() != name) pop();
    pop();
  }

  void pop() {
    fmt::format_to(std::back_inserter(out_.text), "</{}>", open_.back());
    open_.pop_back();
  }

  void begin_item() {
    item_depth_ = open_.size();
    item_byte_ = at_;
    item_out_ = out_.text.size();
    broken_.clear();
  }

  void break_item(std::string why) {
    if (in_item() && broken_.empty()) broken_ = std::move(why);
  }

  /// An item that begins directly inside another one: the outer one was never closed.
  void abandon_item() {
    break_item("it is not closed before the next one begins");
    while (open_.size() > item_depth_) pop();
    end_item();
  }

  void end_item() {
    item_depth_ = kNone;
    if (broken_.empty()) return;
    out_.text.resize(item_out_);
    ++out_.items_lost;
    warn(item_byte_, fmt::format("item left out: {}", broken_));
    broken_.clear();
  }

  void cut_short() {
    if (!in_item() && !open_.empty()) warn(at_, "the feed is cut short here");
    at_ = text_.size();
  }

  void finish() {
    if (in_item()) {
      out_.text.resize(item_out_);
      open_.resize(item_depth_);
      ++out_.items_lost;
      warn(item_byte_, fmt::format("the feed ends at byte {} in the middle of the item that begins here; "
                                   "that item is left out, the complete ones are kept",
                                   text_.size()));
    } else if (!open_.empty() && out_.warnings.empty()) {
      warn(text_.size(), fmt::format("the feed ends before </{}>", open_.front().substr(0, 40)));
    }
    while (!open_.empty()) pop();
  }

  std::string_view text_;
  const std::string& place_;
  std::size_t at_ = 0;
  CleanXml out_;
  std::vector<std::string_view> open_;
  std::size_t item_depth_ = kNone;  ///< number of elements around the open item
  std::size_t item_byte_ = 0, item_out_ = 0;
  std::string broken_;  ///< why the open item cannot be kept
  std::optional<Error> failure_;
};

}  // namespace

Result<CleanXml> clean_xml(const std::string& text, const std::string& place) {
  std::size_t stripped = 0;
  const std::string printable = strip_controls(text, stripped);
  Result<CleanXml> clean = Cleaner(printable, place).run();
  if (clean && stripped > 0) {
    clean->warnings.push_back(
        {ErrorKind::kFormat, fmt::format("{} control characters read as spaces", stripped), place});
  }
  return clean;
}

}  // namespace herald::ingest
