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

namespace demarche {

/// Calls `next` (one thread at a time) until it has nothing more, `work` on each item (many at a time), `done` on each result (one
/// at a time, in input order; false stops the whole); reading, working and giving go on side by side. At most `held` items, 0 for two
/// a thread, are between `next` and `done`. `work` must not throw.
template <class Out, class In>
void in_order(unsigned threads, const std::function<std::optional<In>()>& next, const std::function<Out(In&&)>& work,
              const std::function<bool(Out&&)>& done, std::size_t held = 0) {
  std::mutex input;  // held by the thread that reads
  std::mutex mutex;  // guards all below
  std::condition_variable room;
  std::map<std::size_t, Out> finished;
  std::size_t taken = 0;
  std::size_t given = 0;
  bool giving = false;  // a thread is in `done`
  bool stop = false;    // no more items are taken
  bool failed = false;  // no more results are wanted
  const std::size_t most = held != 0 ? held : 2 * static_cast<std::size_t>(threads);
  const auto take = [&](std::size_t& place) -> std::optional<In> {
    const std::scoped_lock turn(input);
    std::unique_lock lock(mutex);
    room.wait(lock, [&] { return stop || taken - given < most; });
    if (stop) return std::nullopt;
    lock.unlock();
    std::optional<In> item = next();
    lock.lock();
    if (!item) stop = true;
    place = taken;
    if (item) ++taken;
    room.notify_all();
    return item;
  };
  const auto worker = [&] {
    std::size_t place = 0;
    while (std::optional<In> item = take(place)) {
      Out result = work(std::move(*item));
      std::unique_lock lock(mutex);
      finished.emplace(place, std::move(result));
      if (giving) continue;  // that thread will come to it
      giving = true;
      for (auto first = finished.begin(); !failed && first != finished.end() && first->first == given; first = finished.begin()) {
        Out ready = std::move(first->second);
        finished.erase(first);
        lock.unlock();
        const bool more = done(std::move(ready));
        lock.lock();
        ++given;
        if (!more) stop = failed = true;
        room.notify_all();
      }
      giving = false;
    }
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(worker);
  worker();
}

}  // namespace demarche
