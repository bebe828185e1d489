#include "base/hash.h"

#include <gtest/gtest.h>

namespace herald::base {
namespace {

// Ids as spaCy's documentation and its StringStore give them.
TEST(Murmur64, StringIds) {
  const std::pair<std::string_view, std::uint64_t> rows[] = {{"coffee", 3197928453018144401U},
                                                             {"apple", 8566208034543834098U},
                                                             {"love", 3702023516439754181U},
                                                             {"I", 4690420944186131903U}};
  for (const auto& [text, id] : rows) EXPECT_EQ(murmur64(text, 1), id) << text;
  EXPECT_EQ(murmur64("", 0), 0U);
  EXPECT_NE(murmur64("coffee", 2), murmur64("coffee", 1));
  EXPECT_NE(murmur64("12345678", 1), murmur64(std::string_view("12345678\0", 9), 1));
}

// Computed with the general MurmurHash3_x64_128, whose published vector for "The quick brown fox …" it met.
TEST(Murmur128, KeysOfOneValue) {
  struct Row {
    std::uint64_t value;
    std::uint32_t seed;
    std::array<std::uint32_t, 4> keys;
  };
  const Row rows[] = {{0, 0, {0xcc57c3cb, 0x28df63b7, 0xc4e8fe52, 0xf2557dfc}},
                      {1, 0, {0xfb05c44a, 0x004403b7, 0xd36d9c06, 0x3d8acdb4}},
                      {3197928453018144401U, 8, {0x8efeaf40, 0x42a811c4, 0xd67e06e0, 0x63fc1aa6}},
                      {~std::uint64_t{0}, 42, {0x6a85a979, 0xb6a86ca1, 0x784006bd, 0xc8e2ea8a}}};
  for (const Row& row : rows) EXPECT_EQ(murmur128_keys(row.value, row.seed), row.keys) << row.value;
}

// FIPS 180-4 examples.
TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(ContentId, PrefixAndSixteenDigits) {
  EXPECT_EQ(content_id("a-", "abc"), "a-ba7816bf8f01cfea");
  EXPECT_EQ(content_id("", ""), "e3b0c44298fc1c14");
}

}  // namespace
}  // namespace herald::base
