# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Fails where qdoc has anything to say. It wants an empty folder to write to.
cmake_minimum_required(VERSION 3.21)

file(REMOVE_RECURSE "${OUTPUT}")
execute_process(COMMAND "${QDOC}" "${CONFIGURATION}" COMMAND_ERROR_IS_FATAL ANY)
file(GLOB pages "${OUTPUT}/*.html")
list(LENGTH pages count)
if(count EQUAL 0)
    message(FATAL_ERROR "qdoc has written nothing")
endif()
message(STATUS "${count} pages")
