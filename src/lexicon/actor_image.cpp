// The compiled form of the actors: written in one piece, checked, and used where it lies.
#include <cstring>

#include <fmt/format.h>

#include "base/bytes.h"
#include "base/hash.h"
#include "lexicon/actor_loader.h"

namespace herald::lexicon {

using base::ByteReader;
using base::ByteWriter;
using base::Date;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::uint64_t kMagic = 0x3153524f54434148ULL;  // "HACTORS1"
constexpr std::uint32_t kVersion = 2;
constexpr std::int32_t kNoDay = INT32_MIN;
constexpr std::uint64_t kChecksumSeed = 17;
constexpr std::size_t kHeader = 24;  ///< magic, version, zero, checksum

/// Writes the fields of a record; views as places in the text.
class FieldWriter {
 public:
  FieldWriter(std::string& out, std::string_view text) : out_(out), text_(text) {}

  void operator()(std::string_view view) {
    out_.u32(view.empty() ? 0 : static_cast<std::uint32_t>(view.data() - text_.data()));
    out_.u32(static_cast<std::uint32_t>(view.size()));
  }
  void operator()(std::uint32_t value) { out_.u32(value); }
  void operator()(bool value) { out_.u8(value ? 1 : 0); }
  void operator()(RoleKind value) { out_.u8(static_cast<std::uint8_t>(value)); }
  void operator()(Date day) { out_.i32(day.days); }
  void operator()(const std::optional<Date>& day) { out_.i32(day ? day->days : kNoDay); }
  void operator()(const Origin& origin) {
    out_.u32(origin.file);
    out_.u32(origin.line);
    (*this)(origin.source);
  }

 private:
  ByteWriter out_;
  std::string_view text_;
};

/// Reads them back; a place outside the text fails the reader.
class FieldReader {
 public:
  FieldReader(ByteReader& in, std::string_view text) : in_(in), text_(text) {}

  void operator()(std::string_view& view) {
    const std::size_t at = in_.u32(), size = in_.u32();
    if (at > text_.size() || size > text_.size() - at) return in_.fail();
    view = text_.substr(at, size);
  }
  void operator()(std::uint32_t& value) { value = in_.u32(); }
  void operator()(bool& value) { value = in_.u8() != 0; }
  void operator()(RoleKind& value) { value = static_cast<RoleKind>(in_.u8() & 3); }
  void operator()(Date& day) { day.days = in_.i32(); }
  void operator()(std::optional<Date>& day) {
    const std::int32_t days = in_.i32();
    if (days != kNoDay) day = Date{days};
  }
  void operator()(Origin& origin) {
    origin.file = in_.u32();
    origin.line = in_.u32();
    (*this)(origin.source);
  }

 private:
  ByteReader& in_;
  std::string_view text_;
};

/// A record to be read or, constant, written.
template <typename T, typename Record>
concept RecordOf = std::is_same_v<std::remove_const_t<T>, Record>;

// The fields of every record, in the order they are written: one list for both ways.
void fields(RecordOf<Country> auto& x, auto& f) {
  f(x.code), f(x.name), f(x.kind), f(x.adjective), f(x.iso2), f(x.cow), f(x.gw), f(x.wikidata), f(x.origin);
}
void fields(RecordOf<Body> auto& x, auto& f) {
  f(x.code), f(x.name), f(x.kind), f(x.places), f(x.from), f(x.to), f(x.origin);
}
void fields(RecordOf<OfficeSpell> auto& x, auto& f) {
  f(x.code), f(x.offices), f(x.title), f(x.sector), f(x.person), f(x.from), f(x.to), f(x.known_until),
      f(x.origin);
}
void fields(RecordOf<Person> auto& x, auto& f) {
  f(x.code), f(x.name), f(x.surname), f(x.wikidata), f(x.first_spell), f(x.spells), f(x.leader);
}
void fields(RecordOf<Role> auto& x, auto& f) {
  f(x.code), f(x.singular), f(x.plural), f(x.kind), f(x.office), f(x.needs_country), f(x.origin);
}
void fields(RecordOf<Place> auto& x, auto& f) {
  f(x.code), f(x.name), f(x.kind), f(x.origin);
}
void fields(RecordOf<Membership> auto& x, auto& f) {
  f(x.org), f(x.country), f(x.status), f(x.from), f(x.to), f(x.known_until), f(x.origin);
}

void fields(RecordOf<Epithet> auto& x, auto& f) {
  f(x.noun), f(x.codes);
}

template <typename T>
void write_table(std::string& out, std::string_view text, const std::vector<T>& rows) {
  ByteWriter(out).u64(rows.size());
  FieldWriter writer(out, text);
  for (const T& row : rows) fields(row, writer);
}

template <typename T>
void read_table(ByteReader& in, std::string_view text, std::vector<T>& rows) {
  rows.resize(in.count(8));
  FieldReader reader(in, text);
  for (T& row : rows) fields(row, reader);
}

template <typename T>
void write_array(std::string& out, std::span<const T> values) {
  static_assert(std::is_trivially_copyable_v<T>);
  ByteWriter(out).u64(values.size());
  out.resize((out.size() + 7) / 8 * 8);
  if (!values.empty()) out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  out.resize((out.size() + 7) / 8 * 8);
}

/// An array where it lies: `file` begins at a multiple of 8 and ends where `in` ends.
template <typename T>
std::span<const T> read_array(ByteReader& in, std::string_view file) {
  const std::size_t count = in.count(sizeof(T));
  if (!in.ok()) return {};
  const auto to_boundary = [&] {
    const std::size_t at = file.size() - in.rest().size();
    for (std::size_t i = at; i % 8 != 0; ++i) in.u8();
  };
  to_boundary();
  if (count > in.rest().size() / sizeof(T)) {
    in.fail();
    return {};
  }
  const auto* first = reinterpret_cast<const T*>(in.rest().data());
  in = ByteReader(in.rest().substr(count * sizeof(T)));
  to_boundary();
  return {first, count};
}

}  // namespace

