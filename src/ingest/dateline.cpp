#include <algorithm>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "base/unicode.h"
#include "ingest/dispatch.h"

namespace herald::ingest {
namespace {

constexpr std::size_t kLongest = 200;  // bytes a dateline may take

constexpr std::string_view kAgencies[] = {"aa",
                                          "aap",
                                          "afp",
                                          "agence france-presse",
                                          "agencies",
                                          "agency",
                                          "agerpres",
                                          "agi",
                                          "al jazeera",
                                          "anadolu",
                                          "anadolu agency",
                                          "ani",
                                          "anp",
                                          "ansa",
                                          "antara",
                                          "ap",
                                          "apa",
                                          "app",
                                          "aps",
                                          "armenpress",
                                          "associated press",
                                          "azertac",
                                          "bbc",
                                          "belga",
                                          "belta",
                                          "bernama",
                                          "bloomberg",
                                          "bna",
                                          "bss",
                                          "bta",
                                          "business wire",
                                          "canadian press",
                                          "cna",
                                          "cnn",
                                          "cns",
                                          "cp",
                                          "ctk",
                                          "deutsche welle",
                                          "dpa",
                                          "dw",
                                          "dow jones",
                                          "dpa international",
                                          "efe",
                                          "euronews",
                                          "fars",
                                          "fides",
                                          "global times",
                                          "globe newswire",
                                          "gna",
                                          "hina",
                                          "ians",
                                          "interfax",
                                          "ips",
                                          "irin",
                                          "irna",
                                          "isna",
                                          "itar-tass",
                                          "jiji",
                                          "jiji press",
                                          "jta",
                                          "kazinform",
                                          "kcna",
                                          "kuna",
                                          "kyodo",
                                          "kyodo news",
                                          "lusa",
                                          "map",
                                          "mehr",
                                          "mena",
                                          "mti",
                                          "nan",
                                          "nna",
                                          "ntb",
                                          "pap",
                                          "petra",
                                          "pna",
                                          "pr newswire",
                                          "press tv",
                                          "pti",
                                          "qna",
                                          "reuters",
                                          "rfa",
                                          "rfe/rl",
                                          "ria",
                                          "ria novosti",
                                          "ritzau",
                                          "sana",
                                          "sapa",
                                          "spa",
                                          "sputnik",
                                          "stt",
                                          "tanjug",
                                          "tap",
                                          "tasnim",
                                          "tass",
                                          "the associated press",
                                          "the canadian press",
                                          "thomson reuters foundation",
                                          "trend",
                                          "tt",
                                          "ukrinform",
                                          "un news",
                                          "unb",
                                          "unian",
                                          "upi",
                                          "voa",
                                          "wafa",
                                          "wam",
                                          "xinhua",
                                          "yonhap"};

/// Places in capitals that open datelines; with them even a colon or a single hyphen is enough.
constexpr std::string_view kCities[] = {
    "ABIDJAN",        "ABU DHABI",      "ABUJA",          "ACCRA",         "ADDIS ABABA",  "ADEN",
    "ALEPPO",         "ALGIERS",        "ALMATY",         "AMMAN",         "AMSTERDAM",    "ANKARA",
    "ANTAKYA",        "ASHGABAT",       "ASMARA",         "ASTANA",        "ASUNCION",     "ATHENS",
    "BAGHDAD",        "BAKU",           "BAMAKO",         "BANGKOK",       "BANGUI",       "BARCELONA",
    "BEIJING",        "BEIRUT",         "BELGRADE",       "BENGHAZI",      "BERLIN",       "BERN",
    "BISHKEK",        "BOGOTA",         "BRASILIA",       "BRATISLAVA",    "BRAZZAVILLE",  "BRUSSELS",
    "BUCHAREST",      "BUDAPEST",       "BUENOS AIRES",   "BUJUMBURA",     "BUSAN",        "CAIRO",
    "CANBERRA",       "CAPE TOWN",      "CARACAS",        "CHISINAU",      "COLOMBO",      "CONAKRY",
    "COPENHAGEN",     "DAKAR",          "DAMASCUS",       "DAR ES SALAAM", "DELHI",        "DHAKA",
    "DILI",           "DJIBOUTI",       "DOHA",           "DONETSK",       "DUBAI",        "DUBLIN",
    "DUSHANBE",       "EDINBURGH",      "ERBIL",          "FREETOWN",      "GAZA",         "GAZA CITY",
    "GENEVA",         "GOMA",           "GUATEMALA CITY", "HANOI",         "HARARE",       "HAVANA",
    "HELSINKI",       "HONG KONG",      "ISLAMABAD",      "ISTANBUL",      "JAKARTA",      "JERUSALEM",
    "JOHANNESBURG",   "JUBA",           "KABUL",          "KAMPALA",       "KARACHI",      "KATHMANDU",
    "KHARKIV",        "KHARTOUM",       "KIEV",           "KIGALI",        "KINSHASA",     "KUALA LUMPUR",
    "KUWAIT",         "KUWAIT CITY",    "KYIV",           "LA PAZ",        "LAGOS",        "LAHORE",
    "LIBREVILLE",     "LILONGWE",       "LIMA",           "LISBON",        "LJUBLJANA",    "LOME",
    "LONDON",         "LUANDA",         "LUSAKA",         "MADRID",        "MAIDUGURI",    "MALE",
    "MANAGUA",        "MANAMA",         "MANILA",         "MAPUTO",        "MEXICO CITY",  "MINSK",
    "MOGADISHU",      "MONROVIA",       "MONTEVIDEO",     "MONTREAL",      "MOSCOW",       "MOSUL",
    "MUMBAI",         "MUNICH",         "MUSCAT",         "N'DJAMENA",     "NAIROBI",      "NAYPYIDAW",
    "NEW DELHI",      "NEW YORK",       "NIAMEY",         "NICOSIA",       "NOUAKCHOTT",   "OSLO",
    "OTTAWA",         "OUAGADOUGOU",    "PANAMA CITY",    "PARIS",         "PESHAWAR",     "PHNOM PENH",
    "PODGORICA",      "PORT-AU-PRINCE", "PRAGUE",         "PRETORIA",      "PRISTINA",     "PYONGYANG",
    "QUETTA",         "QUITO",          "RABAT",          "RAMALLAH",      "RANGOON",      "REYKJAVIK",
    "RIGA",           "RIYADH",         "ROME",           "SAN JOSE",      "SAN SALVADOR", "SANAA",
    "SANTIAGO",       "SARAJEVO",       "SEOUL",          "SHANGHAI",      "SINGAPORE",    "SKOPJE",
    "SOFIA",          "SRINAGAR",       "STOCKHOLM",      "SUVA",          "SYDNEY",       "TAIPEI",
    "TALLINN",        "TASHKENT",       "TBILISI",        "TEGUCIGALPA",   "TEHRAN",       "TEL AVIV",
    "THE HAGUE",      "TIRANA",         "TOKYO",          "TRIPOLI",       "TUNIS",        "ULAANBAATAR",
    "UNITED NATIONS", "VALLETTA",       "VATICAN CITY",   "VIENNA",        "VIENTIANE",    "VILNIUS",
    "WARSAW",         "WASHINGTON",     "WELLINGTON",     "WINDHOEK",      "YANGON",       "YAOUNDE",
    "YEREVAN",        "ZAGREB",         "ZURICH"};

/// First words in capitals that open other things than datelines: labels, speakers, bodies.
constexpr std::string_view kNotPlaces[] = {
    "ADVISORY",  "ALERT",     "ANALYSIS",   "ASEAN",      "BACKGROUND", "BREAKING",  "BRICS",   "COLUMN",
    "COMMENT",   "CORRECTED", "CORRECTION", "COVID",      "COVID-19",   "DR.",       "ECOWAS",  "EDITORIAL",
    "EXCLUSIVE", "EXPLAINED", "EXPLAINER",  "FACT",       "FACTBOX",    "FEATURE",   "FILE",    "FOCUS",
    "GRAPHIC",   "HAMAS",     "HIGHLIGHTS", "IAEA",       "INSIGHT",    "INTERVIEW", "ISIS",    "JUST",
    "KEY",       "LIST",      "LIVE",       "MEMORANDUM", "MR.",        "MRS.",      "MS.",     "NASA",
    "NATO",      "NOTE",      "NOTES",      "NEWS",       "OPEC",       "OPINION",   "OSCE",    "PHOTO",
    "PHOTOS",    "PICTURES",  "PODCAST",    "PRESIDENT",  "PRESS",      "PROFILE",   "Q&A",     "READ",
    "READOUT",   "REMARKS",   "REPORT",     "REPORTER",   "REVIEW",     "SECRETARY", "SECTION", "SENATOR",
    "SPECIAL",   "STATEMENT", "SUMMARY",    "TIMELINE",   "TRANSCRIPT", "TUNE",      "UNESCO",  "UNHCR",
    "UNICEF",    "UNRWA",     "UPDATE",     "UPDATED",    "URGENT",     "VICE",      "VIDEO",   "WATCH",
    "WRAPUP"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_lower_letter(char32_t c) {
  return base::is_alpha(c) && !base::is_upper(c);
}

/// Openings of time and circumstance: "On May 20, 1932 - ...".
bool opens_sentence(std::string_view word) {
  static constexpr std::string_view kOpenings[] = {
      "after", "as",   "at",   "before", "between", "by",    "during", "early", "from",    "in",
      "last",  "late", "next", "of",     "on",      "since", "this",   "until", "updated", "published"};
  return contains(kOpenings, base::ascii_lower(word));
}

/// Is any word of `segment` one that names no place?
bool names_no_place(std::string_view segment) {
  const auto words = base::split(segment, ' ');
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return contains(kNotPlaces, word); });
}

/// How a word is written.
enum class Case { kCaps, kCapitalised, kSmall, kOther };

Case case_of(std::string_view word) {
  std::size_t upper = 0, lower = 0;
  bool first_upper = false, first = true;
  for (std::size_t at = 0; at < word.size();) {
    const base::CodePoint c = base::decode_utf8(word, at);
    at += c.size;
    if (base::is_digit(c.value)) return Case::kOther;
    if (!base::is_alpha(c.value)) continue;
    if (first) first_upper = base::is_upper(c.value);
    first = false;
    (is_lower_letter(c.value) ? lower : upper) += 1;
  }
  if (upper + lower == 0) return Case::kOther;
  if (lower == 0) return Case::kCaps;
  return first_upper ? Case::kCapitalised : Case::kSmall;
}

/// One word of the head and whether a comma follows it.
struct Word {
  std::string_view text;
  bool comma = false;
};

std::vector<Word> words_of(std::string_view head) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find_first_of(" \t\n", at), head.size());
    std::string_view word = head.substr(at, end - at);
    at = end + 1;
    bool comma = false;
    while (word.ends_with(',')) word.remove_suffix(1), comma = true;
    if (!word.empty())
      words.push_back({word, comma});
    else if (comma && !words.empty())
      words.back().comma = true;
  }
  return words;
}

