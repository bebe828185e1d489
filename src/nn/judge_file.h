// The judge's file: a small text encoder with three heads, read in place.
//
//   Result<JudgeFile> judge = JudgeFile::open("judge.herald");
//   judge->layers[0].query.weights;          // 384 x 384 int8, row-major, in the mapping
//
// Little endian: 8 bytes "HRLDJDG1", u32 version 1, u32 bytes of the header, u64 bytes of the file, 8 zeros,
// 32 bytes SHA-256 of everything from byte 64 on; there a JSON header, then tensors, each at a multiple of 64
// (their types, shapes and offsets stand in the header). Tensors and heads beyond those listed here are
// skipped.
//
// Everything is checked when the file is opened: digest, sizes, shapes, bounds, that floats are numbers and
// that the vocabulary fits. Immutable afterwards, safe to share; views live as long as the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "nn/encoder_kernels.h"
#include "nn/word_piece.h"

namespace herald::nn {

/// A dense layer in int8: row o of `weights` times scale[o], plus bias[o].
struct Int8Layer {
  const std::int8_t* weights = nullptr;  ///< outputs x inputs
  const float* scale = nullptr;
  const float* bias = nullptr;
  std::size_t outputs = 0;
  std::size_t inputs = 0;
};

struct FloatLayer {
  const float* weights = nullptr;  ///< outputs x inputs
  const float* bias = nullptr;
  std::size_t outputs = 0;
  std::size_t inputs = 0;
};

/// What one of the judge's questions may be answered with.
struct JudgeHead {
  std::vector<std::string> classes;
  float temperature = 1;
  FloatLayer output;
};

struct JudgeLayer {
  Int8Layer query, key, value, output, up, down;
  LayerNorm norm1, norm2;
};

struct JudgeFile {
  /// An Error names the path and what is wrong: not there, not a judge, cut short, changed, of another
  /// version, of shapes that do not fit.
  static base::Result<JudgeFile> open(const std::string& path);

  base::MappedFile file;
  std::string name;
  std::string fingerprint;  ///< first 16 hexadecimal digits of the digest
  std::size_t width = 0;    ///< a multiple of 32, up to 1024
  std::size_t heads = 0;    ///< of attention; each has a multiple of 32 of the width
  std::size_t intermediate = 0;
  std::size_t positions = 0;  ///< pieces of the longest input, [CLS] and [SEP] among them

  std::uint32_t begin_piece = 0;  ///< [CLS]
  std::uint32_t end_piece = 0;    ///< [SEP]
  std::uint32_t source_mark = 0;
  std::uint32_t target_mark = 0;
  bool masked = false;                     ///< whether spans are replaced by the placeholder
  std::vector<std::uint32_t> placeholder;  ///< its pieces; empty unless masked

  WordPiece pieces;
  const std::int8_t* words = nullptr;  ///< pieces x width
  const float* word_scale = nullptr;
  const float* position = nullptr;  ///< positions x width
  LayerNorm embed_norm;
  std::vector<JudgeLayer> layers;
  FloatLayer dense;  ///< from three poolings to `width`
  JudgeHead type, mode, modality;
  std::optional<JudgeHead> root2018;  ///< types by the custom of an older gold; not every judge has it
};

}  // namespace herald::nn
