// Reads the files of data/codebook/: classes, contexts, patterns, operators, compositions.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "lexicon/codebook.h"

namespace herald::lexicon {

using base::Error;
using base::ErrorKind;
using base::Result;
using news::EventType;

namespace {

/// A word of a line with the column it starts in (from 1).
struct Word {
  std::string text;
  std::size_t column = 1;
};

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  const auto boundary = [](char c) { return c == ' ' || c == '\t' || c == '[' || c == ']'; };
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
    } else if (line[i] == '[' || line[i] == ']') {
      words.push_back({std::string(1, line[i]), i + 1});
      ++i;
    } else {
      const std::size_t begin = i;
      while (i < line.size() && !boundary(line[i])) ++i;
      words.push_back({std::string(line.substr(begin, i - begin)), begin + 1});
    }
  }
  return words;
}

/// The operator of a name, kNone for no such operator.
Operator operator_of(std::string_view text) {
  for (std::size_t i = 1; i < static_cast<std::size_t>(Operator::kCount); ++i) {
    if (name(static_cast<Operator>(i)) == text) return static_cast<Operator>(i);
  }
  return Operator::kNone;
}

bool is_mode(EventType type, std::string_view mode) {
  const auto modes = modes_of(type);
  return std::find(modes.begin(), modes.end(), mode) != modes.end();
}

/// Two to four digits, the first two from 01 to 20.
bool is_cameo(std::string_view code) {
  const bool digits = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && code.size() >= 2 && code.size() <= 4 && code.substr(0, 2) <= "20" &&
         code.substr(0, 2) != "00";
}

struct Section {
  bool open = false;
  Operator op = Operator::kNone;
  EventType type = EventType::kNone;
  std::string mode, cameo;
};

}  // namespace

class CodebookReader {
 public:
  explicit CodebookReader(std::string folder) : folder_(std::move(folder)) {}

  Result<Codebook> read() {
    if (auto r = read_named_sets("classes.txt", book_.classes_); !r) return r.error();
    if (auto r = read_named_sets("function_words.txt", book_.classes_); !r) return r.error();
    if (auto r = read_named_sets("contexts.txt", book_.contexts_); !r) return r.error();
    index_contexts();
    if (auto r = read_patterns("operators.txt"); !r) return r.error();
    for (int t = 1; t < static_cast<int>(EventType::kCount); ++t) {
      const std::string file = base::ascii_lower(news::name(static_cast<EventType>(t))) + ".txt";
      if (auto r = read_patterns(file); !r) return r.error();
    }
    if (base::file_exists(folder_ + "/hints.txt")) {  // a codebook needs none
      if (auto r = read_patterns("hints.txt"); !r) return r.error();
    }
    if (auto r = read_compositions("compose.tsv"); !r) return r.error();
    sort_patterns();
    book_.count_cameos();
    book_.fingerprint_ = base::content_id("cb-", hashed_);
    return std::move(book_);
  }

 private:
  Error at(const std::string& file, std::size_t line, std::size_t column, std::string message) const {
    return {ErrorKind::kConfig, std::move(message), fmt::format("{}/{}:{}:{}", folder_, file, line, column)};
  }

