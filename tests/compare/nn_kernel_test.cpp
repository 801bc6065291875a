// Every kernel against arithmetic written out plainly, on random sizes and on the extremes of a byte; floats must agree to the bit.
#include "nn/kernel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace demarche::nn {
namespace {

class KernelTest : public testing::TestWithParam<const Kernel*> {
 protected:
  const Kernel& kernel = *GetParam();
  std::mt19937 random{7};
  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random); }
  std::vector<float> floats(std::size_t n, float size) {
    std::vector<float> out(n);
    std::normal_distribution<float> normal(0, size);
    for (float& x : out) x = normal(random);
    return out;
  }
  template <class T>
  std::vector<T> bytes(std::size_t n, bool extremes, int low, int high) {
    std::vector<T> out(n);
    for (T& x : out) x = static_cast<T>(extremes ? (number(0, 1) == 0 ? low : high) : number(low, high));
    return out;
  }
};

TEST_P(KernelTest, ProductsAreExact) {
  for (int round = 0; round < 120; ++round) {
    const std::size_t inputs = 16 * static_cast<std::size_t>(number(1, round % 10 == 0 ? 192 : 20));
    const auto outputs = static_cast<std::size_t>(number(1, 150));
    const auto count = static_cast<std::size_t>(number(0, 20));
    const int size = round % 4 < 2 ? 128 : 64;  // weights up to 64 always chain
    const std::uint8_t zero = round % 5 == 0 ? 0 : kZero;
    const auto a = bytes<std::uint8_t>(count * inputs, round % 3 == 0, 0, kMost);
    const auto w = bytes<std::int8_t>(outputs * inputs, round % 3 == 0, -size, size - 1);
    const Weights weights(kernel, w.data(), outputs, inputs, zero);
    if (size == 64) ASSERT_EQ(weights.chains(), kernel.asks_chains);
    std::vector<std::int32_t> sums(count * weights.stride(), -1);
    kernel.product(a.data(), count, weights, sums.data());
    for (std::size_t m = 0; m < count; ++m) {
      for (std::size_t n = 0; n < weights.stride(); ++n) {
        std::int32_t expected = 0;
        for (std::size_t i = 0; n < outputs && i < inputs; ++i) expected += (a[m * inputs + i] - zero) * w[n * inputs + i];
        ASSERT_EQ(sums[m * weights.stride() + n], expected) << inputs << " x " << outputs << " at " << m << ", " << n;
      }
    }
  }
}

float sum_in_lanes(const std::vector<float>& x) {
  float lane[16] = {};
  for (std::size_t i = 0; i < x.size(); ++i) lane[i % 16] += x[i];
  for (const int apart : {8, 4, 2, 1}) {
    for (int i = 0; i < apart; ++i) lane[i] += lane[i + apart];
  }
  return lane[0];
}

TEST_P(KernelTest, NormalisesAsWritten) {
  for (int round = 0; round < 200; ++round) {
    auto x = floats(16 * static_cast<std::size_t>(number(1, 20)), round % 2 == 0 ? 0.3F : 40.0F);
    if (round % 50 == 0) x.assign(x.size(), 0.0F);
    const float factor = std::abs(floats(1, 30)[0]) + 1.0F;
    std::vector<std::uint8_t> out(x.size());
    kernel.normalise(x.data(), x.size(), factor, out.data());
    std::vector<float> rows;  // it, turned about, and both again
    for (int half = 0; half < 2; ++half) {
      rows.insert(rows.end(), x.begin(), x.end());
      rows.insert(rows.end(), x.rbegin(), x.rend());
    }
    std::vector<std::uint8_t> turned(x.size()), four[4];
    for (auto& one : four) one.resize(x.size());
    kernel.normalise_four(rows.data(), x.size(), factor, {four[0].data(), four[1].data(), four[2].data(), four[3].data()});
    kernel.normalise(rows.data() + x.size(), x.size(), factor, turned.data());
    for (std::size_t r = 0; r < 4; ++r) ASSERT_EQ(four[r], r % 2 == 0 ? out : turned);
    const auto n = static_cast<float>(x.size());
    const float mean = sum_in_lanes(x) / n;
    std::vector<float> squares;
    for (const float v : x) squares.push_back((v - mean) * (v - mean));
    const float inverse = 1.0F / std::sqrt(sum_in_lanes(squares) / n + 1e-5F);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const float h = (x[i] - mean) * inverse;
      ASSERT_EQ(out[i], static_cast<int>(std::fmin(std::fmax(std::rint(h * factor), -64.0F), 63.0F)) + 64);
    }
  }
}

TEST_P(KernelTest, MemoriesFade) {
  for (int round = 0; round < 50; ++round) {
    const std::size_t n = 16 * static_cast<std::size_t>(number(1, 13));
    const auto in = bytes<std::uint8_t>(n, round % 5 == 0, 0, kMost);
    const auto gain = floats(n, 0.5F);
    auto decay = floats(n, 0.3F);
    for (float& d : decay) d = std::fmin(std::abs(d), 0.99F);
    const auto before = floats(n, 40);
    auto state = before;
    std::vector<std::uint8_t> out(n);
    kernel.fade(in.data(), decay.data(), gain.data(), n, state.data(), out.data());
    for (std::size_t i = 0; i < n; ++i) {
      const float kept = before[i] * decay[i] + static_cast<float>(in[i] - kZero) * gain[i];
      ASSERT_EQ(state[i], kept);
      ASSERT_EQ(out[i], static_cast<int>(std::fmin(std::fmax(std::rint(kept), -64.0F), 63.0F)) + 64);
    }
  }
}

