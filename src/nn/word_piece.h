// BERT's uncased word pieces, with the bytes each piece stands for.
//
//   Result<WordPiece> pieces = WordPiece::open(vocabulary, path);   // "[PAD]\n[UNK]\n...\n##ing\n"
//   std::vector<Piece> out;
//   WordPiece::Scratch scratch;
//   pieces->cut(text, 0, text.size(), scratch, out);                // "Unaffable" -> un ##aff ##able
//
// As the tokeniser published with BERT does it (Devlin et al. 2018, BasicTokenizer and WordpieceTokenizer
// with do_lower_case): control characters are dropped, Chinese characters and punctuation stand alone, words
// are lowered and lose their accents (NFD without category Mn), and each word is cut into the longest pieces
// of the vocabulary from the left; a word that cannot be cut, or of more than 100 characters, is one [UNK].
// "[CLS]" in a text is text and no special piece. Total on any bytes: invalid ones are dropped like control
// characters. Linear time: no piece is longer than the longest of the vocabulary, no word longer than 100
// characters. Known differences: marks that are not of category Mn are not put in canonical order (a few of
// East Asian and musical scripts), and a capital sigma never becomes a final one.
//
// Immutable after open(), safe to share between threads with one Scratch a thread. Views the vocabulary's
// bytes, which must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace herald::nn {

/// One piece: its line in the vocabulary and the bytes [begin, end) of the text it was made of.
struct Piece {
  std::uint32_t id = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Piece&) const = default;
};

class WordPiece {
 public:
  /// Buffers that grow to the longest word seen.
  struct Scratch {
    std::string word;               ///< normalised
    std::vector<std::uint32_t> at;  ///< where each of its characters begins in `word`; one more for the end
    std::vector<std::uint32_t> begin;  ///< and the bytes of the text each comes from
    std::vector<std::uint32_t> end;
    std::size_t characters = 0;
  };

  /// Reads a vocabulary of one piece a line; the last line end may be missing. An error names `place` when it
  /// is empty, has an empty or repeated line or lacks [UNK].
  static base::Result<WordPiece> open(std::string_view vocabulary, const std::string& place);
  WordPiece() = default;

  /// Number of pieces in the vocabulary.
  std::size_t size() const { return size_; }
  std::uint32_t unknown() const { return unknown_; }
  /// Line of a piece exactly as the vocabulary spells it ("##ing", "[CLS]").
  std::optional<std::uint32_t> find(std::string_view piece) const;
  /// Appends the pieces of text[begin, end) to `out`; offsets are into `text`, which is shorter than 4 GB.
  void cut(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
           std::vector<Piece>& out) const;

 private:
  struct Slot {
    std::string_view piece;  ///< without its "##"
    std::uint32_t id = 0;
    bool inner = false;  ///< continues a word
  };
  std::optional<std::uint32_t> look_up(std::string_view piece, bool inner) const;
  bool insert(std::string_view line, std::uint32_t id);
  void flush(Scratch& scratch, std::vector<Piece>& out) const;

  std::vector<Slot> slots_;  ///< open addressing, a power of two; an empty piece marks a free slot
  std::size_t size_ = 0;
  std::size_t longest_ = 0;  ///< bytes of the longest piece
  std::uint32_t unknown_ = 0;
};

}  // namespace herald::nn
