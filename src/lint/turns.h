#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tieline::lint {

/// Lets several threads do the last part of their work one at a time and in order, so that what comes of it is the same
/// for any number of threads. Turns are taken from 0 on, each once; whoever takes a turn waits for all before it.
class Turns {
 public:
  template <typename Work>
  void take(std::size_t turn, const Work& work) {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [&] { return next_ == turn; });
    work();
    ++next_;
    ended_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t next_ = 0;
};

}  // namespace tieline::lint
