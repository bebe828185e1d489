#include <algorithm>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/dispatch.h"

namespace herald::ingest {
namespace {

/// A wording that gives furniture away. `begin` must stand at the start of the unit, `part` (when not empty)
/// anywhere in it, both in lower case with straight quotes and without leading dashes; units longer than
/// `most` bytes are news.
struct Wording {
  std::string_view begin, part;
  Furniture kind;
  bool in_sentence;  ///< counts for one sentence of a paragraph, not for whole paragraphs only
  std::size_t most = 600;
};

constexpr Wording kWordings[] = {
    // Syndication and rights.
    {"", "auto-generated from a syndicated feed", Furniture::kNotice, true},
    {"", "auto generated from a syndicated feed", Furniture::kNotice, true},
    {"", "generated from a syndicated feed", Furniture::kNotice, true},
    {"", "published from a syndicated feed", Furniture::kNotice, true},
    {"", "published from a wire agency feed", Furniture::kNotice, true},
    {"", "without modifications to the text", Furniture::kNotice, true},
    {"this story has not been edited", "", Furniture::kNotice, true},
    {"this article has not been edited", "", Furniture::kNotice, true},
    {"except for the headline, this story", "", Furniture::kNotice, true},
    {"(except for the headline, this story", "", Furniture::kNotice, true},
    {"(this story has not been edited", "", Furniture::kNotice, true},
    {"(this story is auto", "", Furniture::kNotice, true},
    {"copyright ", "20", Furniture::kNotice, true},
    {"copyright ", "(c)", Furniture::kNotice, true},
    {"copyright \xC2\xA9", "", Furniture::kNotice, true},
    {"(c) 19", "", Furniture::kNotice, true, 300},
    {"(c) 20", "", Furniture::kNotice, true, 300},
    {"\xC2\xA9", "", Furniture::kNotice, true},
    {"all rights reserved", "", Furniture::kNotice, true},
    {"", "all rights reserved", Furniture::kNotice, false, 400},
    {"this material may not be published", "", Furniture::kNotice, true},
    {"no part of this publication may be", "", Furniture::kNotice, true},
    {"reproduction in whole or in part", "", Furniture::kNotice, true},
    {"our standards: the thomson reuters", "", Furniture::kNotice, true},
    {"the views expressed", "", Furniture::kNotice, false},
    {"the opinions expressed", "", Furniture::kNotice, false},
    {"disclaimer:", "", Furniture::kNotice, true},
    {"the post ", "appeared first on", Furniture::kNotice, true},
    {"this article was originally published", "", Furniture::kNotice, true},
    {"this article is republished from", "", Furniture::kNotice, true},
    {"this story was originally published", "", Furniture::kNotice, true},
    {"this story was first published", "", Furniture::kNotice, true},
    {"this story was produced by", "", Furniture::kNotice, true},
    {"this article was automatically", "", Furniture::kNotice, true},
    {"first published:", "", Furniture::kNotice, false, 200},
    {"the associated press is solely responsible", "", Furniture::kNotice, true},
    // Corrections and versions.
    {"(corrects ", "", Furniture::kNotice, true},
    {"(corrected ", "", Furniture::kNotice, true},
    {"(recasts", "", Furniture::kNotice, true},
    {"(refiles ", "", Furniture::kNotice, true},
    {"(adds ", "", Furniture::kNotice, true},
    {"(updates ", "", Furniture::kNotice, true},
    {"(removes ", "", Furniture::kNotice, true},
    {"(rewrites ", "", Furniture::kNotice, true},
    {"(this version corrects", "", Furniture::kNotice, true},
    {"(this story corrects", "", Furniture::kNotice, true},
    {"(this story was updated", "", Furniture::kNotice, true},
    {"this version corrects", "", Furniture::kNotice, true},
    {"this version adds", "", Furniture::kNotice, true},
    {"this story corrects", "", Furniture::kNotice, true},
    {"this story has been corrected", "", Furniture::kNotice, true},
    {"this story has been updated", "", Furniture::kNotice, true},
    {"this article has been updated", "", Furniture::kNotice, true},
    {"this article was amended", "", Furniture::kNotice, true},
    {"this article has been corrected", "", Furniture::kNotice, true},
    {"an earlier version of this", "", Furniture::kNotice, true},
    {"a previous version of this", "", Furniture::kNotice, true},
    {"correction:", "", Furniture::kNotice, false},
    {"clarification:", "", Furniture::kNotice, false},
    {"editor's note:", "", Furniture::kNotice, false},
    {"editors' note:", "", Furniture::kNotice, false},
    {"eds:", "", Furniture::kNotice, false},
    // Who wrote it.
    {"(reporting by ", "", Furniture::kCredit, true},
    {"(additional reporting by ", "", Furniture::kCredit, true},
    {"(writing by ", "", Furniture::kCredit, true},
    {"(written by ", "", Furniture::kCredit, true},
    {"(editing by ", "", Furniture::kCredit, true},
    {"(edited by ", "", Furniture::kCredit, true},
    {"(compiled by ", "", Furniture::kCredit, true},
    {"(with input", "", Furniture::kCredit, true},
    {"(inputs from", "", Furniture::kCredit, true},
    {"(with reporting by", "", Furniture::kCredit, true},
    {"(with agency inputs", "", Furniture::kCredit, true},
    {"(with agencies", "", Furniture::kCredit, true},
    {"(with files from", "", Furniture::kCredit, true},
    {"(reported by", "", Furniture::kCredit, true},
    {"(source:", "", Furniture::kCredit, true, 200},
    {"reporting by ", "editing by", Furniture::kCredit, true, 400},
    {"reporting by ", "writing by", Furniture::kCredit, true, 400},
    {"reporting by ", "", Furniture::kCredit, false, 120},
    {"additional reporting by ", "", Furniture::kCredit, true, 300},
    {"editing by ", "", Furniture::kCredit, false, 120},
    {"with files from ", "", Furniture::kCredit, true, 160},
    {"with reporting by ", "", Furniture::kCredit, false, 200},
    {"with inputs from ", "", Furniture::kCredit, true, 160},
    {"with input from ", "", Furniture::kCredit, true, 160},
    {"", "contributed to this report", Furniture::kCredit, true, 300},
    {"", "contributed to this story", Furniture::kCredit, true, 300},
    {"", "contributed to this article", Furniture::kCredit, true, 300},
    // Pictures.
    {"photo:", "", Furniture::kPhoto, false, 400},
    {"photo by ", "", Furniture::kPhoto, false, 200},
    {"photograph by ", "", Furniture::kPhoto, false, 200},
    {"photo credit", "", Furniture::kPhoto, false, 200},
    {"image credit", "", Furniture::kPhoto, false, 200},
    {"image:", "", Furniture::kPhoto, false, 300},
    {"picture:", "", Furniture::kPhoto, false, 300},
    {"(photo by ", "", Furniture::kPhoto, true, 300},
    {"(photo:", "", Furniture::kPhoto, true, 300},
    {"(ap photo", "", Furniture::kPhoto, true, 300},
    {"(file photo", "", Furniture::kPhoto, true, 200},
    {"[photo", "", Furniture::kPhoto, true, 300},
    {"file photo", "", Furniture::kPhoto, false, 500},
    {"file - ", "", Furniture::kPhoto, false, 500},
    {"file \xE2\x80\x93 ", "", Furniture::kPhoto, false, 500},
    {"file \xE2\x80\x94 ", "", Furniture::kPhoto, false, 500},
    {"", "(ap photo", Furniture::kPhoto, false, 500},
    {"", "/getty images", Furniture::kPhoto, false, 400},
    {"", "via getty images", Furniture::kPhoto, false, 400},
    {"", "/file photo", Furniture::kPhoto, false, 400},
    {"getty images", "", Furniture::kPhoto, false, 60},
    // The site speaking for itself.
    {"sign up for ", "", Furniture::kPromo, true, 300},
    {"sign up here", "", Furniture::kPromo, true, 200},
    {"sign up to ", "newsletter", Furniture::kPromo, true, 300},
    {"subscribe to ", "", Furniture::kPromo, true, 300},
    {"subscribe now", "", Furniture::kPromo, true, 200},
    {"read more", "", Furniture::kPromo, false, 250},
    {"read more:", "", Furniture::kPromo, true, 250},
    {"read also", "", Furniture::kPromo, false, 250},
    {"read also:", "", Furniture::kPromo, true, 250},
    {"also read", "", Furniture::kPromo, false, 250},
    {"read the full ", "", Furniture::kPromo, false, 200},
    {"see also:", "", Furniture::kPromo, false, 250},
    {"related:", "", Furniture::kPromo, false, 250},
    {"related stories", "", Furniture::kPromo, false, 250},
    {"related articles", "", Furniture::kPromo, false, 250},
    {"more on this story", "", Furniture::kPromo, false, 120},
    {"continue reading", "", Furniture::kPromo, true, 200},
    {"click here", "", Furniture::kPromo, true, 250},
    {"follow us on ", "", Furniture::kPromo, true, 200},
    {"follow ap", "", Furniture::kPromo, true, 200},
    {"follow our ", "coverage", Furniture::kPromo, true, 200},
    {"more ap ", "", Furniture::kPromo, false, 160},
    {"watch:", "", Furniture::kPromo, false, 200},
    {"watch live", "", Furniture::kPromo, false, 200},
    {"listen:", "", Furniture::kPromo, false, 200},
    {"download our app", "", Furniture::kPromo, true, 200},
    {"download the ", " app", Furniture::kPromo, false, 200},
    {"get the latest ", "", Furniture::kPromo, false, 200},
    {"for more news ", "", Furniture::kPromo, false, 200},
    {"for more on this", "", Furniture::kPromo, false, 200},
    {"advertisement", "", Furniture::kPromo, false, 24},
    {"story continues below", "", Furniture::kPromo, false, 60},
    {"share this ", "", Furniture::kPromo, false, 60},
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; (at = text.find(from, done)) != std::string::npos; done = at + from.size()) {
    out.append(text, done, at - done).append(to);
  }
  if (done > 0) text = out.append(text, done);
}

/// Lower case, straight quotes, single spaces, no bullets, dashes or stars in front.
std::string normalised(std::string_view unit) {
  std::string text = base::lower(base::collapse_spaces(unit));
  replace_all(text, "\xE2\x80\x99", "'");
  replace_all(text, "\xE2\x80\x98", "'");
  static constexpr std::string_view kBullets[] = {
      "-", "*", "_", " ", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2", "|", ">"};
  std::size_t at = 0;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view bullet : kBullets) {
      if (std::string_view(text).substr(at).starts_with(bullet)) at += bullet.size(), more = true;
    }
  }
  return text.substr(at);
}

