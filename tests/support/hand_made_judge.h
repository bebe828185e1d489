// A judge's file made of random numbers, small but whole, for tests and for the seeds of its fuzz target.
//
//   HandMadeJudge made;                 // change its fields and `replace` for files that are wrong
//   write(path, made.bytes());
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace herald::test {

struct HandMadeJudge {
  std::size_t layers = 2, width = 64, heads = 2, intermediate = 96, positions = 24;
  std::string masking = "none";
  std::string vocabulary =
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\n@\n#\nken\n##ya\naccused\nchad\n.\n,"
      "\nthe\npresident\nof\na\nb\nc\nd\ne\nf\nactor\nsaid";
  std::string temperature = R"({"type":1.5,"mode":1,"modality":0.5})";
  std::string left_out;  ///< name of a tensor that is not written
  std::string made_bad;  ///< name of a float tensor whose last number becomes infinite

  /// The file, with sizes and digest that fit.
  std::string bytes() const {
    std::string data;
    std::string table;
    std::uint64_t state = 1;
    const auto next = [&state] { return next_number(state); };
    const auto add = [&](const std::string& name, const char* type, const std::string& shape,
                         const std::string& raw) {
      if (name == left_out) return;
      data.resize((data.size() + 63) / 64 * 64);
      table += (table.empty() ? "" : ",") + ("\"" + name + "\":{\"type\":\"" + type) + "\",\"shape\":[" +
               shape + "],\"offset\":" + offset_text(data.size()) + "}";
      data += raw;
    };
    const auto floats = [&](const std::string& name, std::vector<std::size_t> shape, double middle,
                            double spread) {
      std::string raw;
      for (std::size_t i = 0; i < size_of(shape); ++i) {
        float value = static_cast<float>(middle + spread * next());
        if (name == made_bad && i + 1 == size_of(shape)) value = 1e38F * 10;
        raw.append(reinterpret_cast<const char*>(&value), sizeof value);
      }
      add(name, "f32", spell(shape), raw);
    };
    const auto int8s = [&](const std::string& name, std::size_t rows, std::size_t columns) {
      std::string raw;
      for (std::size_t i = 0; i < rows * columns; ++i) {
        raw += static_cast<char>(static_cast<std::int8_t>(next() * 127));
      }
      add(name, "i8", spell({rows, columns}), raw);
      floats(name + ".scale", {rows}, 0.002, 0.001);
    };
    const auto dense = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
      int8s(name, outputs, inputs);
      floats(name + ".bias", {outputs}, 0, 0.1);
    };
    const auto norm = [&](const std::string& name) {
      floats(name + ".gain", {width}, 1, 0.3);
      floats(name + ".shift", {width}, 0, 0.2);
    };
    add("vocab", "u8", std::to_string(vocabulary.size()), vocabulary);
    int8s("embed.word", pieces(), width);
    floats("embed.position", {positions, width}, 0, 0.1);
    norm("embed.norm");
    for (std::size_t l = 0; l < layers; ++l) {
      const std::string at = std::to_string(l) + ".";
      for (const char* name : {"query", "key", "value", "output"}) dense(at + name, width, width);
      dense(at + "up", intermediate, width);
      dense(at + "down", width, intermediate);
      norm(at + "norm1");
      norm(at + "norm2");
    }
    floats("head.dense", {width, 3 * width}, 0, 0.15);
    floats("head.dense.bias", {width}, 0, 0.1);
    for (const auto& [name, count] : {std::pair{"type", 3}, {"mode", 2}, {"modality", 2}}) {
      floats(std::string("head.") + name, {static_cast<std::size_t>(count), width}, 0, 0.5);
      floats(std::string("head.") + name + ".bias", {static_cast<std::size_t>(count)}, 0, 0.1);
    }
    return whole(table, data);
  }

  /// Puts the digest of what is behind the first 64 bytes in front, and the size.
  static void make_fit(std::string& file) {
    const std::uint64_t size = file.size();
    std::memcpy(file.data() + 16, &size, sizeof size);
    const std::string digest = base::sha256_hex(std::string_view(file).substr(64));
    for (std::size_t i = 0; i < 32; ++i) {
      file[32 + i] = static_cast<char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    }
  }

 private:
  /// From -1 to 1.
  static double next_number(std::uint64_t& state) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(static_cast<std::int32_t>(state >> 32)) / 2147483648.0;
  }
  static std::size_t size_of(const std::vector<std::size_t>& shape) {
    std::size_t size = 1;
    for (const std::size_t part : shape) size *= part;
    return size;
  }
  static std::string spell(const std::vector<std::size_t>& shape) {
    std::string out;
    for (const std::size_t part : shape) out += (out.empty() ? "" : ",") + std::to_string(part);
    return out;
  }
  /// Offsets behind a header of fixed size, so that they can be written before it is.
  static std::string offset_text(std::size_t at) { return std::to_string(kDataAt + at); }
  std::size_t pieces() const {
    std::size_t lines = 1;
    for (const char c : vocabulary) lines += c == '\n';
    return lines;
  }
  std::string whole(const std::string& table, const std::string& data) const {
    const std::string header = "{\"name\":\"hand-made\",\"layers\":" + std::to_string(layers) +
                               ",\"width\":" + std::to_string(width) + ",\"heads\":" + std::to_string(heads) +
                               ",\"intermediate\":" + std::to_string(intermediate) +
                               ",\"positions\":" + std::to_string(positions) +
                               ",\"layer_norm_eps\":1e-12,\"masking\":\"" + masking +
                               "\",\"placeholder\":\"actor\",\"source_mark\":\"@\",\"target_mark\":\"#\","
                               "\"classes\":{\"type\":[\"AID\","
                               "\"ACCUSE\",\"NONE\"],\"mode\":[\"none\",\"visit\"],\"modality\":["
                               "\"happened\",\"planned\"]},\"temperature\":" +
                               temperature + ",\"training\":{},\"tensors\":{" + table + "}}";
    std::string out = "HRLDJDG1";
    const std::uint32_t version = 1;
    const auto header_size = static_cast<std::uint32_t>(header.size());
    out.append(reinterpret_cast<const char*>(&version), sizeof version);
    out.append(reinterpret_cast<const char*>(&header_size), sizeof header_size);
    out.resize(64);
    out += header;
    out.resize(kDataAt);
    out += data;
    make_fit(out);
    return out;
  }

  static constexpr std::size_t kDataAt = 16384;
};

}  // namespace herald::test
