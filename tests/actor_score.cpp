#include "actor_score.h"

#include <fmt/format.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/check.h"
#include "base/text.h"

namespace herald::tests {
namespace {

using news::Mention;
using news::Span;

std::uint32_t overlap(const Span& a, const Span& b) {
  return a.overlaps(b) ? std::min(a.end, b.end) - std::max(a.begin, b.begin) : 0;
}

/// Overlap by union.
double likeness(const Span& a, const Span& b) {
  const std::uint32_t both = overlap(a, b);
  return static_cast<double>(both) / static_cast<double>((a.end - a.begin) + (b.end - b.begin) - both);
}

std::string folded(std::string_view text) {
  static const std::unique_ptr<icu::Transliterator> kFold = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> fold(icu::Transliterator::createInstance(
        "NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    base::check(U_SUCCESS(status) != 0 && fold, "accents can be folded");
    return fold;
  }();
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  kFold->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return base::collapse_spaces(out);
}

class Matcher {
 public:
  Matcher(const Passage& passage, const std::vector<Mention>& mentions, const Dictionary& dictionary)
      : passage_(passage), mentions_(mentions), dictionary_(dictionary), on_mark_(passage.marks.size()) {}

  std::vector<Outcome> run();

 private:
  enum class Fit : std::uint8_t { kCode, kIdentity, kAny };

  void assign();
  void unknown(std::size_t mark);
  void one_actor(std::size_t mark);
  void several_actors(std::size_t mark);
  void actor(std::size_t mark, std::size_t which, std::optional<std::size_t> mention);
  void spurious(std::size_t mention, std::optional<std::size_t> mark);
  bool fits(const std::vector<std::string>& codes, std::size_t mention, Fit fit) const;
  const std::string& closest(const std::vector<std::string>& codes, const CodeParts& got) const;
  bool names_person(const Mention& mention) const {
    return !mention.actor.name.empty() && !dictionary_.is_body_name(mention.actor.name);
  }
  std::string shape_of(const Mention& mention) const;
  CodeParts parts(std::size_t mention) const { return parts_of(mentions_[mention].actor.code, dictionary_); }

  const Passage& passage_;
  const std::vector<Mention>& mentions_;
  const Dictionary& dictionary_;
  std::vector<std::vector<std::size_t>> on_mark_;
  std::vector<Outcome> actors_, spurious_;
};

std::string Matcher::shape_of(const Mention& mention) const {
  if (mention.pronoun) return "pronoun";
  if (mention.adjective) return "adjective";
  const CodeParts code = parts_of(mention.actor.code, dictionary_);
  if (names_person(mention)) {
    const std::string words = folded(news::text_of(passage_.text, mention.span));
    return words.find(folded(mention.actor.name)) != std::string::npos ? "person" : "surname";
  }
  if (!mention.actor.name.empty() || !code.body.empty()) return "body";
  return !code.country.empty() && code.sector.empty() ? "state" : "role";
}

void Matcher::spurious(std::size_t mention, std::optional<std::size_t> mark) {
  Outcome& out = spurious_.emplace_back();
  out.kind = Outcome::Kind::kSpurious;
  out.mark = mark;
  out.mention = mention;
  out.shape = shape_of(mentions_[mention]);
  out.got = parts(mention);
  out.got_name = out.shape == "person" || out.shape == "surname";
}

void Matcher::unknown(std::size_t mark) {
  Outcome out;
  out.kind = Outcome::Kind::kUnknown;
  out.mark = mark;
  out.shape = passage_.marks[mark].kind;
  out.code_right = true;
  for (const std::size_t mention : on_mark_[mark]) {
    if (parts(mention).identity().empty() && mentions_[mention].actor.country.empty()) continue;
    if (out.code_right) out.mention = mention;
    out.code_right = false;
    spurious(mention, mark);
  }
  actors_.push_back(std::move(out));
}

const std::string& Matcher::closest(const std::vector<std::string>& codes, const CodeParts& got) const {
  const auto first = [&](auto&& fits) {
    return std::find_if(codes.begin(), codes.end(),
                        [&](const std::string& code) { return fits(parts_of(code, dictionary_)); });
  };
  const bool identity = !got.identity().empty(), sector = !got.sector.empty();
  auto at = first(
      [&](const CodeParts& gold) { return gold.identity() == got.identity() && gold.sector == got.sector; });
  if (at == codes.end() && identity)
    at = first([&](const CodeParts& gold) { return gold.identity() == got.identity(); });
  if (at == codes.end() && sector)
    at = first([&](const CodeParts& gold) { return gold.sector == got.sector; });
  return at == codes.end() ? codes.front() : *at;
}

void Matcher::actor(std::size_t mark, std::size_t which, std::optional<std::size_t> mention) {
  const ActorMark& expected = passage_.marks[mark];
  Outcome out;
  out.mark = mark;
  out.mention = mention;
  out.shape = expected.kind;
  if (mention) out.got = parts(*mention);
  out.code = closest(expected.actors[which], out.got);
  out.gold = parts_of(out.code, dictionary_);
  out.names = !expected.name.empty() && which == 0;
  if (mention) {
    const news::Actor& actor = mentions_[*mention].actor;
    out.code_right = actor.code == out.code;
    out.got_name = !actor.name.empty();
    out.name_right = out.got_name &&
                     (same_name(actor.name, expected.name) ||
                      (dictionary_.is_same_person && dictionary_.is_same_person(actor.name, expected.name)));
  }
  actors_.push_back(std::move(out));
}

void Matcher::one_actor(std::size_t mark) {
  std::optional<std::size_t> best;
  const Span& span = passage_.marks[mark].span;
  for (const std::size_t mention : on_mark_[mark]) {
    if (!best || likeness(span, mentions_[mention].span) > likeness(span, mentions_[*best].span))
      best = mention;
  }
  actor(mark, 0, best);
  for (const std::size_t mention : on_mark_[mark]) {
    if (mention != *best) spurious(mention, mark);
  }
}

bool Matcher::fits(const std::vector<std::string>& codes, std::size_t mention, Fit fit) const {
  if (fit == Fit::kAny) return true;
  const CodeParts got = parts(mention);
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
    if (fit == Fit::kCode) return code == mentions_[mention].actor.code;
    return !got.identity().empty() && parts_of(code, dictionary_).identity() == got.identity();
  });
}

void Matcher::several_actors(std::size_t mark) {
  const auto& actors = passage_.marks[mark].actors;
  std::vector<std::optional<std::size_t>> taken(actors.size());
  std::vector<std::size_t> left = on_mark_[mark];
  for (const Fit fit : {Fit::kCode, Fit::kIdentity, Fit::kAny}) {
    for (std::size_t i = 0; i < actors.size(); ++i) {
      if (taken[i]) continue;
      const auto at = std::find_if(left.begin(), left.end(),
                                   [&](std::size_t mention) { return fits(actors[i], mention, fit); });
      if (at == left.end()) continue;
      taken[i] = *at;
      left.erase(at);
    }
  }
  for (std::size_t i = 0; i < actors.size(); ++i) actor(mark, i, taken[i]);
  for (const std::size_t mention : left) spurious(mention, mark);
}

void Matcher::assign() {
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    if (mentions_[i].actor.code.empty()) continue;
    std::optional<std::size_t> best;
    std::uint32_t most = 0;
    for (std::size_t mark = 0; mark < passage_.marks.size(); ++mark) {
      const std::uint32_t bytes = overlap(passage_.marks[mark].span, mentions_[i].span);
      if (bytes > most) best = mark, most = bytes;
    }
    if (best)
      on_mark_[*best].push_back(i);
    else
      spurious(i, std::nullopt);
  }
}

