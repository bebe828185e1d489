// Any bytes, read as a feed and as whatever they look like: no crash, no hang, and what comes out keeps its
// promises.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "ingest/dispatch.h"
#include "ingest/feed.h"
#include "ingest/html.h"
#include "ingest/signature.h"
#include "ingest/text_input.h"

namespace {

using herald::base::check;

void check_article(const herald::news::Article& article) {
  check(!article.id.empty(), "an article has an id");
  check(herald::base::is_valid_utf8(article.text), "text is valid UTF-8");
  check(herald::base::is_valid_utf8(article.title.value_or("")), "title is valid UTF-8");
  std::uint32_t last = 0;
  for (const herald::news::Span& span : article.not_coded) {
    check(last <= span.begin && span.begin < span.end && span.end <= article.text.size(),
          "spans are in order");
    check(herald::base::is_valid_utf8(herald::news::text_of(article.text, span)),
          "spans do not cut characters");
    last = span.end;
  }
  const herald::ingest::Signature signature = herald::ingest::sign(article);
  check(herald::ingest::signature_from_text(herald::ingest::to_text(signature)) == signature,
        "signatures are stored whole");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto feed =
      herald::ingest::read_feed(bytes, {.place = "https://feeds.example/f", .http_charset = ""});
  if (!feed) check(!feed.error().message.empty(), "errors say something");
  herald::ingest::ReadOptions options;
  options.size_limit = std::size_t{1} << 20;
  const auto read = herald::ingest::read_articles(bytes, "input", herald::ingest::InputKind::kAuto, options,
                                                  [](herald::news::Article&& article) {
                                                    check_article(article);
                                                    return true;
                                                  });
  if (!read) check(!read.error().message.empty(), "errors say something");
  check(herald::base::is_valid_utf8(herald::ingest::html_to_text(bytes)), "paragraphs are valid UTF-8");
  return 0;
}
