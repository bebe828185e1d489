// From the structs of the house to those of the public header and back. Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "engine/config.h"
#include "herald/herald.h"
#include "news/report.h"
#include "series/series.h"

namespace herald::engine {

Error public_error(const base::Error& error);
Day public_day(base::Date day);
std::optional<Day> public_day(const std::optional<base::Date>& day);
base::Date inner_day(Day day);
std::optional<base::Date> inner_day(const std::optional<Day>& day);
EventType public_type(news::EventType type);
news::EventType inner_type(EventType type);
Modality public_modality(news::Modality modality);
news::Modality inner_modality(Modality modality);

/// With its JSON line.
Report public_report(const news::Report& report);
/// With its JSON line.
Event public_event(const news::Event& event);
Series public_series(const series::Series& series);

/// The user's configuration: their file when there is one, and over it the environment.
base::Result<Config> user_config();
/// The data folder of the public header's DataFolder.
base::Result<std::string> public_data_folder(const DataFolder& data);

}  // namespace herald::engine
