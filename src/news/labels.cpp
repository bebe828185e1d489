#include "news/labels.h"

#include <array>
#include <cstddef>

namespace herald::news {
namespace {

template <typename Label>
constexpr std::size_t kSize = static_cast<std::size_t>(Label::kCount);

constexpr std::array<std::string_view, kSize<Tag>> kTags{
    "",    "$",   "''",   ",",   "-LRB-", "-RRB-", ".",   ":",   "ADD", "AFX", "CC",  "CD",  "DT",
    "EX",  "FW",  "HYPH", "IN",  "JJ",    "JJR",   "JJS", "LS",  "MD",  "NFP", "NN",  "NNP", "NNPS",
    "NNS", "PDT", "POS",  "PRP", "PRP$",  "RB",    "RBR", "RBS", "RP",  "SYM", "TO",  "UH",  "VB",
    "VBD", "VBG", "VBN",  "VBP", "VBZ",   "WDT",   "WP",  "WP$", "WRB", "XX",  "_SP", "``"};

constexpr std::array<std::string_view, kSize<Pos>> kPos{
    "",    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "CONJ",  "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SPACE", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, kSize<Dep>> kDeps{
    "",       "ROOT",  "acl",       "acomp",    "advcl", "advmod",   "agent",   "amod",
    "appos",  "attr",  "aux",       "auxpass",  "case",  "cc",       "ccomp",   "compound",
    "conj",   "csubj", "csubjpass", "dative",   "dep",   "det",      "dobj",    "expl",
    "intj",   "mark",  "meta",      "neg",      "nmod",  "npadvmod", "nsubj",   "nsubjpass",
    "nummod", "oprd",  "parataxis", "pcomp",    "pobj",  "poss",     "preconj", "predet",
    "prep",   "prt",   "punct",     "quantmod", "relcl", "xcomp"};

constexpr std::array<std::string_view, kSize<EntityLabel>> kEntities{
    "",     "CARDINAL", "DATE", "EVENT",   "FAC",    "GPE",     "LANGUAGE", "LAW",  "LOC",        "MONEY",
    "NORP", "ORDINAL",  "ORG",  "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"};

template <typename Label, std::size_t N>
std::optional<Label> find(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 1; i < N; ++i) {
    if (names[i] == text) return static_cast<Label>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Tag tag) {
  return kTags[static_cast<std::size_t>(tag)];
}
std::string_view name(Pos pos) {
  return kPos[static_cast<std::size_t>(pos)];
}
std::string_view name(Dep dep) {
  return kDeps[static_cast<std::size_t>(dep)];
}
std::string_view name(EntityLabel label) {
  return kEntities[static_cast<std::size_t>(label)];
}

std::optional<Tag> tag_of(std::string_view text) {
  return find<Tag>(kTags, text);
}
std::optional<Pos> pos_of(std::string_view text) {
  return find<Pos>(kPos, text);
}
std::optional<Dep> dep_of(std::string_view text) {
  return find<Dep>(kDeps, text);
}
std::optional<EntityLabel> entity_label_of(std::string_view text) {
  return find<EntityLabel>(kEntities, text);
}

}  // namespace herald::news
