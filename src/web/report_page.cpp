#include "web/report_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "web/html.h"
#include "web/labels.h"
#include "web/page_parts.h"

namespace herald::web {
namespace {

using series::Series;

/// A SHA-256 as a content policy wants it: base64 instead of hexadecimal.
std::string policy_hash(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "'sha256-";
  unsigned value = 0;
  int bits = 0;
  for (const char digit : base::sha256_hex(bytes)) {
    value = (value << 4 | static_cast<unsigned>(kHex.find(digit))) & 0xffffU;
    bits += 4;
    if (bits < 6) continue;
    bits -= 6;
    out += kDigits[(value >> bits) & 63U];
  }
  out += kDigits[(value << (6 - bits)) & 63U];  // 256 bits leave four over
  return out + "='";
}

std::string plural(std::size_t count, const char* one, const char* many) {
  return grouped(static_cast<long long>(count)) + " " + (count == 1 ? one : many);
}

std::string head(const PageData& data) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src {}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n"
      "<title>{} · Herald</title>\n<style>{}</style>\n</head>\n",
      policy_hash(kPageScript), escape(data.title), kPageStyle);
}

/// "26 Oct 2024 to 26 Nov 2024", the days of publication.
std::string span_of_days(const PageData& data) {
  std::optional<base::Date> first, last;
  for (const PageArticle& article : data.articles) {
    if (!article.published) continue;
    const base::Date day = article.published->utc_date();
    if (!first || day < *first) first = day;
    if (!last || day > *last) last = day;
  }
  if (!first) return "";
  return *first == *last ? long_day(*first) : long_day(*first) + " to " + long_day(*last);
}

std::string masthead(const PageData& data) {
  std::string out = "<header class=\"mast\"><p class=\"brand\">Herald</p><h1>" + escape(data.title) + "</h1>";
  out += "<p class=\"lede\">" + plural(data.articles.size(), "article", "articles");
  if (const std::string days = span_of_days(data); !days.empty()) out += " published " + days;
  out += fmt::format(" {} of {} in {}.", data.articles.size() == 1 ? "tells" : "tell",
                     plural(data.events.size(), "event", "events"),
                     plural(data.reports.size(), "report", "reports"));
  if (data.made) {
    std::string made = long_day(data.made->utc_date());
    if (data.made->has_time) made += ", " + data.made->text().substr(11, 5) + " UTC";
    out += " Made " + made + ".";
  }
  out += "</p>";
  if (!data.inputs.empty()) {
    constexpr std::size_t kShown = 4;
    out += "<p class=\"inputs\">Read from ";
    for (std::size_t i = 0; i < std::min(kShown, data.inputs.size()); ++i) {
      out += (i == 0 ? "" : ", ") + ("<span>" + escape(data.inputs[i]) + "</span>");
    }
    if (data.inputs.size() > kShown) out += fmt::format(" and {} more", data.inputs.size() - kShown);
    out += "</p>";
  }
  return out + "</header>\n";
}

/// What a line without a reason counts: the stages count different things.
std::string_view counted_by(std::string_view stage) {
  if (stage == "read") return "articles in the input";
  if (stage == "coded") return "reports found in them";
  return "";
}

std::string ledger(const PageData& data) {
  if (data.ledger.empty()) return "";
  std::string rows;
  for (const PageLedgerLine& line : data.ledger) {
    rows +=
        fmt::format("<tr class=\"{0}\"><th scope=\"row\">{0}</th><td>{1}</td><td class=\"n\">{2}</td></tr>",
                    escape(line.stage), escape(line.reason.empty() ? counted_by(line.stage) : line.reason),
                    grouped(line.count));
  }
  return fmt::format(
      "<section aria-labelledby=\"h-ledger\" class=\"ledger\"><h2 id=\"h-ledger\">What became of the "
      "input</h2>"
      "<p class=\"note\">Nothing is dropped silently.</p><table><thead><tr><th scope=\"col\">stage</th>"
      "<th scope=\"col\">what or why</th><th scope=\"col\" "
      "class=\"n\">count</th></tr></thead><tbody>{}</tbody></table>"
      "</section>\n",
      rows);
}

std::string pair_name(const Series& series, const PageIndex& index) {
  return index.country(series.source) + " → " + index.country(series.target);
}

