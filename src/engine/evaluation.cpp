#include "engine/evaluation.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/check.h"

namespace herald::engine {
namespace {

constexpr int kRounds = 1000;
constexpr std::uint64_t kSeed = 0;

/// YIELD of the older ontology is material cooperation there.
std::string quad_name(const std::string& type) {
  if (type == "YIELD") return std::string(news::name(news::Quad::kMaterialCooperation));
  const auto known = news::event_type_of(type);
  return std::string(news::name(known ? news::quad_of(*known) : news::Quad::kNone));
}

std::string known_type(const std::string& type) {
  return type == "YIELD" || news::event_type_of(type) ? type : "NONE";
}

std::string country_of(const std::optional<news::Participant>& who) {
  return who ? place_of_code(who->actor.code) : "";
}

std::string triple(const std::string& source, std::string_view type, const std::string& target) {
  return (source.empty() ? "-" : source) + " " + std::string(type) + " " + (target.empty() ? "-" : target);
}

std::vector<std::string> sorted(const std::set<std::string>& set) {
  return {set.begin(), set.end()};
}

std::vector<std::string> difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

double share(std::size_t part, std::size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

RelationEvaluation evaluate_relations(const std::vector<GoldRow>& rows,
                                      const std::vector<GivenAnswer>& answers) {
  base::check(rows.size() == answers.size());
  RelationEvaluation out;
  Labels gold, said, gold_quads, said_quads;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const GoldRow& row = rows[i];
    const GivenAnswer& answer = answers[i];
    const std::string type = known_type(answer.type);
    gold.push_back(row.type);
    said.push_back(type);
    gold_quads.push_back(quad_name(row.type));
    said_quads.push_back(quad_name(type));
    if (type != row.type) {
      out.errors.push_back({row.question.id, row.type, type, answer.fit, answer.rule, row.question.text});
    } else if (answer.known_mode) {
      out.modes_asked += row.mode ? 1U : 0U;
      out.modes_right += row.mode && *row.mode == answer.mode ? 1U : 0U;
      out.modalities_asked += row.modality ? 1U : 0U;
      out.modalities_right += row.modality && *row.modality == answer.modality ? 1U : 0U;
    }
  }
  out.types = score_classes(gold, said);
  out.quads = score_classes(gold_quads, said_quads);
  out.macro_f1 = bootstrap_macro_f1(gold, said, kRounds, kSeed);
  return out;
}

PassageResult passage_result(const GoldRow& row, const news::AnnotatedArticle& annotated,
                             const std::vector<news::Report>& reports) {
  PassageResult result;
  std::set<std::string> gold, found;
  std::set<std::size_t> eventful;
  bool all_placed = true;
  for (const GoldEvent& event : row.events) {
    if (news::counts(event.modality)) gold.insert(triple(event.source, event.type, event.target));
    if (event.sentence) eventful.insert(*event.sentence);
    all_placed = all_placed && event.sentence.has_value();
  }
  std::set<std::string> in_eventless;
  for (const news::Report& report : reports) {
    if (!news::counts(report.modality)) continue;
    const std::string act =
        triple(country_of(report.source), news::name(report.action.type), country_of(report.target));
    found.insert(act);
    if (all_placed && !eventful.contains(report.sentence))
      in_eventless.insert(std::to_string(report.sentence) + " " + act);
  }
  result.gold = sorted(gold);
  result.found = sorted(found);
  if (!all_placed) return result;
  for (std::size_t i = 0; i < annotated.sentences.size(); ++i)
    result.eventless_sentences += eventful.contains(i) ? 0U : 1U;
  result.false_in_eventless = in_eventless.size();
  return result;
}

double PassageEvaluation::precision() const {
  return share(right, found);
}
double PassageEvaluation::recall() const {
  return share(right, gold);
}
double PassageEvaluation::f1() const {
  return share(2 * right, gold + found);
}

PassageEvaluation evaluate_passages(const std::vector<GoldRow>& rows,
                                    const std::vector<PassageResult>& results) {
  base::check(rows.size() == results.size());
  PassageEvaluation out;
  out.passages = rows.size();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const PassageResult& result = results[i];
    const auto missed = difference(result.gold, result.found), wrong = difference(result.found, result.gold);
    out.gold += result.gold.size();
    out.found += result.found.size();
    out.right += result.gold.size() - missed.size();
    out.eventless_sentences += result.eventless_sentences;
    out.false_in_eventless += result.false_in_eventless;
    for (const std::string& act : missed) out.errors.push_back({rows[i].question.id, act, "", "", "", ""});
    for (const std::string& act : wrong) out.errors.push_back({rows[i].question.id, "", act, "", "", ""});
  }
  return out;
}

}  // namespace herald::engine
