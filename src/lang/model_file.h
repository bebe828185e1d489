// Herald's own model file: one flat file, mapped read-only, whose weights are used in place.
//
//   convert_package(folder, "model.herald", true);           // once, at set-up
//   Result<Model> model = open_model("model.herald");        // a few milliseconds
//
// Layout, little-endian: a header of 128 bytes (magic, version, file size, fingerprint, checksum), a table of
// sections, then the sections, each at a multiple of 64: "meta" (shapes and labels), "text" (TextData),
// "weights" (float32 arrays in the order of the shapes, each at a multiple of 64). Opening checks header,
// table, exact file size, "meta" and "text"; check_model() reads everything.
// A Model is immutable once opened and may be shared between threads; it owns the mapping its views look
// into.
#pragma once

#include <string>

#include "base/file.h"
#include "base/result.h"
#include "lang/model_package.h"
#include "lang/ner.h"
#include "lang/parser.h"
#include "lang/tagger.h"
#include "lang/text_data.h"
#include "lang/tok2vec.h"

namespace herald::lang {

struct Model {
  base::MappedFile file;
  std::string name;         ///< "en_core_web_sm"
  std::string version;      ///< "3.8.0"
  std::string fingerprint;  ///< SHA-256 of all sections, hexadecimal
  TextData text;
  Tok2vec tok2vec;  ///< shared by tagger and parser
  Tagger tagger;
  Parser parser;
  Tok2vec ner_tok2vec;  ///< the entity recogniser's own
  Ner ner;
};

/// Reads the spaCy package below `folder` and writes the model file (replacing it in one step). With `verify`
/// the files must be the official ones.
base::Result<void> convert_package(const std::string& folder, const std::string& out_path, bool verify);

/// The bytes of a model file for a package and its text data; the testable half of convert_package().
base::Result<std::string> pack_model(const ModelPackage& package, const TextData& text);

/// Maps a model file. A truncated, damaged or foreign file is an Error of kind kModel that names it.
base::Result<Model> open_model(const std::string& path);

/// Reads the whole file and holds every section against its checksum and the whole against the fingerprint.
base::Result<void> check_model(const std::string& path);

}  // namespace herald::lang
