// A tokeniser and a model made by hand, small and of our own, for targets that must run without the real
// model.
//
//   const lang::TokenizerData rules = hand_made_tokenizer();
//   const lang::ModelPackage package = hand_made_package();   // weights without sense, shapes that fit
//
// Pure functions, thread safe.
#pragma once

#include "lang/model_package.h"
#include "lang/text_data.h"

namespace herald::fuzz {

/// Patterns of the kinds the real tokeniser has (look-behinds, long alternations, Unicode classes, a URL
/// pattern that backtracks) and special cases with and without affixes and spaces.
lang::TokenizerData hand_made_tokenizer();

/// Norms, ruler and lemmas that exercise every kind of record, with hand_made_tokenizer().
lang::TextData hand_made_text();

/// The smallest pipeline that pack_model() takes.
lang::ModelPackage hand_made_package();

}  // namespace herald::fuzz
