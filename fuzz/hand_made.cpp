#include "hand_made.h"

#include <utility>

namespace herald::fuzz {
namespace {

using lang::Feature;
using lang::LemmaTable;
using lang::MaxoutWeights;
using lang::Move;
using lang::RulerRule;
using lang::RulerTest;
using lang::Tensor;

constexpr std::size_t kWidth = 16;

/// Numbers in [-0.5, 0.5] that repeat, so that seeds compress and scores differ.
Tensor tensor(std::vector<std::size_t> shape) {
  Tensor out;
  out.shape = std::move(shape);
  std::size_t count = 1;
  for (const std::size_t extent : out.shape) count *= extent;
  for (std::size_t i = 0; i < count; ++i) out.values.push_back(static_cast<float>(i * 7 % 17) / 16.0F - 0.5F);
  return out;
}

MaxoutWeights maxout(std::size_t pieces, std::size_t inputs) {
  return {tensor({kWidth, pieces, inputs}), tensor({kWidth, pieces}), tensor({kWidth}), tensor({kWidth})};
}

lang::Tok2vecWeights tok2vec() {
  lang::Tok2vecWeights out;
  out.width = kWidth;
  out.pieces = 2;
  out.tables.push_back({Feature::kNorm, "NORM", 8, tensor({5, kWidth})});
  out.tables.push_back({Feature::kShape, "SHAPE", 9, tensor({3, kWidth})});
  out.mixer = maxout(2, 2 * kWidth);
  out.blocks = {maxout(2, 3 * kWidth)};
  return out;
}

lang::TransitionWeights transitions(std::size_t slots, std::vector<Move> moves) {
  lang::TransitionWeights out;
  out.hidden = kWidth;
  out.slots = slots;
  out.reduce = {tensor({kWidth, kWidth}), tensor({kWidth})};
  out.lower = tensor({slots, kWidth, 2, kWidth});
  out.lower_bias = tensor({kWidth, 2});
  out.pad = tensor({1, slots, kWidth, 2});
  out.upper = {tensor({moves.size(), kWidth}), tensor({moves.size()})};
  out.moves = std::move(moves);
  return out;
}

lang::RulerData ruler() {
  RulerRule to;
  to.patterns = {{{{RulerTest::Attribute::kTag, RulerTest::Kind::kIn, {"TO"}}}}};
  to.pos = "PART";
  RulerRule past;
  past.patterns = {{{{RulerTest::Attribute::kTag, RulerTest::Kind::kNotIn, {"NN", "VB"}},
                     {RulerTest::Attribute::kLower, RulerTest::Kind::kRegex, {"(?<=[a-z])ed$"}}},
                    {}}};
  past.index = 1;
  past.morph = "Tense=Past|VerbForm=Fin";
  past.lemma = "be";
  RulerRule space;
  space.patterns = {{{{RulerTest::Attribute::kIsSpace, RulerTest::Kind::kIn, {"1"}}}}};
  space.tag = "_SP";
  space.dep = "dep";
  return {{to, past, space}};
}

lang::LemmaData lemmas() {
  LemmaTable verbs;
  verbs.pos = news::Pos::kVERB;
  verbs.rules = {{"ies", "y"}, {"ing", "e"}, {"ed", ""}, {"s", ""}};
  verbs.index = {3, 1U << 20, std::uint64_t{1} << 60};
  verbs.exception_ids = {5, 5, 9};
  verbs.exception_lemmas.add("be");
  verbs.exception_lemmas.add("\u00eatre");
  verbs.exception_lemmas.add("go");
  LemmaTable nouns;
  nouns.pos = news::Pos::kNOUN;
  nouns.rules = {{"men", "man"}};
  return {{verbs, nouns}};
}

}  // namespace

lang::TokenizerData hand_made_tokenizer() {
  lang::TokenizerData data;
  data.prefix =
      R"(^\x{00a7}|^%|^=|^\x{2014}|^\x{2013}|^\+(?![0-9])|^\.\.+|^\x{2026}|^,|^:|^;|^\!|^\?|^\(|^\)|^\[|^\]|^\{|^\}|^<)"
      R"(|^'|^"|^\x{201c}|^\x{2018}|^\x{00ab}|^\*|^&|^\$|^\x{00a3}|^\x{20ac}|^US\$|^[\x{00a6}\x{00a9}\p{So}])";
  data.suffix =
      R"(\x{2026}$|\.\.+$|,$|:$|;$|\!$|\?$|\x{bf}$|\)$|\]$|\}$|>$|'$|"$|\x{201d}$|\x{2019}$|\*$|&$|'s$|\x{2019}S$|\x{2014}$)"
      R"(|[\x{00a6}\x{00a9}\x{1F600}-\x{1F64F}]$|(?<=[0-9])\+$|(?<=\x{00b0}[FfCcKk])\.$|(?<=[0-9])(?:\$|\x{20ac}|EUR)$)"
      R"(|(?<=[0-9])(?:km|km\x{b2}|kg|km/h|%|a\.m|\x{043a}\x{043c})$|(?<=[0-9\p{Ll}%\x{b2}\-\+'"\x{201d}])\.$|(?<=[\p{Lu}][\p{Lu}])\.$)";
  data.infix =
      R"(\.\.+|\x{2026}|[\x{00a6}\x{00a9}\p{So}]|(?<=[0-9])[+\-\*^](?=[0-9-])|(?<=[\p{Ll}'"\x{201d}])\.(?=[\p{Lu}'"]))"
      R"(|(?<=\p{L}),(?=\p{L})|(?<=[\p{L}0-9])(?:-|\x{2013}|\x{2014}|--|~)(?=\p{L})|(?<=[\p{L}0-9])[:<>=/](?=\p{L}))";
  data.url_match =
      R"(^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?:(?!10(?:\.\d{1,3}){3})(?:[1-9]\d?|1\d\d|2[01]\d)(?:\.\d{1,3}){3})"
      R"(|(?:(?:[A-Za-z0-9\x{00a1}-\x{ffff}][A-Za-z0-9\x{00a1}-\x{ffff}_-]{0,62})?[A-Za-z0-9\x{00a1}-\x{ffff}]\.)+)"
      R"((?:[A-Za-z\x{00a1}-\x{ffff}]{2,63}))(?::\d{2,5})?(?:[/?#]\S*)?$)";
  data.specials = {
      {"'*'", {{"'*'", ""}}},
      {":-)", {{":-)", ""}}},
      {"U.N.", {{"U.N.", ""}}},
      {"a.m.", {{"a.m.", ""}}},
      {"can't", {{"ca", "can"}, {"n't", "not"}}},
      {"don't", {{"do", ""}, {"n't", "not"}}},
      {"gonna", {{"gon", "going"}, {"na", "to"}}},
      {"x *", {{"x *", ""}}},
      {"\u2019tis", {{"\u2019t", "it"}, {"is", ""}}},
  };
  return data;
}

lang::TextData hand_made_text() {
  lang::TextData text;
  text.tokenizer = hand_made_tokenizer();
  text.norms.ids = {7, 1U << 30};
  text.norms.norms.add("not");
  text.norms.norms.add("");
  text.ruler = ruler();
  text.lemmas = lemmas();
  return text;
}

lang::ModelPackage hand_made_package() {
  lang::ModelPackage out;
  out.name = "en_hand_made";
  out.version = "1.0";
  out.tok2vec = tok2vec();
  out.tagger = {{tensor({3, kWidth}), tensor({3})}, {"NN", "VB", "TO"}};
  out.parser = transitions(8, {{0, ""}, {1, ""}, {2, "nsubj"}, {3, "dobj"}, {3, "dobj||xcomp"}, {4, "ROOT"}});
  out.ner_tok2vec = tok2vec();
  out.ner = transitions(3, {{1, "GPE"}, {2, "GPE"}, {3, "GPE"}, {4, "GPE"}, {5, ""}});
  return out;
}

}  // namespace herald::fuzz
