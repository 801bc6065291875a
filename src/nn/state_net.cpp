// See state_net.h. Sums run over the inputs one after the other, so that they are the same on every processor.
#include "nn/state_net.h"

#include <algorithm>

#include "nn/rows.h"

namespace demarche {
namespace {

/// sums[j] += what each input above zero adds to it; rows [inputs][sums]. Which are is found first, without branches: they are about half,
/// and no processor guesses which.
void add_layer(std::span<const float> inputs, std::span<const float> rows, std::span<float> sums) {
  std::array<std::size_t, StateNet::kMostHidden> above;
  std::size_t count = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    above[count] = i;
    count += inputs[i] > 0 ? 1 : 0;
  }
  add_rows(
      count, [&](std::size_t i) { return std::pair(&rows[above[i] * sums.size()], inputs[above[i]]); }, sums);
}

}  // namespace

Result<std::unique_ptr<const StateNet>> StateNet::load(const nn::ModelFile& file, std::size_t types) {
  if (file.length("states.in") == 0) return std::unique_ptr<const StateNet>();
  std::unique_ptr<StateNet> net(new StateNet);
  const auto dim = file.number("states_dim", nn::kLanes, nn::kMaxInputs), places = file.number("states_places", 1, 8);
  const auto hidden = file.number("states_hidden", 1, kMostHidden), middle = file.number("states_middle", 1, kMostHidden);
  for (const auto* number : {&dim, &places, &hidden, &middle})
    if (!*number) return number->error();
  if (*dim % nn::kLanes != 0) return file.wrong("states_dim is no multiple of 16");
  net->dim_ = *dim;
  net->hidden_ = *hidden;
  net->middle_ = *middle;
  net->types_ = types;
  const auto in = file.tensor<std::int8_t>("states.in", {*places * *hidden, *dim});
  if (!in) return in.error();
  const auto take = [&](const char* name, std::initializer_list<std::size_t> shape, std::vector<float>& to) -> Done {
    const auto found = file.tensor<float>(name, shape);
    if (!found) return found.error();
    const std::size_t n = *(shape.end() - 1), width = filled_up(n);
    to.resize(found->size() / n * width);
    fill_up(*found, n, width, to.data());
    return Nothing{};
  };
  for (const Done& done :
       {take("states.scale", {*places * *hidden}, net->scale_), take("states.bias", {*hidden}, net->bias_),
        take("states.middle", {*hidden, *middle}, net->middle_rows_), take("states.middle_bias", {*middle}, net->middle_bias_),
        take("states.out", {*middle, types}, net->out_rows_), take("states.out_bias", {types}, net->out_bias_)})
    if (!done) return done.error();
  for (std::size_t p = 0; p < *places; ++p) net->places_.emplace_back(nn::best_kernel(), in->data() + p * *hidden * *dim, *hidden, *dim);
  return std::unique_ptr<const StateNet>(std::move(net));
}

StateNet::Seen StateNet::start() const {
  Seen seen{};
  std::copy(bias_.begin(), bias_.end(), seen.begin());
  return seen;
}

void StateNet::add(std::span<const std::uint8_t> states, std::size_t place, Index token, Seen& seen) const {
  const std::size_t at = static_cast<std::size_t>(token) * dim_;
  if (token == kNone || states.size() < at + dim_) return;
  alignas(64) std::array<std::int32_t, kMostHidden> sums;
  nn::best_kernel().product(states.data() + at, 1, places_[place], sums.data());
  const float* scale = &scale_[place * hidden_];
  for (std::size_t h = 0; h < hidden_; ++h) seen[h] += static_cast<float>(sums[h]) * scale[h];
}

void StateNet::add(const Seen& more, Seen& seen) const {
  for (std::size_t h = 0; h < hidden_; ++h) seen[h] += more[h];
}

StateNet::Sums StateNet::finish(const Seen& seen) const {
  std::array<float, kMostHidden> middle{};
  std::copy(middle_bias_.begin(), middle_bias_.end(), middle.begin());
  add_layer(std::span(seen).first(hidden_), middle_rows_, std::span(middle).first(filled_up(middle_)));
  Sums out{};
  std::copy(out_bias_.begin(), out_bias_.end(), out.begin());
  add_layer(std::span<const float>(middle).first(middle_), out_rows_, std::span(out).first(filled_up(types_)));
  return out;
}

}  // namespace demarche
