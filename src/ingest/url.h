// URLs taken apart and put together by libcurl's own parser, so that what is checked is what is fetched.
//
//   resolve_url("https://a.example/x/y.xml", "../z.html")   // "https://a.example/z.html"
//
// Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace herald::ingest {

/// Absolute form of `reference` seen from `base`; `reference` itself when one of them cannot be parsed.
std::string resolve_url(const std::string& base, const std::string& reference);

/// Scheme in lower case of an absolute URL, nothing when it is none.
std::optional<std::string> url_scheme(const std::string& url);

/// True for an absolute http or https URL.
bool is_web_url(const std::string& url);

/// The URL without user name and password, for messages and records.
std::string without_credentials(const std::string& url);

}  // namespace herald::ingest
