#include "base/bytes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace herald::base {
namespace {

std::string sample() {
  std::string bytes;
  ByteWriter out(bytes);
  out.u8(7);
  out.u16(300);
  out.i32(-5);
  out.f32(0.5f);
  out.text("Sylvania");
  out.numbers(std::vector<std::uint64_t>{1, 1ull << 40});
  return bytes;
}

TEST(Bytes, ComeBackAsWritten) {
  const std::string bytes = sample();
  ByteReader in(bytes);
  EXPECT_EQ(in.u8(), 7);
  EXPECT_EQ(in.u16(), 300);
  EXPECT_EQ(in.i32(), -5);
  EXPECT_EQ(in.f32(), 0.5f);
  EXPECT_EQ(in.text(), "Sylvania");
  EXPECT_EQ(in.numbers<std::uint64_t>(), (std::vector<std::uint64_t>{1, 1ull << 40}));
  EXPECT_TRUE(in.ok());
  EXPECT_TRUE(in.rest().empty());
}

TEST(Bytes, EveryTruncationFailsAndStaysFailed) {
  const std::string bytes = sample();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ByteReader in(std::string_view(bytes).substr(0, size));
    in.u8();
    in.u16();
    in.i32();
    in.f32();
    in.text();
    in.numbers<std::uint64_t>();
    EXPECT_FALSE(in.ok()) << size;
    EXPECT_EQ(in.u8(), 0);
    EXPECT_EQ(in.text(), "");
  }
}

TEST(Bytes, SizesThatCannotFitAreRefused) {
  std::string bytes;
  ByteWriter(bytes).u64(~0ull);
  bytes += "abcdefgh";
  ByteReader text(bytes), numbers(bytes), count(bytes);
  text.text();
  numbers.numbers<std::uint32_t>();
  EXPECT_EQ(count.count(4), 0u);
  EXPECT_FALSE(text.ok() || numbers.ok() || count.ok());
}

}  // namespace
}  // namespace herald::base
