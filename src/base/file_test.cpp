#include "base/file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace herald::base {
namespace {

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "herald-file-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string in(const std::string& name) const { return folder_ + "/" + name; }
  std::vector<std::string> names() const {
    auto all = list_files(folder_, "");
    if (!all) ADD_FAILURE() << all.error().text();
    return all ? *all : std::vector<std::string>{};
  }
  std::string folder_;
};

TEST_F(FileTest, WritesAndReadsBack) {
  for (const std::string& bytes : {std::string(), std::string("a\0b\n", 4), std::string(300000, 'x')}) {
    ASSERT_TRUE(write_file_atomic(in("f"), bytes));
    const auto read = read_file(in("f"));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, bytes);
    EXPECT_EQ(names(), std::vector<std::string>{"f"}) << "nothing is left beside it";
  }
}

TEST_F(FileTest, AFailedWriteKeepsTheOldFileAndLeavesNothing) {
  ASSERT_TRUE(make_folders(in("taken/inner")));
  const auto written = write_file_atomic(in("taken"), "new");  // a folder of that name stands there
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::kFile);
  EXPECT_EQ(written.error().place, in("taken"));
  EXPECT_TRUE(folder_exists(in("taken/inner")));
  EXPECT_TRUE(names().empty()) << "the partial file is gone";
  EXPECT_FALSE(write_file_atomic(in("no/such/f"), "x"));
}

TEST_F(FileTest, ReplacingIsANewFileNotAChangedOne) {
  ASSERT_TRUE(write_file_atomic(in("f"), "old"));
  const auto old = MappedFile::open(in("f"));
  ASSERT_TRUE(old);
  ASSERT_TRUE(write_file_atomic(in("f"), "new bytes"));
  EXPECT_EQ(old->bytes(), "old") << "a reader keeps what it opened";
  EXPECT_EQ(*read_file(in("f")), "new bytes");
}

TEST_F(FileTest, LimitIsInclusive) {
  ASSERT_TRUE(write_file_atomic(in("f"), "12345"));
  EXPECT_TRUE(read_file(in("f"), 5));
  const auto over = read_file(in("f"), 4);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().text(), in("f") + ": is larger than the limit of 4 bytes");
}

TEST_F(FileTest, MissingAndFolders) {
  const auto missing = read_file(in("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().text(), in("none") + ": cannot open: No such file or directory");
  const auto folder = read_file(folder_);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().message, "is a folder, not a file");
  EXPECT_FALSE(file_exists(in("none")));
  EXPECT_FALSE(file_exists(folder_));
  EXPECT_TRUE(folder_exists(folder_));
  EXPECT_FALSE(folder_exists(in("none")));
  EXPECT_FALSE(list_files(in("none"), ""));
}

TEST_F(FileTest, ListsFilesSortedBySuffix) {
  for (const char* name : {"b.txt", "a.txt", "c.tsv"}) ASSERT_TRUE(write_file_atomic(in(name), "x"));
  ASSERT_TRUE(make_folders(in("d.txt")));
  const auto list = list_files(folder_, ".txt");
  ASSERT_TRUE(list);
  EXPECT_EQ(*list, (std::vector<std::string>{"a.txt", "b.txt"}));
}

TEST_F(FileTest, MakesFoldersOnce) {
  EXPECT_TRUE(make_folders(in("a/b/c")));
  EXPECT_TRUE(make_folders(in("a/b/c")));
  EXPECT_TRUE(folder_exists(in("a/b/c")));
  ASSERT_TRUE(write_file_atomic(in("f"), "x"));
  const auto under_file = make_folders(in("f/g"));
  ASSERT_FALSE(under_file);
  EXPECT_EQ(under_file.error().place, in("f/g"));
}

TEST_F(FileTest, Maps) {
  ASSERT_TRUE(write_file_atomic(in("f"), "mapped"));
  ASSERT_TRUE(write_file_atomic(in("empty"), ""));
  auto opened = MappedFile::open(in("f"));
  ASSERT_TRUE(opened);
  MappedFile moved = std::move(*opened);
  EXPECT_EQ(moved.bytes(), "mapped");
  auto empty = MappedFile::open(in("empty"));
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->bytes().empty());
  moved = std::move(*empty);
  EXPECT_TRUE(moved.bytes().empty());
  EXPECT_FALSE(MappedFile::open(in("none")));
  EXPECT_FALSE(MappedFile::open(folder_));
}

}  // namespace
}  // namespace herald::base
