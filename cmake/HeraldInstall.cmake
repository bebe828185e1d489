# What `cmake --install` puts under a prefix: the program, the library with its header, the data, and a CMake package
# so that find_package(herald) gives the target herald::herald.
#
# The rooms stay small archives for our own tests; outside they are one: lib/libherald.a.
include_guard(GLOBAL)
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY HERALD_ROOMS)
get_property(third GLOBAL PROPERTY HERALD_THIRD)
list(REMOVE_ITEM rooms web)
list(REMOVE_DUPLICATES third)
# nlohmann-json is headers only, seen by nobody but our .cpp files; a library found as a path goes by its name.
list(REMOVE_ITEM third PkgConfig::NLOHMANN)
list(TRANSFORM third REPLACE "^/.*/lib([^/]+)\\.(so|a)$" "\\1")

add_library(libherald STATIC)
foreach(room IN LISTS rooms)
  target_sources(libherald PRIVATE $<TARGET_OBJECTS:herald_${room}>)
endforeach()
target_sources(libherald PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include
               FILES ${PROJECT_SOURCE_DIR}/include/herald/herald.h)
target_link_libraries(libherald PRIVATE ${third})
target_compile_features(libherald PUBLIC cxx_std_20)
set_target_properties(libherald PROPERTIES OUTPUT_NAME herald EXPORT_NAME herald LINKER_LANGUAGE CXX)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/herald)
install(TARGETS herald RUNTIME)
install(TARGETS libherald EXPORT herald ARCHIVE FILE_SET HEADERS)
install(EXPORT herald NAMESPACE herald:: FILE heraldTargets.cmake DESTINATION ${package_folder})

set(data_folder ${CMAKE_INSTALL_DATADIR}/herald)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/heraldConfig.cmake.in ${PROJECT_BINARY_DIR}/heraldConfig.cmake
                              INSTALL_DESTINATION ${package_folder} PATH_VARS data_folder)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/heraldConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/heraldConfig.cmake ${PROJECT_BINARY_DIR}/heraldConfigVersion.cmake
        DESTINATION ${package_folder})

# The model is made after the build, by "herald models import"; installing before that leaves it out.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/codebook ${PROJECT_SOURCE_DIR}/data/actors
                  ${PROJECT_SOURCE_DIR}/data/judge DESTINATION ${data_folder})
install(FILES ${PROJECT_BINARY_DIR}/share/herald/actors.herald DESTINATION ${data_folder} OPTIONAL)
install(FILES ${PROJECT_BINARY_DIR}/share/herald/model.herald DESTINATION ${data_folder} OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
