# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Run in a folder with package.json and package-lock.json: installs what they name, where it is not
# there yet. Without a network nothing fails: the tests that miss a package say so.
set(stamp node_modules/.installed)

if(EXISTS "${stamp}")
    file(SHA256 package-lock.json wanted)
    file(SHA256 "${stamp}" installed)
    if(wanted STREQUAL installed)
        message(STATUS "The npm packages are there")
        return()
    endif()
endif()

find_program(NPM npm)
if(NOT NPM)
    message("SKIP   : npm is not installed: apt-get install npm")
    return()
endif()

execute_process(
    COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --fetch-retries=1
        --fetch-retry-mintimeout=1000 --fetch-timeout=60000
    TIMEOUT 240
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output
    RESULT_VARIABLE result)
if(result EQUAL 0)
    file(COPY_FILE package-lock.json "${stamp}")
    message(STATUS "${output}")
else()
    file(REMOVE "${stamp}")
    message("SKIP   : npm could not install better-sse and @modelcontextprotocol/sdk:\n${output}")
endif()