std::string pair_figure(const Series& series, series::Step step, const PageIndex& index) {
  const std::string name = pair_name(series, index);
  return fmt::format(
      "<figure class=\"pair{}\"><figcaption><h3>{}</h3><p>{}{}</p><button type=\"button\" class=\"show\" "
      "hidden "
      "data-pair=\"{} {}\" aria-label=\"Show the events {}\">show</button></figcaption>{}</figure>",
      series.too_little ? " little" : "", escape(name),
      plural(static_cast<std::size_t>(series.total.events), "event", "events"),
      series.too_little ? ", too few for a trend" : "", escape(series.source), escape(series.target),
      escape(name), pair_curve(series, step, name));
}

std::string further_pairs(const PageData& data, const PageIndex& index) {
  const auto& all = data.measured.series;
  if (all.size() <= data.pairs_with_curve) return "";
  std::string rows;
  for (std::size_t i = data.pairs_with_curve; i < all.size(); ++i) {
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{:.1f}</td><td "
        "class=\"n\">{:.1f}</td></tr>",
        escape(pair_name(all[i], index)), all[i].total.events, all[i].total.cooperation,
        all[i].total.conflict == 0 ? 0.0 : -all[i].total.conflict);
  }
  return fmt::format(
      "<details><summary>{} with fewer events</summary><table class=\"pairs-table\"><thead><tr>"
      "<th scope=\"col\">pair</th><th scope=\"col\" class=\"n\">events</th><th scope=\"col\" "
      "class=\"n\">cooperation</th>"
      "<th scope=\"col\" class=\"n\">conflict</th></tr></thead><tbody>{}</tbody></table></details>",
      plural(all.size() - data.pairs_with_curve, "pair", "pairs"), rows);
}

std::string left_out_text(const series::LeftOut& out) {
  std::string text;
  const auto add = [&](int count, const char* what) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
  };
  add(out.not_happened, "not said to have happened");
  add(out.no_state, "without a state on both sides");
  add(out.within_state, "within one state");
  add(out.no_day, "without a day");
  add(out.other, "outside the days or pair asked for");
  return text;
}

std::string pairs(const PageData& data, const PageIndex& index) {
  const series::Measured& measured = data.measured;
  if (measured.series.empty()) return "";
  std::string figures;
  const std::size_t shown = std::min(data.pairs_with_curve, measured.series.size());
  for (std::size_t i = 0; i < shown; ++i) figures += pair_figure(measured.series[i], measured.step, index);
  const std::string left = left_out_text(measured.left_out);
  return fmt::format(
      "<section aria-labelledby=\"h-pairs\"><h2 id=\"h-pairs\">Most active pairs of states</h2>"
      "<p class=\"note\">Sums of PLOVER scores by {}: <b class=\"up\">cooperation above</b> the line, "
      "<b class=\"down\">conflict below</b>; shaded where nothing was read. Every curve has its own "
      "scale.</p>"
      "<div class=\"pairs\">{}</div>{}<p class=\"note\">{} event{} counted{}{}.</p></section>\n",
      series::name(measured.step), figures, further_pairs(data, index), grouped(measured.counted),
      measured.counted == 1 ? "" : "s", left.empty() ? "" : "; not counted: ", left);
}

/// <option>s of what occurs, with counts, by label.
class Choices {
 public:
  void count(const std::string& value, const std::string& label) {
    auto& entry = entries_[{label, value}];
    ++entry;
  }
  std::string options() const {
    std::string out;
    for (const auto& [key, count] : entries_) {
      out +=
          fmt::format("<option value=\"{}\">{} ({})</option>", escape(key.second), escape(key.first), count);
    }
    return out;
  }

 private:
  std::map<std::pair<std::string, std::string>, int> entries_;
};