/// Month, day, year or weekday as a letter; 0 for anything else.
char date_part(std::string_view word) {
  if (word.empty()) return 0;
  if (base::month_number(word) && case_of(word) != Case::kOther) return 'M';
  if (base::weekday_number(word)) return 'W';
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') ++digits;
  const std::string_view tail = word.substr(digits);
  if (digits == 4 && tail.empty() && (word[0] == '1' || word[0] == '2')) return 'Y';
  const bool ordinal = tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th";
  return digits >= 1 && digits <= 2 && ordinal ? 'D' : '\0';
}

/// Index of the first word of the date the words end with, or their number when they end with none.
std::size_t date_start(const std::vector<Word>& words) {
  static constexpr std::string_view kPatterns[] = {"WMDY", "WDMY", "WMD", "WDM", "MDY",
                                                   "DMY",  "MD",   "DM",  "W"};
  for (const std::string_view pattern : kPatterns) {
    if (words.size() < pattern.size()) continue;
    const std::size_t start = words.size() - pattern.size();
    bool matches = true;
    for (std::size_t i = 0; i < pattern.size(); ++i)
      matches = matches && date_part(words[start + i].text) == pattern[i];
    if (matches) return start;
  }
  return words.size();
}

/// What stands before the dash.
struct Head {
  std::string_view place, first_segment, first_word, date, agency;
  Case city = Case::kOther;
  std::size_t words = 0, segments = 0;
  bool slashes = false;  ///< the agency stood between slashes
};

