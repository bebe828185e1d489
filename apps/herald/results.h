// What `run` and `series` show of a store: the latest events, the most active pairs.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "series/series.h"
#include "store/store.h"
#include "web/report_page.h"

namespace herald::app {

/// Everything a page or a table needs, read from the store once.
base::Result<web::PageData> load_results(const store::Store& store, const engine::Engine& engine,
                                         const std::string& run, const std::vector<std::string>& inputs);

/// Events as a table for the terminal: the newest `limit`, with source, action, target, modality,
/// attribution, day and sentence, cut to `width` columns. `colour` marks conflict and cooperation.
std::string event_table(const web::PageData& data, std::size_t limit, std::size_t width, bool colour);

/// The most active pairs with a bar of conflict, one of cooperation and a spark line of conflict.
std::string pair_table(const series::Measured& measured, std::size_t limit);

}  // namespace herald::app
