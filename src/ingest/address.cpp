#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>

#include "ingest/fetch.h"

namespace herald::ingest {
namespace {

struct Network4 {
  std::uint32_t address;
  int bits;
};

constexpr std::uint32_t ip4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

/// IANA IPv4 Special-Purpose Address Registry, what is not globally reachable; multicast and reserved space.
constexpr std::array<Network4, 17> kSpecial4{{{ip4(0, 0, 0, 0), 8},
                                              {ip4(10, 0, 0, 0), 8},
                                              {ip4(100, 64, 0, 0), 10},
                                              {ip4(127, 0, 0, 0), 8},
                                              {ip4(169, 254, 0, 0), 16},
                                              {ip4(172, 16, 0, 0), 12},
                                              {ip4(192, 0, 0, 0), 24},
                                              {ip4(192, 0, 2, 0), 24},
                                              {ip4(192, 31, 196, 0), 24},
                                              {ip4(192, 52, 193, 0), 24},
                                              {ip4(192, 88, 99, 0), 24},
                                              {ip4(192, 168, 0, 0), 16},
                                              {ip4(198, 18, 0, 0), 15},
                                              {ip4(198, 51, 100, 0), 24},
                                              {ip4(203, 0, 113, 0), 24},
                                              {ip4(224, 0, 0, 0), 4},
                                              {ip4(240, 0, 0, 0), 4}}};

bool is_public4(std::uint32_t address) {
  for (const Network4& network : kSpecial4) {
    if ((address ^ network.address) >> (32 - network.bits) == 0) return false;
  }
  return true;
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t ip4_at(const Bytes6& b, std::size_t at) {
  return ip4(b[at], b[at + 1], b[at + 2], b[at + 3]);
}

/// Global unicast is 2000::/3 today; tunnels and translations inside it carry an IPv4 address to look at.
bool is_public6(const Bytes6& b) {
  static constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  static constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};
  if (std::memcmp(b.data(), kMapped.data(), kMapped.size()) == 0) return is_public4(ip4_at(b, 12));
  if (std::memcmp(b.data(), kNat64.data(), kNat64.size()) == 0) return is_public4(ip4_at(b, 12));
  if (b[0] == 0x20 && b[1] == 0x02) return is_public4(ip4_at(b, 2));               // 6to4
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] < 2) return false;                      // 2001::/23, Teredo too
  if (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8) return false;  // documentation
  if (b[0] == 0x3F && b[1] == 0xFF && b[2] < 0x10) return false;                   // 3fff::/20, documentation
  return (b[0] & 0xE0) == 0x20;
}

}  // namespace

bool is_public_address(const std::string& text) {
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return is_public4(ntohl(four.s_addr));
  Bytes6 six{};
  return inet_pton(AF_INET6, text.c_str(), six.data()) == 1 && is_public6(six);
}

}  // namespace herald::ingest