std::string ActorImage::pack(const ActorLexicon& lexicon, const NameIndexBuilder& index,
                             const std::vector<ActorLexicon::NameRecord>& names,
                             const std::vector<std::uint32_t>& spells_by_code,
                             const std::vector<SourceStamp>& stamps) {
  std::string out;
  ByteWriter writer(out);
  writer.u64(kMagic);
  writer.u32(kVersion);
  writer.u32(0);
  writer.u64(0);  // the checksum
  writer.text(lexicon.fingerprint_);
  writer.u64(stamps.size());
  for (const SourceStamp& s : stamps) {
    writer.text(s.name);
    writer.u64(s.stamp.size);
    writer.u64(static_cast<std::uint64_t>(s.stamp.changed));
  }
  writer.text(lexicon.text_);
  const std::string_view text = lexicon.text_;
  write_table(out, text, lexicon.countries_);
  write_table(out, text, lexicon.bodies_);
  write_table(out, text, lexicon.persons_);
  write_table(out, text, lexicon.spells_);
  write_table(out, text, lexicon.roles_);
  write_table(out, text, lexicon.places_);
  write_table(out, text, lexicon.memberships_);
  write_table(out, text, lexicon.epithets_);
  writer.u64(lexicon.metonyms_.size());
  FieldWriter field(out, text);
  for (const auto& metonym : lexicon.metonyms_) field(metonym.country), field(metonym.sector);
  write_array<ActorLexicon::NameRecord>(out, names);
  write_array<std::uint32_t>(out, spells_by_code);
  write_array<IndexedValue>(out, index.values());
  write_array<NameIndex::Slot>(out, index.slots());
  const std::uint64_t checksum = base::murmur64(std::string_view(out).substr(kHeader), kChecksumSeed);
  std::memcpy(out.data() + kHeader - sizeof checksum, &checksum, sizeof checksum);
  return out;
}

Result<ActorLexicon> ActorImage::open(std::string_view bytes, const std::string& path,
                                      std::vector<SourceStamp>* stamps) {
  const auto damaged = [&](const char* what) {
    return Error{ErrorKind::kFormat, fmt::format("compiled actors: {}", what), path};
  };
  ByteReader in(bytes);
  if (in.u64() != kMagic) return damaged("not such a file");
  if (in.u32() != kVersion) return damaged("made by another version");
  in.u32();
  const std::uint64_t checksum = in.u64();
  if (!in.ok() || checksum != base::murmur64(in.rest(), kChecksumSeed)) return damaged("damaged");
  ActorLexicon out;
  out.fingerprint_ = std::string(in.text());
  for (std::size_t i = in.count(24); i-- > 0;) {
    out.files_.push_back(in.text());
    SourceStamp s{std::string(out.files_.back()), {}};
    s.stamp.size = in.u64();
    s.stamp.changed = static_cast<std::int64_t>(in.u64());
    if (stamps) stamps->push_back(std::move(s));
  }
  const std::string_view text = out.text_ = in.text();
  read_table(in, text, out.countries_);
  read_table(in, text, out.bodies_);
  read_table(in, text, out.persons_);
  read_table(in, text, out.spells_);
  read_table(in, text, out.roles_);
  read_table(in, text, out.places_);
  read_table(in, text, out.memberships_);
  read_table(in, text, out.epithets_);
  out.metonyms_.resize(in.count(12));
  FieldReader field(in, text);
  for (auto& metonym : out.metonyms_) field(metonym.country), field(metonym.sector);
  out.names_ = read_array<ActorLexicon::NameRecord>(in, bytes);
  out.spells_by_code_ = read_array<std::uint32_t>(in, bytes);
  const auto values = read_array<IndexedValue>(in, bytes);
  const auto slots = read_array<NameIndex::Slot>(in, bytes);
  if (!in.ok() || (slots.size() & (slots.size() - 1)) != 0) return damaged("damaged");
  out.index_ = NameIndex(slots, values);
  for (std::uint32_t i = 0; i < out.countries_.size(); ++i)
    out.country_of_code_.emplace(out.countries_[i].code, i);
  return out;
}

Result<ActorLexicon> ActorImage::open_file(const std::string& path, std::vector<SourceStamp>* stamps) {
  auto file = base::MappedFile::open(path);
  if (!file) return file.error();
  auto out = open(file->bytes(), path, stamps);
  if (out) out->file_ = std::move(*file);
  return out;
}

Result<ActorLexicon> ActorImage::open_string(std::string bytes, std::vector<NameConflict> conflicts,
                                             std::vector<ActorNote> notes) {
  // Moved before it is looked into: a long string keeps its place when moved again.
  std::vector<SourceStamp> stamps;
  auto out = open(bytes, "actors", &stamps);
  if (!out) return out;
  out->image_ = std::move(bytes);
  out->conflicts_ = std::move(conflicts);
  out->notes_ = std::move(notes);
  return out;
}

}  // namespace herald::lexicon
