# What `cmake --install` puts where, and the packages that cpack makes of it.
include_guard()
include(GNUInstallDirs)

set(made ${PROJECT_BINARY_DIR}/installed)

# The program itself writes its manual page and completions, so they say what it understands. Debian's zsh looks for the
# completions of packages in a folder of its own.
set(TIELINE_ZSH_FOLDER zsh/site-functions)
if(EXISTS /etc/debian_version)
  set(TIELINE_ZSH_FOLDER zsh/vendor-completions)
endif()
install(TARGETS tieline RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(CODE "set(program \"$<TARGET_FILE:tieline>\")\nset(made \"${made}\")\nset(static ${TIELINE_STATIC})")
install(SCRIPT ${CMAKE_CURRENT_LIST_DIR}/MakeInstalledFiles.cmake)
install(FILES ${made}/tieline.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/tieline.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tieline)
install(FILES ${made}/tieline.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/${TIELINE_ZSH_FOLDER} RENAME _tieline)
install(FILES ${made}/tieline.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md LICENSE ${made}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY integrations DESTINATION ${CMAKE_INSTALL_DOCDIR}
        PATTERN github EXCLUDE
        PATTERN program EXCLUDE)

set(CPACK_GENERATOR TGZ DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_PACKAGE_VENDOR "The Tieline authors")
set(CPACK_PACKAGE_CONTACT "The Tieline authors <tieline@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for AWS PrivateLink in Terraform and CloudFormation")
set(CPACK_PACKAGE_DESCRIPTION
    "Tieline reads Terraform and CloudFormation and tells, before a deployment,
that a workload will not reach its AWS service over PrivateLink: permissions,
the endpoint, security groups, Availability Zones.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
string(TOLOWER "${PROJECT_NAME}-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_PACKAGE_FILE_NAME)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS git)
if(NOT TIELINE_STATIC)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
