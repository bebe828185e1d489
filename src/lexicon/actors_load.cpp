// Reading the actor files: folders, layers, columns, and what is worked out once all rows are in.
#include <algorithm>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "lexicon/actor_loader.h"
#include "lexicon/older_actors.h"

namespace herald::lexicon {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// A project dictionary larger than this is a mistake.
constexpr std::size_t kLargestLayer = std::size_t{64} << 20;

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// The line that names the columns: the last one of the comment lines on top that has a tab, without its '#'.
std::string_view header_of(std::string_view text) {
  std::string_view header;
  while (text.starts_with('#')) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(1, end - 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find('\t') != std::string_view::npos) header = line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return header;
}

/// The columns of a table for a message.
std::string column_list(std::string_view columns) {
  std::string out;
  for (const char c : columns) {
    if (c != '!') out += c == '\t' ? ' ' : c;
  }
  return out;
}

bool has_column(std::string_view header, std::string_view column) {
  const auto columns = base::split(header, '\t');
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

}  // namespace

std::span<const ActorLoader::Table> ActorLoader::tables() {
  static constexpr std::string_view kBody =
      "code!\tname!\tnames\tkind\tplaces\tfrom\tto\townership\tcase\tline\tsource";
  static constexpr std::array<Table, 15> kTables{{
      {"countries.tsv",
       "code!\tname!"
       "\tnames\tadjectives\tdemonyms\tcapital\tmetonyms\tkind\tfrom\tto\tiso2\tcow\tgw\twikidata\t"
       "source",
       &ActorLoader::country_row, NameKind::kCountry},
      {"organisations.tsv", kBody, &ActorLoader::body_row, NameKind::kBody},
      {"companies.tsv", kBody, &ActorLoader::body_row, NameKind::kBody},
      {"groups.tsv", kBody, &ActorLoader::body_row, NameKind::kGroup},
      {"parties.tsv", kBody, &ActorLoader::body_row, NameKind::kParty},
      {"forces.tsv", kBody, &ActorLoader::body_row, NameKind::kForce},
      {"media.tsv", kBody, &ActorLoader::body_row, NameKind::kMedia},
      {"peoples.tsv", kBody, &ActorLoader::body_row, NameKind::kPeople},
      {"leaders.tsv",
       "code!\toffices!\ttitle\tsector\tperson!\tsurname\taliases\tfrom!\tto\tknown_until\twikidata\tsource",
       &ActorLoader::leader_row, NameKind::kPerson},
      {"roles.tsv", "code!\tsingular!\tplural!\tkind!\toffice\tneeds\tline\tsource", &ActorLoader::role_row,
       NameKind::kRole},
      {"not_actors.tsv", "name!\twhy!\tline", &ActorLoader::nothing_row, NameKind::kNothing},
      {"places.tsv", "code!\tname!\tnames\tkind!\tsource", &ActorLoader::place_row, NameKind::kPlace},
      {"first_names.tsv", "gender!\tnames!", &ActorLoader::given_name_row, NameKind::kPerson},
      {"epithets.tsv", "noun!\tcodes!", &ActorLoader::epithet_row, NameKind::kCountry},
      {"memberships.tsv", "org!\tcountry!\tstatus!\tfrom\tto\tknown_until!\tsource",
       &ActorLoader::membership_row, NameKind::kCountry},
  }};
  return kTables;
}

std::vector<std::string_view> ActorLoader::file_names() {
  std::vector<std::string_view> out;
  for (const Table& table : tables()) out.push_back(table.file);
  return out;
}

const ActorLoader::Table* ActorLoader::table_for(std::string_view path, std::string_view text) {
  // A file is what its name says, else what a column of its own says, else a list of bodies.
  for (const Table& table : tables()) {
    if (table.file == file_name(path)) return &table;
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTelling{
      {{"capital", "countries.tsv"},
       {"offices", "leaders.tsv"},
       {"singular", "roles.tsv"},
       {"why", "not_actors.tsv"},
       {"gender", "first_names.tsv"},
       {"codes", "epithets.tsv"},
       {"org", "memberships.tsv"}}};
  const std::string_view header = header_of(text);
  std::string_view file = has_column(header, "code") ? "organisations.tsv" : "";
  for (const auto& [column, name] : kTelling) {
    if (has_column(header, column)) file = name;
  }
  const auto found =
      std::find_if(tables().begin(), tables().end(), [&](const Table& t) { return t.file == file; });
  return found == tables().end() ? nullptr : &*found;
}

Error ActorLoader::fault(std::string message) const {
  return {ErrorKind::kFormat, std::move(message), fmt::format("{}:{}", sources_[file_].path, line_)};
}

Result<void> ActorLoader::add_source(const std::string& path, const Table* table, bool layer,
                                     std::string text) {
  const std::size_t begin = text_.size();
  text_ += text;
  sources_.push_back({path, table, begin, text_.size(), layer});
  return {};
}

Result<void> ActorLoader::add_layer(const std::string& path) {
  if (base::folder_exists(path)) {
    const auto files = base::list_files(path, ".tsv");
    if (!files) return files.error();
    if (files->empty()) return Error{ErrorKind::kFormat, "holds no .tsv file of actors", path};
    // In the order of our own files, so that countries are known before their leaders.
    for (const Table& table : tables()) {
      if (std::find(files->begin(), files->end(), table.file) == files->end()) continue;
      if (auto ok = add_layer(path + "/" + std::string(table.file)); !ok) return ok.error();
    }
    for (const std::string& file : *files) {
      const auto names = file_names();
      if (std::find(names.begin(), names.end(), file) != names.end()) continue;
      if (auto ok = add_layer(path + "/" + file); !ok) return ok.error();
    }
    return {};
  }
  auto text = base::read_file(path, kLargestLayer);
  if (!text) return text.error();
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);  // a byte order mark, as editors leave it
  if (const Table* table = table_for(path, *text)) return add_source(path, table, true, std::move(*text));
  return add_older(path, *text);
}

Result<void> ActorLoader::add_older(const std::string& path, std::string_view text) {
  auto older = read_older_actors(path, text);
  if (!older) return older.error();
  const auto first = static_cast<std::uint32_t>(sources_.size());
  for (OlderNote& note : older->notes) out_.notes_.push_back({first, note.line, std::move(note.message)});
  foreign_.resize(sources_.size());
  for (std::string& rows : older->tables) {
    foreign_.push_back(true);
    const Table* table = table_for("", rows);
    if (auto ok = add_source(path, table, true, std::move(rows)); !ok) return ok.error();
  }
  return {};
}

Result<void> ActorLoader::read_header(std::string_view line) {
  const auto known = base::split(table_->columns, '\t');
  const auto named = base::split(line, '\t');
  if (named.size() > kMaxColumns) return fault(fmt::format("{} columns named", named.size()));
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto found = std::find_if(known.begin(), known.end(), [&](std::string_view k) {
      return k == named[i] || (k.ends_with('!') && k.substr(0, k.size() - 1) == named[i]);
    });
    if (found == known.end())
      return fault(fmt::format("unknown column '{}'; known are {}", named[i], column_list(table_->columns)));
    column_[i] = static_cast<std::size_t>(found - known.begin());
    if (named[i] == "line") line_column_ = column_[i];
  }
  for (const std::string_view k : known) {
    if (k.ends_with('!') && std::find(named.begin(), named.end(), k.substr(0, k.size() - 1)) == named.end())
      return fault(fmt::format("column '{}' is missing", k.substr(0, k.size() - 1)));
  }
  columns_ = named.size();
  return {};
}

