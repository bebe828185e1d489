// JSON Lines that are no articles: read with their numbers, worked on by all threads, answered in order.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app.h"

namespace herald::app {

/// One line of input and where it stands ("pairs.jsonl:3"), for messages.
struct Line {
  std::string text, place;
};

/// Reads all lines that are not blank, unpacked and with invalid UTF-8 repaired. Complains about a source
/// that cannot be read; false then.
bool read_lines(const Context& context, const std::vector<std::string>& files, std::vector<Line>& lines);

/// What is made of a line: what to print (with its newline), or an error that skips it.
using LineWork = std::function<base::Result<std::string>(const Line&, engine::Engine::Workspace&)>;

/// Works on the lines on all threads, prints what comes out in their order, complains about those that fail.
/// kFailed when any did.
int work_on_lines(const Context& context, const std::vector<Line>& lines, const std::string& what,
                  const LineWork& work);

}  // namespace herald::app
