#include "engine/actors.h"

#include "lexicon/actors.h"

namespace herald::engine {

base::Result<void> compile_actors(const std::string& folder, const std::string& target) {
  return lexicon::compile_actors(folder, target);
}

}  // namespace herald::engine