std::vector<Outcome> Matcher::run() {
  assign();
  for (std::size_t mark = 0; mark < passage_.marks.size(); ++mark) {
    const std::size_t actors = passage_.marks[mark].actors.size();
    if (actors == 0)
      unknown(mark);
    else if (actors == 1)
      one_actor(mark);
    else
      several_actors(mark);
  }
  std::sort(spurious_.begin(), spurious_.end(),
            [](const Outcome& a, const Outcome& b) { return *a.mention < *b.mention; });
  actors_.insert(actors_.end(), spurious_.begin(), spurious_.end());
  return std::move(actors_);
}

/// About 40 bytes of the text before or behind a place, cut between characters.
std::string surroundings(std::string_view text, const Span& span) {
  constexpr std::size_t kBytes = 40;
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80;
  };
  std::size_t begin = span.begin > kBytes ? span.begin - kBytes : 0,
              end = std::min(text.size(), span.end + kBytes);
  while (inside(begin)) ++begin;
  while (inside(end)) ++end;
  return base::collapse_spaces(fmt::format(
      "{}{}[{}]{}{}", begin > 0 ? "…" : "", text.substr(begin, span.begin - begin), news::text_of(text, span),
      text.substr(span.end, end - span.end), end < text.size() ? "…" : ""));
}

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "-"
                    : fmt::format("{:.1f}", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string expected_of(const Passage& passage, const Outcome& outcome) {
  if (outcome.kind != Outcome::Kind::kActor) return "-";
  const ActorMark& mark = passage.marks[*outcome.mark];
  std::vector<std::string> actors;
  for (const auto& codes : mark.actors) actors.push_back(base::join(codes, "/"));
  const std::string name = mark.name.empty() ? "" : fmt::format(" ({})", mark.name);
  return actors.size() == 1 ? actors.front() + name
                            : fmt::format("{} of {}{}", outcome.code, base::join(actors, "+"), name);
}

}  // namespace

