#include "ingest/url.h"

#include <curl/curl.h>

#include <memory>

#include "base/text.h"

namespace herald::ingest {
namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Url parse(const std::string& text) {
  Url url(curl_url(), &curl_url_cleanup);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    url.reset();
  return url;
}

std::optional<std::string> part(const Url& url, CURLUPart what) {
  char* value = nullptr;
  if (!url || curl_url_get(url.get(), what, &value, 0) != CURLUE_OK || !value) return std::nullopt;
  const std::unique_ptr<char, decltype(&curl_free)> owner(value, &curl_free);
  return std::string(value);
}

}  // namespace

std::string resolve_url(const std::string& base, const std::string& reference) {
  const std::string clean(base::trim(reference));
  const Url url = parse(base);
  if (clean.empty() || !url) return clean;
  if (curl_url_set(url.get(), CURLUPART_URL, clean.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return clean;
  return part(url, CURLUPART_URL).value_or(clean);
}

std::optional<std::string> url_scheme(const std::string& url) {
  if (url.find(':') == std::string::npos) return std::nullopt;
  const auto scheme = part(parse(url), CURLUPART_SCHEME);
  if (!scheme) return std::nullopt;
  return base::ascii_lower(*scheme);
}

bool is_web_url(const std::string& url) {
  const std::string lower = base::ascii_lower(url.substr(0, 8));
  return (lower.starts_with("http://") || lower.starts_with("https://")) && url_scheme(url).has_value();
}

std::string without_credentials(const std::string& url) {
  const Url parsed = parse(url);
  if (!parsed || !part(parsed, CURLUPART_USER)) return url;
  curl_url_set(parsed.get(), CURLUPART_USER, nullptr, 0);
  curl_url_set(parsed.get(), CURLUPART_PASSWORD, nullptr, 0);
  return part(parsed, CURLUPART_URL).value_or(url);
}

}  // namespace herald::ingest
