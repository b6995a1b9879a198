# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

cmake_minimum_required(VERSION 3.21)

# Fails where doc/rules.md names a test function that no test has, or a rule names none.
file(READ "${ROOT}/doc/rules.md" rules)
string(REGEX MATCHALL "tst_[A-Za-z0-9]+(::[A-Za-z0-9_]+)+" named "${rules}")
list(REMOVE_DUPLICATES named)

set(existing "")
file(GLOB_RECURSE sources "${ROOT}/tests/*.cpp")
foreach(source IN LISTS sources)
    file(READ "${source}" text)
    string(REGEX MATCHALL "void tst_[A-Za-z0-9]+::[A-Za-z0-9]+\\(\\)" functions "${text}")
    list(APPEND existing ${functions})
endforeach()

# In QML a test is called by its program, its test case and its function.
file(GLOB sources "${ROOT}/tests/qml/tst_*.qml")
foreach(source IN LISTS sources)
    file(READ "${source}" text)
    string(REGEX MATCH "\n    name: \"([A-Za-z0-9]+)\"" name "${text}")
    set(case "${CMAKE_MATCH_1}")
    string(REGEX MATCHALL "function test_[A-Za-z0-9]+\\(" functions "${text}")
    foreach(function IN LISTS functions)
        string(REGEX MATCH "test_[A-Za-z0-9]+" function "${function}")
        list(APPEND existing "void tst_qml::${case}::${function}()")
    endforeach()
endforeach()

foreach(test IN LISTS named)
    if(NOT "void ${test}()" IN_LIST existing)
        message(SEND_ERROR "doc/rules.md names ${test}, which is no test")
    endif()
endforeach()

# A rule is an item of a list or a row of a table.
string(REGEX REPLACE "\n +" " " joined "${rules}")
string(REPLACE ";" "," joined "${joined}")
string(REPLACE "\n" ";" lines "${joined}")
foreach(line IN LISTS lines)
    if(line MATCHES "^(- |[0-9]+\\. |\\| )" AND NOT line MATCHES "^\\| (What happens|---)"
            AND NOT line MATCHES "`tst_")
        message(SEND_ERROR "doc/rules.md has a rule without a test: ${line}")
    endif()
endforeach()
list(LENGTH named count)
message(STATUS "${count} tests named")
