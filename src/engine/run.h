// The main job: read, code, keep, gather. Knows nothing of terminals: progress and warnings go to a listener.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/config.h"
#include "engine/engine.h"
#include "ingest/text_input.h"
#include "store/store.h"

namespace herald::engine {

struct RunOptions {
  std::vector<std::string> sources;  ///< URLs and files
  ingest::InputKind kind = ingest::InputKind::kAuto;
  std::optional<base::Timestamp> date;  ///< document date of texts that carry none
  std::string run;                      ///< id of this run in the ledger
};

/// Told while the run goes on, always on the calling thread.
struct RunListener {
  std::function<void(const std::string& what, std::size_t done, std::size_t total)> progress;
  std::function<void(const base::Error&)> failed;  ///< a source or record that could not be read
};

struct RunSummary {
  std::size_t sources = 0, failed_sources = 0, not_modified = 0;
  std::size_t articles = 0, known = 0, updated = 0, other_language = 0, bad_records = 0;
  std::size_t sentences = 0, reports = 0, events = 0;
};

/// Reads every source, codes what is new, keeps it, and gathers all stored reports into events. A source that
/// fails is told to the listener and written to the ledger; an error of the store ends the run, and what was
/// committed before stays.
base::Result<RunSummary> run(const Engine& engine, store::Store& store, const Config& config,
                             const RunOptions& options, const RunListener& listener);

/// Gathers all stored reports into events and replaces the stored ones.
base::Result<std::size_t> gather_stored(store::Store& store);

/// True for "http://…" and "https://…".
bool is_url(const std::string& source);

/// The bytes of a file ("-": standard input), or an error that names it.
base::Result<std::string> read_source(const std::string& source, const Config& config);

}  // namespace herald::engine
