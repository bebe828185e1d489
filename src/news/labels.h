// The closed label sets of the parser: Penn Treebank tags, Universal POS, ClearNLP dependencies and
// OntoNotes entity types, as spaCy's English pipelines use them. One byte each.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace herald::news {

enum class Tag : std::uint8_t {
  kNone,
  kDollar,
  kCloseQuote,
  kComma,
  kLeftBracket,
  kRightBracket,
  kPeriod,
  kColon,
  kADD,
  kAFX,
  kCC,
  kCD,
  kDT,
  kEX,
  kFW,
  kHYPH,
  kIN,
  kJJ,
  kJJR,
  kJJS,
  kLS,
  kMD,
  kNFP,
  kNN,
  kNNP,
  kNNPS,
  kNNS,
  kPDT,
  kPOS,
  kPRP,
  kPRPS,
  kRB,
  kRBR,
  kRBS,
  kRP,
  kSYM,
  kTO,
  kUH,
  kVB,
  kVBD,
  kVBG,
  kVBN,
  kVBP,
  kVBZ,
  kWDT,
  kWP,
  kWPS,
  kWRB,
  kXX,
  kSpace,
  kOpenQuote,
  kCount
};

enum class Pos : std::uint8_t {
  kNone,
  kADJ,
  kADP,
  kADV,
  kAUX,
  kCCONJ,
  kCONJ,
  kDET,
  kINTJ,
  kNOUN,
  kNUM,
  kPART,
  kPRON,
  kPROPN,
  kPUNCT,
  kSCONJ,
  kSPACE,
  kSYM,
  kVERB,
  kX,
  kCount
};

enum class Dep : std::uint8_t {
  kNone,
  kROOT,
  kAcl,
  kAcomp,
  kAdvcl,
  kAdvmod,
  kAgent,
  kAmod,
  kAppos,
  kAttr,
  kAux,
  kAuxpass,
  kCase,
  kCc,
  kCcomp,
  kCompound,
  kConj,
  kCsubj,
  kCsubjpass,
  kDative,
  kDep,
  kDet,
  kDobj,
  kExpl,
  kIntj,
  kMark,
  kMeta,
  kNeg,
  kNmod,
  kNpadvmod,
  kNsubj,
  kNsubjpass,
  kNummod,
  kOprd,
  kParataxis,
  kPcomp,
  kPobj,
  kPoss,
  kPreconj,
  kPredet,
  kPrep,
  kPrt,
  kPunct,
  kQuantmod,
  kRelcl,
  kXcomp,
  kCount
};

enum class EntityLabel : std::uint8_t {
  kNone,
  kCARDINAL,
  kDATE,
  kEVENT,
  kFAC,
  kGPE,
  kLANGUAGE,
  kLAW,
  kLOC,
  kMONEY,
  kNORP,
  kORDINAL,
  kORG,
  kPERCENT,
  kPERSON,
  kPRODUCT,
  kQUANTITY,
  kTIME,
  kWORK_OF_ART,
  kCount
};

/// The spelling used by the model and in all output ("VBD", "nsubj"); empty for kNone.
std::string_view name(Tag tag);
std::string_view name(Pos pos);
std::string_view name(Dep dep);
std::string_view name(EntityLabel label);

/// The label of a spelling; nothing for one that is not in the set.
std::optional<Tag> tag_of(std::string_view text);
std::optional<Pos> pos_of(std::string_view text);
std::optional<Dep> dep_of(std::string_view text);
std::optional<EntityLabel> entity_label_of(std::string_view text);

}  // namespace herald::news
