// The dictionary of actors for people: what stands behind the sub-commands of "herald actors".
//
//   Result<ActorsView> view = ActorsView::open(data_folder, {"mine.tsv"});
//   view->show("US president", day).text
//
// Immutable; safe on any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace herald::lexicon {
class ActorLexicon;
class NameBook;
}  // namespace herald::lexicon

namespace herald::engine {

/// Compiles the text files of `folder` into `target` (see lexicon::compile_actors).
base::Result<void> compile_actors(const std::string& folder, const std::string& target);

/// The words for kinds of names that search takes.
const std::vector<std::string>& actor_name_kinds();

struct ActorHits {
  std::string text;  ///< a line a name: name, code, kind, file:line
  std::size_t shown = 0, all = 0;
};

enum class FindingsForm { kText, kTsv, kSummary };

class ActorsView {
 public:
  ActorsView(ActorsView&&) noexcept;
  ActorsView& operator=(ActorsView&&) noexcept;
  ~ActorsView();

  /// Opens the dictionary of `data_folder` with `layers` on top (see lexicon::ActorSources); no model is
  /// needed.
  static base::Result<ActorsView> open(const std::string& data_folder,
                                       const std::vector<std::string>& layers);

  /// All that is known under a name or code, as text or one line of JSON. Nothing: an error of kind kUsage
  /// with the names near it.
  base::Result<std::string> show(std::string_view text, std::optional<base::Date> day, bool json) const;
  /// Who was who on a day; `of` is a country or body by code or name, empty for the heads of all states.
  base::Result<std::string> at(base::Date day, std::string_view of, bool json) const;

  /// Names that contain `text` or are near it, of one kind of actor_name_kinds() or, when empty, of all.
  ActorHits search(std::string_view text, const std::string& kind, std::size_t limit) const;

  /// What is doubtful in the dictionary, or with layers in theirs (see lexicon::check_actors): grouped for
  /// people, a line a finding (kind, place, message), or counts alone.
  std::string check(std::optional<base::Date> day, FindingsForm form) const;

  const lexicon::ActorLexicon& lexicon() const { return *actors_; }

 private:
  ActorsView();
  std::unique_ptr<lexicon::ActorLexicon> actors_;
  std::unique_ptr<lexicon::NameBook> book_;
};

}  // namespace herald::engine