std::string_view take_agency(std::string_view& head, bool& slashes) {
  const char close = head.empty() ? '\0' : head.back();
  const char open = close == ')' ? '(' : close == '/' ? '/' : close == ']' ? '[' : '\0';
  if (!open || head.size() < 3) return {};
  const std::size_t at = head.rfind(open, head.size() - 2);
  if (at == std::string_view::npos) return {};
  const std::string_view agency = base::trim(head.substr(at + 1, head.size() - at - 2));
  head = base::trim(head.substr(0, at));
  slashes = open == '/';
  return agency;
}

/// An agency as it may stand in brackets: short, no sentence.
bool looks_like_agency(std::string_view agency) {
  if (is_agency(agency)) return true;
  const auto words = words_of(agency);
  return !words.empty() && words.size() <= 5 && agency.size() <= 40 &&
         std::all_of(words.begin(), words.end(), [](const Word& word) {
           const Case c = case_of(word.text);
           return !word.comma &&
                  (c == Case::kCaps || c == Case::kCapitalised || word.text == "of" || word.text == "and");
         });
}

bool is_small_word(std::string_view word) {
  static constexpr std::string_view kSmall[] = {"de", "of", "the", "del",  "da", "do",     "la",
                                                "el", "al", "and", "near", "in", "aboard", "on",
                                                "am", "an", "der", "sur",  "es"};
  return contains(kSmall, word);
}

