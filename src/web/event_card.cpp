// One event of a report page: who did what to whom on the left, the evidence on the right.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "web/html.h"
#include "web/labels.h"
#include "web/page_parts.h"

namespace herald::web {
namespace {

using news::Report;
using news::Span;

bool on_characters(const std::string& text, const Span& span) {
  const auto boundary = [&](std::uint32_t at) {
    return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
  };
  return span.begin < span.end && boundary(span.begin) && boundary(span.end);
}

struct Marked {
  Span span;         ///< within the sentence
  const char* role;  ///< class and word: source, action, target
};

/// The spans of a report moved into its sentence; only those that fit.
std::vector<Marked> marks_of(const Report& report) {
  const Span whole = report.sentence_span;
  std::vector<Marked> out;
  if (whole.end - whole.begin != report.text.size())
    return out;  // the text is not what the spans were cut from
  const auto take = [&](const Span& span, const char* role) {
    if (!whole.covers(span)) return;
    const Span inside{span.begin - whole.begin, span.end - whole.begin};
    if (on_characters(report.text, inside)) out.push_back({inside, role});
  };
  if (report.source) take(report.source->span, "source");
  take(report.action.span, "action");
  if (report.target) take(report.target->span, "target");
  return out;
}

std::string state_and_sector(const news::Actor& actor, const PageIndex& index) {
  const std::string sector =
      actor.code.size() > actor.country.size() && actor.code.starts_with(actor.country)
          ? std::string(sector_label(std::string_view(actor.code).substr(actor.country.size(), 3)))
          : std::string();
  const std::string& what = actor.role.empty() ? sector : actor.role;
  if (actor.name.empty()) return what;
  if (actor.country.empty()) return what;
  return index.country(actor.country) + (what.empty() ? "" : ", " + what);
}

/// A party: its name in full, what it is, its code.
std::string party(const std::optional<news::Participant>& who, const std::string& code,
                  const std::string& country, const char* role, const PageIndex& index) {
  news::Actor actor;
  if (who) actor = who->actor;
  if (actor.code.empty()) actor.code = code;
  if (actor.country.empty()) actor.country = country;
  std::string name = actor.name;
  if (name.empty() && !actor.country.empty()) name = index.country(actor.country);
  if (name.empty()) name = actor.role.empty() ? actor.code : actor.role;
  const std::string role_word = std::string("<span class=\"sr\">") + role + ": </span>";
  if (name.empty()) {
    return fmt::format("<span class=\"who {}\">{}<span class=\"none\">nobody named</span></span>", role,
                       role_word);
  }
  std::string sub = escape(name == actor.role ? std::string() : state_and_sector(actor, index));
  if (!actor.code.empty())
    sub += fmt::format("{}<code>{}</code>", sub.empty() ? "" : " ", escape(actor.code));
  if (actor.stale) {
    sub += fmt::format(" <span class=\"stale\">office known until {}</span>", escape(actor.stale_since));
  }
  return fmt::format("<span class=\"who {}\">{}{} <small>{}</small></span>", role, role_word, escape(name),
                     sub);
}

std::string day_text(const news::Event& event, const Report* report) {
  std::string out;
  const news::EventDate* date = report && report->date ? &*report->date : nullptr;
  if (date && date->from) {
    if (date->precision == "month") {
      out = month_of(*date->from);
    } else if (date->precision == "year") {
      out = std::to_string(date->from->year());
    } else if (date->to && *date->to != *date->from) {
      out = long_day(*date->from) + " to " + long_day(*date->to);
    } else {
      out = long_day(*date->from);
    }
  } else if (event.day) {
    out = long_day(*event.day);
  } else {
    return "not known";
  }
  if (date && !date->text.empty()) return escape(out + " (“" + date->text + "”)");
  return escape(out);
}

void item(std::string& out, const char* term, const std::string& html) {
  if (!html.empty()) out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", term, html);
}

std::string place_text(const Report& report, const PageIndex& index) {
  if (!report.place) return "";
  std::string out = escape(report.place->name);
  const std::string country = report.place->country.empty() ? "" : index.country(report.place->country);
  if (!country.empty() && country != report.place->name) out += ", " + escape(country);
  return out;
}

std::string promised_text(const Report& report) {
  if (!report.promised) return "";
  std::string out = escape(label(report.promised->type, report.promised->mode));
  out += fmt::format(" ({})", name(report.promised->modality));
  if (report.promised->date) out += ", " + long_day(*report.promised->date);
  return out;
}

std::string confidence_text(double confidence) {
  const double share = std::clamp(confidence, 0.0, 1.0);
  return fmt::format("<meter min=\"0\" max=\"1\" value=\"{0:.2f}\">{0:.2f}</meter> {0:.2f}", share);
}

std::string meta(const news::Event& event, const Report& report, const PageIndex& index) {
  std::string out = "<dl class=\"meta\">";
  item(out, "When", day_text(event, &report));
  item(out, "Where", place_text(report, index));
  item(out, "According to", escape(attribution_text(report.attribution)));
  item(out, "Promised", promised_text(report));
  std::string flags;
  for (const std::string& flag : report.flags) flags += (flags.empty() ? "" : ", ") + escape(flag);
  item(out, "Note", flags);
  item(out, "Confidence", confidence_text(report.confidence));
  if (!report.action.rule.empty()) item(out, "Rule", "<code>" + escape(report.action.rule) + "</code>");
  return out + "</dl>";
}

/// Title, publisher and day of an article, linked when it has an address that may be one.
std::string source_line(const std::string& id, const PageIndex& index) {
  const PageArticle* article = index.article(id);
  if (!article) return fmt::format("article <code>{}</code>", escape(id));
  const std::string title = escape(article->title.empty() ? "article " + id : article->title);
  const auto link = safe_link(article->url);
  std::string out = link ? fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", *link, title)
                         : fmt::format("<cite>{}</cite>", title);
  if (!article->publisher.empty()) out += ", " + escape(article->publisher);
  if (article->published) out += ", " + long_day(article->published->utc_date());
  return out;
}

/// The other reports of an event and its reprints, folded away.
std::string further(const news::Event& event, const PageIndex& index) {
  std::string items;
  std::size_t count = 0;
  std::set<std::string> shown;
  for (const std::string& id : event.reports) {
    const Report* report = index.report(id);
    if (!shown.insert(id).second || !report || shown.size() == 1) continue;
    ++count;
    items += fmt::format("<li><blockquote>{}</blockquote><p class=\"from\">{}</p></li>",
                         marked_sentence(*report), source_line(report->article, index));
  }
  for (const PageMerge* merge : index.merges(event.id)) {
    if (shown.contains(merge->report)) continue;
    ++count;
    items += fmt::format("<li><p class=\"from\">{} <span class=\"why\">{}, adds no weight</span></p></li>",
                         source_line(merge->article, index), escape(merge->reason));
  }
  if (count == 0) return "";
  return fmt::format("<details><summary>{} further report{}</summary><ol class=\"further\">{}</ol></details>",
                     count, count == 1 ? "" : "s", items);
}

const char* quad_class(news::EventType type) {
  switch (news::quad_of(type)) {
    case news::Quad::kVerbalCooperation:
      return "vcoop";
    case news::Quad::kMaterialCooperation:
      return "mcoop";
    case news::Quad::kVerbalConflict:
      return "vconf";
    case news::Quad::kMaterialConflict:
      return "mconf";
    case news::Quad::kNone:
      break;
  }
  return "";
}

}  // namespace

std::string marked_sentence(const Report& report) {
  const std::vector<Marked> marks = marks_of(report);
  std::set<std::uint32_t> cuts{0, static_cast<std::uint32_t>(report.text.size())};
  for (const Marked& mark : marks) {
    cuts.insert(mark.span.begin);
    cuts.insert(mark.span.end);
  }
  std::string out;
  for (auto at = cuts.begin(); std::next(at) != cuts.end() && at != cuts.end(); ++at) {
    const Span piece{*at, *std::next(at)};
    std::string roles;
    for (const Marked& mark : marks) {
      if (mark.span.covers(piece)) roles += (roles.empty() ? "" : " ") + std::string(mark.role);
    }
    const std::string text = escape(news::text_of(report.text, piece));
    out += roles.empty() ? text : fmt::format("<mark class=\"{0}\" title=\"{0}\">{1}</mark>", roles, text);
  }
  return out;
}

std::string event_card(const news::Event& event, const PageIndex& index) {
  const Report* report = event.reports.empty() ? nullptr : index.report(event.reports.front());
  std::string states = escape(event.source_country);
  if (event.target_country != event.source_country) states += " " + escape(event.target_country);
  std::string out = fmt::format(
      "<li class=\"event {}\" id=\"{}\" data-type=\"{}\" data-states=\"{}\" data-pair=\"{} {}\" "
      "data-modality=\"{}\">",
      quad_class(event.type), escape(event.id), name(event.type), states, escape(event.source_country),
      escape(event.target_country), name(event.modality));
  const std::string code = std::string(name(event.type)) + (event.mode.empty() ? "" : "/" + event.mode);
  out += fmt::format("<div class=\"deed\"><h4>{}",
                     party(report ? report->source : std::nullopt, event.source_code, event.source_country,
                           "source", index));
  out += fmt::format(
      "<span class=\"act\"><span class=\"sr\">action: </span>{} <small><code>{}</code>{}</small></span>",
      escape(label(event.type, event.mode)), escape(code),
      event.cameo.empty() ? "" : " <code>CAMEO " + escape(event.cameo) + "</code>");
  out +=
      party(report ? report->target : std::nullopt, event.target_code, event.target_country, "target", index);
  out += fmt::format("</h4><p class=\"badge {0}\" title=\"{1}\">{0}</p></div><div class=\"proof\">",
                     name(event.modality), escape(explain(event.modality)));
  if (report) {
    out += fmt::format("<blockquote>{}</blockquote><p class=\"from\">{}</p>", marked_sentence(*report),
                       source_line(report->article, index));
    out += meta(event, *report, index);
  }
  return out + further(event, index) + "</div></li>\n";
}

}  // namespace herald::web
