// Work on many documents at a time, results in the order of the input, whatever the number of threads.
//   in_order<std::string>(4, next_article, code, print);
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace demarche::cli {

/// Calls `next` (one thread at a time) until it has nothing more, `work` on each item (many at a time), `done` on each result (one
/// at a time, in input order; false stops the whole). At most 2 * threads items are held. `work` must not throw.
template <class Out, class In>
void in_order(unsigned threads, const std::function<std::optional<In>()>& next, const std::function<Out(In&&)>& work,
              const std::function<bool(Out&&)>& done) {
  std::mutex mutex;
  std::condition_variable room;
  std::map<std::size_t, Out> finished;
  std::size_t taken = 0;
  std::size_t given = 0;
  bool stop = false;    // no more items are taken
  bool failed = false;  // no more results are wanted
  const auto worker = [&] {
    std::unique_lock lock(mutex);
    while (true) {
      room.wait(lock, [&] { return stop || taken - given < 2 * static_cast<std::size_t>(threads); });
      if (stop) return;
      std::optional<In> item = next();
      if (!item) {
        stop = true;
        room.notify_all();
        return;
      }
      const std::size_t place = taken++;
      lock.unlock();
      Out result = work(std::move(*item));
      lock.lock();
      finished.emplace(place, std::move(result));
      for (auto first = finished.begin(); !failed && first != finished.end() && first->first == given; first = finished.begin(), ++given) {
        if (!done(std::move(first->second))) stop = failed = true;
        finished.erase(first);
      }
      room.notify_all();
    }
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(worker);
  worker();
}

}  // namespace demarche::cli
