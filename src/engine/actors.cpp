#include "engine/actors.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "engine/actor_cards.h"
#include "engine/actor_day.h"
#include "engine/text_table.h"
#include "lexicon/actor_check.h"
#include "lexicon/actor_search.h"
#include "lexicon/actors.h"

namespace herald::engine {

using base::Error;
using base::ErrorKind;
using base::Result;

base::Result<void> compile_actors(const std::string& folder, const std::string& target) {
  return lexicon::compile_actors(folder, target);
}

const std::vector<std::string>& actor_name_kinds() {
  return lexicon::name_kinds();
}

ActorsView::ActorsView() = default;
ActorsView::ActorsView(ActorsView&&) noexcept = default;
ActorsView& ActorsView::operator=(ActorsView&&) noexcept = default;
ActorsView::~ActorsView() = default;

Result<ActorsView> ActorsView::open(const std::string& data_folder, const std::vector<std::string>& layers) {
  auto actors = lexicon::open_actors({data_folder + "/actors", data_folder + "/actors.herald", layers});
  if (!actors) return actors.error();
  ActorsView view;
  view.actors_ = std::make_unique<lexicon::ActorLexicon>(std::move(*actors));
  view.book_ = std::make_unique<lexicon::NameBook>(*view.actors_);
  return view;
}

namespace {

Error nothing_under(std::string_view text, const std::vector<std::string>& near) {
  std::string message = fmt::format("nothing is known under \"{}\"", base::printable(text));
  if (!near.empty()) message += "; near it: " + base::join(near, ", ");
  return {ErrorKind::kUsage, std::move(message), ""};
}

}  // namespace

Result<std::string> ActorsView::show(std::string_view text, std::optional<base::Date> day, bool json) const {
  const ActorAnswer answer = explain_actor(*actors_, *book_, text, day);
  if (answer.cards.empty()) return nothing_under(text, answer.near);
  return json ? to_json(answer) : to_text(answer);
}

Result<std::string> ActorsView::at(base::Date day, std::string_view of, bool json) const {
  ActorDay found;
  if (of.empty()) {
    found = heads_on(*actors_, day);
  } else {
    const auto codes = codes_named(*actors_, *book_, of);
    if (codes.empty()) {
      if (!book_->named(of).empty()) {
        return Error{ErrorKind::kUsage,
                     fmt::format("\"{0}\" is no country or body; \"herald actors show\" tells what it is",
                                 base::printable(of)),
                     ""};
      }
      Error error = nothing_under(of, book_->near(of, 5));
      error.message += "; a country or body is wanted, by code or name";
      return error;
    }
    found = offices_on(*actors_, codes.front(), day);
  }
  return json ? to_json(found) : to_text(found);
}

ActorHits ActorsView::search(std::string_view text, const std::string& kind, std::size_t limit) const {
  const lexicon::NameHits found = book_->search(text, {kind, limit});
  TextTable table;
  for (const lexicon::NameHit& hit : found.hits) {
    const lexicon::NameEntry& e = hit.entry;
    const std::string code = actors_->code_of(e.reading);
    table.add({(e.reading.weak ? "~" : "") + std::string(e.text), code.empty() ? "-" : code,
               std::string(lexicon::name_of(e.reading.kind)), lexicon::place_of(*actors_, e.file, e.line)});
  }
  return {table.text(), found.hits.size(), found.all};
}

std::string ActorsView::check(std::optional<base::Date> day, FindingsForm form) const {
  const auto findings = lexicon::check_actors(*actors_, day);
  std::array<std::size_t, lexicon::kFindingKinds> counts{};
  for (const lexicon::Finding& f : findings) ++counts[static_cast<std::size_t>(f.kind)];
  std::string out;
  if (form == FindingsForm::kSummary) {
    TextTable table;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      const auto kind = static_cast<lexicon::FindingKind>(k);
      table.add({std::string(lexicon::word_of(kind)), std::to_string(counts[k]),
                 std::string(lexicon::meaning_of(kind))});
    }
    return table.text();
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const lexicon::Finding& f = findings[i];
    const std::string place = lexicon::place_of(*actors_, f.file, f.line);
    if (form == FindingsForm::kTsv) {
      out += fmt::format("{}\t{}\t{}\n", lexicon::word_of(f.kind), place, base::collapse_spaces(f.message));
      continue;
    }
    if (i == 0 || findings[i - 1].kind != f.kind) {
      out += fmt::format("{}{}: {} ({})\n", i == 0 ? "" : "\n", lexicon::word_of(f.kind),
                         lexicon::meaning_of(f.kind), counts[static_cast<std::size_t>(f.kind)]);
    }
    out += fmt::format("  {}: {}\n", place, base::collapse_spaces(f.message));
  }
  if (form == FindingsForm::kText && findings.empty()) out = "no findings\n";
  return out;
}

}  // namespace herald::engine
