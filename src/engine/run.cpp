#include "engine/run.h"

#include <fmt/format.h>

#include <chrono>
#include <iostream>

#include "base/file.h"
#include "base/pool.h"
#include "engine/copies.h"
#include "ingest/fetch.h"
#include "story/gather.h"

namespace herald::engine {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using store::Added;
using store::LedgerEntry;
using store::Stage;

/// What one source gave: bytes to read, or nothing new.
struct Source {
  std::string bytes, place, charset;
  bool not_modified = false;
};

class Run {
 public:
  Run(const Engine& engine, store::Store& store, const Config& config, const RunOptions& options,
      const RunListener& listener)
      : engine_(engine), store_(store), config_(config), options_(options), listener_(listener) {
    const auto asked = config.number("threads");
    threads_ = asked > 0 ? static_cast<std::size_t>(asked) : base::hardware_threads();
    spaces_.resize(threads_);
  }

  // The whole trip: read -> parse -> annotate -> code -> keep, source by source, then gather.
  Result<RunSummary> all() {
    if (auto r = learn_originals(); !r) return r.error();
    for (const std::string& source : options_.sources) {
      listener_.progress("sources", summary_.sources, options_.sources.size());
      ++summary_.sources;
      std::vector<news::Article> articles;
      if (auto r = read(source, articles); !r) return r.error();
      if (auto r = code_and_keep(std::move(articles)); !r) return r.error();
    }
    auto events = gather_stored(store_);
    if (!events) return events.error();
    summary_.events = *events;
    return summary_;
  }

 private:
  /// Signatures of what is kept, so that a reprint of last week's story is known as one.
  Result<void> learn_originals() {
    auto stored = store_.articles();
    if (!stored) return stored.error();
    for (const store::ArticleInfo& info : *stored) {
      if (!info.copy_of.empty()) continue;
      auto article = store_.article(info.id);
      if (!article) return article.error();
      if (*article) copies_.add(info.id, ingest::sign((*article)->article));
    }
    return {};
  }

  Result<void> log(Stage stage, const std::string& subject, const std::string& reason,
                   std::size_t count = 1) {
    return store_.add_ledger({{options_.run, stage, subject, reason, static_cast<std::int64_t>(count)}});
  }

  Result<void> lost(const std::string& subject, const Error& error) {
    listener_.failed(error);
    return log(Stage::kFailed, subject, error.message);
  }

  Result<Source> fetch(const std::string& url) {
    auto known = store_.feed(url);
    if (!known) return known.error();
    ingest::FetchState state;
    if (*known) state = {(*known)->etag.value_or(""), (*known)->last_modified.value_or("")};
    ingest::FetchOptions limits;
    limits.size_limit = static_cast<std::size_t>(config_.number("fetch.max_bytes"));
    limits.total_seconds = static_cast<int>(config_.number("fetch.timeout"));
    limits.redirects = static_cast<int>(config_.number("fetch.max_redirects"));
    limits.allow_private = config_.flag("fetch.allow_private");
    auto fetched = ingest::fetch(url, state, limits);
    if (!fetched) return fetched.error();
    pending_feed_ = store::FeedState{url, fetched->state.etag, fetched->state.last_modified, std::nullopt,
                                     std::to_string(fetched->status)};
    return Source{std::move(fetched->body), fetched->url, fetched->charset, fetched->not_modified};
  }

  Result<Source> load(const std::string& source) {
    pending_feed_.reset();
    if (is_url(source)) return fetch(source);
    auto bytes = read_source(source, config_);
    if (!bytes) return bytes.error();
    return Source{std::move(*bytes), source == "-" ? "standard input" : source, "", false};
  }

  /// Fills `articles`; an unreadable source is logged and told, not an error of the run.
  Result<void> read(const std::string& source, std::vector<news::Article>& articles) {
    auto loaded = load(source);
    if (!loaded) {
      if (loaded.error().kind == ErrorKind::kStore) return loaded.error();
      ++summary_.failed_sources;
      return lost(source, loaded.error());
    }
    if (loaded->not_modified) {
      ++summary_.not_modified;
      return log(Stage::kSkipped, source, "not modified since last time");
    }
    ingest::ReadOptions how;
    how.http_charset = loaded->charset;
    how.date = options_.date;
    auto stats =
        ingest::read_articles(loaded->bytes, loaded->place, options_.kind, how, [&](news::Article&& article) {
          articles.push_back(std::move(article));
          return true;
        });
    if (!stats) {
      ++summary_.failed_sources;
      return lost(source, stats.error());
    }
    for (const Error& error : stats->errors) {
      if (auto r = lost(error.place, error); !r) return r;
    }
    for (const Error& warning : stats->warnings) listener_.failed(warning);
    if (stats->repaired) {
      if (auto r = log(Stage::kRead, source, "invalid UTF-8 sequences replaced", stats->repaired); !r)
        return r;
    }
    summary_.bad_records += stats->skipped;
    return log(Stage::kRead, source, "", articles.size());
  }

