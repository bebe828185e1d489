// From token features to token vectors: spaCy's MultiHashEmbed.v2 and MaxoutWindowEncoder.v2.
//
// The embedded row of a token depends on its features alone (its type), so callers keep rows by type
// (TypeCache) and only the window encoder runs over the text.
// Views and plain values: safe to share between threads while the model file lives.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lang/model_package.h"
#include "nn/hash_embed.h"
#include "nn/maxout.h"
#include "nn/window_encoder.h"

namespace herald::lang {

inline constexpr std::size_t kFeatures = 6;

/// String ids of NORM, PREFIX, SUFFIX, SHAPE, and SPACY and IS_SPACE as 0 or 1, in the order of Feature.
using FeatureIds = std::array<std::uint64_t, kFeatures>;

/// All features of a token, whose special-case norm is `token_norm` (0 for none).
FeatureIds feature_ids(const Lexeme& word, std::uint64_t token_norm, bool space_after);

/// What the features of a token depend on.
struct TypeKey {
  std::uint64_t orth = 0;
  std::uint64_t token_norm = 0;
  bool space_after = false;
  bool operator==(const TypeKey&) const = default;
};

struct Tok2vec {
  struct Table {
    Feature feature = Feature::kNorm;
    nn::HashEmbed embed;
  };

  std::vector<Table> tables;  ///< in column order
  nn::Maxout mixer;
  nn::WindowEncoder encoder;

  std::size_t width() const { return encoder.width; }
  /// rows[t][0..width) = embedded row of types[t]. `inputs` and `sums` are scratch.
  void mix(const FeatureIds* types, std::size_t count, float* rows, std::vector<float>& inputs,
           std::vector<float>& sums) const;
};

/// Embedded rows by token type for two nets at once, and for the types seen first (the frequent ones) their
/// projections by the first encoder block. One a worker; not thread safe.
class TypeCache {
 public:
  /// What a net has computed of the types: rows of width floats, and projections of the first `projected`
  /// types.
  struct Rows {
    std::vector<float> embedded;
    std::vector<float> projections;
    std::size_t projected = 0;
  };
  /// Types whose projections are kept: some 7 kB each in the small model, which pays when they come again.
  static constexpr std::size_t kMaxProjected = 4096;

  void clear();
  /// Number of types held.
  std::size_t size() const { return types_.size(); }
  /// Index of a type; `added` tells that it is new, and the caller then sets its features().
  std::uint32_t find_or_add(const TypeKey& key, bool& added);

  FeatureIds& features(std::uint32_t type) { return features_[type]; }
  bool is_space(std::uint32_t type) const { return features_[type][kFeatures - 1] != 0; }
  /// String id of the word in lower case; set by the caller.
  std::uint64_t& lower(std::uint32_t type) { return lowers_[type]; }
  /// Brings a net's rows (0 or 1) up to all types held; `inputs` and `scratch` are scratch memory.
  void fill_rows(std::size_t which, const Tok2vec& net, std::vector<float>& inputs,
                 nn::WindowEncoder::Scratch& scratch);
  const Rows& rows(std::size_t which) const { return rows_[which]; }

 private:
  void rehash();

  std::vector<TypeKey> types_;
  std::vector<FeatureIds> features_;
  std::vector<std::uint64_t> lowers_;
  std::vector<std::uint32_t> slots_;  ///< type index + 1; open addressing, a power of two
  std::array<Rows, 2> rows_;
  std::array<std::size_t, 2> filled_{};  ///< types whose embedded row is there
};

}  // namespace herald::lang
