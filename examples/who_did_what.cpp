// Who did what to whom, in 20 lines:   build/who-did-what "Kenya expelled the Sudanese ambassador on Monday." 2024-03-05
#include <iostream>

#include "demarche/demarche.h"

int main(int argc, char** argv) {
  const auto coder = demarche::Coder::load();
  if (!coder) return std::cerr << coder.error().text() << '\n', 1;

  const std::string text = argc > 1 ? argv[1] : "Kenya expelled the Sudanese ambassador on Monday.";
  const auto document = coder->read({.name = "example", .date = argc > 2 ? argv[2] : "2024-03-05", .publisher = "", .text = text});
  if (!document) return std::cerr << document.error().text() << '\n', 1;

  for (const demarche::Claim& claim : document->claims) {
    for (const demarche::Index actor : claim.actors) std::cout << document->of(document->mentions[actor].span) << ' ';
    std::cout << "-> " << claim.event << " ->";
    for (const demarche::Index recipient : claim.recipients) std::cout << ' ' << document->of(document->mentions[recipient].span);
    std::cout << " (" << name(claim.status) << ")\n";
  }
  return 0;
}
