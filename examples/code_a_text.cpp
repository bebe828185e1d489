// Who did what to whom: codes a text given on the command line.
//   code_a_text "The French president met the German chancellor on Monday." 2024-11-26
#include <herald/herald.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: code_a_text TEXT [YYYY-MM-DD]\n";
    return 2;
  }
  const auto engine = herald::Engine::open();
  if (!engine) {
    std::cerr << engine.error().text() << '\n';
    return 1;
  }
  const auto coded = engine->code({.text = argv[1], .date = argc > 2 ? argv[2] : ""});
  if (!coded) {
    std::cerr << coded.error().text() << '\n';
    return 1;
  }
  for (const herald::Report& report : coded->reports) {
    std::cout << (report.source ? report.source->code : "-") << ' ' << name(report.action.type) << ' '
              << (report.target ? report.target->code : "-") << ' ' << name(report.modality);
    if (report.date && report.date->from) std::cout << ' ' << herald::iso(*report.date->from);
    std::cout << '\n' << report.json << '\n';
  }
  return 0;
}
