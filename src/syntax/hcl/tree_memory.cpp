#include "syntax/hcl/tree_memory.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>

#include "text/limits.h"

namespace tieline::hcl {
namespace {

constexpr std::size_t chunk_size = std::size_t{256} << 10;

/// The children of a node lie in one array with some 100 bytes of its own after them.
constexpr std::size_t largest_node = std::size_t{std::numeric_limits<std::uint16_t>::max()} * sizeof(void*) + 128;

}  // namespace

thread_local TreeMemory* TreeMemory::current_ = nullptr;

void TreeMemory::install() {
  static std::once_flag once;
  std::call_once(once, [] { ts_set_allocator(allocate, allocate_zeroed, reallocate, release); });
}

TreeMemory::TreeMemory(std::size_t budget) : outer_(current_), budget_(budget) {
  install();
  current_ = this;
}

TreeMemory::~TreeMemory() {
  current_ = outer_;
  while (chunks_ != nullptr) {
    Chunk* chunk = chunks_;
    chunks_ = chunk->next;
    std::free(chunk);
  }
}

TreeMemory::Chunk* TreeMemory::new_chunk(std::size_t size) {
  void* memory = std::malloc(sizeof(Chunk) + size);
  if (memory == nullptr) std::abort();  // as tree-sitter does itself
  Chunk* chunk = ::new (memory) Chunk{nullptr, chunks_};
  if (chunks_ != nullptr) chunks_->previous = chunk;
  chunks_ = chunk;
  held_ += size;
  if (held_ > limits::syntax_tree_bytes) {
    full_ = true;
    stop_ = 1;
  }
  return chunk;
}

/// `size` is that of the header and what follows, in whole grains.
TreeMemory::Header* TreeMemory::take(std::size_t size) {
  if (size > largest_small) {
    // A chunk of its own, which can be given back.
    return ::new (new_chunk(size) + 1) Header{this, size};
  }
  Free*& list = free_[size / grain];
  if (list != nullptr) {
    Free* block = list;
    list = block->next;
    return ::new (block) Header{this, size};
  }
  if (static_cast<std::size_t>(end_ - next_) < size) {
    next_ = reinterpret_cast<std::byte*>(new_chunk(chunk_size) + 1);
    end_ = next_ + chunk_size;
  }
  std::byte* block = next_;
  next_ += size;
  return ::new (block) Header{this, size};
}

void TreeMemory::give_back(Header* header) {
  if (header->size > largest_small) {
    Chunk* chunk = reinterpret_cast<Chunk*>(header) - 1;
    (chunk->previous == nullptr ? chunks_ : chunk->previous->next) = chunk->next;
    if (chunk->next != nullptr) chunk->next->previous = chunk->previous;
    held_ -= header->size;
    std::free(chunk);
    return;
  }
  Free*& list = free_[header->size / grain];
  list = ::new (header) Free{list};
}

void* TreeMemory::allocate(std::size_t size) {
  const std::size_t whole = (sizeof(Header) + size + grain - 1) / grain * grain;
  if (current_ != nullptr) {
    if (size > largest_node) current_->overflowed_ = true;
    if (size > largest_node || whole > current_->budget_) current_->stop_ = 1;
    current_->budget_ -= std::min(whole, current_->budget_);
    return current_->take(whole) + 1;
  }
  void* memory = std::malloc(whole);
  if (memory == nullptr) std::abort();
  return ::new (memory) Header{nullptr, whole} + 1;
}

void* TreeMemory::allocate_zeroed(std::size_t count, std::size_t size) {
  if (size != 0 && count > std::numeric_limits<std::size_t>::max() / 2 / size) std::abort();
  return std::memset(allocate(count * size), 0, count * size);
}

void* TreeMemory::reallocate(void* memory, std::size_t size) {
  if (memory == nullptr) return allocate(size);
  const std::size_t held = (static_cast<Header*>(memory) - 1)->size - sizeof(Header);
  if (size <= held) return memory;
  void* larger = allocate(size);
  std::memcpy(larger, memory, held);
  release(memory);
  return larger;
}

void TreeMemory::release(void* memory) {
  if (memory == nullptr || (current_ != nullptr && current_->overflowed_)) return;
  Header* header = static_cast<Header*>(memory) - 1;
  if (header->owner != nullptr) {
    header->owner->give_back(header);
  } else {
    std::free(header);
  }
}

}  // namespace tieline::hcl
