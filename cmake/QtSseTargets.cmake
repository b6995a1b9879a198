# SPDX-FileCopyrightText: 2026 The QtSse authors
# SPDX-License-Identifier: MIT

# The rules that each target of this project is built by.
function(qtsse_target target)
    set_target_properties(${target} PROPERTIES
        AUTOMOC ON
        CXX_EXTENSIONS OFF
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON)
    target_compile_features(${target} PRIVATE cxx_std_17)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
        QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 $<$<BOOL:${QTSSE_WERROR}>:/WX>)
    else()
        target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow
            $<$<BOOL:${QTSSE_WERROR}>:-Werror>)
    endif()
    if(QTSSE_SANITIZE)
        target_compile_options(${target} PRIVATE
            -fsanitize=${QTSSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${QTSSE_SANITIZE})
    endif()
endfunction()
