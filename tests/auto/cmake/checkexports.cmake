# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# Fails where LIBRARY exports what belongs to none of CLASSES: whatever is exported is API for ever.
# Operators of the classes are, and so is what the standard library and Qt make of templates (weak).
cmake_minimum_required(VERSION 3.21)

execute_process(COMMAND "${NM}" --dynamic --demangle --defined-only --extern-only "${LIBRARY}"
    OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE ";" "," symbols "${symbols}")
string(REGEX REPLACE "\\[|\\]" "" symbols "${symbols}") # they would join the items of a list
string(REPLACE "\n" ";" symbols "${symbols}")
string(REPLACE ";" "|" public "${CLASSES}")

set(of_class "^[0-9a-f]+ [A-Za-z] ((vtable|typeinfo|typeinfo name) for )?(${public})(::|$)")
set(operator "^[0-9a-f]+ T operator[^A-Za-z]+\\(")
set(template "^[0-9a-f]+ ([VWu] |T QExplicitlySharedDataPointer<QSse)")
set(private_class "^[0-9a-f]+ [A-Za-z] ([a-z -]+ for )?QSse")
set(count 0)
foreach(symbol IN LISTS symbols)
    if(symbol MATCHES "${of_class}")
        math(EXPR count "${count} + 1")
    elseif(symbol MATCHES "${private_class}"
            OR NOT (symbol MATCHES "${operator}" OR symbol MATCHES "${template}" OR symbol STREQUAL ""))
        message(SEND_ERROR "The library exports what is private: ${symbol}")
    endif()
endforeach()
if(count EQUAL 0)
    message(SEND_ERROR "The library exports nothing")
endif()
message(STATUS "${count} symbols of public classes")
