// What a judge's file answers, one JSON object a line, to be held against tools/judge/answers.py.
//
//   herald_judge_answers JUDGE_FILE < lines      {"text", "source":[[b,e],...], "target":[[b,e],...], "id"}
//
// Spans are bytes of the text; "id" may be missing. Prints {"id","pieces","roles","type":{class:
// probability},"mode","modality"} and "root2018" where the judge has it, in the order of the input. A line that cannot be read is reported with
// its number, and the exit code is 1.
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "nn/pair_judge.h"

namespace {

using herald::base::JsonValue;
using herald::base::JsonWriter;
using herald::base::Result;
namespace nn = herald::nn;

struct Question {
  std::string id;
  std::string text;
  std::vector<nn::ByteSpan> source, target;
};

/// The spans under `key`; nothing when they are not spans.
std::optional<std::vector<nn::ByteSpan>> spans_of(const JsonValue& record, std::string_view key) {
  std::vector<nn::ByteSpan> spans;
  const JsonValue* const found = record.find(key);
  if (found == nullptr) return spans;
  const auto offset = [](const JsonValue& value) {
    return value.is_number() && value.number >= 0 && value.number < 4e9;
  };
  for (const JsonValue& item : found->items) {
    if (item.items.size() != 2 || !offset(item.items[0]) || !offset(item.items[1])) return std::nullopt;
    spans.push_back(
        {static_cast<std::uint32_t>(item.items[0].number), static_cast<std::uint32_t>(item.items[1].number)});
  }
  return spans;
}

std::optional<Question> question_of(const std::string& line, std::size_t number) {
  const Result<JsonValue> record = herald::base::parse_json(line, "line " + std::to_string(number));
  if (!record) return std::nullopt;
  const std::optional<std::string> text = record->text("text");
  auto source = spans_of(*record, "source");
  auto target = spans_of(*record, "target");
  if (!text || !source || !target) return std::nullopt;
  return Question{record->text("id").value_or(std::to_string(number)), *text, std::move(*source),
                  std::move(*target)};
}

void write_head(JsonWriter& out, const char* name, const nn::JudgeHead& head, std::span<const float> answer) {
  out.key(name).object();
  for (std::size_t c = 0; c < answer.size(); ++c) out.key(head.classes[c]).value(answer[c], 6);
  out.end();
}

std::string spell(const nn::PairJudge& judge, const Question& question, const nn::MarkedPair& pair,
                  const nn::PairJudge::Verdict& verdict) {
  nn::PairScratch scratch;
  nn::PairInput input;
  nn::add_pair(judge.file(), pair, scratch, input);
  JsonWriter out;
  out.object().key("id").value(question.id).key("pieces").array();
  std::string roles;
  for (std::size_t i = 0; i < input.ids.size(); ++i) {
    out.value(std::size_t{input.ids[i]});
    roles += static_cast<char>('0' + static_cast<int>(input.roles[i]));
  }
  out.end().key("roles").value(roles);
  write_head(out, "type", judge.file().type, verdict.type);
  write_head(out, "mode", judge.file().mode, verdict.mode);
  write_head(out, "modality", judge.file().modality, verdict.modality);
  if (judge.file().root2018) write_head(out, "root2018", *judge.file().root2018, verdict.root2018);
  out.end();
  return out.take();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: herald_judge_answers JUDGE_FILE < lines\n");
    return 2;
  }
  const Result<nn::PairJudge> judge = nn::PairJudge::open(arguments[1]);
  if (!judge) {
    std::fprintf(stderr, "%s\n", judge.error().text().c_str());
    return 1;
  }
  int failed = 0;
  std::vector<Question> questions;
  std::string line;
  for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
    if (line.empty()) continue;
    if (std::optional<Question> question = question_of(line, number)) {
      questions.push_back(std::move(*question));
    } else {
      std::fprintf(stderr, "line %zu: not {\"text\",\"source\":[[b,e],...],\"target\":[[b,e],...]}\n",
                   number);
      failed = 1;
    }
  }
  std::vector<nn::MarkedPair> pairs;
  for (const Question& question : questions)
    pairs.push_back({question.text, question.source, question.target});
  nn::PairJudge::Workspace work;
  judge->judge(pairs, work);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    std::printf("%s\n", spell(*judge, questions[p], pairs[p], work.verdict(p)).c_str());
  }
  return failed;
}