std::string filter(const PageData& data, const PageIndex& index) {
  Choices types, states, modalities;
  for (const news::Event& event : data.events) {
    types.count(std::string(name(event.type)), std::string(label(event.type, "")));
    modalities.count(std::string(name(event.modality)), std::string(name(event.modality)));
    for (const std::string& state : std::set<std::string>{event.source_country, event.target_country}) {
      if (!state.empty()) states.count(state, index.country(state));
    }
  }
  return fmt::format(
      "<form id=\"filter\" class=\"filter\" role=\"search\" aria-label=\"Filter events\" hidden>"
      "<label>Type<select name=\"type\"><option value=\"\">all</option>{}</select></label>"
      "<label>State<select name=\"state\"><option value=\"\">all</option>{}</select></label>"
      "<label>Modality<select name=\"modality\"><option value=\"\">all</option>{}</select></label>"
      "<label class=\"find\">Text<input type=\"search\" name=\"text\" placeholder=\"words in a "
      "report\"></label>"
      "<button type=\"reset\">Clear</button><p id=\"shown\" role=\"status\"></p></form>\n",
      types.options(), states.options(), modalities.options());
}

std::string events(const PageData& data, const PageIndex& index) {
  std::string out =
      "<section aria-labelledby=\"h-events\" id=\"events\"><h2 id=\"h-events\">Events</h2>"
      "<p class=\"note\">In every sentence: <mark class=\"source\">who</mark> <mark class=\"action\">did "
      "what</mark> "
      "<mark class=\"target\">to whom</mark>.</p>\n";
  if (data.events.empty()) return out + "<p>No event was found.</p></section>\n";
  out += filter(data, index);
  std::vector<const news::Event*> sorted;
  for (const news::Event& event : data.events) sorted.push_back(&event);
  std::stable_sort(sorted.begin(), sorted.end(), [](const news::Event* a, const news::Event* b) {
    // Nothing is less than any day, so undated ones come last; within a day, what most papers tell comes
    // first.
    if (a->day != b->day) return a->day > b->day;
    return a->articles.size() > b->articles.size();
  });
  for (std::size_t i = 0; i < sorted.size();) {
    const std::optional<base::Date> day = sorted[i]->day;
    out += fmt::format("<section class=\"day\"><h3>{}</h3><ol class=\"list\">\n",
                       day ? long_day(*day) : "No day known");
    for (; i < sorted.size() && sorted[i]->day == day; ++i) out += event_card(*sorted[i], index);
    out += "</ol></section>\n";
  }
  return out + "<p id=\"nothing\" hidden>No event fits the filter.</p></section>\n";
}

std::string footer(const PageData& data) {
  std::string out = "<footer><p>Herald " + escape(data.version);
  if (!data.fingerprint.empty()) out += " · rules <code>" + escape(data.fingerprint) + "</code>";
  if (!data.measured.weights.empty()) out += " · scores <code>" + escape(data.measured.weights) + "</code>";
  return out +
         " · event types and scores after PLOVER 0.8 (CC BY-SA 4.0)</p><p>Every record quotes the sentence "
         "it was "
         "coded from. A machine did the coding: check the sentence before you cite it.</p></footer>\n";
}

}  // namespace

PageIndex::PageIndex(const PageData& data) : data_(data) {
  for (const PageArticle& article : data.articles) articles_.emplace(article.id, &article);
  for (const news::Report& report : data.reports) reports_.emplace(report.id, &report);
  for (const PageMerge& merge : data.merges) merges_[merge.event].push_back(&merge);
}

const PageArticle* PageIndex::article(const std::string& id) const {
  const auto found = articles_.find(id);
  return found == articles_.end() ? nullptr : found->second;
}

const news::Report* PageIndex::report(const std::string& id) const {
  const auto found = reports_.find(id);
  return found == reports_.end() ? nullptr : found->second;
}

const std::vector<const PageMerge*>& PageIndex::merges(const std::string& event) const {
  static const std::vector<const PageMerge*> none;
  const auto found = merges_.find(event);
  return found == merges_.end() ? none : found->second;
}

std::string PageIndex::country(const std::string& code) const {
  const auto found = data_.country_names.find(code);
  return found == data_.country_names.end() ? code : found->second;
}

std::string report_page(const PageData& data) {
  const PageIndex index(data);
  std::string out = head(data);
  out += "<body>\n<a class=\"skip\" href=\"#events\">Skip to the events</a>\n<div class=\"page\">\n";
  out += masthead(data) + "<main>\n" + pairs(data, index) + ledger(data) + events(data, index) + "</main>\n";
  out += footer(data) + "</div>\n<script>";
  out.append(kPageScript);
  return out + "</script>\n</body>\n</html>\n";
}

}  // namespace herald::web
