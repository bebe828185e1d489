// Small codebooks in a folder of their own, for tests of the reader and of the coder.
//
//   const tests::CodebookFolder folder({{"assault.txt", "== ASSAULT - 190\nverb hit T\n"}});
//   auto book = lexicon::load_codebook(folder.path());
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "base/text.h"
#include "news/report.h"

namespace herald::tests {

using CodebookFiles = std::map<std::string, std::string>;

/// A folder with every file a codebook needs, empty but for `files`; removed at the end.
class CodebookFolder {
 public:
  explicit CodebookFolder(const CodebookFiles& files) {
    std::string pattern = testing::TempDir() + "herald-codebook-XXXXXX";
    if (!::mkdtemp(pattern.data())) ADD_FAILURE() << "no folder for the test";
    path_ = pattern;
    for (const char* name :
         {"classes.txt", "function_words.txt", "contexts.txt", "operators.txt", "compose.tsv"})
      put(name, "");
    for (int t = 1; t < static_cast<int>(news::EventType::kCount); ++t) {
      put(base::ascii_lower(news::name(static_cast<news::EventType>(t))) + ".txt", "");
    }
    for (const auto& [name, text] : files) put(name, text);
  }
  CodebookFolder(const CodebookFolder&) = delete;
  CodebookFolder& operator=(const CodebookFolder&) = delete;
  ~CodebookFolder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  void put(const std::string& name, const std::string& text) {
    std::ofstream(path_ + "/" + name) << text;  // without the sync of an atomic write: there are thousands
  }
  std::string path_;
};

}  // namespace herald::tests
