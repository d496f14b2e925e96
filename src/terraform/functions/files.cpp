#include <algorithm>
#include <optional>
#include <string>

#include "terraform/collections.h"
#include "terraform/functions/encoding.h"
#include "terraform/functions/function.h"
#include "terraform/functions/hashes.h"
#include "terraform/unicode.h"
#include "text/glob.h"

/// Files of the configuration, and paths as text.
namespace tieline::terraform {
namespace {

std::string shown(Value path) { return path.is_sensitive() ? "(sensitive value)" : quote(path.string()); }

/// The bytes of argument 0, or what the call comes to without them.
std::optional<FileAccess::Contents> open(Call& call, CallResult& otherwise) {
  const FileAccess::Contents contents = call.context.files.read(call.text(0));
  switch (contents.status) {
    case FileAccess::Status::ok:
      return contents;
    case FileAccess::Status::missing:
      otherwise = call.fail(
          0, "no file exists at " + shown(call[0]) +
                 "; this function works only with files that are distributed as part of the configuration source code, "
                 "so if this file will be created by a resource in this configuration you must instead obtain this "
                 "result from an attribute of that resource");
      otherwise.error->missing_file = true;
      return std::nullopt;
    case FileAccess::Status::not_a_file:
      otherwise = call.fail(0, "failed to read file: read " + std::string(call.text(0)) + ": is a directory");
      return std::nullopt;
    case FileAccess::Status::refused:
      break;
  }
  otherwise = call.unknown();
  return std::nullopt;
}

CallResult file(Call& call) {
  CallResult otherwise;
  const auto contents = open(call, otherwise);
  if (!contents) return otherwise;
  if (!is_utf8(contents->bytes)) {
    return call.fail("contents of " + shown(call[0]) +
                     " are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the "
                     "other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead");
  }
  if (!call.context.budget.bytes(contents->bytes.size())) return call.unknown();
  // The whole file is the place of its text, so that what is decoded from it keeps its own.
  const Span whole{contents->file, 0, static_cast<std::uint32_t>(contents->bytes.size())};
  const std::string text = normalize(contents->bytes);
  return {value::string(call.arena(), text, contents->file == text::FileId::none ? call.span : whole)};
}

template <typename Make>
CallResult file_as(Call& call, Make make) {
  CallResult otherwise;
  const auto contents = open(call, otherwise);
  return contents ? call.string(make(contents->bytes)) : otherwise;
}

CallResult filebase64(Call& call) { return file_as(call, encode_base64); }

CallResult filemd5(Call& call) {
  return file_as(call, [](std::string_view bytes) { return to_hex(digest("md5", bytes)); });
}
CallResult filesha1(Call& call) {
  return file_as(call, [](std::string_view bytes) { return to_hex(digest("sha1", bytes)); });
}
CallResult filesha256(Call& call) {
  return file_as(call, [](std::string_view bytes) { return to_hex(digest("sha256", bytes)); });
}
CallResult filesha512(Call& call) {
  return file_as(call, [](std::string_view bytes) { return to_hex(digest("sha512", bytes)); });
}
CallResult filebase64sha256(Call& call) {
  return file_as(call, [](std::string_view bytes) { return encode_base64(digest("sha256", bytes)); });
}
CallResult filebase64sha512(Call& call) {
  return file_as(call, [](std::string_view bytes) { return encode_base64(digest("sha512", bytes)); });
}

CallResult fileexists(Call& call) {
  switch (call.context.files.read(call.text(0)).status) {
    case FileAccess::Status::ok:
      return call.boolean(true);
    case FileAccess::Status::missing:
      return call.boolean(false);
    case FileAccess::Status::not_a_file:
      return call.fail(shown(call[0]) + " is a directory, not a file");
    case FileAccess::Status::refused:
      break;
  }
  return call.unknown();
}

CallResult fileset(Call& call) {
  const std::string pattern = text::clean_path(call.text(1));
  if (pattern.starts_with("..")) return call.unknown();
  const FileAccess::Listing listing = call.context.files.list(call.text(0));
  if (listing.status == FileAccess::Status::refused) return call.unknown();
  std::vector<Value> matches;
  const text::Glob glob(pattern);
  if (!glob.valid())
    return call.fail("failed to glob pattern " + quote(text::clean_path(std::string(call.text(0)) + "/" + pattern)) +
                     ": syntax error in pattern");
  for (const std::string& path : listing.paths) {
    if (!glob.matches(path)) continue;
    matches.push_back(call.text_value(path));
    if (!call.context.budget.items(matches.size())) return call.unknown();
  }
  return {make_set(call.arena(), matches, value::string_type(), call.span)};
}

CallResult basename(Call& call) {
  std::string_view path = call.text(0);
  if (path.empty()) return call.string(".");
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return call.string(slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1));
}

CallResult dirname(Call& call) {
  const std::string_view path = call.text(0);
  const std::size_t slash = path.rfind('/');
  return call.string(
      text::clean_path(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1)));
}

CallResult abspath(Call& call) {
  if (call.text(0).starts_with('/')) return call.string(text::clean_path(call.text(0)));
  const std::string folder = call.context.files.working_folder();
  return folder.empty() ? call.unknown() : call.string(text::clean_path(folder + "/" + std::string(call.text(0))));
}

/// Whose home it is differs from one machine to the next, so it is not known.
CallResult pathexpand(Call& call) {
  const std::string_view path = call.text(0);
  if (!path.starts_with('~')) return {call[0]};
  if (path.size() > 1 && path[1] != '/' && path[1] != '\\') return call.fail("cannot expand user-specific home dir");
  return call.unknown();
}

}  // namespace

void add_file_functions(std::vector<Function>& table) {
  const Type* string = value::string_type();
  const Parameter path{"path", string};
  const std::pair<std::string_view, Implementation> functions[] = {
      {"file", file},
      {"filebase64", filebase64},
      {"filemd5", filemd5},
      {"filesha1", filesha1},
      {"filesha256", filesha256},
      {"filesha512", filesha512},
      {"filebase64sha256", filebase64sha256},
      {"filebase64sha512", filebase64sha512},
      {"basename", basename},
      {"dirname", dirname},
      {"abspath", abspath},
      {"pathexpand", pathexpand},
  };
  for (const auto& [name, implementation] : functions) table.push_back({name, {path}, {}, string, implementation});
  table.push_back({"fileexists", {path}, {}, value::boolean_type(), fileexists});
  table.push_back({"fileset", {path, {"pattern", string}}, {}, set_of(string), fileset});
}

}  // namespace tieline::terraform