  /// Calls take(number, line) for every line that holds something, comments removed.
  Result<void> each_line(const std::string& file,
                         const std::function<Result<void>(std::size_t, std::string_view)>& take) {
    auto bytes = base::read_file(folder_ + "/" + file, std::size_t{16} << 20);
    if (!bytes) return bytes.error();
    hashed_ += base::sha256_hex(*bytes);
    std::size_t number = 0;
    for (std::string_view line : base::split(*bytes, '\n')) {
      ++number;
      line = line.substr(0, line.find('#'));
      while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back()))) line.remove_suffix(1);
      if (base::trim(line).empty()) continue;
      if (auto r = take(number, line); !r) return r;
    }
    return {};
  }

  Result<void> read_named_sets(const std::string& file, std::vector<std::pair<std::string, WordSet>>& sets) {
    return each_line(file, [&](std::size_t number, std::string_view line) -> Result<void> {
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) return at(file, number, 1, "expected \"name = word word …\"");
      WordSet set;
      for (const Word& word : words_of(line.substr(equals + 1))) set.push_back(word.text);
      std::sort(set.begin(), set.end());
      set.erase(std::unique(set.begin(), set.end()), set.end());
      if (set.empty()) return at(file, number, equals + 1, "the set has no words");
      std::string set_name(base::trim(line.substr(0, equals)));
      if (set_name.empty()) return at(file, number, 1, "the set has no name");
      const bool twice =
          std::any_of(sets.begin(), sets.end(), [&](const auto& known) { return known.first == set_name; });
      if (twice) return at(file, number, 1, "the set \"" + set_name + "\" stands twice");
      sets.emplace_back(std::move(set_name), std::move(set));
      return {};
    });
  }

  void index_contexts() {
    for (std::uint32_t i = 0; i < book_.contexts_.size(); ++i) {
      for (const std::string& word : book_.contexts_[i].second) book_.context_words_[word].push_back(i);
    }
  }

  Result<Section> read_section(const std::string& file, std::size_t number, std::string_view line) {
    const auto words = words_of(line);
    const bool is_operator = file == "operators.txt";
    const std::size_t first = is_operator ? 2 : 1;
    if (words.size() != first + 3) {
      return at(file, number, 1,
                is_operator ? "expected \"== operator TYPE MODE CAMEO\"" : "expected \"== TYPE MODE CAMEO\"");
    }
    Section section;
    section.open = true;
    if (is_operator) {
      section.op = operator_of(words[1].text);
      if (section.op == Operator::kNone)
        return at(file, number, words[1].column, "unknown operator " + words[1].text);
    }
    if (words[first].text != "-") {
      const auto type = news::event_type_of(words[first].text);
      if (!type) return at(file, number, words[first].column, "unknown type " + words[first].text);
      section.type = *type;
    }
    const std::string& mode = words[first + 1].text;
    if (mode != "-") {
      if (!is_mode(section.type, mode)) {
        return at(file, number, words[first + 1].column, "no mode " + mode + " of " + words[first].text);
      }
      section.mode = mode;
    }
    const std::string& cameo = words[first + 2].text;
    if (cameo != "-") {
      if (!is_cameo(cameo)) return at(file, number, words[first + 2].column, "no CAMEO code: " + cameo);
      section.cameo = cameo;
    }
    return section;
  }

  Result<WordSet> word_set(const std::string& file, std::size_t number, const Word& word) {
    WordSet set;
    for (const std::string_view piece : base::split(word.text, '|')) {
      if (piece.starts_with('{') && piece.ends_with('}')) {
        const WordSet& named = book_.words(piece.substr(1, piece.size() - 2));
        if (named.empty()) return at(file, number, word.column, "unknown class " + std::string(piece));
        set.insert(set.end(), named.begin(), named.end());
      } else if (piece.empty() || piece.find_first_of("{}*=") != std::string_view::npos) {
        return at(file, number, word.column, "not a word or class: " + word.text);
      } else {
        set.emplace_back(piece);
      }
    }
    std::sort(set.begin(), set.end());
    return set;
  }

  static bool all_prepositions(std::string_view text) {
    for (const std::string_view piece : base::split(text, '|')) {
      if (!is_preposition(piece)) return false;
    }
    return true;
  }

  Result<Part> read_filler(const std::string& file, std::size_t number, const Word& word, Part part) {
    if (word.text == "T")
      part.filler = Filler::kTarget;
    else if (word.text == "S")
      part.filler = Filler::kSource;
    else if (word.text == "ST" || word.text == "TS")
      part.filler = Filler::kBoth;
    else if (word.text == "*")
      part.filler = Filler::kAny;
    else if (word.text == "DO")
      part.filler = Filler::kDeed;
    else {
      auto set = word_set(file, number, word);
      if (!set) return set.error();
      part.filler = Filler::kWords;
      part.words = std::move(*set);
    }
    return part;
  }

  /// One part starting at words[i]; moves i past it.
  Result<Part> read_part(const std::string& file, std::size_t number, const std::vector<Word>& words,
                         std::size_t& i) {
    Part part;
    const Word& word = words[i];
    ++i;
    if (word.text == "_") {
      part.slot = Slot::kNoObject;
      part.filler = Filler::kAny;
      return part;
    }
    if (word.text.starts_with('+')) {
      part.slot = Slot::kParticle;
      part.filler = Filler::kWords;
      for (const std::string_view piece : base::split(std::string_view(word.text).substr(1), '|')) {
        if (piece.empty() || piece.find_first_of("{}*=") != std::string_view::npos) {
          return at(file, number, word.column, "not a particle: " + word.text);
        }
        part.words.emplace_back(piece);
      }
      std::sort(part.words.begin(), part.words.end());
      return part;
    }
    const bool filler_follows = i < words.size() && words[i].text != "[" && words[i].text != "]";
    if (all_prepositions(word.text)) {
      if (!filler_follows)
        return at(file, number, word.column, "nothing follows the preposition " + word.text);
      part.slot = Slot::kPrep;
      for (const std::string_view piece : base::split(word.text, '|')) part.preps.emplace_back(piece);
      std::sort(part.preps.begin(), part.preps.end());
      return read_filler(file, number, words[i++], std::move(part));
    }
    part.slot = word.text == "DO" ? Slot::kClause : Slot::kObject;
    return read_filler(file, number, word, std::move(part));
  }

  Result<void> read_pattern(const std::string& file, std::size_t number, std::string_view line,
                            const Section& section) {
    const auto words = words_of(line);
    if (words.size() < 2) return at(file, number, 1, "expected \"verb|noun|adj lemma parts…\"");
    Pattern pattern;
    if (words[0].text == "verb")
      pattern.trigger = Trigger::kVerb;
    else if (words[0].text == "noun")
      pattern.trigger = Trigger::kNoun;
    else if (words[0].text == "adj")
      pattern.trigger = Trigger::kAdj;
    else
      return at(file, number, words[0].column,
                "a pattern starts with verb, noun or adj, not " + words[0].text);
    bool optional = false;
    for (std::size_t i = 2; i < words.size();) {
      if (words[i].text == "[" || words[i].text == "]") {
        if (optional == (words[i].text == "["))
          return at(file, number, words[i].column, "brackets do not pair");
        optional = words[i].text == "[";
        ++i;
        continue;
      }
      auto part = read_part(file, number, words, i);
      if (!part) return part.error();
      part->optional = optional;
      pattern.fixed += optional ? 0 : (part->filler == Filler::kWords ? 2 : 1);
      pattern.parts.push_back(std::move(*part));
    }
    if (optional) return at(file, number, line.size(), "bracket is not closed");
    if (section.op == Operator::kNone && pattern.has(Filler::kDeed)) {
      return at(file, number, 1, "DO belongs into operators.txt");
    }
    pattern.op = section.op;
    pattern.type = section.type;
    pattern.mode = section.mode;
    pattern.cameo = section.cameo;
    pattern.hint = file == "hints.txt";
    pattern.rule = fmt::format("{}:{} {}", file, number, base::collapse_spaces(line));
    for (const std::string_view lemma : base::split(words[1].text, '|')) {
      if (lemma.empty()) return at(file, number, words[1].column, "not a lemma: " + words[1].text);
      pattern.lemma = std::string(lemma);
      book_.by_lemma_[static_cast<std::size_t>(pattern.trigger)][pattern.lemma].push_back(pattern);
    }
    ++book_.count_;
    return {};
  }

  Result<void> read_patterns(const std::string& file) {
    Section section;
    return each_line(file, [&](std::size_t number, std::string_view line) -> Result<void> {
      if (line.starts_with("==")) {
        auto read = read_section(file, number, line);
        if (!read) return read.error();
        section = std::move(*read);
        return {};
      }
      if (!section.open) return at(file, number, 1, "a pattern needs a section line \"== …\" above it");
      return read_pattern(file, number, line, section);
    });
  }

  /// The inner deed of a composition: "*", a quad, TYPE or TYPE/mode.
  static bool is_inner(std::string_view inner) {
    if (inner == "*") return true;
    const std::size_t slash = inner.find('/');
    const auto type = news::event_type_of(inner.substr(0, slash));
    if (type && slash != std::string_view::npos) return is_mode(*type, inner.substr(slash + 1));
    if (type) return *type != EventType::kNone;
    for (int t = 1; t < static_cast<int>(EventType::kCount); ++t) {
      if (news::name(news::quad_of(static_cast<EventType>(t))) == inner) return true;
    }
    return false;
  }

  Result<void> read_composition(const std::string& file, std::size_t number, std::string_view line) {
    const auto fields = base::split(line, '\t');
    if (fields.size() != 6)
      return at(file, number, 1, "expected six fields: operator, inner, type, mode, cameo, modality");
    const auto wrong = [&](std::size_t field, std::string_view what) -> Error {
      const std::size_t column = static_cast<std::size_t>(fields[field].data() - line.data()) + 1;
      return at(file, number, column, std::string(what) + std::string(fields[field]));
    };
    Codebook::ComposeRow row{};
    row.op = operator_of(fields[0]);
    if (row.op == Operator::kNone) return wrong(0, "unknown operator ");
    if (!is_inner(fields[1])) return wrong(1, "no type, type/mode or quad: ");
    row.inner = std::string(fields[1]);
    row.result.keeps_inner = fields[2] == "=";
    if (!row.result.keeps_inner && fields[2] != "-") {
      const auto type = news::event_type_of(fields[2]);
      if (!type) return wrong(2, "unknown type ");
      row.result.type = *type;
    }
    if (fields[3] != "-") {
      if (!is_mode(row.result.type, fields[3]))
        return wrong(3, "no mode of " + std::string(fields[2]) + ": ");
      row.result.mode = std::string(fields[3]);
    }
    if (fields[4] != "-") {
      if (!is_cameo(fields[4])) return wrong(4, "no CAMEO code: ");
      row.result.cameo = std::string(fields[4]);
    }
    if (fields[5] != "-") {
      row.result.modality = news::modality_of(fields[5]);
      if (!row.result.modality) return wrong(5, "unknown modality ");
    }
    book_.compose_.push_back(std::move(row));
    return {};
  }

  Result<void> read_compositions(const std::string& file) {
    return each_line(file, [&](std::size_t number, std::string_view line) {
      return read_composition(file, number, line);
    });
  }

  void sort_patterns() {
    for (auto& table : book_.by_lemma_) {
      for (auto& entry : table) {
        std::stable_sort(entry.second.begin(), entry.second.end(),
                         [](const Pattern& a, const Pattern& b) { return a.fixed > b.fixed; });
      }
    }
  }

  std::string folder_;
  std::string hashed_;
  Codebook book_;
};

Result<Codebook> load_codebook(const std::string& folder) {
  return CodebookReader(folder).read();
}

}  // namespace herald::lexicon
