#pragma once

#include <array>
#include <cstddef>

/// The memory of one tree-sitter parse, given back all at once.
///
/// It is there for safety first. A dense text makes a tree of fifty times its size: what a tree may take is limited.
/// And mending thousands of mistakes within one pair of brackets takes tree-sitter quadratic time, nearly all of it
/// spent copying: a budget of memory bounds that, and unlike a timeout does so alike everywhere.
///
/// And until version 0.21 tree-sitter counts the children of a node in 16 bits, and takes no
/// notice when there are more: at the end of a file, when everything that was left open becomes one ERROR node. It then
/// frees a pointer into the middle of that node. Here such a node is noticed by its size; from then on nothing is given
/// back one by one, and the caller throws the tree away. (That it is faster than malloc is welcome.)
namespace tieline::hcl {

class TreeMemory {
 public:
  /// From here on, tree-sitter's memory on this thread comes from this object: `budget` bytes, freed or not, of them
  /// limits::syntax_tree_bytes at a time.
  explicit TreeMemory(std::size_t budget);
  /// Takes back everything that was allocated since, whether freed or not.
  ~TreeMemory();
  TreeMemory(const TreeMemory&) = delete;
  TreeMemory& operator=(const TreeMemory&) = delete;

  /// Not zero once a limit is reached, or a node grew larger than tree-sitter can count. What was made must then not
  /// be looked at. For ts_parser_set_cancellation_flag.
  [[nodiscard]] const std::size_t& stop() const { return stop_; }
  /// Whether it took more than limits::syntax_tree_bytes at a time.
  [[nodiscard]] bool full() const { return full_; }

 private:
  struct Header {
    TreeMemory* owner;  ///< null where malloc gave it
    std::size_t size;
  };
  struct Free {
    Free* next;
  };
  struct Chunk {
    Chunk* previous;
    Chunk* next;
  };

  static void install();
  static void* allocate(std::size_t size);
  static void* allocate_zeroed(std::size_t count, std::size_t size);
  static void* reallocate(void* memory, std::size_t size);
  static void release(void* memory);
  static thread_local TreeMemory* current_;

  Header* take(std::size_t size);
  void give_back(Header* header);
  Chunk* new_chunk(std::size_t size);

  static constexpr std::size_t grain = 16;
  static constexpr std::size_t largest_small = 2048;

  TreeMemory* outer_;
  Chunk* chunks_ = nullptr;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
  std::array<Free*, largest_small / grain + 1> free_{};
  std::size_t budget_;
  std::size_t held_ = 0;  ///< bytes of all chunks
  std::size_t stop_ = 0;
  bool overflowed_ = false;
  bool full_ = false;
};

}  // namespace tieline::hcl
