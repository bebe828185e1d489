#include "news/article.h"

#include "base/text.h"

namespace herald::news {
namespace {

using base::Error;
using base::ErrorKind;
using base::JsonValue;

/// Reads an optional string member; false when it is there with another type.
bool read_text(const JsonValue& value, std::string_view key, std::optional<std::string>& out) {
  const JsonValue* member = value.find(key);
  if (!member) return true;
  if (!member->is_string()) return false;
  std::size_t replaced = 0;
  out = base::repair_utf8(member->string, replaced);
  return true;
}

base::Result<void> read_time(const JsonValue& value, std::string_view key, const std::string& place,
                             std::optional<base::Timestamp>& out) {
  std::optional<std::string> text;
  if (!read_text(value, key, text)) {
    return Error{ErrorKind::kFormat, "\"" + std::string(key) + "\" is not a string", place};
  }
  if (!text || base::trim(*text).empty()) return {};
  out = base::parse_timestamp(*text);
  if (!out) {
    return Error{ErrorKind::kFormat,
                 "\"" + std::string(key) + "\" is no date or time: " + text->substr(0, 40), place};
  }
  return {};
}

void read_dateline(const JsonValue& value, Article& article) {
  const JsonValue* member = value.find("dateline");
  if (!member || !member->is_object()) return;
  article.dateline =
      Dateline{member->text("place").value_or(""), member->text("date"), member->text("agency")};
}

void write_time(base::JsonWriter& out, const char* key, const std::optional<base::Timestamp>& time) {
  out.key(key);
  time ? out.value(time->text()) : out.null();
}

}  // namespace

std::optional<base::Date> Article::reference_date() const {
  if (!published) return std::nullopt;
  return published->local_date();
}

std::string to_json(const Article& article) {
  base::JsonWriter out;
  out.object();
  out.key("id").value(article.id).key("url").value(article.url).key("publisher").value(article.publisher);
  out.key("feed")
      .value(article.feed)
      .key("language")
      .value(article.language)
      .key("title")
      .value(article.title);
  out.key("text").value(article.text);
  write_time(out, "published", article.published);
  write_time(out, "updated", article.updated);
  out.key("dateline");
  if (article.dateline) {
    out.object().key("place").value(article.dateline->place).key("date").value(article.dateline->date);
    out.key("agency").value(article.dateline->agency).end();
  } else {
    out.null();
  }
  out.key("agency").value(article.agency).key("byline").value(article.byline);
  out.key("notices").array();
  for (const std::string& notice : article.notices) out.value(notice);
  out.end().end();
  return out.take();
}

base::Result<Article> article_from_json(const JsonValue& value, const std::string& place) {
  if (!value.is_object()) return Error{ErrorKind::kFormat, "an article is a JSON object", place};
  Article article;
  std::optional<std::string> id, text;
  struct Field {
    const char* key;
    std::optional<std::string>* to;
  };
  const Field fields[] = {{"id", &id},
                          {"text", &text},
                          {"url", &article.url},
                          {"publisher", &article.publisher},
                          {"feed", &article.feed},
                          {"language", &article.language},
                          {"title", &article.title},
                          {"agency", &article.agency},
                          {"byline", &article.byline}};
  for (const Field& field : fields) {
    if (!read_text(value, field.key, *field.to)) {
      return Error{ErrorKind::kFormat, "\"" + std::string(field.key) + "\" is not a string", place};
    }
  }
  if (!text && !article.title)
    return Error{ErrorKind::kFormat, "an article needs \"text\" or \"title\"", place};
  article.id = id.value_or("");
  article.text = text.value_or("");
  for (const char* key : {"date", "published"}) {
    if (auto read = read_time(value, key, place, article.published); !read) return read.error();
  }
  if (auto read = read_time(value, "updated", place, article.updated); !read) return read.error();
  read_dateline(value, article);
  if (const JsonValue* notices = value.find("notices"); notices && notices->is_array()) {
    for (const JsonValue& notice : notices->items) {
      if (notice.is_string()) article.notices.push_back(notice.string);
    }
  }
  return article;
}

}  // namespace herald::news
