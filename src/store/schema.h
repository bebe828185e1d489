// The tables of the store, as numbered steps. A database carries the number of the last step it has seen in
// PRAGMA user_version, and "HRLD" in PRAGMA application_id. A step, once released, is never edited: a change
// of the tables is a new step.
#pragma once

#include <cstdint>
#include <vector>

namespace herald::store {

/// "HRLD": tells our databases from those of other programs.
inline constexpr std::int32_t kApplicationId = 0x48524C44;

/// SQL that leads from version - 1 to version; runs in one transaction.
struct SchemaStep {
  int version = 0;
  const char* sql = "";
};

/// All steps in ascending order, without holes, from 1.
const std::vector<SchemaStep>& schema_steps();

/// The version this program reads and writes.
int schema_version();

}  // namespace herald::store
