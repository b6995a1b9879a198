// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef EXAMPLEMAIN_H
#define EXAMPLEMAIN_H

#include "usageerror.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <memory>

// What the examples with a window have in common in main().
namespace ExampleMain {

bool wantsHelp(int argc, char *argv[]);
void print(std::FILE *file, const QString &text);
int complain(const UsageError &error); // the exit code

// Help needs no display.
template <typename Application>
std::unique_ptr<QCoreApplication> createApplication(int &argc, char *argv[])
{
    if (wantsHelp(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    return std::make_unique<Application>(argc, argv);
}

template <typename Application, typename Options>
int run(int argc, char *argv[], const QString &name, int (*runWindow)(const Options &))
{
    const auto application = createApplication<Application>(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("QtSse"));
    QCoreApplication::setApplicationName(name);
    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (options.help.isEmpty())
            return runWindow(options);
        print(stdout, options.help);
        return 0;
    } catch (const UsageError &error) {
        return complain(error);
    }
}

} // namespace ExampleMain

#endif