  /// Drops what is kept already with the same content.
  Result<void> forget_known(std::vector<news::Article>& articles) {
    std::vector<news::Article> fresh;
    for (news::Article& article : articles) {
      auto known = store_.known_article(article.id, store::Store::content_hash(article));
      if (!known) return known.error();
      if (*known)
        ++summary_.known;
      else
        fresh.push_back(std::move(article));
    }
    articles = std::move(fresh);
    return {};
  }

  Result<void> code_and_keep(std::vector<news::Article> articles) {
    summary_.articles += articles.size();
    if (auto r = forget_known(articles); !r) return r;
    std::vector<Analysis> analyses(articles.size());
    std::optional<Error> failure;
    base::ordered_for(
        articles.size(), threads_, threads_ * 8,
        [&](std::size_t worker, std::size_t i) {
          analyses[i] = engine_.analyse(std::move(articles[i]), spaces_[worker]);
        },
        [&](std::size_t i) {
          auto kept = keep(analyses[i]);
          analyses[i] = Analysis();
          if (!kept) failure = kept.error();
          listener_.progress("articles", i + 1, articles.size());
          return !failure.has_value();
        });
    if (failure) return *failure;
    if (pending_feed_) {
      // Only now: a killed run must ask for the feed again.
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
          std::chrono::system_clock::now().time_since_epoch());
      pending_feed_->last_fetched = base::Timestamp{seconds.count(), 0, true};
      return store_.set_feed(*pending_feed_);
    }
    return {};
  }

  Result<void> keep(const Analysis& analysis) {
    store::StoredArticle stored;
    stored.article = analysis.annotated.article;
    const ingest::Signature signature = ingest::sign(stored.article);
    stored.copy_of = copies_.original_of(signature);
    if (stored.copy_of == stored.article.id) stored.copy_of.clear();
    LedgerEntry entry{options_.run, Stage::kCoded, stored.article.id, "",
                      static_cast<std::int64_t>(analysis.reports.size())};
    if (!analysis.coded) entry = {options_.run, Stage::kSkipped, stored.article.id, "not in English", 1};
    auto added = store_.add_article(stored, analysis.reports, entry);
    if (!added) return added.error();
    if (stored.copy_of.empty()) copies_.add(stored.article.id, signature);
    summary_.updated += *added == Added::kUpdated;
    summary_.known += *added == Added::kSame;
    summary_.other_language += !analysis.coded;
    summary_.sentences += analysis.annotated.sentences.size();
    summary_.reports += analysis.reports.size();
    return {};
  }

  const Engine& engine_;
  store::Store& store_;
  const Config& config_;
  const RunOptions& options_;
  const RunListener& listener_;
  std::size_t threads_ = 1;
  std::vector<Engine::Workspace> spaces_;
  CopyFinder copies_;
  std::optional<store::FeedState> pending_feed_;
  RunSummary summary_;
};

}  // namespace

bool is_url(const std::string& source) {
  return source.starts_with("http://") || source.starts_with("https://");
}

Result<std::string> read_source(const std::string& source, const Config& config) {
  const std::size_t limit = static_cast<std::size_t>(config.number("read.max_bytes"));
  if (source != "-") return base::read_file(source, limit);
  std::string bytes, buffer(std::size_t{1} << 16, '\0');
  while (std::cin.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || std::cin.gcount() > 0) {
    bytes.append(buffer, 0, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > limit) {
      return Error{ErrorKind::kFile, fmt::format("is larger than read.max_bytes, {} bytes", limit),
                   "standard input"};
    }
  }
  return bytes;
}

Result<std::size_t> gather_stored(store::Store& store) {
  auto reports = store.reports();
  if (!reports) return reports.error();
  auto articles = store.articles();
  if (!articles) return articles.error();
  std::vector<story::ArticleInfo> infos;
  for (const store::ArticleInfo& a : *articles) {
    infos.push_back({a.id, a.signature, a.published ? std::optional(a.published->utc_date()) : std::nullopt,
                     a.copy_of, a.revision > 0});
  }
  const story::Gathered gathered = story::gather(*reports, infos);
  std::vector<store::EventReport> crosswalk;
  for (const story::Merge& merge : gathered.merges) {
    if (!merge.event.empty()) crosswalk.push_back({merge.event, merge.article, merge.report, merge.reason});
  }
  if (auto r = store.replace_events(gathered.events, crosswalk); !r) return r.error();
  return gathered.events.size();
}

Result<RunSummary> run(const Engine& engine, store::Store& store, const Config& config,
                       const RunOptions& options, const RunListener& listener) {
  return Run(engine, store, config, options, listener).all();
}

}  // namespace herald::engine