Result<void> ActorLoader::read_row(std::string_view line) {
  if (columns_ == 0) {
    return fault(fmt::format("the columns must be named first, as in #{}", column_list(table_->columns)));
  }
  Row row;
  std::size_t n = 0;
  for (std::string_view rest = line;; ++n) {
    const std::size_t tab = std::min(rest.find('\t'), rest.size());
    if (n < columns_) row.cells[column_[n]] = rest.substr(0, tab);
    if (tab == rest.size()) break;
    rest.remove_prefix(tab + 1);
  }
  if (n + 1 != columns_) return fault(fmt::format("{} columns where {} are due", n + 1, columns_));
  const bool ascii =
      std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (!ascii && !base::is_valid_utf8(line)) return fault("not valid UTF-8");
  // A row made from another file's line stands where that line stands.
  if (foreign_[file_] && line_column_ < kMaxColumns) {
    line_ = 0;
    for (const char c : row[line_column_]) line_ = line_ * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (auto ok = (this->*table_->handler)(row); !ok) return ok.error();
  if (!fault_.empty()) return fault(fault_);
  return {};
}

Result<void> ActorLoader::read_rows(const Source& source) {
  std::string_view text = std::string_view(text_).substr(source.begin, source.end - source.begin);
  const std::string_view header = header_of(text);
  table_ = source.table;
  layer_ = source.layer;
  line_ = 0;
  columns_ = 0;
  line_column_ = kMaxColumns;
  if (text.empty()) return fault("is empty");
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (line.front() != '#') {
      if (auto ok = read_row(line); !ok) return ok.error();
    } else if (columns_ == 0 && line.data() + 1 == header.data()) {
      if (auto ok = read_header(header); !ok) return ok.error();
    }
  }
  return {};
}

void ActorLoader::close_superseded(std::size_t first) {
  // A spell of a project dictionary ends ours of the same office that were open: that is what it was
  // written for.
  for (std::size_t i = first; i < out_.spells_.size(); ++i) {
    const OfficeSpell fresh = out_.spells_[i];
    if (fresh.sector == "ELI") continue;
    for (std::size_t k = 0; k < first; ++k) {
      OfficeSpell& old = out_.spells_[k];
      if (old.code != fresh.code || old.to || old.from >= fresh.from || old.person == fresh.person) continue;
      bool same = false;
      each_item(fresh.offices, [&](std::string_view office) { same = same || old.has_office(office); });
      if (!same) continue;
      old.to = fresh.from;
      old.known_until = std::max(old.known_until, fresh.from);
    }
  }
}

