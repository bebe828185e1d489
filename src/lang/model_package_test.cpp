#include "lang/model_package.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "lang/model_digests.h"
#include "lang/spacy_config.h"

#ifndef MSGPACK_NO_BOOST
#define MSGPACK_NO_BOOST
#endif
#include <msgpack.hpp>

namespace herald::lang {
namespace {

std::string spell(const std::vector<Move>& moves) {
  std::string out;
  for (const Move& move : moves) out += (out.empty() ? "" : " ") + std::to_string(move.action) + move.label;
  return out;
}

TEST(OrderMoves, ByActionThenFrequencyThenLabelDescending) {
  const base::Result<std::vector<Move>> moves =
      order_moves(R"({"0":{"":9},"1":{"":9},"2":{"a":1,"b":5,"c":5},"4":{"ROOT":0}})", false, "moves");
  ASSERT_TRUE(moves);
  EXPECT_EQ(spell(*moves), "0 1 2c 2b 2a 4ROOT");
}

TEST(OrderMoves, EntitiesHaveNoMissingClass) {
  const base::Result<std::vector<Move>> moves =
      order_moves(R"({"0":{"":1},"1":{"X":2},"4":{"X":2,"":1},"5":{"":1,"Y":1}})", true, "moves");
  ASSERT_TRUE(moves);
  EXPECT_EQ(spell(*moves), "1X 4X 4 5");
}

TEST(OrderMoves, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(order_moves(R"({"7":{"":1}})", false, "moves"));
  EXPECT_FALSE(order_moves(R"({"2":{"late":-1}})", false, "moves"));
  EXPECT_FALSE(order_moves("[", false, "moves"));
}

TEST(SpacyConfig, FollowsReferences) {
  const base::Result<SpacyConfig> config = read_spacy_config(
      "[a.b]\nwidth = 96\nname = \"x\"\non = false\n\n[c]\nw = ${a.b:width}\nd = ${a.b.name}\nbad = "
      "${c:bad}\nl = [\"p\",\n  \"q\"]\n",
      "config.cfg");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->number("c", "w"), 96);
  EXPECT_EQ(config->text("c", "d"), "x");
  EXPECT_EQ(config->flag("a.b", "on"), false);
  EXPECT_EQ(config->list("c", "l"), (std::vector<std::string>{"p", "q"}));
  EXPECT_FALSE(config->value("c", "bad")) << "a reference to itself";
  EXPECT_FALSE(read_spacy_config("width 96\n", "config.cfg"));
}

/// A thinc model of one dense layer, as thinc packs it: array maps have bin keys.
std::string thinc_bytes(std::size_t declared) {
  msgpack::sbuffer buffer;
  msgpack::packer<msgpack::sbuffer> out(buffer);
  const auto bin = [&out](std::string_view text) {
    out.pack_bin(static_cast<std::uint32_t>(text.size()));
    out.pack_bin_body(text.data(), static_cast<std::uint32_t>(text.size()));
  };
  out.pack_map(4);
  out.pack("nodes");
  out.pack_array(1).pack_map(4);
  out.pack("index").pack(0).pack("name").pack("linear").pack("dims").pack_map(1).pack("nO").pack_nil();
  out.pack("refs").pack_map(2).pack("self").pack(0).pack("none").pack_nil();
  out.pack("attrs");
  out.pack_array(1).pack_map(1).pack("seed");
  bin("\x08");
  out.pack("params");
  out.pack_array(1).pack_map(2).pack("b").pack_nil().pack("W").pack_map(4);
  bin("nd");
  out.pack(true);
  bin("type");
  out.pack("<f4");
  bin("shape");
  out.pack_array(2).pack(declared).pack(2);
  bin("data");
  const float values[4] = {1, 2, 3, 4};
  bin({reinterpret_cast<const char*>(values), sizeof values});
  out.pack("shims");
  out.pack_array(1);
  bin("");
  return {buffer.data(), buffer.size()};
}

TEST(ThincModel, ReadsNodes) {
  const base::Result<ThincModel> model = read_thinc_model(thinc_bytes(2), "model");
  ASSERT_TRUE(model) << model.error().text();
  ASSERT_EQ(model->named("linear").size(), 1U);
  const ThincNode& node = *model->named("linear")[0];
  EXPECT_EQ(node.numbers.at("seed"), 8);
  EXPECT_EQ(node.params.at("W").values, (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(node.params.count("b"), 0U);
  EXPECT_EQ(model->ref("self"), &model->nodes[0]);
  EXPECT_EQ(model->ref("none"), nullptr);
}

TEST(ThincModel, RefusesDamage) {
  EXPECT_FALSE(read_thinc_model(thinc_bytes(3), "model")) << "the shape does not fit the data";
  const std::string whole = thinc_bytes(2);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_thinc_model(std::string_view(whole).substr(0, size), "model")) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(0xC1);
    (void)static_cast<bool>(read_thinc_model(changed, "model"));  // any answer, but one
  }
}

TEST(Digests, AreSha256) {
  EXPECT_EQ(known_digests("3.8.0").size(), 14U);
  for (const FileDigest& digest : known_digests("3.8.0"))
    EXPECT_EQ(digest.sha256.size(), base::sha256_hex("").size());
  EXPECT_TRUE(known_digests("0.0.1").empty());
}

TEST(ModelPackage, AMissingFolderIsAnError) {
  const base::Result<ModelPackage> package = read_model_package("/nowhere", false);
  ASSERT_FALSE(package);
  EXPECT_NE(package.error().text().find("/nowhere/meta.json"), std::string::npos);
}

}  // namespace
}  // namespace herald::lang
