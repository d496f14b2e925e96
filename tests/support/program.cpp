#include "support/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tieline::test {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// In the new process: everything between fork and exec. Returns only where the program cannot be started.
void become_program(const ProgramCall& call, const fs::path& streams, const std::vector<char*>& arguments,
                    const std::vector<char*>& environment) {
  const auto redirect = [&](const char* name, int flags, int to) {
    const int descriptor = ::open((streams / name).c_str(), flags, 0600);
    return descriptor >= 0 && ::dup2(descriptor, to) >= 0;
  };
  if (!redirect("in", O_RDONLY, STDIN_FILENO)) return;
  if (!redirect("out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO)) return;
  if (!redirect("err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO)) return;
  if (!call.folder.empty() && ::chdir(call.folder.c_str()) != 0) return;
  if (call.before) call.before();
  const std::string program = call.program.empty() ? TIELINE_PROGRAM : call.program;
  ::execvpe(program.c_str(), arguments.data(), environment.data());
}

}  // namespace

ProgramRun run_program(const ProgramCall& call) {
  const ScratchFolder streams;
  streams.write("in", call.input);
  std::vector<std::string> words{call.program.empty() ? "tieline" : call.program};
  words.insert(words.end(), call.arguments.begin(), call.arguments.end());
  std::vector<std::string> settings;
  const bool has_path = std::any_of(call.environment.begin(), call.environment.end(),
                                    [](const auto& setting) { return setting.first == "PATH"; });
  if (const char* path = std::getenv("PATH"); path != nullptr && !has_path)
    settings.push_back(std::string("PATH=") + path);
  for (const auto& [name, value] : call.environment) settings.push_back(name + "=" + value);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (std::string& setting : settings) environment.push_back(setting.data());
  environment.push_back(nullptr);

  const pid_t child = ::fork();
  if (child == 0) {
    become_program(call, streams.path(), arguments, environment);
    ::_exit(127);
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) {
    ADD_FAILURE() << "the program could not be started";
    return {};
  }
  ProgramRun run;
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = streams.read("out").value_or("");
  run.err = streams.read("err").value_or("");
  return run;
}

ScratchFolder::ScratchFolder() {
  std::string name = (fs::temp_directory_path() / "tieline-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no folder can be made in " << fs::temp_directory_path();
  path_ = fs::canonical(name);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

fs::path ScratchFolder::write(const fs::path& name, std::string_view text) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) ADD_FAILURE() << path << " cannot be written";
  return path;
}

std::optional<std::string> ScratchFolder::read(const fs::path& name) const { return read_file(path_ / name); }

std::vector<std::string> ScratchFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace tieline::test
