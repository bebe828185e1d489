#include "ingest/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "base/text.h"
#include "ingest/encoding.h"
#include "ingest/url.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostHeaderBytes = 256 * 1024;

/// One request and what came of it; the callbacks of libcurl fill it.
struct Hop {
  const FetchOptions& options;
  Fetched got;
  std::string location, retry_after, refused_address;
  std::size_t header_bytes = 0;
  bool too_large = false, too_many_headers = false;
};

std::string numeric_address(const curl_sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  const sockaddr* raw = &address.addr;
  if (address.family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(raw)->sin_addr, text, sizeof text);
  } else if (address.family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(raw)->sin6_addr, text, sizeof text);
  }
  return text;
}

/// The last moment before anything is sent: the address is the one that will be connected to.
curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  Hop& hop = *static_cast<Hop*>(user);
  const std::string text = numeric_address(*address);
  if (!hop.options.allow_private && !is_public_address(text)) {
    hop.refused_address = text;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* data, std::size_t unit, std::size_t count, void* user) {
  Hop& hop = *static_cast<Hop*>(user);
  const std::size_t size = unit * count;
  if (hop.got.body.size() + size > hop.options.size_limit) {
    hop.too_large = true;
    return 0;
  }
  hop.got.body.append(data, size);
  return size;
}

std::optional<int> seconds_in(std::string_view directive, std::string_view value) {
  const std::string lower = base::ascii_lower(value);
  const std::size_t at = lower.find(directive);
  if (at == std::string::npos) return std::nullopt;
  int seconds = 0;
  const char* begin = lower.data() + at + directive.size();
  if (std::from_chars(begin, lower.data() + lower.size(), seconds).ec != std::errc()) return std::nullopt;
  return std::clamp(seconds, 0, 31536000);
}

std::size_t take_header(char* data, std::size_t unit, std::size_t count, void* user) {
  Hop& hop = *static_cast<Hop*>(user);
  const std::size_t size = unit * count;
  hop.header_bytes += size;
  if (hop.header_bytes > kMostHeaderBytes) {
    hop.too_many_headers = true;
    return 0;
  }
  const std::string_view line(data, size);
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/"))
    hop.got.state = {};  // a new answer (after 100 Continue): forget the one before
  if (colon == std::string_view::npos) return size;
  const std::string name = base::ascii_lower(line.substr(0, colon));
  std::string value(base::trim(line.substr(colon + 1)));
  if (name == "etag")
    hop.got.state.etag = std::move(value);
  else if (name == "last-modified")
    hop.got.state.last_modified = std::move(value);
  else if (name == "location")
    hop.location = std::move(value);
  else if (name == "retry-after")
    hop.retry_after = std::move(value);
  else if (name == "content-type")
    hop.got.content_type = std::move(value);
  else if (name == "cache-control")
    hop.got.max_age_seconds = seconds_in("max-age=", value);
  return size;
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// A header line of ours; values of servers with line ends in them are not sent back.
void add_header(Headers& headers, const char* name, const std::string& value) {
  if (value.empty() || value.size() > 4096 || value.find_first_of("\r\n") != std::string::npos) return;
  curl_slist* longer = curl_slist_append(headers.get(), fmt::format("{}: {}", name, value).c_str());
  if (!longer) return;
  headers.release();
  headers.reset(longer);
}

void set_limits(CURL* curl, const FetchOptions& options, long milliseconds) {
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_seconds));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, milliseconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.low_speed_bytes));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.low_speed_seconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

void set_request(CURL* curl, const std::string& url, const FetchOptions& options, Hop& hop, char* error) {
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, options.proxy.c_str());
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &hop);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &hop);
  if (options.proxy.empty()) {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &hop);
  }
}

std::string why_failed(CURLcode code, const Hop& hop, const char* detail) {
  const FetchOptions& options = hop.options;
  if (hop.too_large) {
    return fmt::format(
        "the answer is larger than the limit of {} bytes; raise the limit if this feed is meant to be so "
        "large",
        options.size_limit);
  }
  if (hop.too_many_headers) return "the answer has more than 256 KiB of headers; this is no feed server";
  if (!hop.refused_address.empty()) {
    return fmt::format(
        "resolves to {}, which is not a public address; set fetch.allow_private = 1 "
        "(HERALD_FETCH_ALLOW_PRIVATE=1) if this is your own server",
        hop.refused_address);
  }
  const std::string said = *detail ? std::string(detail) : std::string(curl_easy_strerror(code));
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return said + "; check the name and the network connection";
    case CURLE_COULDNT_CONNECT:
      return said + "; check that the server is up";
    case CURLE_OPERATION_TIMEDOUT:
      return fmt::format(
          "too slow: {} (limits: {} s to connect, {} s in all, {} bytes/s over {} s); try again later", said,
          options.connect_seconds, options.total_seconds, options.low_speed_bytes, options.low_speed_seconds);
    case CURLE_PEER_FAILED_VERIFICATION:
      return said + "; the certificate is not to be trusted, ask the publisher";
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
      return "the compressed answer is damaged: " + said + "; try again later";
    case CURLE_URL_MALFORMAT:
      return said + "; check how the URL is written";
    default:
      return said;
  }
}