bool is_rule(std::string_view unit) {
  const std::string text = base::ascii_lower(base::trim(unit));
  if (text.empty()) return false;
  if (text == "-30-" || text == "ends" || text == "-ends-" || text == "(end)") return true;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (base::is_alpha(c.value) || base::is_digit(c.value)) return false;
    at += c.size;
  }
  return true;
}

std::string_view without(std::string_view text, std::string_view ends) {
  while (!text.empty() && ends.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && ends.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

/// The agency a whole unit names: "Reuters", "(AFP)", "- AP", "Source: Xinhua".
std::string agency_named(std::string_view unit) {
  if (unit.size() > 80) return "";
  std::string text = base::collapse_spaces(unit);
  replace_all(text, "\xE2\x80\x94", "-");
  replace_all(text, "\xE2\x80\x93", "-");
  std::string_view name = without(text, " -()[].*_/");
  for (const std::string_view prefix : {"Source:", "Agency:", "Agencies:", "via"}) {
    if (name.starts_with(prefix)) name = without(name.substr(prefix.size()), " -()[]");
  }
  return is_agency(name) ? std::string(name) : "";
}

bool is_date_line(std::string_view unit) {
  if (unit.size() > 60) return false;
  std::string text = base::collapse_spaces(unit);
  replace_all(text, ",", " ");
  bool month = false, digits = false;
  const std::string clean = base::collapse_spaces(text);
  for (std::string_view word : base::split(clean, ' ')) {
    const bool number =
        !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (base::month_number(word) && word != "may")
      month = true;
    else if (number)
      digits = true;
    else if (!base::weekday_number(word))
      return false;
  }
  return month && digits;
}

/// The names of a byline, without "By"; empty when the unit is none.
std::string byline_names(std::string_view unit) {
  std::string text = base::collapse_spaces(unit);
  const std::string lower = base::ascii_lower(text);
  std::size_t skip = 0;
  for (const std::string_view start : {"by ", "written by ", "story by ", "reported by ", "report by "}) {
    if (lower.starts_with(start)) skip = start.size();
  }
  if (skip == 0 || text.size() > 140 || text.size() < skip + 5) return "";
  const bool capital_by = text[0] != lower[0];
  std::string names = text.substr(skip);
  if (names.ends_with('.') && !(names.size() > 3 && names[names.size() - 3] == ' ')) return "";
  std::size_t name_words = 0;
  for (const std::string_view word : base::split(names, ' ')) {
    static constexpr std::string_view kSmall[] = {"and", "in",  "for", "of", "de",  "van",  "von",
                                                  "der", "den", "bin", "al", "the", "with", "&",
                                                  "|",   "-",   "/",   "da", "el",  "at"};
    const std::string_view clean = without(word, ",;()|-");
    if (clean.empty() || std::find(std::begin(kSmall), std::end(kSmall), clean) != std::end(kSmall)) continue;
    const char32_t first = base::decode_utf8(clean, 0).value;
    if (!base::is_alpha(first) && !clean.starts_with('@')) return "";
    if (base::is_alpha(first) && !base::is_upper(first) && clean.find('-') == std::string_view::npos)
      return "";
    if (base::month_number(clean) || base::weekday_number(clean)) return "";
    ++name_words;
  }
  return capital_by && name_words >= 2 ? names : "";
}

/// "(...)" and nothing behind it but a stop.
bool is_one_bracket(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return text.size() - i <= 2;
  }
  return true;  // never closed
}

bool contains_wording(const std::string& text, const Wording& wording, bool whole) {
  if (!whole && !wording.in_sentence) return false;
  if (whole &&
      wording.in_sentence) {  // a paragraph that has it somewhere, or goes on behind it, is cut up first
    if (wording.begin.empty() || (wording.begin[0] == '(' && !is_one_bracket(text))) return false;
  }
  const bool names_only = wording.kind == Furniture::kCredit && !wording.in_sentence;
  if (names_only && text.ends_with('.')) return false;  // "Reporting by state media showed tanks."
  return text.size() <= wording.most && text.starts_with(wording.begin) &&
         (wording.part.empty() || text.find(wording.part) != std::string::npos);
}

/// Ends of the sentences of a paragraph, roughly: a stop with its closers, then space; never inside brackets
/// or after an initial.
std::vector<std::size_t> sentence_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  int depth = 0;
  std::size_t opened = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[') ++depth, opened = i;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (depth > 0 && i - opened > 800) depth = 0;
    const bool stop = c == '.' || c == '!' || c == '?';
    if (!stop || depth > 0) {
      const bool closed = (c == ')' || c == ']') && depth == 0 && i + 1 < text.size() && text[i + 1] == ' ' &&
                          i > 0 && (text[i - 1] == '.' || i - opened > 20);
      if (closed) ends.push_back(i + 1);
      continue;
    }
    const bool initial = c == '.' && i >= 1 && text[i - 1] >= 'A' && text[i - 1] <= 'Z' &&
                         (i < 2 || text[i - 2] == ' ' || text[i - 2] == '.');
    std::size_t end = i + 1;
    while (end < text.size() && (text[end] == '"' || text[end] == '\'' || text[end] == '\xE2' ||
                                 text[end] == '\x80' || text[end] == '\x9D' || text[end] == '\x99'))
      ++end;
    if (!initial && end < text.size() && (text[end] == ' ' || text[end] == '\n')) ends.push_back(end);
  }
  ends.push_back(text.size());
  return ends;
}

