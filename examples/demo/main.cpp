// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demo.h"
#include "exitcode.h"
#include "options.h"
#include "terminationsignals.h"
#include "usageerror.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {
int fail(const QString &message, int exitCode)
{
    std::fprintf(stderr, "demo: %s\n", qPrintable(message));
    return exitCode;
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (!options.help.isEmpty())
            return std::fputs(qPrintable(options.help), stdout) < 0 ? Exit::Output : Exit::Complete;
        Demo demo(options);
        if (!demo.start())
            return fail(u"There is nowhere to listen."_s, Exit::Connection);
        onTerminationSignal(&demo, [&demo] { demo.finish(); });
        return QCoreApplication::exec();
    } catch (const UsageError &error) {
        return fail(error.message + u" --help lists the options."_s, Exit::Usage);
    }
}
