#include "ingest/html.h"

#include <gumbo.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/text.h"
#include "ingest/paragraphs.h"

namespace herald::ingest {
namespace {

/// Gumbo frees its tree by recursion and its repairs cost depth times tags: deeper input is read flat.
constexpr int kMaxDepth = 600;
/// Gumbo compares every attribute of a tag with all others.
constexpr int kMaxAttributes = 2000;

struct GumboFree {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Tree = std::unique_ptr<GumboOutput, GumboFree>;

Tree parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return Tree(gumbo_parse_with_options(&options, html.data(), html.size()));
}

std::string_view tag_name(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && std::string_view(" \t\r\n\f/>").find(html[end]) == std::string_view::npos)
    ++end;
  return html.substr(at, std::min<std::size_t>(end - at, 32));
}

bool is_name_start(std::string_view html, std::size_t at) {
  if (at >= html.size()) return false;
  const char c = html[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_void(std::string_view name) {
  static constexpr std::string_view kVoid[] = {"br",     "img",  "hr",   "meta", "link",  "input", "wbr",
                                               "source", "area", "base", "col",  "embed", "param", "track"};
  return std::find(std::begin(kVoid), std::end(kVoid), name) != std::end(kVoid);
}

/// One tag or comment of a flat reading: [begin, end) with its name; `attributes` is an upper bound.
struct Tag {
  std::size_t end = 0;
  std::string name;
  bool closes = false;
  int attributes = 0;
};

/// The tag, comment or declaration that starts with '<' at `at`; nothing when the '<' is text.
std::optional<Tag> tag_at(std::string_view html, std::size_t at) {
  Tag tag;
  if (html.substr(at, 4) == "<!--") {
    const std::size_t end = html.find("-->", at + 4);
    tag.end = end == std::string_view::npos ? html.size() : end + 3;
    return tag;
  }
  const bool markup = html.substr(at, 2) == "<!" || html.substr(at, 2) == "<?";
  tag.closes = html.substr(at, 2) == "</";
  if (!markup && !is_name_start(html, at + (tag.closes ? 2 : 1))) return std::nullopt;
  if (!markup) tag.name = base::ascii_lower(tag_name(html, at + (tag.closes ? 2 : 1)));
  char quote = 0;
  std::size_t i = at + 1;
  for (; i < html.size(); ++i) {
    const char c = html[i];
    if (quote) {
      if (c == quote) quote = 0, ++tag.attributes;
    } else if (c == '>') {
      break;
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '/' || c == '\r' || c == '\f') {
      ++tag.attributes;
    }
  }
  tag.end = std::min(i + 1, html.size());
  return tag;
}

/// End of the raw text that follows an opened script or style.
std::size_t raw_text_end(std::string_view html, std::size_t at, const std::string& name) {
  while ((at = html.find("</", at)) != std::string_view::npos) {
    if (base::ascii_iequals(html.substr(at + 2, name.size()), name)) return at;
    at += 2;
  }
  return html.size();
}

/// Elements that the next of their kind closes: they nest only through others. Inside SVG and MathML they do
/// not.
bool closes_itself(std::string_view name) {
  static constexpr std::string_view kImplied[] = {"p",  "li", "dt",    "dd",    "td",
                                                  "th", "tr", "tbody", "thead", "option"};
  return std::find(std::begin(kImplied), std::end(kImplied), name) != std::end(kImplied);
}

/// Counts how deep the tree may get at most. An end tag without its start closes nothing.
bool fits_gumbo(std::string_view html) {
  std::map<std::string, int> open;
  int depth = 0;
  bool foreign = false;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const auto tag = tag_at(html, at);
    at = tag ? tag->end : at + 1;
    if (!tag || tag->name.empty() || is_void(tag->name)) continue;
    if (tag->attributes > kMaxAttributes) return false;
    foreign = foreign || tag->name == "svg" || tag->name == "math";
    if (closes_itself(tag->name) && !foreign) continue;
    int& count = open[tag->name];
    if (!tag->closes) {
      ++count, ++depth;
    } else if (count > 0) {
      --count, --depth;
    }
    if (depth > kMaxDepth) return false;
    if (!tag->closes && (tag->name == "script" || tag->name == "style"))
      at = raw_text_end(html, at, tag->name);
  }
  return true;
}

/// Only text and breaks of `html`: what a tree would give, without building one.
std::string flatten(std::string_view html) {
  static constexpr std::string_view kInline[] = {"a",    "b",    "i",     "em",   "strong", "span", "font",
                                                 "u",    "s",    "small", "big",  "sub",    "sup",  "abbr",
                                                 "cite", "code", "mark",  "time", "img"};
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    out.append(html, at, open - at);
    if (open == html.size()) break;
    const auto tag = tag_at(html, open);
    at = tag ? tag->end : open + 1;
    if (!tag) {
      out += "&lt;";
    } else if (!tag->closes && (tag->name == "script" || tag->name == "style")) {
      at = raw_text_end(html, at, tag->name);
    } else if (tag->name == "br") {
      out += "<br>";
    } else if (!tag->name.empty() &&
               std::find(std::begin(kInline), std::end(kInline), tag->name) == std::end(kInline)) {
      out += "<br><br>";
    }
  }
  return out;
}

Tree parse_safely(std::string_view html) {
  return fits_gumbo(html) ? parse(html) : parse(flatten(html));
}

const char* attribute(const GumboNode* node, const char* name) {
  if (node->type != GUMBO_NODE_ELEMENT) return nullptr;
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? found->value : nullptr;
}

std::string attribute_text(const GumboNode* node, const char* name) {
  const char* value = attribute(node, name);
  return value ? value : "";
}

bool is_left_out(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
      return true;
    default:
      return false;
  }
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_CENTER:
      return true;
    default:
      return false;
  }
}