/// One pass over an article's text; collects spans and fields.
class Marker {
 public:
  explicit Marker(news::Article& article) : article_(article), text_(article.text) {}

  void run() {
    std::size_t at = 0, paragraph = 0;
    while (at < text_.size() && text_.size() <= 0xFFFFFFFFu) {
      std::size_t end = text_.find("\n\n", at);
      if (end == std::string_view::npos) end = text_.size();
      if (!base::trim(text_.substr(at, end - at)).empty()) mark_paragraph(at, end, paragraph++);
      at = end;
      while (at < text_.size() && text_[at] == '\n') ++at;
    }
    settle();
  }

 private:
  void mark_paragraph(std::size_t begin, std::size_t end, std::size_t number) {
    if (mark_unit(begin, end, number)) return;
    // Lines of their own: a byline above the dateline, a credit below the last sentence. What lies between
    // may be wrapped by hand and is read as one.
    std::size_t run = begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t line_end = std::min(text_.find('\n', at), end);
      const bool all = at == begin && line_end == end;
      if (!all && line_end > at && mark_unit(at, line_end, number)) {
        if (run < at) mark_line(run, at, number);
        run = line_end;
      }
      at = line_end + 1;
    }
    if (run < end) mark_line(run, end, number);
  }

  void mark_line(std::size_t begin, std::size_t end, std::size_t number) {
    begin = mark_leading_bracket(begin, end);
    if (!seen_body_ || number < 3) begin = mark_dateline(begin, end);
    if (begin < end && !base::trim(text_.substr(begin, end - begin)).empty()) seen_body_ = true;
    mark_sentences(begin, end);
  }

  /// "(Corrects name in paragraph 2) ROME (AP) - ...": the bracket, so that the dateline comes first.
  std::size_t mark_leading_bracket(std::size_t begin, std::size_t end) {
    if (seen_body_ || text_[begin] != '(') return begin;
    const std::size_t close = text_.find(')', begin);
    if (close == std::string_view::npos || close + 1 >= end) return begin;
    const Furniture kind = classify_furniture(text_.substr(begin, close + 1 - begin), false);
    if (kind == Furniture::kNone) return begin;
    take(kind, begin, close + 1);
    return close + 1;
  }

  std::size_t mark_dateline(std::size_t begin, std::size_t end) {
    while (begin < end && (text_[begin] == ' ' || text_[begin] == '\n')) ++begin;
    if (found_dateline_) return begin;
    auto found = find_dateline(text_.substr(begin, end - begin), seen_body_);
    if (!found) return begin;
    found_dateline_ = true;
    add(begin, begin + found->size);
    if (found->dateline.agency) agency_ = *found->dateline.agency;
    if (!article_.dateline) article_.dateline = std::move(found->dateline);
    return begin + found->size;
  }

  /// Marks a whole paragraph or line that is furniture.
  bool mark_unit(std::size_t begin, std::size_t end, std::size_t number) {
    const std::string_view unit = base::trim(text_.substr(begin, end - begin));
    const Furniture kind = unit.empty() ? Furniture::kNone : classify_furniture(unit, true);
    if (kind == Furniture::kNone) return false;
    if ((kind == Furniture::kByline || kind == Furniture::kDate) && number > 3 && end + 400 < text_.size())
      return false;
    begin = static_cast<std::size_t>(unit.data() - text_.data());
    take(kind, begin, begin + unit.size());
    return true;
  }

  void mark_sentences(std::size_t begin, std::size_t end) {
    std::size_t start = begin;
    for (const std::size_t offset : sentence_ends(text_.substr(begin, end - begin))) {
      const std::string_view unit = base::trim(text_.substr(start, begin + offset - start));
      start = begin + offset;
      if (unit.empty()) continue;
      const Furniture kind = classify_furniture(unit, false);
      if (kind == Furniture::kNone) continue;
      const auto at = static_cast<std::size_t>(unit.data() - text_.data());
      take(kind, at, at + unit.size());
    }
  }

  void take(Furniture kind, std::size_t begin, std::size_t end) {
    add(begin, end);
    const std::string printed = base::collapse_spaces(text_.substr(begin, end - begin));
    if (kind == Furniture::kNotice || kind == Furniture::kCredit) {
      auto& notices = article_.notices;
      if (std::find(notices.begin(), notices.end(), printed) == notices.end()) notices.push_back(printed);
    }
    if (kind == Furniture::kAgency && credited_.empty()) credited_ = agency_named(printed);
    if (kind == Furniture::kCredit && credited_.empty()) credited_ = agency_after_from(printed);
    if (kind == Furniture::kByline && !article_.byline) article_.byline = byline_names(printed);
  }

  /// "- with files from AFP" names AFP.
  static std::string agency_after_from(std::string_view credit) {
    const std::size_t at = credit.find("from ");
    if (at == std::string_view::npos) return "";
    const std::string_view name = without(credit.substr(at + 5), " ().");
    return is_agency(name) ? std::string(name) : "";
  }

  void add(std::size_t begin, std::size_t end) {
    spans_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  void settle() {
    if (!article_.agency && !agency_.empty()) article_.agency = agency_;
    if (!article_.agency && !credited_.empty()) article_.agency = credited_;
    std::sort(spans_.begin(), spans_.end(),
              [](const news::Span& a, const news::Span& b) { return a.begin < b.begin; });
    article_.not_coded.clear();
    for (const news::Span& span : spans_) {
      const std::size_t last = article_.not_coded.empty() ? 0 : article_.not_coded.back().end;
      const bool touches = span.begin <= last || base::trim(text_.substr(last, span.begin - last)).empty();
      if (last > 0 && touches &&
          text_.substr(last, std::max<std::size_t>(span.begin, last) - last).find("\n") ==
              std::string_view::npos) {
        article_.not_coded.back().end = std::max(article_.not_coded.back().end, span.end);
      } else {
        article_.not_coded.push_back(span);
      }
    }
  }

  news::Article& article_;
  std::string_view text_;
  std::vector<news::Span> spans_;
  std::string agency_, credited_;
  bool seen_body_ = false, found_dateline_ = false;
};

}  // namespace

Furniture classify_furniture(std::string_view unit, bool whole) {
  if (is_rule(unit)) return whole ? Furniture::kRule : Furniture::kNone;
  if (whole && !agency_named(unit).empty()) return Furniture::kAgency;
  constexpr std::size_t kLongestUnit = 700;  // no wording belongs to a longer one
  if (unit.size() > kLongestUnit) return Furniture::kNone;
  const std::string text = normalised(unit);
  for (const Wording& wording : kWordings) {
    if (contains_wording(text, wording, whole)) return wording.kind;
  }
  if (!whole) return Furniture::kNone;
  if (!byline_names(unit).empty()) return Furniture::kByline;
  return is_date_line(unit) ? Furniture::kDate : Furniture::kNone;
}

void mark_furniture(news::Article& article) {
  Marker(article).run();
}

}  // namespace herald::ingest
