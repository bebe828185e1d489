#include "annotate/attribution.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace herald::annotate {
namespace {

using news::Attribution;
using news::Dep;
using news::Mention;
using news::Pos;
using news::Sentence;
using news::Span;
using news::Tag;

std::string lower(const news::Token& token) {
  return base::ascii_lower(token.lemma);
}

/// The bytes of the subtree of `token`, without punctuation at its edges.
Span subtree(const Sentence& s, std::uint32_t token) {
  std::uint32_t first = s.left_edge(token), last = s.right_edge(token);
  while (first < token && s.tokens[first].pos == Pos::kPUNCT) ++first;
  while (last > token && s.tokens[last].pos == Pos::kPUNCT) --last;
  return {s.tokens[first].span.begin, s.tokens[last].span.end};
}

int number_word(const std::string& word) {
  static constexpr std::array<std::string_view, 10> kNumbers{"one", "two",   "three", "four", "five",
                                                             "six", "seven", "eight", "nine", "ten"};
  for (std::size_t i = 0; i < kNumbers.size(); ++i) {
    if (word == kNumbers[i]) return static_cast<int>(i) + 1;
  }
  if (!word.empty() && word.size() < 4 &&
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::stoi(word);
  }
  return 0;
}

class SentenceAttributions {
 public:
  SentenceAttributions(const lexicon::Codebook& book, news::AnnotatedArticle& annotated, std::uint32_t index)
      : book_(book),
        a_(annotated),
        s_(annotated.sentences[index]),
        index_(index),
        text_(annotated.text_of_sentence(s_)) {}

  void find() {
    for (std::uint32_t t = 0; t < s_.tokens.size(); ++t) {
      const std::string lemma = lower(s_.tokens[t]);
      if (s_.tokens[t].pos == Pos::kVERB && lexicon::contains(book_.words("speech_verb"), lemma))
        from_verb(t);
      else if (lemma == "accord" && s_.tokens[t].tag == Tag::kVBG)
        from_according(t);
      else if (s_.tokens[t].dep == Dep::kAdvmod && lexicon::contains(book_.words("hearsay_adverb"), lemma))
        from_adverb(t);
    }
  }

 private:
  bool is(std::string_view set, const std::string& lemma) const {
    return lexicon::contains(book_.words(set), lemma);
  }

  const Mention* mention_at(std::uint32_t token) const {
    const auto first = std::lower_bound(a_.mentions.begin(), a_.mentions.end(), index_,
                                        [](const Mention& m, std::uint32_t s) { return m.sentence < s; });
    for (auto it = first; it != a_.mentions.end() && it->sentence == index_; ++it) {
      if (it->head == token || (it->first <= token && token < it->end)) return &*it;
    }
    return nullptr;
  }

  std::string kind_of(std::uint32_t head, const Mention* mention) const {
    const std::string lemma = lower(s_.tokens[head]);
    const std::string phrase = base::ascii_lower(news::text_of(text_, subtree(s_, head)));
    if (is("state_media_name", lemma)) return "state_media";
    if (is("media_speaker", lemma))
      return phrase.find("state") != std::string::npos ? "state_media" : "outlet";
    if (mention && mention->actor.code.ends_with("MED"))
      return phrase.find("state") != std::string::npos ? "state_media" : "outlet";
    if (is("anonymous_speaker", lemma) || phrase.find("familiar with") != std::string::npos ||
        phrase.find("anonymity") != std::string::npos ||
        phrase.find("not to be named") != std::string::npos) {
      return "anonymous";
    }
    if (mention && !mention->actor.name.empty() && s_.tokens[head].pos == Pos::kPROPN &&
        !mention->actor.role.empty())
      return "named";
    if (is("witness_speaker", lemma)) return "witness";
    if (is("expert_speaker", lemma)) return "expert";
    if (is("document_speaker", lemma)) return "document";
    if (is("social_speaker", lemma)) return "social";
    if (is("official_speaker", lemma)) return "official";
    for (const news::Entity& entity : s_.entities) {
      if (entity.label == news::EntityLabel::kPERSON && entity.first <= head && head < entity.end)
        return "named";
    }
    return mention && !mention->pronoun && !mention->actor.code.empty() ? "official" : "named";
  }

