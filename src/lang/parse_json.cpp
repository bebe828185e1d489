#include "lang/parse_json.h"

#include "base/json.h"

namespace herald::lang {
namespace {

/// One array with a value per token.
template <typename Value>
void add_array(base::JsonWriter& out, std::string_view key, const news::ParsedText& parsed, Value value) {
  out.key(key).array();
  for (const news::Token& token : parsed.tokens) value(token);
  out.end();
}

}  // namespace

std::string to_jsonl(std::string_view id, std::string_view text, const news::ParsedText& parsed) {
  base::JsonWriter out;
  out.object().key("id").value(id).key("text").value(text);
  add_array(out, "tokens", parsed, [&](const news::Token& t) { out.value_span(t.span.begin, t.span.end); });
  add_array(out, "space", parsed, [&](const news::Token& t) { out.value(t.space_after); });
  add_array(out, "tag", parsed, [&](const news::Token& t) { out.value(news::name(t.tag)); });
  add_array(out, "pos", parsed, [&](const news::Token& t) { out.value(news::name(t.pos)); });
  add_array(out, "lemma", parsed, [&](const news::Token& t) { out.value(t.lemma); });
  add_array(out, "head", parsed, [&](const news::Token& t) { out.value(std::size_t{t.head}); });
  add_array(out, "dep", parsed, [&](const news::Token& t) { out.value(news::name(t.dep)); });
  add_array(out, "sent_start", parsed, [&](const news::Token& t) { out.value(t.sentence_start); });
  out.key("ents").array();
  for (const news::Entity& entity : parsed.entities) {
    out.array()
        .value(std::size_t{entity.first})
        .value(std::size_t{entity.end})
        .value(news::name(entity.label))
        .end();
  }
  out.end().end();
  return out.take();
}

}  // namespace herald::lang
