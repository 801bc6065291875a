// Model files that are whole, of another version, cut off, damaged, or made by an enemy.
#include "nn/model_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "parse/parse.h"
#include "random_model.h"

namespace demarche {
namespace {

const std::string& whole() {
  static const std::string kBytes = RandomModel({}, 1).bytes();
  return kBytes;
}

/// What loading says, "" if it is content.
std::string error_of(const std::string& bytes) {
  const TemporaryModel model(bytes);
  const Result<Parser> parser = Parser::load(model.folder());
  if (parser) return "";
  EXPECT_EQ(parser.error().code, Error::Code::bad_model) << parser.error().text();
  EXPECT_EQ(parser.error().where, model.folder() + "/parser.bin");
  EXPECT_FALSE(parser.error().message.empty());
  return parser.error().message;
}

template <class Change>
std::string error_after(Change change) {
  RandomModel model({}, 1);
  change(model.header);
  return error_of(model.bytes());
}

TEST(ModelFile, WholeOneLoads) {
  EXPECT_EQ(error_of(whole()), "");
  const TemporaryModel model(whole());
  const auto file = nn::ModelFile::open(model.folder() + "/parser.bin");
  ASSERT_TRUE(file);
  EXPECT_EQ(*file->number("dim", 1, 100), 48U);
  EXPECT_FALSE(file->number("dim", 1, 47));
  EXPECT_FALSE(file->number("dilations", 1, 9)) << "three numbers are not one";
  EXPECT_EQ(file->numbers("dilations", 1, 9)->size(), 3U);
  EXPECT_EQ(file->labels("name")->front(), "O");
  EXPECT_EQ(file->tensor<std::int8_t>("conv0.weight", {48, 3, 48})->size(), 48U * 3 * 48);
  EXPECT_FALSE(file->tensor<std::int8_t>("conv0.weight", {48, 144}));
  EXPECT_FALSE(file->tensor<float>("conv0.weight", {48, 3, 48}));
}

TEST(ModelFile, SaysWhereItLookedAndWhatToDo) {
  const Error error = Parser::load("/no/such/folder").error();
  EXPECT_EQ(error.code, Error::Code::not_found);
  EXPECT_EQ(error.where, "/no/such/folder/parser.bin");
  EXPECT_NE(error.message.find("make weights"), std::string::npos) << error.message;
}

TEST(ModelFile, OtherVersion) {
  std::string bytes = whole();
  bytes[8] = 7;
  const std::string message = error_of(bytes);
  EXPECT_NE(message.find("format 7 found, 1 wanted"), std::string::npos) << message;
  EXPECT_NE(message.find("make weights"), std::string::npos) << message;
  bytes[0] = 'X';
  EXPECT_NE(error_of(bytes).find("not a model file"), std::string::npos);
}

TEST(ModelFile, CutOffAnywhere) {
  const std::size_t padding = 64;  // what may follow the last tensor
  for (std::size_t size = 0; size + padding < whole().size(); size += size < 40 ? 1 : 977)
    EXPECT_NE(error_of(whole().substr(0, size)), "") << size;
}

TEST(ModelFile, ChangedBytesNeverCrash) {  // most changes of weights are as good as any weights; none may read outside the file
  std::mt19937 random(3);
  Document document;
  document.text = "Kenya said “no” to 12 plans.";
  for (const Span span : {Span{0, 5}, Span{6, 10}, Span{11, 14}}) document.tokens.emplace_back().span = span;
  document.sentences.emplace_back().last = 3;
  int loaded = 0;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = whole();
    for (int i = 0; i < 1 + round % 3; ++i) {
      const std::size_t end = round % 2 == 0 ? 2600 : bytes.size();  // half of them in the header
      bytes[std::uniform_int_distribution<std::size_t>(0, end - 1)(random)] =
          static_cast<char>(std::uniform_int_distribution(0, 255)(random));
    }
    const TemporaryModel model(bytes);
    const Result<Parser> parser = Parser::load(model.folder());
    if (!parser) continue;
    ++loaded;
    EXPECT_TRUE(parser->run(document));
  }
  EXPECT_GT(loaded, 50);
}

TEST(ModelFile, HostileHeaders) {
  using Json = nlohmann::json;
  EXPECT_NE(error_after([](Json& h) { h["tensors"]["embed"]["offset"] = std::uint64_t{1} << 62; }), "");
  EXPECT_NE(error_after([](Json& h) { h["tensors"]["embed"]["offset"] = 1; }), "") << "not aligned";
  EXPECT_NE(error_after([](Json& h) { h["tensors"]["embed"]["offset"] = -64; }), "");
  EXPECT_NE(error_after([](Json& h) {
              h["tensors"]["embed"]["shape"] = {std::uint64_t{1} << 32, std::uint64_t{1} << 32};
            }),
            "")
      << "product overflows";
  EXPECT_NE(error_after([](Json& h) { h["tensors"]["embed"]["shape"] = {0, 48}; }), "");
  EXPECT_NE(error_after([](Json& h) { h["tensors"]["embed"]["dtype"] = "f64"; }), "");
  EXPECT_NE(error_after([](Json& h) { h["tensors"].erase("arc.root"); }), "");
  EXPECT_NE(error_after([](Json& h) { h["tensors"] = Json::array(); }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["dim"] = 40; }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["dim"] = 1U << 30; }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["dilations"] = Json::array(); }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["dilations"] = {1, 0, 2}; }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["tables"] = {31, 17}; }), "");
  EXPECT_NE(error_after([](Json& h) { h["config"]["words"] = 1; }), "") << "word_rows point beyond";
  EXPECT_NE(error_after([](Json& h) { h["config"]["max_len"] = 100000; }), "");
  EXPECT_NE(error_after([](Json& h) { h["labels"]["upos"] = Json::array(); }), "");
  EXPECT_NE(error_after([](Json& h) { h["labels"]["xpos"] = {1, 2, 3}; }), "");
  EXPECT_NE(error_after([](Json& h) { h["labels"]["lemma"][0] = "cut nothing"; }), "");
  EXPECT_NE(error_after([](Json& h) { h["labels"]["name"][1] = "B-planet"; }), "");
  EXPECT_EQ(error_after([](Json& h) { h["made by"] = "somebody"; }), "") << "what is not asked for may be anything";
}

TEST(ModelFile, NumbersThatNoTrainingGives) {
  for (const float bad : {std::nanf(""), INFINITY, 1e30F, -1e7F, 0.0F, -0.5F}) {
    RandomModel model({}, 1);
    std::string bytes = model.bytes();
    const std::size_t start = bytes.size() - (whole().size() - (16 + model.header.dump().size() + 63) / 64 * 64);
    std::memcpy(bytes.data() + start + model.header["tensors"]["out.scale"]["offset"].get<std::size_t>(), &bad, sizeof bad);
    EXPECT_NE(error_of(bytes), "") << bad;
  }
}

}  // namespace
}  // namespace demarche