CodeParts parts_of(std::string_view code, const Dictionary& dictionary) {
  const std::string_view head = code.substr(0, 3);
  if (code.size() >= 3 && dictionary.is_country(head))
    return {std::string(head), "", std::string(code.substr(3))};
  if (dictionary.is_sector(code)) return {"", "", std::string(code)};
  return {"", std::string(code), ""};
}

std::vector<Outcome> match(const Passage& passage, const std::vector<Mention>& mentions,
                           const Dictionary& dictionary) {
  return Matcher(passage, mentions, dictionary).run();
}

bool same_name(std::string_view a, std::string_view b) {
  return folded(a) == folded(b);
}

void Scores::add(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::kUnknown) {
    ++unknown.gold;
    unknown.right += outcome.code_right;
    return;
  }
  const bool expected = outcome.kind == Outcome::Kind::kActor, found = outcome.mention.has_value();
  const auto count = [&](Count& counts, bool gold, bool predicted, bool right) {
    counts.gold += gold, counts.predicted += predicted, counts.right += right;
  };
  const std::string &who = outcome.gold.identity(), &got = outcome.got.identity();
  count(identity, !who.empty(), !got.empty(), !who.empty() && who == got);
  const bool refers = outcome.shape == "pronoun" || outcome.shape == "definite";
  count(refers ? meant : told, !who.empty(), !got.empty(), !who.empty() && who == got);
  const std::string &part = outcome.gold.sector, &got_part = outcome.got.sector;
  count(sector, !part.empty(), !got_part.empty(), !part.empty() && part == got_part);
  count(code, expected, found, outcome.code_right);
  count(kinds[outcome.shape], expected, found, outcome.code_right);
  if (outcome.names || !expected)
    count(name, outcome.names, outcome.got_name, outcome.names && outcome.name_right);
}

std::vector<ScoreRow> score_rows(const std::map<std::string, Scores>& sets) {
  std::vector<ScoreRow> rows{{"set", "measure", "kind", "gold", "predicted", "right", "precision", "recall"}};
  for (const auto& [set, scores] : sets) {
    const auto row = [&, &set_name = set](const char* measure, const std::string& kind, const Count& count) {
      rows.push_back({set_name, measure, kind, fmt::to_string(count.gold), fmt::to_string(count.predicted),
                      fmt::to_string(count.right), percent(count.right, count.predicted),
                      percent(count.right, count.gold)});
    };
    row("identity", "all", scores.identity);
    row("identity", "names+roles", scores.told);
    row("identity", "pronouns+definites", scores.meant);
    row("code", "all", scores.code);
    for (const std::string& kind : mark_kinds()) {
      const auto at = scores.kinds.find(kind);
      if (kind != "unknown") row("code", kind, at == scores.kinds.end() ? Count{} : at->second);
    }
    row("sector", "all", scores.sector);
    row("name", "all", scores.name);
    const Count& unknown = scores.unknown;
    rows.push_back({set, "unknown", "unknown", fmt::to_string(unknown.gold), "-",
                    fmt::to_string(unknown.right), "-", percent(unknown.right, unknown.gold)});
  }
  return rows;
}

std::string spell(const Passage& passage, const std::vector<Mention>& mentions, const Outcome& outcome) {
  const bool spurious = outcome.kind == Outcome::Kind::kSpurious;
  const Span span = spurious ? mentions[*outcome.mention].span : passage.marks[*outcome.mark].span;
  std::string got = "-";
  if (outcome.mention) {
    const Mention& mention = mentions[*outcome.mention];
    got = mention.actor.code;
    if (!mention.actor.name.empty()) got += fmt::format(" ({})", mention.actor.name);
    if (!(mention.span == span)) got += fmt::format(" \"{}\"", news::text_of(passage.text, mention.span));
  }
  return fmt::format("{}{}\t{}\t{}\t{}", spurious ? "spurious " : "", outcome.shape,
                     expected_of(passage, outcome), base::collapse_spaces(got),
                     surroundings(passage.text, span));
}

}  // namespace herald::tests
