// What the parts of a page call themselves: by their element, class and id, or by the words that they begin with.
//   <div class="related-stories">  ->  Part::noise;   <div itemprop="articleBody">  ->  Part::body
#pragma once

#include <cstdint>
#include <string_view>

#include "read/markup.h"

namespace demarche {

enum class Part : std::uint8_t { plain, noise, body, never };

/// What an element's kind and names say of it.
[[nodiscard]] Part part_of(const Node& node);
/// Is it, by its names, the paragraph that sums the article up?
[[nodiscard]] bool calls_itself_lead(const Node& node);
/// "Read more:", "Sign up ...": a block that begins so is none of the article's.
[[nodiscard]] bool begins_as_noise(std::string_view text);

}  // namespace demarche
