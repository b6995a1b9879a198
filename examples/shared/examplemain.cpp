// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "examplemain.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

bool ExampleMain::wantsHelp(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + std::max(argc, 1), [](const char *argument) {
        return std::strcmp(argument, "--help") == 0 || std::strcmp(argument, "-h") == 0;
    });
}

void ExampleMain::print(std::FILE *file, const QString &text)
{
    std::fputs(text.toUtf8().constData(), file);
}

int ExampleMain::complain(const UsageError &error)
{
    print(stderr, u"%1: %2\n%1: --help lists the options.\n"_s.arg(
                          QCoreApplication::applicationName(), error.message));
    return 2;
}