  void add(std::uint32_t cue, std::int32_t source_head, std::vector<Span> content, bool direct) {
    Attribution step;
    step.sentence = index_;
    step.cue.push_back(s_.tokens[cue].span);
    step.content = std::move(content);
    step.direct = direct;
    if (source_head >= 0) {
      const std::uint32_t head = static_cast<std::uint32_t>(source_head);
      step.source.push_back(subtree(s_, head));
      step.name = std::string(news::text_of(text_, step.source.front()));
      const Mention* mention = mention_at(head);
      if (mention && !mention->actor.code.empty()) step.actor = mention->actor;
      step.kind = kind_of(head, mention);
      for (const std::uint32_t c : s_.children[head]) {
        const int count = s_.tokens[c].dep == Dep::kNummod ? number_word(lower(s_.tokens[c])) : 0;
        if (count > 0) step.count = count;
      }
    } else {
      step.kind = "anonymous";
    }
    a_.attributions.push_back(std::move(step));
  }

  static bool is_quote(const news::Token& token) {
    return token.tag == Tag::kOpenQuote || token.tag == Tag::kCloseQuote;
  }

  void from_verb(std::uint32_t verb) {
    std::int32_t subject = s_.child(verb, Dep::kNsubj);
    std::int32_t clause = s_.child(verb, Dep::kCcomp);
    const bool passive = s_.child(verb, Dep::kAuxpass) >= 0;
    if (subject < 0 && s_.tokens[verb].dep == Dep::kConj)
      subject = s_.child(s_.tokens[verb].head, Dep::kNsubj);
    if (subject >= 0 && (s_.tokens[static_cast<std::uint32_t>(subject)].tag == Tag::kWP ||
                         s_.tokens[static_cast<std::uint32_t>(subject)].tag == Tag::kWDT)) {
      subject = static_cast<std::int32_t>(
          s_.tokens[verb].dep == Dep::kRelcl ? s_.tokens[verb].head : static_cast<std::uint32_t>(subject));
    }
    std::vector<Span> content;
    if (clause >= 0) {
      content.push_back(subtree(s_, static_cast<std::uint32_t>(clause)));
    } else if (s_.tokens[verb].dep == Dep::kParataxis || s_.tokens[verb].dep == Dep::kAdvcl) {
      // "…, officials said": the clause it interrupts is what was said.
      if (subject < 0) return;
      const std::uint32_t first = s_.left_edge(verb), last = s_.right_edge(verb);
      if (first > 0) content.push_back({s_.span.begin, s_.tokens[first - 1].span.end});
      if (last + 1 < s_.tokens.size()) content.push_back({s_.tokens[last + 1].span.begin, s_.span.end});
    } else {
      return;
    }
    if (subject < 0 && !passive) return;
    bool direct = false;
    for (const Span& span : content) {
      for (const news::Token& token : s_.tokens) {
        direct = direct ||
                 (is_quote(token) && token.span.begin + 2 >= span.begin && token.span.end <= span.end + 3);
      }
    }
    add(verb, passive ? -1 : subject, std::move(content), direct);
  }

  void from_according(std::uint32_t token) {
    const std::int32_t to = s_.child(token, Dep::kPrep);
    if (to < 0) return;
    const std::int32_t source = s_.child(static_cast<std::uint32_t>(to), Dep::kPobj);
    if (source < 0) return;
    const std::uint32_t first = s_.left_edge(token), last = s_.right_edge(token);
    std::vector<Span> content;
    if (first > 0) content.push_back({s_.span.begin, s_.tokens[first - 1].span.end});
    if (last + 1 < s_.tokens.size()) content.push_back({s_.tokens[last + 1].span.begin, s_.span.end});
    add(token, source, std::move(content), false);
  }

  void from_adverb(std::uint32_t token) {
    const std::uint32_t verb = s_.tokens[token].head;
    add(token, -1, {subtree(s_, verb)}, false);
  }

  const lexicon::Codebook& book_;
  news::AnnotatedArticle& a_;
  const Sentence& s_;
  std::uint32_t index_;
  std::string_view text_;
};

/// Links each attribution to the smallest one of its sentence whose content holds its cue.
void link_parents(news::AnnotatedArticle& annotated) {
  auto& all = annotated.attributions;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::uint32_t best_size = 0;
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (i == j || all[i].sentence != all[j].sentence) continue;
      for (const Span& content : all[j].content) {
        if (!content.covers(all[i].cue.front())) continue;
        const std::uint32_t size = content.end - content.begin;
        if (!all[i].parent || size < best_size)
          all[i].parent = static_cast<std::uint32_t>(j), best_size = size;
      }
    }
  }
}

}  // namespace

void find_attributions(const lexicon::Codebook& book, news::AnnotatedArticle& annotated) {
  annotated.attributions.clear();
  for (std::uint32_t i = 0; i < annotated.sentences.size(); ++i)
    SentenceAttributions(book, annotated, i).find();
  link_parents(annotated);
}

}  // namespace herald::annotate
