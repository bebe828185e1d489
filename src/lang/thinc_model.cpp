#include "lang/thinc_model.h"

#include <bit>
#include <cstring>
#include <exception>
#include <msgpack.hpp>

namespace herald::lang {
namespace {

static_assert(std::endian::native == std::endian::little, "weights are stored little-endian");

/// A format error on its way to the boundary of this file, where it becomes a base::Error.
struct Malformed : std::exception {
  explicit Malformed(std::string text) : message(std::move(text)) {}
  std::string message;
};

constexpr std::size_t kMaxItems = 1U << 20;
constexpr std::size_t kMaxBytes = 1U << 30;

msgpack::object_handle unpack(std::string_view bytes) {
  const msgpack::unpack_limit limit(kMaxItems, kMaxItems, kMaxBytes, kMaxBytes, kMaxBytes, 64);
  return msgpack::unpack(
      bytes.data(), bytes.size(), [](msgpack::type::object_type, std::size_t, void*) { return true; },
      nullptr, limit);
}

/// A str or bin value as text; thinc's array maps have bin keys.
std::optional<std::string_view> text_of(const msgpack::object& value) {
  if (value.type == msgpack::type::STR) return std::string_view(value.via.str.ptr, value.via.str.size);
  if (value.type == msgpack::type::BIN) return std::string_view(value.via.bin.ptr, value.via.bin.size);
  return std::nullopt;
}

const msgpack::object* find(const msgpack::object& map, std::string_view key) {
  if (map.type != msgpack::type::MAP) throw Malformed("expected a map with '" + std::string(key) + "'");
  for (std::uint32_t i = 0; i < map.via.map.size; ++i) {
    const msgpack::object_kv& entry = map.via.map.ptr[i];
    if (text_of(entry.key) == key) return &entry.val;
  }
  return nullptr;
}

const msgpack::object& need(const msgpack::object& map, std::string_view key) {
  const msgpack::object* value = find(map, key);
  if (value == nullptr) throw Malformed("has no '" + std::string(key) + "'");
  return *value;
}

const msgpack::object_array& need_list(const msgpack::object& map, std::string_view key) {
  const msgpack::object& value = need(map, key);
  if (value.type != msgpack::type::ARRAY) throw Malformed("'" + std::string(key) + "' is not a list");
  return value.via.array;
}

std::optional<std::int64_t> integer_of(const msgpack::object& value) {
  if (value.type == msgpack::type::BOOLEAN) return value.via.boolean ? 1 : 0;
  if (value.type == msgpack::type::POSITIVE_INTEGER && value.via.u64 <= (1ULL << 62)) {
    return static_cast<std::int64_t>(value.via.u64);
  }
  if (value.type == msgpack::type::NEGATIVE_INTEGER) return value.via.i64;
  return std::nullopt;
}

Tensor tensor_of(const msgpack::object& value, const std::string& name) {
  if (text_of(need(value, "type")) != "<f4") throw Malformed("parameter " + name + " is not float32");
  const msgpack::object_array& shape = need_list(value, "shape");
  const std::optional<std::string_view> data = text_of(need(value, "data"));
  if (!data) throw Malformed("parameter " + name + " has no data");
  Tensor out;
  std::size_t count = 1;
  for (std::uint32_t i = 0; i < shape.size; ++i) {
    const std::optional<std::int64_t> extent = integer_of(shape.ptr[i]);
    if (!extent || *extent < 0 || *extent > std::int64_t{1} << 28) throw Malformed("bad shape of " + name);
    out.shape.push_back(static_cast<std::size_t>(*extent));
    count *= static_cast<std::size_t>(*extent);
    if (count > kMaxBytes / sizeof(float)) throw Malformed("parameter " + name + " is too large");
  }
  if (data->size() != count * sizeof(float)) throw Malformed("parameter " + name + " has the wrong size");
  out.values.resize(count);
  if (count > 0) std::memcpy(out.values.data(), data->data(), data->size());
  return out;
}

void read_attribute(const std::string& name, const msgpack::object& packed, ThincNode& node) {
  const std::optional<std::string_view> bytes = text_of(packed);
  if (!bytes) throw Malformed("attribute " + name + " is not packed");
  const msgpack::object_handle handle = unpack(*bytes);
  const msgpack::object& value = handle.get();
  if (const std::optional<std::int64_t> number = integer_of(value)) {
    node.numbers[name] = *number;
    return;
  }
  if (value.type != msgpack::type::ARRAY) return;
  std::vector<std::string> items;
  for (std::uint32_t i = 0; i < value.via.array.size; ++i) {
    const std::optional<std::string_view> text = text_of(value.via.array.ptr[i]);
    if (!text) return;
    items.emplace_back(*text);
  }
  node.lists[name] = std::move(items);
}

ThincNode read_node(const msgpack::object& node, const msgpack::object& attrs, const msgpack::object& params,
                    std::size_t count) {
  ThincNode out;
  out.name = text_of(need(node, "name")).value_or("");
  const msgpack::object& refs = need(node, "refs");
  if (refs.type != msgpack::type::MAP || attrs.type != msgpack::type::MAP ||
      params.type != msgpack::type::MAP) {
    throw Malformed("a node's references, attributes or parameters are not a map");
  }
  for (std::uint32_t i = 0; i < refs.via.map.size; ++i) {
    const msgpack::object_kv& entry = refs.via.map.ptr[i];
    const std::optional<std::int64_t> index = integer_of(entry.val);
    if (!index) continue;
    if (*index < 0 || static_cast<std::size_t>(*index) >= count)
      throw Malformed("a reference leaves the model");
    out.refs[std::string(text_of(entry.key).value_or(""))] = static_cast<std::size_t>(*index);
  }
  for (std::uint32_t i = 0; i < attrs.via.map.size; ++i) {
    const msgpack::object_kv& entry = attrs.via.map.ptr[i];
    read_attribute(std::string(text_of(entry.key).value_or("")), entry.val, out);
  }
  for (std::uint32_t i = 0; i < params.via.map.size; ++i) {
    const msgpack::object_kv& entry = params.via.map.ptr[i];
    const std::string name(text_of(entry.key).value_or(""));
    if (entry.val.type != msgpack::type::NIL) out.params[name] = tensor_of(entry.val, name);
  }
  return out;
}

ThincModel read_model(std::string_view bytes) {
  const msgpack::object_handle handle = unpack(bytes);
  const msgpack::object_array& nodes = need_list(handle.get(), "nodes");
  const msgpack::object_array& attrs = need_list(handle.get(), "attrs");
  const msgpack::object_array& params = need_list(handle.get(), "params");
  if (nodes.size == 0 || nodes.size != attrs.size || nodes.size != params.size) {
    throw Malformed("its lists of nodes, attributes and parameters differ in length");
  }
  ThincModel out;
  for (std::uint32_t i = 0; i < nodes.size; ++i) {
    out.nodes.push_back(read_node(nodes.ptr[i], attrs.ptr[i], params.ptr[i], nodes.size));
  }
  return out;
}

}  // namespace

std::vector<const ThincNode*> ThincModel::named(std::string_view name) const {
  std::vector<const ThincNode*> out;
  for (const ThincNode& node : nodes) {
    if (node.name == name) out.push_back(&node);
  }
  return out;
}

const ThincNode* ThincModel::ref(const std::string& ref) const {
  if (nodes.empty()) return nullptr;
  const auto found = nodes.front().refs.find(ref);
  return found == nodes.front().refs.end() ? nullptr : &nodes[found->second];
}

base::Result<ThincModel> read_thinc_model(std::string_view bytes, const std::string& place) {
  try {
    return read_model(bytes);
  } catch (const Malformed& bad) {
    return base::Error{base::ErrorKind::kModel, "not a thinc model: " + bad.message, place};
  } catch (const std::exception& bad) {
    return base::Error{base::ErrorKind::kModel, std::string("not a thinc model: ") + bad.what(), place};
  }
}

base::Result<std::string> read_msgpack_text(std::string_view bytes, const std::string& key,
                                            const std::string& place) {
  try {
    const msgpack::object_handle handle = unpack(bytes);
    const std::optional<std::string_view> text = text_of(need(handle.get(), key));
    if (!text) throw Malformed("'" + key + "' is not a text");
    return std::string(*text);
  } catch (const Malformed& bad) {
    return base::Error{base::ErrorKind::kModel, bad.message, place};
  } catch (const std::exception& bad) {
    return base::Error{base::ErrorKind::kModel, std::string("not msgpack: ") + bad.what(), place};
  }
}

}  // namespace herald::lang
