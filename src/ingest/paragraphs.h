// Plain paragraphs out of a stream of text, breaks and table cells: white space collapses as a browser does
// it, invisible characters vanish, and a paragraph ends with one blank line however many breaks asked for it.
//
//   Paragraphs out;
//   out.text("One  &\n two.");  out.paragraph_break();  out.text("Three");
//   out.take()   // "One & two.\n\nThree"
//
// Values; each object stays on one thread.
#pragma once

#include <string>
#include <string_view>

namespace herald::ingest {

class Paragraphs {
 public:
  /// Adds valid UTF-8 text. White space of all kinds (no-break, thin, ideographic) becomes one space;
  /// zero-width spaces, joiners of words, soft hyphens and marks of direction are left out.
  void text(std::string_view text);
  /// A line break: one line end within the paragraph, or a new paragraph when the line so far ends a sentence
  /// or a second break follows.
  void line_break();
  void paragraph_break() { paragraph_ = true; }
  /// The border between two table cells of a row, " | " when text stands on both sides.
  void cell_border() { cell_ = true; }
  /// The text so far, without white space at its ends; the builder is empty afterwards.
  std::string take();

 private:
  void flush_breaks();

  std::string out_;
  bool space_ = false, line_ = false, paragraph_ = false, cell_ = false;
};

}  // namespace herald::ingest
