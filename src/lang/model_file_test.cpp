// The model file: what was packed comes back, and no damaged file is taken or crashes.
#include "lang/model_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "lang/model_layout.h"

namespace herald::lang {
namespace {

Tensor tensor(std::vector<std::size_t> shape, float seed) {
  Tensor out;
  out.shape = std::move(shape);
  std::size_t count = 1;
  for (const std::size_t extent : out.shape) count *= extent;
  for (std::size_t i = 0; i < count; ++i) out.values.push_back(seed + static_cast<float>(i % 17) / 16.0F);
  return out;
}

MaxoutWeights maxout(std::size_t width, std::size_t inputs) {
  return {tensor({width, 3, inputs}, 0), tensor({width, 3}, 1), tensor({width}, 2), tensor({width}, 3)};
}

Tok2vecWeights small_tok2vec() {
  Tok2vecWeights out;
  out.width = 16;
  out.pieces = 3;
  out.tables.push_back({Feature::kNorm, "NORM", 8, tensor({5, 16}, 0)});
  out.tables.push_back({Feature::kIsSpace, "IS_SPACE", 9, tensor({3, 16}, 1)});
  out.mixer = maxout(16, 32);
  out.blocks = {maxout(16, 48), maxout(16, 48)};
  return out;
}

TransitionWeights small_net(std::size_t slots, std::vector<Move> moves) {
  TransitionWeights out;
  out.hidden = 16;
  out.slots = slots;
  out.reduce = {tensor({16, 16}, 0), tensor({16}, 0)};
  out.lower = tensor({slots, 16, 2, 16}, 0);
  out.lower_bias = tensor({16, 2}, 0);
  out.pad = tensor({1, slots, 16, 2}, 0);
  out.upper = {tensor({moves.size(), 16}, 0), tensor({moves.size()}, 0)};
  out.moves = std::move(moves);
  return out;
}

ModelPackage small_package() {
  ModelPackage out;
  out.name = "en_test";
  out.version = "1.0";
  out.tok2vec = small_tok2vec();
  out.tagger = {{tensor({2, 16}, 0), tensor({2}, 0)}, {"NN", "VB"}};
  out.parser = small_net(8, {{0, ""}, {1, ""}, {2, "nsubj"}, {3, "dobj"}, {3, "dobj||xcomp"}, {4, "ROOT"}});
  out.ner_tok2vec = small_tok2vec();
  out.ner = small_net(3, {{1, "GPE"}, {2, "GPE"}, {3, "GPE"}, {4, "GPE"}, {5, ""}});
  return out;
}

/// A file that goes away with the test.
class TemporaryFile {
 public:
  TemporaryFile()
      : path_((std::filesystem::temp_directory_path() / ("herald-model-" + std::to_string(::getpid())))
                  .string()) {}
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& with(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_;
  }

 private:
  std::string path_;
};

std::string packed() {
  base::Result<std::string> bytes = pack_model(small_package(), TextData{});
  EXPECT_TRUE(bytes) << bytes.error().text();
  return *bytes;
}

TEST(ModelFile, ComesBackAsPacked) {
  TemporaryFile file;
  const std::string& path = file.with(packed());
  base::Result<Model> model = open_model(path);
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model->name, "en_test");
  EXPECT_EQ(model->fingerprint.size(), 64U);
  ASSERT_EQ(model->tok2vec.tables.size(), 2U);
  EXPECT_EQ(model->tok2vec.tables[1].feature, Feature::kIsSpace);
  EXPECT_EQ(model->tok2vec.tables[1].embed.table[17], tensor({3, 16}, 1).values[17]);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(model->tok2vec.mixer.linear.weights) % 64, 0U);
  EXPECT_EQ(model->tagger.labels[1], news::Tag::kVB);
  EXPECT_EQ(model->parser.ranges[ArcEager::kRight].first, 3U);
  EXPECT_EQ(model->parser.labels[4].lifted_from, news::Dep::kXcomp);
  EXPECT_EQ(model->ner.moves[4].action, Ner::kOut);
  EXPECT_TRUE(check_model(path));
  // Piece 1 of unit 2 of a maxout bias is output 1 * width + 2.
  EXPECT_EQ(model->tok2vec.mixer.linear.bias[18], tensor({16, 3}, 1).values[2 * 3 + 1]);
}

TEST(ModelFile, UnknownLabelsAreRefused) {
  ModelPackage package = small_package();
  package.tagger.labels[0] = "NOUNISH";
  base::Result<std::string> bytes = pack_model(package, TextData{});
  ASSERT_FALSE(bytes);
  EXPECT_NE(bytes.error().message.find("NOUNISH"), std::string::npos);
}

TEST(ModelFile, TruncatedFilesAreRefused) {
  TemporaryFile file;
  const std::string whole = packed();
  for (std::size_t size = 0; size < whole.size(); size += size < 512 ? 7 : 997) {
    base::Result<Model> model = open_model(file.with(whole.substr(0, size)));
    ASSERT_FALSE(model) << size;
    EXPECT_EQ(model.error().kind == base::ErrorKind::kModel || size == 0, true);
  }
  EXPECT_FALSE(open_model(file.with(whole + "x")));
}

TEST(ModelFile, ChangedBytesAreFound) {
  TemporaryFile file;
  const std::string whole = packed();
  base::Result<Container> container = read_container(whole, "test");
  ASSERT_TRUE(container);
  const auto place = [&](const Section* section) {
    return static_cast<std::size_t>(section->bytes.data() - whole.data());
  };
  const std::size_t weights = place(container->find("weights"));
  const auto covered = [&](std::size_t at) {  // filling between sections belongs to nobody
    if (at < 128 + 3 * 40) return true;
    for (const Section& section : container->sections) {
      if (at >= place(&section) && at < place(&section) + section.bytes.size()) return true;
    }
    return false;
  };
  for (std::size_t at = 0; at < whole.size(); at += at < 260 ? 1 : 997) {
    if (!covered(at)) continue;
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    const std::string& path = file.with(changed);
    EXPECT_FALSE(check_model(path)) << at;
    if (at < weights) {
      EXPECT_FALSE(open_model(path)) << at;
    }
  }
}

TEST(ModelFile, FilesOfOthersAreRefusedByName) {
  TemporaryFile file;
  base::Result<Model> model = open_model(file.with("GIF89a" + std::string(500, 'x')));
  ASSERT_FALSE(model);
  EXPECT_NE(model.error().text().find("herald-model-"), std::string::npos);
  EXPECT_FALSE(open_model("/nowhere/model.herald"));
}

}  // namespace
}  // namespace herald::lang
