// Decompression by zlib, libzstd and liblzma behind a std::streambuf; see compressed.h. Not undone: bzip2, zip, tar, brotli.
#include "read/compressed.h"

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <streambuf>
#include <vector>

namespace demarche {

namespace {

constexpr std::size_t kBlock = 1U << 16U;
constexpr std::uint64_t kLzmaMemory = 256ULL << 20;

struct Step {
  std::size_t consumed = 0, produced = 0;
  bool member_ended = false;
  const char* problem = nullptr;
};

/// One way of compressing: takes some bytes, gives some bytes.
class Codec {
 public:
  virtual ~Codec() = default;
  virtual Step step(const char* in, std::size_t in_size, char* out, std::size_t out_size) = 0;
};

class GzipCodec : public Codec {
 public:
  GzipCodec() { ready_ = ::inflateInit2(&state_, 15 + 16) == Z_OK; }
  GzipCodec(const GzipCodec&) = delete;
  GzipCodec& operator=(const GzipCodec&) = delete;
  ~GzipCodec() override {
    if (ready_) ::inflateEnd(&state_);
  }
  Step step(const char* in, std::size_t in_size, char* out, std::size_t out_size) override {
    if (!ready_) return {.problem = "there is no memory to decompress it"};
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in));  // NOLINT: zlib takes no const and writes nothing there
    state_.avail_in = static_cast<uInt>(in_size);
    state_.next_out = reinterpret_cast<Bytef*>(out);
    state_.avail_out = static_cast<uInt>(out_size);
    const int code = ::inflate(&state_, Z_NO_FLUSH);
    Step step{.consumed = in_size - state_.avail_in, .produced = out_size - state_.avail_out};
    step.member_ended = code == Z_STREAM_END;
    if (step.member_ended) ::inflateReset(&state_);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) step.problem = "the gzip data are damaged";
    return step;
  }

 private:
  z_stream state_{};
  bool ready_ = false;
};

class ZstdCodec : public Codec {
 public:
  Step step(const char* in, std::size_t in_size, char* out, std::size_t out_size) override {
    if (!state_) return {.problem = "there is no memory to decompress it"};
    ZSTD_inBuffer source{in, in_size, 0};
    ZSTD_outBuffer target{out, out_size, 0};
    const std::size_t code = ::ZSTD_decompressStream(state_.get(), &target, &source);
    Step step{.consumed = source.pos, .produced = target.pos, .member_ended = code == 0};
    if (::ZSTD_isError(code) != 0) step.problem = "the zstd data are damaged, or need a window above 128 MiB";
    return step;
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* state) const { ::ZSTD_freeDStream(state); }
  };
  std::unique_ptr<ZSTD_DStream, Free> state_{::ZSTD_createDStream()};
};

class XzCodec : public Codec {
 public:
  XzCodec() { start(); }
  XzCodec(const XzCodec&) = delete;
  XzCodec& operator=(const XzCodec&) = delete;
  ~XzCodec() override { ::lzma_end(&state_); }
  Step step(const char* in, std::size_t in_size, char* out, std::size_t out_size) override {
    if (!ready_) return {.problem = "there is no memory to decompress it"};
    state_.next_in = reinterpret_cast<const std::uint8_t*>(in);
    state_.avail_in = in_size;
    state_.next_out = reinterpret_cast<std::uint8_t*>(out);
    state_.avail_out = out_size;
    const lzma_ret code = ::lzma_code(&state_, LZMA_RUN);
    Step step{.consumed = in_size - state_.avail_in, .produced = out_size - state_.avail_out};
    step.member_ended = code == LZMA_STREAM_END;
    if (step.member_ended) start();
    if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR)
      step.problem = code == LZMA_MEMLIMIT_ERROR ? "the xz data need too much memory" : "the xz data are damaged";
    return step;
  }

 private:
  void start() { ready_ = ::lzma_stream_decoder(&state_, kLzmaMemory, 0) == LZMA_OK; }
  lzma_stream state_ = LZMA_STREAM_INIT;
  bool ready_ = false;
};

std::unique_ptr<Codec> codec_for(std::string_view first) {
  if (first.starts_with("\x1F\x8B\x08")) return std::make_unique<GzipCodec>();
  if (first.starts_with("\x28\xB5\x2F\xFD")) return std::make_unique<ZstdCodec>();
  if (first.starts_with(std::string_view("\xFD"
                                         "7zXZ\0",
                                         6)))
    return std::make_unique<XzCodec>();
  return nullptr;
}

}  // namespace

class Decompressor : public std::streambuf {
 public:
  explicit Decompressor(std::istream& source) : source_(source) {}

  bool fill();
  std::string peek(std::size_t count);
  /// Of the byte that comes next.
  std::uint64_t member_offset() const {
    const std::uint64_t at = produced_ - static_cast<std::uint64_t>(egptr() - gptr());
    if (codec_ == nullptr) return at;
    std::uint64_t offset = 0;
    for (const Member& member : members_) {
      if (member.first <= at) offset = member.offset;
    }
    return offset;
  }
  std::uint64_t taken() const { return taken_; }
  /// What stops the reading comes behind all that was read before it.
  std::string_view problem() const { return gptr() == egptr() ? std::string_view(problem_) : std::string_view(); }