/// Reads place words into `head`; false when they are no place by their writing.
bool read_place(const std::vector<Word>& words, Head& head) {
  std::size_t in_segment = 0;
  head.words = words.size();
  head.segments = words.empty() ? 0 : 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Case c = case_of(words[i].text);
    if (c == Case::kOther || ++in_segment > (head.segments == 1 ? 8u : 4u)) return false;
    const bool small = c == Case::kSmall && is_small_word(words[i].text) && in_segment > 1;
    if (head.segments == 1 && !small) {
      if (i == 0) head.city = c;
      if (c != head.city)
        head.city = head.city == Case::kSmall || c == Case::kSmall ? Case::kOther : Case::kCapitalised;
    } else if (c == Case::kSmall && !small && head.city != Case::kSmall) {
      return false;
    }
    if (words[i].comma && i + 1 < words.size()) ++head.segments, in_segment = 0;
  }
  return head.city != Case::kOther || words.empty();
}

std::optional<Head> read_head(std::string_view text) {
  Head head;
  text = base::trim(text);
  head.agency = take_agency(text, head.slashes);
  std::vector<Word> words = words_of(text);
  const std::size_t date = date_start(words);
  if (date < words.size()) {
    const char* begin = words[date].text.data();
    head.date = std::string_view(
        begin, static_cast<std::size_t>(words.back().text.data() + words.back().text.size() - begin));
  }
  words.resize(date);
  if (!words.empty()) {
    const char* begin = words.front().text.data();
    head.place = std::string_view(
        begin, static_cast<std::size_t>(words.back().text.data() + words.back().text.size() - begin));
    head.first_word = words.front().text;
    head.first_segment = head.place.substr(0, head.place.find(','));
  }
  if (!read_place(words, head) || head.segments > 4) return std::nullopt;
  return head;
}

/// The dash or colon between dateline and sentence.
struct Separator {
  std::size_t begin = 0, end = 0;
  char kind = '-';  ///< 'm' em dash or "--", 'n' en dash, '-' single hyphen, ':' colon
};