bool contains_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_hidden(const GumboNode* node) {
  if (attribute(node, "hidden")) return true;
  const std::string style = base::ascii_lower(attribute_text(node, "style"));
  if (contains_any(style, {"display:none", "display: none", "visibility:hidden"})) return true;
  const std::string names = base::ascii_lower(attribute_text(node, "class"));
  return contains_any(names,
                      {"wp-caption", "twitter-tweet", "instagram-media", "screen-reader", "visually-hidden"});
}

/// Parts of a whole page that stand around a story, by the names that sites give them.
bool is_page_furniture(const GumboNode* node) {
  const GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER) return true;
  if (is_block(tag) && tag != GUMBO_TAG_P) {
    const std::string names =
        base::ascii_lower(attribute_text(node, "class") + " " + attribute_text(node, "id"));
    return contains_any(
        names, {"related", "newsletter", "share", "social", "promo", "comments", "cookie", "byline"});
  }
  return false;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT) return &node->v.element.children;
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

/// Calls enter(node) before and leave(node) after the children of every node below `root`, which is
/// included. Children are visited when enter says so. No recursion: the depth is the input's to choose.
template <typename Enter, typename Leave>
void walk(const GumboNode* root, Enter enter, Leave leave) {
  std::vector<std::pair<const GumboNode*, unsigned>> path;
  if (!enter(root)) return;
  path.emplace_back(root, 0u);
  while (!path.empty()) {
    auto& [node, next] = path.back();
    const GumboVector* children = children_of(node);
    if (!children || next >= children->length) {
      leave(node);
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children->data[next++]);
    if (enter(child)) path.emplace_back(child, 0u);
  }
}

std::string text_below(const GumboNode* root, bool page) {
  Paragraphs out;
  const auto enter = [&](const GumboNode* node) {
    if (is_text(node)) {
      out.text(node->v.text.text);
      return false;
    }
    if (node->type == GUMBO_NODE_DOCUMENT) return true;
    if (node->type != GUMBO_NODE_ELEMENT) return false;
    const GumboTag tag = node->v.element.tag;
    if (is_left_out(tag) || is_hidden(node) || (page && node != root && is_page_furniture(node))) {
      if (tag == GUMBO_TAG_FIGURE || is_block(tag)) out.paragraph_break();
      return false;
    }
    if (tag == GUMBO_TAG_BR) out.line_break();
    if (tag == GUMBO_TAG_Q) out.text("\xE2\x80\x9C");
    if (is_block(tag)) out.paragraph_break();
    return true;
  };
  const auto leave = [&](const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_Q) out.text("\xE2\x80\x9D");
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) out.cell_border();
    if (is_block(tag)) out.paragraph_break();
  };
  walk(root, enter, leave);
  return out.take();
}

void keep_first(std::optional<std::string>& field, const std::string& value) {
  std::string line = base::collapse_spaces(value);
  if (!field && !line.empty()) field = std::move(line);
}

void keep_first(std::optional<base::Timestamp>& field, const std::string& value) {
  if (!field) field = base::parse_timestamp(value);
}

void read_meta(const GumboNode* node, Page& page) {
  std::string name = attribute_text(node, "property");
  if (name.empty()) name = attribute_text(node, "name");
  if (name.empty()) name = attribute_text(node, "itemprop");
  name = base::ascii_lower(name);
  const std::string content = attribute_text(node, "content");
  if (name == "og:title" || name == "twitter:title") keep_first(page.title, content);
  if (name == "og:site_name" || name == "application-name") keep_first(page.publisher, content);
  if (name == "og:url") keep_first(page.url, content);
  if (name == "author" || name == "dc.creator") keep_first(page.author, content);
  if (name == "article:author" && !content.starts_with("http")) keep_first(page.author, content);
  if (name == "article:published_time" || name == "datepublished" || name == "dc.date" || name == "date") {
    keep_first(page.published, content);
  }
  if (name == "article:modified_time" || name == "datemodified" || name == "og:updated_time") {
    keep_first(page.modified, content);
  }
}

