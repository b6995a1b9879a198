// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "dashboard.h"

#include <QtCore/QSettings>
#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

bool wantsHelp(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + std::max(argc, 1), [](const char *argument) {
        return std::strcmp(argument, "--help") == 0 || std::strcmp(argument, "-h") == 0;
    });
}

// Help needs no display.
std::unique_ptr<QCoreApplication> createApplication(int &argc, char *argv[])
{
    if (wantsHelp(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    return std::make_unique<QGuiApplication>(argc, argv);
}

void print(std::FILE *file, const QString &text)
{
    std::fputs(text.toUtf8().constData(), file);
}

int run(const Options &options)
{
    Dashboard::chooseRenderer();
    QSettings stored;
    const bool isPicture = !options.screenshot.isEmpty();
    const Dashboard dashboard(options, isPicture ? nullptr : &stored);
    if (!dashboard.window()) {
        print(stderr, u"dashboard: the window could not be made. Are the QML modules of Qt Quick "
                      "Controls installed?\n"_s);
        return 1;
    }
    return QGuiApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const auto application = createApplication(argc, argv);
    QCoreApplication::setOrganizationName(u"QtSse"_s);
    QCoreApplication::setApplicationName(u"dashboard"_s);
    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (options.help.isEmpty())
            return run(options);
        print(stdout, options.help);
        return 0;
    } catch (const UsageError &error) {
        print(stderr,
              u"dashboard: %1\ndashboard: --help lists the options.\n"_s.arg(error.message));
        return 2;
    }
}