 protected:
  int_type underflow() override {
    if (gptr() == egptr() && !fill()) return traits_type::eof();
    return traits_type::to_int_type(*gptr());
  }

 private:
  /// Where a member's bytes begin in what is produced, and where it lies in the source.
  struct Member {
    std::uint64_t first = 0, offset = 0;
  };

  bool load();
  bool produce();
  bool next_member();

  std::istream& source_;
  std::unique_ptr<Codec> codec_;
  std::vector<char> in_ = std::vector<char>(kBlock), out_;
  std::size_t in_at_ = 0, in_end_ = 0;
  std::uint64_t taken_ = 0, produced_ = 0;
  std::vector<Member> members_ = {Member{}};  ///< those whose bytes are in the get area, and the one before
  bool started_ = false, between_ = false, ended_ = false;
  std::string problem_;
};

/// More bytes of the source behind those not yet used.
bool Decompressor::load() {
  if (in_at_ != 0) {
    std::memmove(in_.data(), in_.data() + in_at_, in_end_ - in_at_);
    in_end_ -= in_at_;
    in_at_ = 0;
  }
  if (in_end_ == in_.size()) return true;
  source_.read(in_.data() + in_end_, static_cast<std::streamsize>(in_.size() - in_end_));
  const auto count = static_cast<std::size_t>(source_.gcount());
  in_end_ += count;
  taken_ += count;
  if (source_.bad() && problem_.empty()) problem_ = "reading failed: the device or the pipe broke off";
  return count > 0;
}

/// Appends some bytes behind the get area; false at the end.
bool Decompressor::fill() {
  if (ended_) return false;
  if (!started_) {
    started_ = true;
    while (in_end_ < 6 && load()) {
    }
    codec_ = codec_for({in_.data(), in_end_});
  }
  const std::size_t left = static_cast<std::size_t>(egptr() - gptr());
  if (left != 0 && gptr() != out_.data()) std::memmove(out_.data(), gptr(), left);
  out_.resize(left + kBlock);
  setg(out_.data(), out_.data(), out_.data() + left);
  const auto unread = std::find_if(members_.begin(), members_.end(), [&](const Member& m) { return m.first > produced_ - left; });
  if (unread - members_.begin() > 1) members_.erase(members_.begin(), unread - 1);
  if (!produce()) ended_ = true;
  return egptr() > gptr() + left;
}

bool Decompressor::produce() {
  char* const target = egptr();  // kBlock bytes are free there
  if (codec_ == nullptr) {
    if (in_at_ == in_end_ && !load()) return false;
    const std::size_t count = in_end_ - in_at_;
    std::memcpy(target, in_.data() + in_at_, count);
    in_at_ = in_end_;
    produced_ += count;
    setg(eback(), gptr(), target + count);
    return true;
  }
  while (true) {
    if (between_ && !next_member()) return false;
    if (in_at_ == in_end_ && !load()) {
      if (problem_.empty()) problem_ = "it ends in the middle of its compressed data: the file was cut off";
      return false;
    }
    const Step step = codec_->step(in_.data() + in_at_, in_end_ - in_at_, target, kBlock);
    in_at_ += step.consumed;
    produced_ += step.produced;
    between_ = step.member_ended;
    setg(eback(), gptr(), target + step.produced);
    const std::uint64_t member_size = taken_ - (in_end_ - in_at_) - members_.back().offset;
    const std::uint64_t grown = produced_ - members_.back().first;
    if (step.problem != nullptr) problem_ = step.problem;
    if (grown > kFreeGrowth && grown / kMaxGrowth > member_size) {
      problem_ = "it grows to more than " + std::to_string(kMaxGrowth) + " times its size: no text does, so reading stops";
    }
    if (!problem_.empty()) return false;
    if (step.produced != 0) return true;
  }
}

/// To the member after the one that ended. Zeros may pad the end of a file.
bool Decompressor::next_member() {
  while (true) {
    while (in_at_ < in_end_ && in_[in_at_] == 0) ++in_at_;
    if (in_at_ < in_end_ || !load()) break;
  }
  if (in_at_ == in_end_) return false;
  while (in_end_ - in_at_ < 6 && load()) {
  }
  if (codec_for({in_.data() + in_at_, in_end_ - in_at_}) == nullptr) {
    problem_ = "bytes that are not compressed follow its compressed data";
    return false;
  }
  members_.push_back({produced_, taken_ - (in_end_ - in_at_)});
  between_ = false;
  return true;
}

std::string Decompressor::peek(std::size_t count) {
  while (static_cast<std::size_t>(egptr() - gptr()) < count && fill()) {
  }
  return std::string(gptr(), std::min(count, static_cast<std::size_t>(egptr() - gptr())));
}

CompressedStream::CompressedStream(std::istream& source) : std::istream(nullptr), buffer_(std::make_unique<Decompressor>(source)) {
  rdbuf(buffer_.get());
}
CompressedStream::~CompressedStream() = default;
std::string_view CompressedStream::problem() const {
  return buffer_->problem();
}
std::uint64_t CompressedStream::member_offset() const {
  return buffer_->member_offset();
}
std::uint64_t CompressedStream::taken() const {
  return buffer_->taken();
}
std::string CompressedStream::peek(std::size_t count) {
  return buffer_->peek(count);
}

}  // namespace demarche
