// Feeds and pages over HTTP, politely and safely: conditional requests, limits on size and time, no way into
// private networks.
//
//   FetchState state = stored;                      // from the last time, or empty
//   Result<Fetched> got = fetch("https://example.org/world.xml", state, {});
//   if (!got) return got.error();                   // names the URL and what to do
//   if (!got->not_modified) read_feed(got->body, {.place = got->url, .http_charset = got->charset});
//   store(got->state);
//
// Only http and https, on every hop of a redirect. Addresses are checked when the socket is opened, after the
// name was resolved, so that no name can be made to point inwards in between. Proxies of the environment are
// not used. Blocking; thread safe: every call has a connection of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"

namespace herald::ingest {

/// What a server wants to hear next time, as it said it: plain values to keep with the feed.
struct FetchState {
  std::string etag;
  std::string last_modified;
  bool operator==(const FetchState&) const = default;
};

struct FetchOptions {
  std::size_t size_limit = std::size_t{32} << 20;  ///< bytes of the body, counted after decompression
  int connect_seconds = 10;
  int total_seconds = 60;      ///< for all hops together
  int low_speed_bytes = 50;    ///< per second; slower than this for ...
  int low_speed_seconds = 20;  ///< ... so long ends the transfer
  int redirects = 5;
  bool allow_private = false;  ///< loopback, link-local and private addresses, too
  std::string proxy;           ///< empty: none, whatever the environment says. A proxy resolves names
                               ///< itself: addresses behind it cannot be checked
  std::string user_agent = "herald/0.1";
};

struct Fetched {
  int status = 0;                       ///< 200 and the like, or 304
  bool not_modified = false;            ///< nothing new: the body is empty and the state is the old one
  std::string body;                     ///< decompressed
  std::string url;                      ///< after redirects, without credentials
  std::optional<std::string> moved_to;  ///< every redirect was permanent: the address to ask from now on
  std::string content_type, charset;
  std::optional<int> max_age_seconds;  ///< Cache-Control: no need to ask sooner
  FetchState state;
};

/// GETs `url`. An error (kNetwork; kUsage for a URL that may not be fetched) names the URL, what went wrong
/// and what to do. Statuses from 400 on are errors; the message carries Retry-After when the server sent one.
base::Result<Fetched> fetch(const std::string& url, const FetchState& state, const FetchOptions& options);

/// True when the numeric IPv4 or IPv6 address `text` is in no private, loopback, link-local, shared,
/// documentation, multicast or reserved network, IPv4 inside IPv6 looked through; false for anything that is
/// no address.
bool is_public_address(const std::string& text);

}  // namespace herald::ingest
