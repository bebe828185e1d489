#include "lang/conllu.h"

#include <cstdint>
#include <vector>

#include "base/text.h"

namespace herald::lang {
namespace {

bool is_space(const news::Token& token) {
  return token.tag == news::Tag::kSpace;
}

/// A field without the characters that end fields and lines.
std::string field(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  return out.empty() ? "_" : out;
}

/// Entity marks by token: "B-GPE", "I-GPE" or empty.
std::vector<std::string> entity_marks(const news::ParsedText& parsed) {
  std::vector<std::string> out(parsed.tokens.size());
  for (const news::Entity& entity : parsed.entities) {
    bool begun = false;
    for (std::size_t i = entity.first; i < entity.end && i < out.size(); ++i) {
      if (is_space(parsed.tokens[i])) continue;
      out[i] = (begun ? "I-" : "B-") + std::string(news::name(entity.label));
      begun = true;
    }
  }
  return out;
}

/// The nearest head that is written, or the token itself when there is none in [first, end).
std::size_t written_head(const news::ParsedText& parsed, std::size_t token, std::size_t first,
                         std::size_t end) {
  std::size_t head = parsed.tokens[token].head;
  for (std::size_t hop = first; hop < end; ++hop) {
    if (head < first || head >= end) return token;
    if (!is_space(parsed.tokens[head])) return head;
    if (parsed.tokens[head].head == head) return token;
    head = parsed.tokens[head].head;
  }
  return token;
}

void add_sentence(std::string_view text, const news::ParsedText& parsed,
                  const std::vector<std::string>& marks, std::size_t first, std::size_t end,
                  std::string& out) {
  std::vector<std::size_t> number(end - first, 0);
  std::size_t count = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (!is_space(parsed.tokens[i])) number[i - first] = ++count;
  }
  if (count == 0) return;
  const news::Span whole{parsed.tokens[first].span.begin, parsed.tokens[end - 1].span.end};
  out += "# text = " + field(base::collapse_spaces(news::text_of(text, whole))) + "\n";
  for (std::size_t i = first; i < end; ++i) {
    const news::Token& token = parsed.tokens[i];
    if (is_space(token)) continue;
    const std::size_t head = written_head(parsed, i, first, end);
    const bool glued =
        !token.space_after && !(i + 1 < parsed.tokens.size() && is_space(parsed.tokens[i + 1]));
    std::string misc = glued ? "SpaceAfter=No" : "";
    if (!marks[i].empty()) misc += (misc.empty() ? "NE=" : "|NE=") + marks[i];
    out += std::to_string(number[i - first]) + '\t' + field(news::text_of(text, token.span)) + '\t' +
           field(token.lemma) + '\t' + field(news::name(token.pos)) + '\t' + field(news::name(token.tag)) +
           "\t_\t" + std::to_string(head == i ? 0 : number[head - first]) + '\t' +
           field(news::name(token.dep)) + "\t_\t" + field(misc) + '\n';
  }
  out += '\n';
}

}  // namespace

std::string to_conllu(std::string_view text, const news::ParsedText& parsed) {
  const std::vector<std::string> marks = entity_marks(parsed);
  std::string out;
  for (std::size_t first = 0; first < parsed.tokens.size();) {
    std::size_t end = first + 1;
    while (end < parsed.tokens.size() && !parsed.tokens[end].sentence_start) ++end;
    add_sentence(text, parsed, marks, first, end, out);
    first = end;
  }
  return out;
}

}  // namespace herald::lang
