// Pieces of HTML text. Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace herald::web {

/// Text as element content or as a quoted attribute: & < > " ' are replaced, control characters (but tab and
/// line end) and invalid UTF-8 become U+FFFD.
std::string escape(std::string_view text);

/// The URL, escaped for an attribute, when it is http or https and holds no white space or control character;
/// else nothing: no other scheme ever becomes a link.
std::optional<std::string> safe_link(std::string_view url);

/// "25 Nov 2024", "Nov 2024", "2024".
std::string long_day(base::Date day);
std::string month_of(base::Date day);

/// A whole number with thin spaces between thousands: "12 345".
std::string grouped(long long number);

}  // namespace herald::web