std::string status_advice(int status, const std::string& retry_after) {
  if (status == 401 || status == 403) return "; the server refuses access: check whether the feed is public";
  if (status == 404) return "; check the URL, the feed may have moved";
  if (status == 410) return "; the feed is gone for good: remove it";
  const bool busy = status == 429 || status >= 500;
  if (busy && !retry_after.empty()) {
    const bool number =
        std::all_of(retry_after.begin(), retry_after.end(), [](char c) { return c >= '0' && c <= '9'; });
    return fmt::format("; the server asks to come back {} {}{}", number ? "in" : "at",
                       retry_after.substr(0, 40), number ? " s" : "");
  }
  return busy ? "; try again later" : "";
}

Error network_error(std::string message, const std::string& url) {
  return Error{ErrorKind::kNetwork, std::move(message), without_credentials(url)};
}

Result<void> check_url(const std::string& url) {
  if (is_web_url(url)) return {};
  const auto scheme = url_scheme(url);
  if (!scheme) return Error{ErrorKind::kUsage, "not a URL; write it with http:// or https://", url};
  return Error{ErrorKind::kUsage,
               fmt::format("\"{}\" addresses are not fetched, only http and https", *scheme),
               without_credentials(url)};
}

/// One GET without following redirects.
Result<void> get(const std::string& url, const FetchState& state, long milliseconds, Hop& hop) {
  const Handle curl(curl_easy_init(), &curl_easy_cleanup);
  if (!curl) return network_error("libcurl cannot start a transfer", url);
  char detail[CURL_ERROR_SIZE] = "";
  set_request(curl.get(), url, hop.options, hop, detail);
  set_limits(curl.get(), hop.options, milliseconds);
  Headers headers(nullptr, &curl_slist_free_all);
  add_header(headers, "Accept",
             "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
             "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5");
  add_header(headers, "If-None-Match", state.etag);
  add_header(headers, "If-Modified-Since", state.last_modified);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  hop.got.status = static_cast<int>(status);
  if (code != CURLE_OK) return network_error(why_failed(code, hop, detail), url);
  return {};
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<Fetched> finish(Hop& hop, const std::string& url, const FetchState& state, bool moved) {
  Fetched& got = hop.got;
  got.url = without_credentials(url);
  got.not_modified = got.status == 304;
  if (got.status >= 400 || (got.status >= 300 && !got.not_modified) || got.status < 200) {
    return network_error(
        fmt::format("the server answers HTTP {}{}", got.status, status_advice(got.status, hop.retry_after)),
        url);
  }
  if (got.not_modified) {
    got.body.clear();
    if (got.state.etag.empty()) got.state.etag = state.etag;
    if (got.state.last_modified.empty()) got.state.last_modified = state.last_modified;
  }
  if (moved) got.moved_to = got.url;
  got.charset = charset_of(got.content_type);
  return std::move(got);
}

}  // namespace

Result<Fetched> fetch(const std::string& url, const FetchState& state, const FetchOptions& options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  const auto deadline = Clock::now() + std::chrono::seconds(options.total_seconds);
  std::string at = url;
  bool moved = false, all_permanent = true;
  for (int hops = 0; hops <= options.redirects; ++hops) {
    // The user knows the address that was asked for, not the one it led to: both are named.
    const auto on_the_way = [&](Error error) {
      if (moved) error.message += fmt::format(" (redirected from {})", without_credentials(url));
      return error;
    };
    if (auto allowed = check_url(at); !allowed) return on_the_way(allowed.error());
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return network_error("redirects took all the time there was; try again later", url);
    Hop hop{.options = options, .got = {}, .location = "", .retry_after = "", .refused_address = ""};
    if (auto done = get(at, state, static_cast<long>(left), hop); !done) return on_the_way(done.error());
    if (!is_redirect(hop.got.status)) return finish(hop, at, state, moved && all_permanent);
    if (hop.location.empty())
      return network_error(fmt::format("HTTP {} without a place to go to", hop.got.status), at);
    all_permanent = all_permanent && (hop.got.status == 301 || hop.got.status == 308);
    moved = true;
    at = resolve_url(at, hop.location);
  }
  return network_error(
      fmt::format("more than {} redirects, the last to {}; the server may send in circles, check the URL",
                  options.redirects, without_credentials(at)),
      url);
}

}  // namespace herald::ingest
