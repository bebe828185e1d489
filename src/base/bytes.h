// Flat binary records: little-endian numbers and length-prefixed strings, appended to a string and read
// back with every length checked, so that a truncated or hostile file yields a failed reader, never a
// read past the end.
//
//   ByteWriter out(bytes);
//   out.u32(7);
//   out.text("seven");
//   ByteReader in(bytes);
//   std::uint32_t number = in.u32();
//   std::string_view word = in.text();
//   if (!in.ok()) return Error{...};
//
// Values; each object stays on one thread. Views returned by the reader point into its bytes.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace herald::base {

static_assert(std::endian::native == std::endian::little,
              "files of ours are little-endian and read in place");

/// Appends to `out`, which must outlive the writer.
class ByteWriter {
 public:
  explicit ByteWriter(std::string& out) : out_(out) {}

  void u8(std::uint8_t value) { raw(&value, sizeof value); }
  void u16(std::uint16_t value) { raw(&value, sizeof value); }
  void u32(std::uint32_t value) { raw(&value, sizeof value); }
  void u64(std::uint64_t value) { raw(&value, sizeof value); }
  void i32(std::int32_t value) { raw(&value, sizeof value); }
  void f32(float value) { raw(&value, sizeof value); }
  /// The length as 64 bits, then the bytes.
  void text(std::string_view value) {
    u64(value.size());
    out_.append(value);
  }
  /// The count as 64 bits, then the numbers.
  template <typename T>
    requires std::is_arithmetic_v<T>
  void numbers(const std::vector<T>& values) {
    u64(values.size());
    raw(values.data(), values.size() * sizeof(T));
  }

 private:
  void raw(const void* data, std::size_t size) {
    if (size != 0) out_.append(static_cast<const char*>(data), size);
  }
  std::string& out_;
};

/// Reads from the front of `bytes`. After the first read that does not fit, ok() is false and all further
/// reads give zero, empty strings and empty vectors.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  /// What has not been read yet; empty after a failure.
  std::string_view rest() const { return rest_; }

  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }
  std::int32_t i32() { return number<std::int32_t>(); }
  float f32() { return number<float>(); }
  std::string_view text() { return take(u64(), 1); }

  template <typename T>
    requires std::is_arithmetic_v<T>
  std::vector<T> numbers() {
    const std::string_view data = take(u64(), sizeof(T));
    std::vector<T> values(data.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), data.data(), data.size());
    return values;
  }

  /// A count of records of at least `least_size` bytes each: fails when they cannot fit in the rest, so a
  /// vector of that many may be reserved without fear.
  std::size_t count(std::size_t least_size) {
    const std::uint64_t value = u64();
    if (!ok_ || least_size == 0 || value > rest_.size() / least_size) {
      fail();
      return 0;
    }
    return static_cast<std::size_t>(value);
  }

  /// Marks the input as bad: for values that fit but make no sense.
  void fail() {
    ok_ = false;
    rest_ = {};
  }

 private:
  template <typename T>
  T number() {
    const std::string_view data = take(1, sizeof(T));
    T value{};
    if (ok_) std::memcpy(&value, data.data(), sizeof(T));
    return value;
  }

  std::string_view take(std::uint64_t items, std::size_t item_size) {
    if (!ok_ || items > rest_.size() / item_size) {
      fail();
      return {};
    }
    const std::size_t size = static_cast<std::size_t>(items) * item_size;
    const std::string_view data = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return data;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace herald::base
