// Builds an ActorLexicon from rows of text. Inner header of actors_load.cpp, actor_rows.cpp and
// actor_image.cpp. An ActorLoader serves one load on one thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/actors.h"

namespace herald::lexicon {

/// A source file as it was when the compiled file was made.
struct SourceStamp {
  std::string name;
  base::FileStamp stamp;
};

/// Writes and opens the compiled form. Layout, little-endian: magic, version, checksum of the rest,
/// fingerprint, stamps of the sources, the text, the tables as flat records, then the arrays used in place,
/// each at a multiple of 8. A different version or a wrong checksum is an error of kind kFormat.
class ActorImage {
 public:
  static std::string pack(const ActorLexicon& lexicon, const NameIndexBuilder& index,
                          const std::vector<ActorLexicon::NameRecord>& names,
                          const std::vector<std::uint32_t>& spells_by_code,
                          const std::vector<SourceStamp>& stamps);
  /// The lexicon on `bytes`, which it must outlive; the caller moves their owner in.
  static base::Result<ActorLexicon> open(std::string_view bytes, const std::string& path,
                                         std::vector<SourceStamp>* stamps);
  static base::Result<ActorLexicon> open_file(const std::string& path, std::vector<SourceStamp>* stamps);
  static base::Result<ActorLexicon> open_string(std::string bytes, std::vector<NameConflict> conflicts,
                                                std::vector<ActorNote> notes);
};

class ActorLoader {
 public:
  /// The image of the text files of `folder` with `layers` on top.
  base::Result<std::string> run(const std::string& folder, const std::vector<std::string>& layers);
  /// The files of a folder of ours, in the order they are read.
  static std::vector<std::string_view> file_names();
  /// Hash of the names and contents of `files` below `folder`.
  static base::Result<std::string> fingerprint(const std::string& folder);
  /// What the layers of the last run() changed.
  const std::vector<NameConflict>& conflicts() const { return out_.conflicts_; }
  const std::vector<ActorNote>& notes() const { return out_.notes_; }

 private:
  static constexpr std::size_t kMaxColumns = 16;
  static constexpr std::string_view kConstants = "party GOV ";
  static constexpr std::size_t kLongestName = 300;  ///< bytes

  /// One data row; its cells in the order of its table's columns.
  struct Row {
    std::array<std::string_view, kMaxColumns> cells;
    std::string_view operator[](std::size_t i) const { return cells[i]; }
  };
  using Handler = base::Result<void> (ActorLoader::*)(const Row&);
  /// A kind of table. '!' ends the name of a column that must be there; others may be left out.
  struct Table {
    std::string_view file, columns;
    Handler handler;
    NameKind kind = NameKind::kBody;
  };
  /// A text to read: a range of text_.
  struct Source {
    std::string path;
    const Table* table = nullptr;
    std::size_t begin = 0, end = 0;
    bool layer = false;
  };

  static std::span<const Table> tables();
  static const Table* table_for(std::string_view path, std::string_view text);

  base::Result<void> add_source(const std::string& path, const Table* table, bool layer, std::string text);
  base::Result<void> add_layer(const std::string& path);
  base::Result<void> add_older(const std::string& path, std::string_view text);
  base::Result<void> read_rows(const Source& source);
  base::Result<void> read_header(std::string_view line);
  base::Result<void> read_row(std::string_view line);

  base::Result<void> country_row(const Row& row);
  base::Result<void> body_row(const Row& row);
  base::Result<void> leader_row(const Row& row);
  base::Result<void> role_row(const Row& row);
  base::Result<void> nothing_row(const Row& row);
  base::Result<void> place_row(const Row& row);
  base::Result<void> given_name_row(const Row& row);
  base::Result<void> epithet_row(const Row& row);
  base::Result<void> membership_row(const Row& row);

  base::Error fault(std::string message) const;
  base::Error unknown_country(std::string_view code) const;
  base::Result<std::optional<base::Date>> day(std::string_view text) const;
  base::Result<std::pair<std::optional<base::Date>, std::optional<base::Date>>> days(
      std::string_view from, std::string_view to) const;
  base::Result<void> check_body_code(std::string_view code);
  /// One of our own words as a place in text_.
  std::string_view constant(std::string_view word) const {
    return std::string_view(text_).substr(kConstants.find(word), word.size());
  }
  Origin origin(std::string_view source) const { return {file_, line_, source}; }
  /// Adds one name; a fault is kept in fault_ for the end of the row.
  void add_name(std::string_view name, NameReading reading, NameSpace space = NameSpace::kAsWritten);
  /// Every name of a '|' list.
  void add_names(std::string_view list, NameReading reading, NameSpace space = NameSpace::kAsWritten);
  void note_conflict(std::string_view name, std::int32_t replaced, const NameReading& reading);
  std::uint32_t add_country(std::string_view code, const Row& row);
  void close_superseded(std::size_t first_layer_spell);
  std::string finish();

  ActorLexicon out_;
  NameIndexBuilder index_;
  std::string text_;  ///< all sources; complete before the first row is read
  std::vector<Source> sources_;
  std::vector<ActorLexicon::NameRecord> names_;
  std::vector<std::uint32_t> spells_by_code_;
  const Table* table_ = nullptr;
  std::array<std::size_t, kMaxColumns> column_{};  ///< of a file's column: its place in the table
  std::size_t columns_ = 0;
  std::size_t line_column_ = kMaxColumns;  ///< place of the column `line` in the table, if a file has it
  std::vector<bool> foreign_;              ///< per source: an older dictionary with codes of its own
  bool layer_ = false;
  std::uint32_t file_ = 0, line_ = 0;
  std::string fault_;
  std::unordered_map<std::string, std::uint32_t> person_of_;  // "code\tname" -> index; never iterated
  std::unordered_map<std::string_view, bool> body_codes_;
};

/// Calls visit(item) for the items of a '|' list, empty ones left out.
template <typename Visit>
void each_item(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (end > 0) visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace herald::lexicon