std::optional<Separator> next_separator(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const char before = at > 0 ? text[at - 1] : '\0';
    const bool parted = before == ' ' || before == ')' || before == '/' || before == ']';
    if (rest.starts_with("---")) return Separator{at, at + 3, 'm'};
    if (rest.starts_with("--")) return Separator{at, at + 2, 'm'};
    if (rest.starts_with("\xE2\x80\x94") || rest.starts_with("\xE2\x80\x95"))
      return Separator{at, at + 3, 'm'};
    if (rest.starts_with("\xE2\x80\x93") && parted) return Separator{at, at + 3, 'n'};
    if (rest[0] == '-' && parted && (rest.size() == 1 || rest[1] == ' ' || before != ' '))
      return Separator{at, at + 1, '-'};
    if (rest[0] == ':' && (rest.size() == 1 || rest[1] == ' ' || rest[1] == '\n'))
      return Separator{at, at + 1, ':'};
  }
  return std::nullopt;
}

/// Does a sentence begin here? Nothing more counts as one.
bool begins_sentence(std::string_view rest) {
  static constexpr std::string_view kOpeners[] = {"\"",           "'",       "(", "[", "\xE2\x80\x9C",
                                                  "\xE2\x80\x98", "\xC2\xAB"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view opener : kOpeners) {
      if (rest.starts_with(opener)) rest.remove_prefix(opener.size()), more = true;
    }
  }
  return rest.empty() || !is_lower_letter(base::decode_utf8(rest, 0).value);
}

bool next_word_is_caps(std::string_view rest) {
  const std::string_view word = rest.substr(0, rest.find_first_of(" ,.;:\n"));
  return word.size() > 2 && case_of(word) == Case::kCaps;
}

bool is_city(std::string_view segment) {
  return contains(kCities, segment) || contains(kCities, segment.substr(0, segment.find('/')));
}

/// Weighs what was found: agency, date, writing of the place, kind of dash, what follows.
bool is_dateline(const Head& head, char separator, std::string_view rest, bool sure_only) {
  const bool known_agency = is_agency(head.agency), begins = begins_sentence(rest);
  const bool caps = head.city == Case::kCaps;
  if (opens_sentence(head.first_word) && !known_agency) return false;
  if (!head.agency.empty()) {
    if (!looks_like_agency(head.agency)) return false;
    if (head.place.empty()) return known_agency || !head.date.empty();
    if (known_agency) return head.words <= 12 && (caps || head.city == Case::kCapitalised || head.words <= 3);
    if (separator == ':' || !begins || head.words > 10) return false;
    return !head.date.empty() || (caps && !names_no_place(head.first_segment));
  }
  if (head.place.empty() || !begins || head.words > 8) return false;
  const bool city = is_city(head.first_segment);
  if (!head.date.empty()) {
    return separator != ':' &&
           (caps || (head.city == Case::kCapitalised && head.words <= 4 && separator != '-'));
  }
  if (sure_only || !caps) return false;
  if (separator == ':') return city && !next_word_is_caps(rest);
  if (city) return true;
  if (names_no_place(head.first_segment) || head.first_segment.size() < 4 || next_word_is_caps(rest))
    return false;
  return head.segments > 1 || separator != '-';
}

std::string printed(std::string_view text) {
  return base::collapse_spaces(text);
}

std::optional<std::string> printed_if_any(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return printed(text);
}

}  // namespace

bool is_agency(std::string_view name) {
  const std::string lower = base::ascii_lower(base::collapse_spaces(name));
  if (contains(kAgencies, lower)) return true;
  const auto parts = base::split(lower, '/');
  return parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return contains(kAgencies, base::trim(part));
         });
}

std::optional<FoundDateline> find_dateline(std::string_view paragraph, bool sure_only) {
  const std::string_view start = paragraph.substr(0, kLongest);
  std::size_t at = 0;
  for (int tries = 0; tries < 5; ++tries) {
    const auto separator = next_separator(start, at);
    if (!separator) return std::nullopt;
    at = separator->end;
    const auto head = read_head(start.substr(0, separator->begin));
    if (!head) continue;
    std::size_t end = separator->end;
    while (end < paragraph.size() && (paragraph[end] == ' ' || paragraph[end] == '\n')) ++end;
    if (!is_dateline(*head, separator->kind, paragraph.substr(end), sure_only)) continue;
    return FoundDateline{{printed(head->place), printed_if_any(head->date), printed_if_any(head->agency)},
                         end};
  }
  return std::nullopt;
}

}  // namespace herald::ingest
