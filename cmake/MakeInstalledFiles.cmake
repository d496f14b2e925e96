# Run by `cmake --install`: writes into the folder `made` what the program says of itself, and the licences of what is
# linked into it. `program`, `made` and `static` are set before.
file(MAKE_DIRECTORY ${made})

function(run output)
  execute_process(COMMAND ${ARGN} OUTPUT_FILE ${output} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(shell bash zsh fish)
  run(${made}/tieline.${shell} ${program} completions ${shell})
endforeach()
run(${made}/tieline.1 ${program} manual)
run(${made}/tieline.1.gz gzip -9nc ${made}/tieline.1)

set(copyright "Tieline is under the Apache License, version 2.0; its text is in LICENSE beside this file.\n")
if(static)
  # The libraries are in the program, so their notices go with it. Debian keeps them at a known place.
  set(libraries libcli11-dev libgmp-dev libmpfr-dev libre2-dev libssl-dev libtoml11-dev libtree-sitter-dev libutf8proc-dev
      libyaml-cpp-dev nlohmann-json3-dev zlib1g-dev libc6-dev libstdc++6)
  foreach(library IN LISTS libraries)
    if(EXISTS /usr/share/doc/${library}/copyright)
      file(READ /usr/share/doc/${library}/copyright notice)
      string(APPEND copyright "\n\n==== The program contains ${library}, whose notice is ====\n\n${notice}")
    else()
      message(WARNING "the notice of ${library} is missing from the package's copyright file")
    endif()
  endforeach()
endif()
file(WRITE ${made}/copyright "${copyright}")
