// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "exitcode.h"
#include "options.h"
#include "report.h"
#include "runner.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtimer.h>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

// With one of them closed, the first socket would take its number and get the output.
void occupyStandardDescriptors()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1) [[maybe_unused]]
            const int opened = ::open("/dev/null", O_RDONLY);
    }
}

int print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    return Exit::Ok;
}

} // namespace

int main(int argc, char *argv[])
{
    occupyStandardDescriptors();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"ssecat"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SSECAT_VERSION));

    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (!options.information.isEmpty())
            return print(options.information);
        Runner runner(options);
        QTimer::singleShot(0, &runner, &Runner::start);
        return QCoreApplication::exec();
    } catch (const OptionsError &error) {
        Report().error(error.message);
        if (error.exitCode == Exit::Usage)
            Report().error(u"--help lists the options."_s);
        return error.exitCode;
    }
}
