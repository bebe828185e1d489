#include "lang/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

namespace herald::lang {
namespace {

constexpr std::size_t kJitStackStart = 64 * 1024;
constexpr std::size_t kJitStackLimit = 64 * 1024 * 1024;  // address space; pages are used only when needed
constexpr std::uint32_t kMatchLimit = 20'000'000;

base::Error pcre_error(int code, std::string_view pattern) {
  std::array<PCRE2_UCHAR, 256> words{};
  pcre2_get_error_message(code, words.data(), words.size());
  return {base::ErrorKind::kModel, std::string("bad pattern: ") + reinterpret_cast<const char*>(words.data()),
          std::string(pattern.substr(0, 40))};
}

}  // namespace

struct RegexScratch::Memory {
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(kJitStackStart, kJitStackLimit, nullptr);
  pcre2_match_data* data = pcre2_match_data_create(1, nullptr);

  Memory() {
    pcre2_set_match_limit(context, kMatchLimit);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() {
    pcre2_match_data_free(data);
    pcre2_jit_stack_free(stack);
    pcre2_match_context_free(context);
  }
};

RegexScratch::RegexScratch() : memory_(std::make_unique<Memory>()) {}
RegexScratch::RegexScratch(RegexScratch&&) noexcept = default;
RegexScratch& RegexScratch::operator=(RegexScratch&&) noexcept = default;
RegexScratch::~RegexScratch() = default;

struct Regex::Code {
  pcre2_code* compiled = nullptr;

  Code() = default;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() { pcre2_code_free(compiled); }
};

Regex::Regex(std::unique_ptr<Code> code) : code_(std::move(code)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

base::Result<Regex> Regex::compile(std::string_view pattern, Where where) {
  auto code = std::make_unique<Code>();
  const std::uint32_t flags =
      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (where == Where::kAtOffset ? PCRE2_ANCHORED : 0u);
  int error = 0;
  PCRE2_SIZE offset = 0;
  code->compiled = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), flags, &error,
                                 &offset, nullptr);
  if (code->compiled == nullptr) return pcre_error(error, pattern);
  // Without JIT support on this machine matching falls back to PCRE2's interpreter.
  pcre2_jit_compile(code->compiled, PCRE2_JIT_COMPLETE);
  return Regex(std::move(code));
}

std::optional<Regex::Match> Regex::search(std::string_view subject, std::size_t from, RegexScratch& scratch,
                                          bool refuse_empty_at_start) const {
  const std::uint32_t options = PCRE2_NO_UTF_CHECK | (refuse_empty_at_start ? PCRE2_NOTEMPTY_ATSTART : 0u);
  const int found = pcre2_match(code_->compiled, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(),
                                from, options, scratch.memory_->data, scratch.memory_->context);
  if (found < 0) return std::nullopt;
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(scratch.memory_->data);
  return Match{ends[0], ends[1]};
}

}  // namespace herald::lang
