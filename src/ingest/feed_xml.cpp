#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "ingest/feed_item.h"
#include "ingest/html.h"
#include "ingest/url.h"
#include "ingest/xml_clean.h"

namespace herald::ingest {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using pugi::xml_node;

/// The vocabularies that feeds mix. kRss stands for all RSS versions, with a namespace or without.
enum class Space { kRss, kAtom, kContent, kDublinCore, kSyndication, kRdf, kOther };

Space space_of_uri(std::string_view uri, std::string_view prefix) {
  const std::string lower = base::ascii_lower(uri);
  const auto has = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
  if (has("/rss/1.0/modules/content")) return Space::kContent;
  if (has("/rss/1.0/modules/syndication")) return Space::kSyndication;
  if (has("purl.org/dc/")) return Space::kDublinCore;
  if (has("w3.org/2005/atom") || has("purl.org/atom")) return Space::kAtom;
  if (has("22-rdf-syntax-ns")) return Space::kRdf;
  if (has("purl.org/rss/1.0") || has("my.netscape.com/rdf") || has("channel.netscape.com") ||
      has("backend.userland.com") || has("rssboard.org") || has("blogs.law.harvard.edu") ||
      has("cyber.harvard.edu")) {
    return has("module") ? Space::kOther : Space::kRss;
  }
  return uri.empty() && prefix.empty() ? Space::kRss : Space::kOther;
}

/// Prefixes as everybody writes them, for feeds that forget to declare them.
Space space_of_prefix(std::string_view prefix) {
  if (prefix.empty() || prefix == "rss") return Space::kRss;
  if (prefix == "content") return Space::kContent;
  if (prefix == "dc" || prefix == "dcterms") return Space::kDublinCore;
  if (prefix == "atom" || prefix == "a") return Space::kAtom;
  if (prefix == "sy") return Space::kSyndication;
  return prefix == "rdf" ? Space::kRdf : Space::kOther;
}

std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view local_name(const xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

Space space_of(const xml_node& node) {
  const std::string_view prefix = prefix_of(node.name());
  const std::string attribute = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (xml_node at = node; at; at = at.parent()) {
    if (const auto declared = at.attribute(attribute.c_str())) return space_of_uri(declared.value(), prefix);
  }
  return space_of_prefix(prefix);
}

bool is(const xml_node& node, Space space, std::string_view name) {
  return base::ascii_iequals(local_name(node), name) && space_of(node) == space;
}

xml_node child(const xml_node& parent, Space space, std::string_view name) {
  for (const xml_node& node : parent.children()) {
    if (is(node, space, name)) return node;
  }
  return {};
}

/// All text directly in `node`, character data included.
std::string text_in(const xml_node& node) {
  std::string text;
  for (const xml_node& part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  return text;
}

/// The inside of `node` as mark-up: its text when that is all, else its elements written out again.
std::string markup_in(const xml_node& node) {
  const bool elements = std::any_of(node.begin(), node.end(),
                                    [](const xml_node& part) { return part.type() == pugi::node_element; });
  if (!elements) return text_in(node);
  std::ostringstream out;
  for (const xml_node& part : node.children()) part.print(out, "", pugi::format_raw);
  std::string markup = out.str();
  const std::string prefix(prefix_of(node.first_child().name()));
  if (prefix.empty()) return markup;
  for (const std::string& open : {"<" + prefix + ":", "</" + prefix + ":"}) {  // <x:p> is <p>
    for (std::size_t at = 0; (at = markup.find(open, at)) != std::string::npos;) {
      markup.erase(at + open.size() - prefix.size() - 1, prefix.size() + 1);
    }
  }
  return markup;
}

std::string line_of(const xml_node& parent, Space space, std::string_view name) {
  const xml_node node = child(parent, space, name);
  return node ? html_to_line(markup_in(node)) : "";
}

std::string plain_of(const xml_node& parent, Space space, std::string_view name) {
  return base::collapse_spaces(text_in(child(parent, space, name)));
}

std::string first_of(std::initializer_list<std::string> values) {
  for (const std::string& value : values) {
    if (!value.empty()) return value;
  }
  return "";
}

std::optional<std::string> if_any(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

/// The address relative links are seen from: xml:base of the nearest ancestor, else `fallback`.
std::string base_of(const xml_node& node, const std::string& fallback) {
  for (xml_node at = node; at; at = at.parent()) {
    if (const auto declared = at.attribute("xml:base")) return resolve_url(fallback, declared.value());
  }
  return fallback;
}

std::string link_from(const xml_node& node, const std::string& written, const Feed& feed) {
  if (written.empty()) return "";
  return resolve_url(base_of(node, feed.site.value_or(feed.url)), written);
}

/// href of the Atom link with `rel` (a link without rel is "alternate"); an HTML one before others.
std::string atom_link(const xml_node& parent, std::string_view rel) {
  std::string found;
  for (const xml_node& node : parent.children()) {
    if (!is(node, Space::kAtom, "link")) continue;
    const std::string_view kind = node.attribute("rel").as_string("alternate");
    const std::string_view type = node.attribute("type").as_string("text/html");
    if (kind != rel && !(rel == "alternate" && kind.empty())) continue;
    if (found.empty() || type == "text/html") found = node.attribute("href").value();
    if (type == "text/html" && !found.empty()) return found;
  }
  return found;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

void read_hints(const xml_node& channel, PollHints& hints) {
  hints.minutes = number(plain_of(channel, Space::kRss, "ttl"));
  const std::string period = base::ascii_lower(plain_of(channel, Space::kSyndication, "updatePeriod"));
  const int times =
      std::max(1, number(plain_of(channel, Space::kSyndication, "updateFrequency")).value_or(1));
  const int minutes = period == "hourly"    ? 60
                      : period == "daily"   ? 1440
                      : period == "weekly"  ? 10080
                      : period == "monthly" ? 43200
                      : period == "yearly"  ? 525600
                                            : 0;
  if (!hints.minutes && minutes > 0) hints.minutes = std::max(1, minutes / times);
  for (const xml_node& hour : child(channel, Space::kRss, "skipHours").children()) {
    const auto value = number(base::collapse_spaces(text_in(hour)));
    if (value && *value <= 24) hints.skip_hours.push_back(*value % 24);
  }
  std::sort(hints.skip_hours.begin(), hints.skip_hours.end());
  for (const xml_node& day : child(channel, Space::kRss, "skipDays").children()) {
    std::string name = base::collapse_spaces(text_in(day));
    if (base::weekday_number(name)) hints.skip_days.push_back(std::move(name));
  }
  hints.hub = if_any(atom_link(channel, "hub"));
  hints.next = if_any(atom_link(channel, "next"));
}

void read_channel(const xml_node& root, const xml_node& channel, const FeedOptions& options, Feed& feed) {
  feed.title = line_of(channel, Space::kRss, "title");
  feed.url = resolve_url(options.place, atom_link(channel, "self"));
  const std::string site =
      first_of({plain_of(channel, Space::kRss, "link"), atom_link(channel, "alternate")});
  feed.site = if_any(is_web_url(options.place) ? resolve_url(options.place, site) : site);
  feed.language = language_tag(
      first_of({plain_of(channel, Space::kRss, "language"), plain_of(channel, Space::kDublinCore, "language"),
                root.attribute("xml:lang").value()}));
  feed.publisher = if_any(line_of(channel, Space::kDublinCore, "publisher"));
  feed.updated = base::parse_timestamp(
      first_of({plain_of(channel, Space::kRss, "lastBuildDate"), plain_of(channel, Space::kRss, "pubDate"),
                plain_of(channel, Space::kDublinCore, "date")}));
  read_hints(channel, feed.hints);
  settle_feed(feed, options);
}

FoundItem read_rss_item(const xml_node& node, const Feed& feed) {
  FoundItem item;
  const xml_node guid = child(node, Space::kRss, "guid");
  item.guid = first_of({base::collapse_spaces(text_in(guid)), node.attribute("rdf:about").value(),
                        plain_of(node, Space::kDublinCore, "identifier")});
  item.link = first_of({plain_of(node, Space::kRss, "link"), atom_link(node, "alternate")});
  const bool permalink = guid && std::string_view(guid.attribute("isPermaLink").as_string("true")) != "false";
  if (item.link.empty() && permalink && is_web_url(item.guid)) item.link = item.guid;
  if (item.link.empty() && is_web_url(node.attribute("rdf:about").value())) item.link = item.guid;
  item.link = link_from(node, item.link, feed);
  item.title = first_of({line_of(node, Space::kRss, "title"), line_of(node, Space::kDublinCore, "title")});
  item.content = html_to_text(markup_in(child(node, Space::kContent, "encoded")));
  item.summary = first_of({html_to_text(markup_in(child(node, Space::kRss, "description"))),
                           html_to_text(markup_in(child(node, Space::kDublinCore, "description"))),
                           html_to_text(markup_in(child(node, Space::kAtom, "summary")))});
  item.author = first_of({line_of(node, Space::kDublinCore, "creator"), line_of(node, Space::kRss, "author"),
                          line_of(child(node, Space::kAtom, "author"), Space::kAtom, "name")});
  item.publisher =
      first_of({line_of(node, Space::kDublinCore, "publisher"), line_of(node, Space::kRss, "source"),
                line_of(node, Space::kDublinCore, "source")});
  item.language =
      first_of({plain_of(node, Space::kDublinCore, "language"), node.attribute("xml:lang").value()});
  item.published =
      first_of({plain_of(node, Space::kRss, "pubDate"), plain_of(node, Space::kDublinCore, "date"),
                plain_of(node, Space::kDublinCore, "issued"), plain_of(node, Space::kAtom, "published")});
  item.updated =
      first_of({plain_of(node, Space::kAtom, "updated"), plain_of(node, Space::kDublinCore, "modified")});
  if (is_web_url(item.publisher)) item.publisher.clear();
  return item;
}

/// Atom's text construct as plain paragraphs. `type` is text, html, xhtml or (in Atom 0.3) a media type and
/// mode.
std::string atom_text(const xml_node& node) {
  const std::string type = base::ascii_lower(node.attribute("type").as_string("text"));
  const std::string_view mode = node.attribute("mode").as_string("");
  if (mode == "base64" || type.starts_with("image/")) return "";
  const bool plain = type == "text" || type == "text/plain";
  if (!plain || mode == "escaped") return html_to_text(markup_in(node));
  const std::string text = markup_in(node);
  if (text.find("</") != std::string::npos) return html_to_text(text);  // html that forgot to say so
  std::string escaped;
  for (const char c : text) escaped += c == '&' ? "&amp;" : std::string(1, c);
  return text.find('<') == std::string::npos ? html_to_text(escaped) : base::collapse_spaces(text);
}

std::string atom_line(const xml_node& parent, std::string_view name) {
  return base::collapse_spaces(atom_text(child(parent, Space::kAtom, name)));
}

std::string atom_author(const xml_node& parent) {
  std::string names;
  for (const xml_node& node : parent.children()) {
    if (!is(node, Space::kAtom, "author")) continue;
    const std::string name = line_of(node, Space::kAtom, "name");
    if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

FoundItem read_entry(const xml_node& node, const xml_node& root, const Feed& feed) {
  FoundItem item;
  item.guid = plain_of(node, Space::kAtom, "id");
  item.link = link_from(node, atom_link(node, "alternate"), feed);
  if (item.link.empty() && is_web_url(item.guid)) item.link = item.guid;
  item.title = atom_line(node, "title");
  item.content = atom_text(child(node, Space::kAtom, "content"));
  item.summary = atom_text(child(node, Space::kAtom, "summary"));
  const xml_node source = child(node, Space::kAtom, "source");
  item.author = first_of({atom_author(node), line_of(node, Space::kDublinCore, "creator"),
                          atom_author(source), atom_author(root)});
  item.publisher = first_of({line_of(node, Space::kDublinCore, "publisher"), atom_line(source, "title")});
  item.language =
      first_of({child(node, Space::kAtom, "content").attribute("xml:lang").value(),
                node.attribute("xml:lang").value(), plain_of(node, Space::kDublinCore, "language")});
  item.published =
      first_of({plain_of(node, Space::kAtom, "published"), plain_of(node, Space::kAtom, "issued"),
                plain_of(node, Space::kAtom, "created"), plain_of(node, Space::kDublinCore, "date")});
  item.updated =
      first_of({plain_of(node, Space::kAtom, "updated"), plain_of(node, Space::kAtom, "modified")});
  return item;
}

void read_atom_head(const xml_node& root, const FeedOptions& options, Feed& feed) {
  feed.title = atom_line(root, "title");
  const std::string here = base_of(root, options.place);
  const std::string site = atom_link(root, "alternate");
  feed.url = resolve_url(here, atom_link(root, "self"));
  feed.site = if_any(is_web_url(here) ? resolve_url(here, site) : site);
  feed.language = language_tag(
      first_of({root.attribute("xml:lang").value(), plain_of(root, Space::kDublinCore, "language")}));
  feed.publisher = if_any(line_of(root, Space::kDublinCore, "publisher"));
  feed.updated = base::parse_timestamp(
      first_of({plain_of(root, Space::kAtom, "updated"), plain_of(root, Space::kAtom, "modified")}));
  feed.hints.hub = if_any(atom_link(root, "hub"));
  feed.hints.next = if_any(atom_link(root, "next"));
  settle_feed(feed, options);
}

bool is_full(const Feed& feed, const FeedOptions& options) {
  return feed.items.size() >= options.max_items;
}

void read_atom(const xml_node& root, const FeedOptions& options, Feed& feed) {
  feed.format = FeedFormat::kAtom;
  if (is(root, Space::kAtom, "entry")) {  // a document of one entry
    settle_feed(feed, options);
    return add_item(feed, read_entry(root, xml_node(), feed), options);
  }
  read_atom_head(root, options, feed);
  for (const xml_node& node : root.children()) {
    if (is_full(feed, options)) break;
    if (is(node, Space::kAtom, "entry")) add_item(feed, read_entry(node, root, feed), options);
  }
}

/// Items stand inside the channel in RSS 0.91 to 2.0, beside it in RSS 0.90 and 1.0.
void read_rss(const xml_node& root, const xml_node& channel, const FeedOptions& options, Feed& feed) {
  feed.format = is(root, Space::kRdf, "RDF") ? FeedFormat::kRdf : FeedFormat::kRss;
  read_channel(root, channel, options, feed);
  for (const xml_node& parent : {channel, root}) {
    for (const xml_node& node : parent.children()) {
      if (is_full(feed, options)) return;
      if (is(node, Space::kRss, "item")) add_item(feed, read_rss_item(node, feed), options);
    }
    if (channel == root) return;
  }
}

}  // namespace

Result<void> read_xml_feed(const std::string& text, const FeedOptions& options, Feed& feed) {
  Result<CleanXml> clean = clean_xml(text, options.place);
  if (!clean) return clean.error();
  feed.warnings.insert(feed.warnings.end(), clean->warnings.begin(), clean->warnings.end());
  feed.items_lost = clean->items_lost;
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer_inplace(clean->text.data(), clean->text.size(),
                                   pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  if (!parsed) {
    return Error{ErrorKind::kFormat,
                 fmt::format("not well-formed XML near byte {}: {}", parsed.offset, parsed.description()),
                 options.place};
  }
  const xml_node root = document.document_element();
  if (is(root, Space::kAtom, "feed") || is(root, Space::kAtom, "entry") ||
      base::ascii_iequals(root.name(), "feed")) {
    read_atom(root, options, feed);
    return {};
  }
  const bool flat = base::ascii_iequals(local_name(root), "channel");
  const xml_node channel = flat ? root : child(root, Space::kRss, "channel");
  if (flat || base::ascii_iequals(local_name(root), "rss") || is(root, Space::kRdf, "RDF")) {
    if (!channel)
      return Error{ErrorKind::kFormat, fmt::format("<{}> without a channel, not a feed", root.name()),
                   options.place};
    read_rss(root, channel, options, feed);
    return {};
  }
  return Error{ErrorKind::kFormat,
               fmt::format("XML with the root <{}>, not a feed: RSS, RDF or Atom was expected",
                           std::string(root.name()).substr(0, 60)),
               options.place};
}

}  // namespace herald::ingest
