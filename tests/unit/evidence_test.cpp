// Evidence and the linear models that weigh it: what a feature adds, what is not known, files that are none; and that acts and parties are
// judged by what ships, but not under a codebook of one's own.
#include "nn/evidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "random_model.h"

namespace demarche {
namespace {

/// A model of three types and eight slots: "p:one" is for the second type, "w:sea" for the third.
struct SmallModel {
  std::vector<std::uint64_t> keys = std::vector<std::uint64_t>(8);
  std::vector<std::int8_t> rows = std::vector<std::int8_t>(24);
  std::vector<float> scale = std::vector<float>(8), bias = {0, 0, 0};
  std::vector<std::string> types = {"none", "a", "b"};
  /// Of sixteen bytes a word: the first of the one word, less the first of the other, speaks for the second type.
  bool with_states = false;
  std::size_t dim = 16;

  SmallModel() {
    put("p:one", {0, 100, 0}, 0.02F);
    put("w:sea", {0, 0, 100}, 0.02F);
    put("gate:sea", {0, 0, 0}, 0);
  }
  void put(std::string_view feature, std::array<std::int8_t, 3> row, float by) {
    std::size_t at = hash64(feature) % keys.size();
    while (keys[at] != 0) at = (at + 1) % keys.size();
    keys[at] = hash64(feature);
    std::copy(row.begin(), row.end(), rows.begin() + static_cast<std::ptrdiff_t>(3 * at));
    scale[at] = by;
  }
  [[nodiscard]] std::string bytes() const {
    nlohmann::json header = {{"language", "xx"}, {"config", nlohmann::json::object()}, {"labels", {{"types", types}}}};
    if (with_states) header["config"] = {{"states_dim", dim}, {"states_places", 2}, {"states_hidden", 1}, {"states_middle", 1}};
    std::string area;
    const auto add = [&](const char* name, const char* type, const std::vector<std::size_t>& shape, const auto& values) {
      header["tensors"][name] = {{"dtype", type}, {"shape", shape}, {"offset", area.size()}};
      const std::size_t at = area.size(), size = values.size() * sizeof(values[0]);
      area.resize((at + size + 63) / 64 * 64, '\0');
      std::memcpy(area.data() + at, values.data(), size);
    };
    add("keys", "u64", {keys.size()}, keys);
    add("rows", "i8", {keys.size(), 3}, rows);
    add("scale", "f32", {keys.size()}, scale);
    add("bias", "f32", {3}, bias);
    if (with_states) {
      std::vector<std::int8_t> in(2 * dim);
      in[0] = 100;
      in[dim] = -100;
      add("states.in", "i8", {2, dim}, in);
      add("states.scale", "f32", {2}, std::vector<float>{0.01F, 0.01F});
      add("states.bias", "f32", {1}, std::vector<float>{0});
      add("states.middle", "f32", {1, 1}, std::vector<float>{0.5F});
      add("states.middle_bias", "f32", {1}, std::vector<float>{0});
      add("states.out", "f32", {1, 3}, std::vector<float>{0, 1, 0});
      add("states.out_bias", "f32", {3}, std::vector<float>{0, 0, 1});
    }
    const std::string text = header.dump();
    std::string out = "DMCHMODL";
    for (const std::uint32_t n : {1U, static_cast<std::uint32_t>(text.size())}) out.append(reinterpret_cast<const char*>(&n), 4);
    out += text;
    out.resize((out.size() + 63) / 64 * 64, '\0');
    return out + area;
  }
};

Result<LinearModel> load(const SmallModel& model) {
  const TemporaryModel file(model.bytes());
  return LinearModel::load(file.folder() + "/parser.bin");
}

TEST(Evidence, KeepsEachFeatureOnceAndNamesOnlyIfAsked) {
  const auto model = load({});
  ASSERT_TRUE(model) << model.error().text();
  Evidence named(nullptr), bare(&*model);
  for (Evidence* e : {&named, &bare}) {
    e->add({"p:", "one"});
    e->add({"p:one"});
    e->add_word("sea");
    e->add_word("sea");
    if (e == &bare) e->add(feature_key({"p:", "o", "ne"}));
    e->close();
  }
  EXPECT_EQ(bare.seen().size(), 2U);
  EXPECT_EQ(named.names(), (std::vector<std::string>{"p:one", "w:sea"}));
  EXPECT_TRUE(bare.names().empty());
}

TEST(Evidence, WordsShareTheirWeight) {
  const auto model = load({});
  ASSERT_TRUE(model) << model.error().text();
  Evidence e(&*model);
  for (const char* word : {"a", "b", "sea", "d"}) e.add_word(word);
  e.close();
  ASSERT_EQ(e.seen().size(), 1U) << "what the model does not know is left out";
  EXPECT_FLOAT_EQ(e.seen()[0].value, 0.35F);
}

/// Few are sorted another way than many.
TEST(Evidence, FewAndManyComeByTheirKeys) {
  SmallModel large;
  large.keys.assign(1024, 0);
  large.rows.assign(3 * large.keys.size(), 0);
  large.scale.assign(large.keys.size(), 0);
  for (int i = 0; i < 700; ++i) large.put("f" + std::to_string(i), {0, 1, 0}, 1);
  const auto model = load(large);
  ASSERT_TRUE(model) << model.error().text();
  for (const int count : {1, 7, 255, 256, 700}) {
    Evidence e(&*model);
    for (int i = 0; i < count; ++i) e.add({"f", std::to_string(i * 13 % count)});
    for (int i = 0; i < count; i += 5) e.add({"f", std::to_string(i)});
    e.add({"unknown"});
    e.close();
    ASSERT_EQ(e.seen().size(), static_cast<std::size_t>(count));
    EXPECT_TRUE(std::is_sorted(e.seen().begin(), e.seen().end(), [](const auto& a, const auto& b) { return a.key < b.key; }));
  }
}

/// Every key is found wherever others that want its slot have pushed it, and none that is not there.
TEST(LinearModel, KeysThatMeet) {
  SmallModel full;  // four more: one slot stays free
  for (int i = 0; i < 4; ++i) full.put("f" + std::to_string(i), {0, static_cast<std::int8_t>(i), 0}, 1);
  const auto model = load(full);
  ASSERT_TRUE(model) << model.error().text();
  for (const char* known : {"p:one", "w:sea", "gate:sea", "f0", "f1", "f2", "f3"}) EXPECT_TRUE(model->knows(hash64(known))) << known;
  for (int i = 4; i < 400; ++i) EXPECT_FALSE(model->knows(hash64("f" + std::to_string(i))));
  Evidence e(&*model);
  e.add({"f3"});
  e.close();
  EXPECT_EQ(model->sum(e)[1], 3) << "its row came with it";
}

TEST(LinearModel, WeighsWhatItKnows) {
  const auto model = load({});
  ASSERT_TRUE(model) << model.error().text();
  Evidence e(&*model);
  e.add({"p:", "one"});
  e.add({"never seen"});
  e.close();
  const auto p = model->weigh(e);
  EXPECT_NEAR(p[1], std::exp(2.0) / (std::exp(2.0) + 2), 1e-5);
  EXPECT_NEAR(p[0], p[2], 1e-6);
  Evidence around(&*model);
  around.add_word("sea");
  around.close();
  EXPECT_GT(model->weigh(e, model->sum(around))[2], p[2]);
  EXPECT_TRUE(model->knows(feature_key({"gate:", "sea"})));
  EXPECT_FALSE(model->knows(feature_key({"gate:", "land"})));
}

TEST(StateNet, WordsAtTheirPlaces) {
  SmallModel small;
  small.with_states = true;
  const auto model = load(small);
  ASSERT_TRUE(model) << model.error().text();
  std::vector<std::uint8_t> states(3 * small.dim, nn::kZero);
  states[0] = nn::kZero + 20;          // of the first word
  states[small.dim] = nn::kZero + 12;  // of the second
  const auto sums = [&](std::initializer_list<Index> words) {
    Evidence e(&*model);
    e.see(states, words);
    e.close();
    return e.of_states();
  };
  EXPECT_EQ(sums({0, 1}), (StateNet::Sums{0, 4, 1})) << "(20 - 12) / 2";
  EXPECT_EQ(sums({1, 0}), (StateNet::Sums{0, 0, 1})) << "nothing below zero passes";
  EXPECT_EQ(sums({0, kNone}), (StateNet::Sums{0, 10, 1}));
  EXPECT_EQ(sums({0, 3}), (StateNet::Sums{0, 10, 1})) << "a word without a state";
  Evidence e(&*model);  // what a word adds is kept for the next decision, but only at its place
  e.see(states, {0, 1});
  e.see(states, {1, 0});
  EXPECT_EQ(e.of_states(), sums({1, 0}));
  e.see(states, {0, 2});
  e.close();
  EXPECT_EQ(e.of_states(), (StateNet::Sums{0, 10, 1}));
  EXPECT_GT(model->weigh(e)[1], 0.99F);
  Evidence named(nullptr);
  named.see(states, {0, kNone});
  named.close();
  EXPECT_EQ(named.names(), std::vector<std::string>{"@0/-1"});
}

TEST(StateNet, FilesThatAreNone) {
  SmallModel odd;
  odd.with_states = true;
  odd.dim = 24;
  EXPECT_EQ(load(odd).error().code, Error::Code::bad_model) << "a kernel reads sixteen bytes at a time";
  const auto without = load({});
  ASSERT_TRUE(without);
  EXPECT_EQ(without->states(), nullptr);
  Evidence e(&*without);
  e.see({}, {0, 1});
  EXPECT_EQ(e.of_states(), StateNet::Sums{});
}

TEST(LinearModel, FilesThatAreNone) {
  SmallModel full;
  for (auto& key : full.keys)
    if (key == 0) key = 7;
  EXPECT_EQ(load(full).error().code, Error::Code::bad_model) << "a search would never end";
  SmallModel odd;
  odd.keys.resize(6);
  odd.rows.resize(18);
  odd.scale.resize(6);
  EXPECT_EQ(load(odd).error().code, Error::Code::bad_model) << "slots are a power of two";
  SmallModel wild;
  wild.bias[0] = std::nanf("");
  EXPECT_EQ(load(wild).error().code, Error::Code::bad_model);
  EXPECT_EQ(LinearModel::load("/no/such/file").error().code, Error::Code::not_found);
}

/// The events of a text's claims.
std::vector<std::string> events(const Coder& coder, const std::string& text) {
  std::vector<std::string> out;
  const auto document = coder.read({.name = "t", .date = "2024-05-14", .publisher = {}, .text = text});
  if (document)
    for (const Claim& c : document->claims) out.push_back(c.event);
  return out;
}

TEST(Acts, AWordThatNoSenseKnowsIsAnActInTheNews) {
  const auto coder = Coder::load();
  ASSERT_TRUE(coder) << coder.error().text();
  const std::string text = "Rebels in eastern Congo threatened to secede from Congo.";
  const auto document = coder->read({.name = "t", .date = "2024-05-14", .publisher = {}, .text = text});
  ASSERT_TRUE(document);
  for (const Claim& c : document->claims) EXPECT_FALSE(c.why.empty());
  const auto acts = coder->acts({.name = "t", .date = "2024-05-14", .publisher = {}, .text = text});
  ASSERT_TRUE(acts) << acts.error().text();
  EXPECT_TRUE(std::any_of(acts->begin(), acts->end(), [](const ActReading& a) { return a.event.empty() && !a.features.empty(); }));
  const auto parties = coder->parties({.name = "t", .date = "2024-05-14", .publisher = {}, .text = text});
  ASSERT_TRUE(parties);
  EXPECT_FALSE(parties->empty());
}

TEST(Acts, AnOwnCodebookDecidesAlone) {
  const auto folder = std::filesystem::temp_directory_path() / ("demarche_codebook_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "GREET.toml")
      << "type = \"GREET\"\nscore = 1.0\n[[sense]]\nid = \"greet.wave\"\nverbs = [\"wave\"]\nrecipient = [\"obl:at\"]\n"
         "weight = 0.9\nexample = [\"Chad waved at Niger.\"]\n";
  const auto coder = Coder::load({.data = {}, .actors = {}, .codebook = folder.string()});
  ASSERT_TRUE(coder) << coder.error().text();
  EXPECT_EQ(events(*coder, "Chad's president waved at Niger's president. Mali invaded Togo."), std::vector<std::string>{"GREET"});
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace demarche