void read_link(const GumboNode* node, Page& page) {
  const std::string rel = base::ascii_lower(attribute_text(node, "rel"));
  const std::string type = base::ascii_lower(attribute_text(node, "type"));
  if (rel == "canonical") keep_first(page.url, attribute_text(node, "href"));
  const bool feed = contains_any(type, {"rss+xml", "atom+xml", "rdf+xml", "feed+json"});
  if (rel == "alternate" && feed) page.feeds.push_back(attribute_text(node, "href"));
}

/// How likely an element is to be the story: by mark-up first, then by the length of its text.
struct MainText {
  int rank = 0;
  std::size_t length = 0;
  const GumboNode* node = nullptr;

  void offer(int other_rank, std::size_t other_length, const GumboNode* other) {
    if (std::pair(other_rank, other_length) <= std::pair(rank, length)) return;
    *this = {other_rank, other_length, other};
  }
};

int mark_up_rank(const GumboNode* node) {
  if (attribute_text(node, "itemprop") == "articleBody") return 4;
  if (node->v.element.tag == GUMBO_TAG_ARTICLE) return 3;
  return node->v.element.tag == GUMBO_TAG_MAIN || attribute_text(node, "role") == "main" ? 2 : 0;
}

/// Text directly in paragraphs counts for their parent.
void offer_parent(const GumboNode* node, std::vector<std::pair<const GumboNode*, std::size_t>>& parents,
                  MainText& best) {
  const std::size_t length = text_below(node, true).size();
  auto found =
      std::find_if(parents.rbegin(), parents.rend(), [&](const auto& p) { return p.first == node->parent; });
  if (found == parents.rend()) {
    parents.emplace_back(node->parent, 0);
    found = parents.rbegin();
  }
  found->second += length;
  best.offer(1, found->second, node->parent);
}

const GumboNode* find_main(const GumboNode* root) {
  MainText best;
  std::vector<std::pair<const GumboNode*, std::size_t>> parents;
  int inside = 0;  // below an element that is ranked by its mark-up: its parts are not measured again
  walk(
      root,
      [&](const GumboNode* node) {
        if (node->type != GUMBO_NODE_ELEMENT) return node->type == GUMBO_NODE_DOCUMENT;
        const int rank = mark_up_rank(node);
        if (rank > 0 && (inside == 0 || rank > best.rank))
          best.offer(rank, text_below(node, true).size() + 1, node);
        if (rank > 0) ++inside;
        if (node->v.element.tag == GUMBO_TAG_P && inside == 0 && parents.size() < 1000)
          offer_parent(node, parents, best);
        return true;
      },
      [&](const GumboNode* node) {
        if (node->type == GUMBO_NODE_ELEMENT && mark_up_rank(node) > 0) --inside;
      });
  return best.node ? best.node : root;
}

/// Text without tags: blank lines part paragraphs, entities are read.
std::string plain_to_text(std::string_view text) {
  Paragraphs out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (base::trim(line).empty()) {
      out.paragraph_break();
    } else if (line.find('&') == std::string_view::npos) {
      out.text(line);
    } else {
      const Tree tree = parse(line);
      out.text(text_below(tree->document, false));
    }
    out.text("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out.take();
}

std::string without_first_line(std::string text, const std::optional<std::string>& title) {
  const std::size_t end = text.find("\n\n");
  if (!title || end == std::string::npos || base::collapse_spaces(text.substr(0, end)) != *title) return text;
  return text.substr(end + 2);
}

}  // namespace

std::string html_to_text(std::string_view html) {
  if (html.find('<') == std::string_view::npos) return plain_to_text(html);
  const Tree tree = parse_safely(html);
  return text_below(tree->document, false);
}

std::string html_to_line(std::string_view html) {
  return base::collapse_spaces(html_to_text(html));
}

Page read_page(std::string_view html) {
  const Tree tree = parse_safely(html);
  Page page;
  std::optional<std::string> plain_title, heading;
  walk(
      tree->document,
      [&](const GumboNode* node) {
        if (node->type != GUMBO_NODE_ELEMENT) return node->type == GUMBO_NODE_DOCUMENT;
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_META) read_meta(node, page);
        if (tag == GUMBO_TAG_LINK) read_link(node, page);
        if (tag == GUMBO_TAG_HTML) keep_first(page.language, attribute_text(node, "lang"));
        if (tag == GUMBO_TAG_TIME) keep_first(page.published, attribute_text(node, "datetime"));
        if (tag == GUMBO_TAG_H1) keep_first(heading, text_below(node, false));
        if (tag == GUMBO_TAG_TITLE && node->v.element.children.length > 0) {
          const auto* child = static_cast<const GumboNode*>(node->v.element.children.data[0]);
          if (is_text(child)) keep_first(plain_title, child->v.text.text);
        }
        return true;
      },
      [](const GumboNode*) {});
  if (!page.title) page.title = heading ? heading : plain_title;
  page.text = without_first_line(text_below(find_main(tree->document), true), page.title);
  if (heading && heading != page.title) page.text = without_first_line(std::move(page.text), heading);
  return page;
}

}  // namespace herald::ingest
