#include "ingest/gzip_test.h"

#include <archive.h>
#include <archive_entry.h>

namespace herald::ingest {

std::string gzip_for_test(const std::string& bytes) {
  std::string out(bytes.size() / 2 + 100000, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_add_filter_gzip(writer);
  archive_write_set_format_raw(writer);
  archive_write_set_bytes_in_last_block(writer, 1);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_pathname(entry, "data");
  const bool done = archive_write_open_memory(writer, out.data(), out.size(), &used) == ARCHIVE_OK &&
                    archive_write_header(writer, entry) == ARCHIVE_OK &&
                    archive_write_data(writer, bytes.data(), bytes.size()) >= 0 &&
                    archive_write_close(writer) == ARCHIVE_OK;
  archive_entry_free(entry);
  archive_write_free(writer);
  out.resize(done ? used : 0);
  return out;
}

}  // namespace herald::ingest
