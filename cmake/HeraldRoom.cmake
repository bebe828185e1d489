# herald_room(name ROOMS room... THIRD target...)
#
# One room of the house: the folder src/<name>, the namespace herald::<name> and the target
# herald_<name>. Sources are every .cpp of the folder; tests are the *_test.cpp that stand beside
# them and become herald_<name>_test. Third-party targets stay private to the .cpp files.
include_guard(GLOBAL)

function(herald_room name)
  cmake_parse_arguments(ARG "" "" "ROOMS;THIRD" ${ARGN})
  set(dir ${PROJECT_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(links "")
  foreach(room IN LISTS ARG_ROOMS)
    list(APPEND links herald_${room})
  endforeach()
  add_library(herald_${name} STATIC ${sources})
  target_include_directories(herald_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>)
  target_link_libraries(herald_${name} PUBLIC ${links} PRIVATE herald_flags ${ARG_THIRD})
  if(HERALD_TESTS AND tests)
    add_executable(herald_${name}_test ${tests})
    target_link_libraries(herald_${name}_test PRIVATE herald_${name} herald_flags GTest::gmock GTest::gtest_main)
    target_compile_definitions(herald_${name}_test PRIVATE HERALD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND herald_${name}_test)
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "HERALD_DATA=${PROJECT_BINARY_DIR}/share/herald")
  endif()
endfunction()