std::string ActorLoader::finish() {
  auto& spells = out_.spells_;
  std::stable_sort(spells.begin(), spells.end(), [](const OfficeSpell& a, const OfficeSpell& b) {
    return std::pair(a.person, a.from) < std::pair(b.person, b.from);
  });
  for (std::uint32_t i = 0; i < spells.size(); ++i) {
    Person& person = out_.persons_[spells[i].person];
    if (person.spells++ == 0) person.first_spell = i;
  }
  spells_by_code_.resize(spells.size());
  for (std::uint32_t i = 0; i < spells.size(); ++i) spells_by_code_[i] = i;
  std::sort(spells_by_code_.begin(), spells_by_code_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (spells[a].code != spells[b].code) return spells[a].code < spells[b].code;
    return std::tuple(spells[b].from, spells[a].origin.file, spells[a].origin.line, a) <
           std::tuple(spells[a].from, spells[b].origin.file, spells[b].origin.line, b);
  });
  std::stable_sort(out_.memberships_.begin(), out_.memberships_.end(),
                   [](const Membership& a, const Membership& b) {
                     return std::tuple(a.org, a.country, a.from) < std::tuple(b.org, b.country, b.from);
                   });
  std::vector<SourceStamp> stamps;
  for (const Source& source : sources_) {
    stamps.push_back({source.layer ? source.path : std::string(file_name(source.path)),
                      base::file_stamp(source.path).value_or(base::FileStamp{})});
  }
  out_.text_ = text_;
  return ActorImage::pack(out_, index_, names_, spells_by_code_, stamps);
}

Result<std::string> ActorLoader::fingerprint(const std::string& folder) {
  std::string digest;
  for (const Table& table : tables()) {
    auto text = base::read_file(folder + "/" + std::string(table.file));
    if (!text) return text.error();
    digest.append(table.file).append(base::sha256_hex(*text));
  }
  return base::sha256_hex(digest).substr(0, 16);
}

Result<std::string> ActorLoader::run(const std::string& folder, const std::vector<std::string>& layers) {
  text_ = kConstants;  // every text of a record lies in text_, these too
  for (const Table& table : tables()) {
    const std::string path = folder + "/" + std::string(table.file);
    auto text = base::read_file(path);
    if (!text) return text.error();
    if (auto ok = add_source(path, &table, false, std::move(*text)); !ok) return ok.error();
  }
  for (const std::string& layer : layers) {
    if (auto ok = add_layer(layer); !ok) return ok.error();
  }
  foreign_.resize(sources_.size());
  if (sources_.size() > 255)
    return Error{ErrorKind::kFormat, "more than 240 files in the project dictionaries", layers.back()};
  std::string digest;
  for (const Source& source : sources_) {
    digest.append(source.layer ? "+" : file_name(source.path))
        .append(base::sha256_hex(std::string_view(text_).substr(source.begin, source.end - source.begin)));
  }
  out_.fingerprint_ = base::sha256_hex(digest).substr(0, 16);
  const auto rows = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
  index_.reserve(rows * 2);
  person_of_.reserve(rows);
  std::size_t first_layer_spell = 0;
  for (file_ = 0; file_ < sources_.size(); ++file_) {
    const Source& source = sources_[file_];
    const bool begins = source.layer && (file_ == 0 || sources_[file_ - 1].path != source.path);
    if (begins) index_.begin_layer();
    if (source.layer && first_layer_spell == 0) first_layer_spell = out_.spells_.size();
    if (auto ok = read_rows(source); !ok) return ok.error();
  }
  if (first_layer_spell > 0) close_superseded(first_layer_spell);
  return finish();
}

Result<ActorLexicon> open_actors(const ActorSources& sources) {
  const bool compiled =
      sources.layers.empty() && !sources.compiled.empty() && base::file_exists(sources.compiled);
  if (compiled) {
    std::vector<SourceStamp> stamps;
    auto opened = ActorImage::open_file(sources.compiled, &stamps);
    const bool untouched = std::all_of(stamps.begin(), stamps.end(), [&](const SourceStamp& s) {
      return base::file_stamp(sources.folder + "/" + s.name) == s.stamp;
    });
    if (opened && !stamps.empty() && untouched) return opened;
    // Copied or edited since: the contents decide. A compiled file of another version is simply not used.
    if (opened) {
      const auto now = ActorLoader::fingerprint(sources.folder);
      if (now && *now == opened->fingerprint()) return opened;
    }
  }
  ActorLoader loader;
  auto image = loader.run(sources.folder, sources.layers);
  if (!image) return image.error();
  return ActorImage::open_string(std::move(*image), loader.conflicts(), loader.notes());
}

Result<ActorLexicon> load_actors(const std::string& folder) {
  return open_actors({folder, {}, {}});
}

Result<void> compile_actors(const std::string& folder, const std::string& target) {
  auto image = ActorLoader().run(folder, {});
  if (!image) return image.error();
  return base::write_file_atomic(target, *image);
}

}  // namespace herald::lexicon