TEST_P(KernelTest, QuantisesTiesToEvenAndClamps) {
  const std::vector<float> x = {0.5F,  1.5F,  2.5F,   -0.5F, -1.5F, -2.5F,  1e30F,  -1e30F,
                                62.5F, 63.5F, -63.5F, -0.0F, 0.25F, 31.49F, -62.5F, 100};
  const std::vector<int> expected = {0, 2, 2, 0, -2, -2, 63, -64, 62, 63, -64, 0, 0, 31, -62, 63};
  std::vector<std::uint8_t> out(16);
  kernel.quantise(x.data(), nullptr, 16, 1.0F, kZero, out.data());
  for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(out[i] - 64, expected[i]) << x[i];
  kernel.quantise(x.data(), nullptr, 16, 1.0F, 0, out.data());
  for (std::size_t i = 0; i < 16; ++i) EXPECT_EQ(out[i], static_cast<int>(std::fmin(std::fmax(std::rint(x[i]), 0.0F), 127.0F))) << x[i];
  for (int round = 0; round < 100; ++round) {
    const auto a = floats(64, 50);
    const auto b = floats(64, 50);
    std::vector<std::uint8_t> sum(64);
    kernel.quantise(a.data(), b.data(), 64, 0.37F, kZero, sum.data());
    for (std::size_t i = 0; i < 64; ++i) {
      ASSERT_EQ(sum[i], static_cast<int>(std::fmin(std::fmax(std::rint((a[i] + b[i]) / 0.37F), -64.0F), 63.0F)) + 64);
    }
  }
}

TEST_P(KernelTest, RescalesAndAdds) {
  for (int round = 0; round < 50; ++round) {
    const std::size_t n = 16 * static_cast<std::size_t>(number(1, 13));
    std::vector<std::int32_t> sums(n);
    for (std::int32_t& s : sums) s = number(-2000000, 2000000);
    const auto factors = floats(n, 1e-3F);
    const auto biases = floats(n, 1);
    const auto before = floats(n, 10);
    auto x = before;
    std::vector<float> out(n);
    kernel.rescale(sums.data(), factors.data(), biases.data(), n, out.data());
    kernel.add_relu(sums.data(), factors.data(), biases.data(), n, x.data());
    ASSERT_EQ(kernel.greatest(sums.data(), factors.data(), biases.data(), n),
              static_cast<std::size_t>(std::max_element(out.begin(), out.end()) - out.begin()));
    for (std::size_t i = 0; i < n; ++i) {
      const float y = static_cast<float>(sums[i]) * factors[i] + biases[i];
      ASSERT_EQ(out[i], y);
      ASSERT_EQ(x[i], before[i] + std::fmax(0.0F, y));
    }
  }
}

TEST_P(KernelTest, AddsRowsInOrder) {
  const auto table = bytes<std::int8_t>(50 * 48, false, -128, 127);
  const auto scales = floats(50, 0.1F);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::uint32_t> which(6);
    for (auto& w : which) w = static_cast<std::uint32_t>(number(0, 49));
    std::vector<float> sum(48, 99);
    kernel.add_rows(table.data(), scales.data(), which, 48, sum.data());
    for (std::size_t i = 0; i < 48; ++i) {
      float expected = 0;
      for (const auto w : which) expected += static_cast<float>(table[w * 48 + i]) * scales[w];
      ASSERT_EQ(sum[i], expected);
    }
  }
}

TEST_P(KernelTest, ArgmaxTakesTheFirstOfEquals) {
  for (int round = 0; round < 500; ++round) {
    std::vector<float> x(16 * static_cast<std::size_t>(number(1, 13)));
    for (float& v : x) v = static_cast<float>(number(0, round % 2 == 0 ? 9 : 5000));
    ASSERT_EQ(kernel.argmax(x.data(), x.size()), static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin()));
  }
  std::vector<float> low(48, -std::numeric_limits<float>::infinity());
  low[37] = -1e30F;
  EXPECT_EQ(kernel.argmax(low.data(), low.size()), 37U);
}

INSTANTIATE_TEST_SUITE_P(Here, KernelTest, testing::ValuesIn(kernels().begin(), kernels().end()), [](const auto& test) {
  std::string out;
  for (const char* c = test.param->name; *c != '\0'; ++c) out += std::isalnum(static_cast<unsigned char>(*c)) != 0 ? *c : '_';
  return out;
});

TEST(Kernels, PortableIsAlwaysThere) {
  ASSERT_FALSE(kernels().empty());
  EXPECT_STREQ(kernels().back()->name, "portable");
}

}  // namespace
}  // namespace demarche::nn
