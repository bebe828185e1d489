// Errors as values. A function that can fail because of the world (file, network, feed, configuration,
// weights) returns Result<T>; "nothing found" is an optional or an empty vector instead; our own bugs
// stop in check().
//
//   Result<Feed> feed = read_feed(bytes, url);
//   if (!feed) return feed.error();
//   use(*feed);
//
// Values; safe to use from any thread as long as each object stays on one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace herald::base {

enum class ErrorKind { kFile, kNetwork, kFormat, kConfig, kModel, kStore, kUsage };

/// What failed, in words for the user, and where: `place` is a path or URL, with ":line" or " byte N" when
/// known.
struct Error {
  ErrorKind kind = ErrorKind::kFormat;
  std::string message;
  std::string place;

  /// "place: message", the form printed to the user.
  std::string text() const { return place.empty() ? message : place + ": " + message; }
};

/// Either a T or an Error. Dereferencing an error stops the program: test first.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// The result of work that yields nothing but success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace herald::base
