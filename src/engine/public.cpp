// The public Engine: documents become articles, results become public structs.
#include <array>
#include <mutex>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "engine/engine.h"
#include "engine/public_values.h"
#include "herald/herald.h"
#include "ingest/feed.h"
#include "ingest/language.h"

namespace herald {
namespace {

constexpr std::string_view kVersion = HERALD_VERSION;

constexpr bool is_version(std::string_view text, std::array<int, 3> parts) {
  std::size_t at = 0;
  for (const int part : parts) {
    int number = 0;
    for (; at < text.size() && text[at] != '.'; ++at) number = number * 10 + (text[at] - '0');
    if (number != part) return false;
    ++at;
  }
  return at == text.size() + 1;
}
static_assert(is_version(kVersion, {HERALD_VERSION_MAJOR, HERALD_VERSION_MINOR, HERALD_VERSION_PATCH}),
              "herald.h and the project() of CMakeLists.txt name the same version");

/// The document as `herald code` would have read it.
Result<news::Article> article_of(const Document& document) {
  news::Article article;
  if (document.text.size() > kMaxTextBytes || document.title.size() > kMaxTextBytes) {
    return Error{ErrorKind::kUsage, "is longer than 2 GiB", document.id};
  }
  std::size_t replaced = 0;
  article.text = base::repair_utf8(document.text, replaced);
  if (!document.title.empty()) article.title = base::repair_utf8(document.title, replaced);
  article.id = base::repair_utf8(document.id, replaced);
  if (article.id.empty())
    article.id = base::content_id("a-", '\n' + article.title.value_or("") + '\n' + article.text);
  if (!document.date.empty()) {
    article.published = base::parse_timestamp(document.date);
    if (!article.published) {
      return Error{ErrorKind::kUsage, "the date wants YYYY-MM-DD or RFC 3339, not \"" + document.date + "\"",
                   article.id};
    }
  }
  if (!document.language.empty()) {
    article.language = ingest::language_tag(document.language).value_or(document.language);
  } else {
    article.language =
        ingest::detect_language(article.text.empty() ? article.title.value_or("") : article.text);
  }
  return article;
}

}  // namespace

std::string_view version() {
  return kVersion;
}
int version_number() {
  return HERALD_VERSION_NUMBER;
}

std::string_view name(EventType type) {
  return news::name(engine::inner_type(type));
}
std::optional<EventType> event_type(std::string_view name) {
  const auto type = news::event_type_of(name);
  return type ? std::optional(engine::public_type(*type)) : std::nullopt;
}

std::string_view name(Modality modality) {
  return news::name(engine::inner_modality(modality));
}
std::optional<Modality> modality(std::string_view name) {
  const auto found = news::modality_of(name);
  return found ? std::optional(engine::public_modality(*found)) : std::nullopt;
}

std::string iso(Day day) {
  return engine::inner_day(day).text();
}
std::optional<Day> day(std::string_view iso) {
  return engine::public_day(base::parse_date(iso));
}

struct Engine::Impl {
  engine::Engine inner;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<engine::Engine::Workspace>> idle;  ///< guarded by `mutex`

  explicit Impl(engine::Engine opened) : inner(std::move(opened)) {}

  /// Calls work(article, workspace) with a workspace no other call holds.
  template <typename Work>
  auto with_workspace(const Document& document, Work work) const
      -> Result<decltype(work(std::declval<news::Article>(), std::declval<engine::Engine::Workspace&>()))> {
    Result<news::Article> article = article_of(document);
    if (!article) return article.error();
    std::unique_ptr<engine::Engine::Workspace> space;
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        space = std::move(idle.back());
        idle.pop_back();
      }
    }
    if (!space) space = std::make_unique<engine::Engine::Workspace>();
    auto out = work(std::move(*article), *space);
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(space));
    return out;
  }
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const DataFolder& data) {
  const auto folder = engine::public_data_folder(data);
  if (!folder) return engine::public_error(folder.error());
  auto opened = engine::Engine::open(
      *folder, {.actor_layers = data.actors, .verbs = data.verbs, .judge = data.judge, .fast = data.fast});
  if (!opened) return engine::public_error(opened.error());
  return Engine(std::make_unique<Impl>(std::move(*opened)));
}

Result<Coded> Engine::code(const Document& document) const {
  return impl_->with_workspace(document, [&](news::Article article, engine::Engine::Workspace& work) {
    const engine::Analysis analysis = impl_->inner.analyse(std::move(article), work);
    const news::Article& read = analysis.annotated.article;
    Coded out{read.id, read.language.value_or(""), analysis.coded, {}};
    for (const news::Report& report : analysis.reports) out.reports.push_back(engine::public_report(report));
    return out;
  });
}

Result<std::string> Engine::annotate(const Document& document) const {
  return impl_->with_workspace(document, [&](news::Article article, engine::Engine::Workspace& work) {
    const engine::Analysis analysis = impl_->inner.analyse(std::move(article), work);
    return news::to_json(analysis.annotated, analysis.reports);
  });
}

Result<std::string> Engine::explain(const Document& document) const {
  return impl_->with_workspace(document, [&](news::Article article, engine::Engine::Workspace& work) {
    return impl_->inner.explain(std::move(article), work);
  });
}

const std::string& Engine::fingerprint() const {
  return impl_->inner.fingerprint();
}
const std::string& Engine::data_folder() const {
  return impl_->inner.data_folder();
}

}  // namespace herald
