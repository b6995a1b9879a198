// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "dashboard.h"
#include "examplemain.h"

#include <QtCore/QSettings>
#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

namespace {

int run(const Options &options)
{
    Dashboard::chooseRenderer();
    QSettings stored;
    const bool isPicture = !options.screenshot.isEmpty();
    const Dashboard dashboard(options, isPicture ? nullptr : &stored);
    if (!dashboard.window()) {
        ExampleMain::print(
                stderr, u"dashboard: the window could not be made. Are the QML modules of Qt Quick "
                        "Controls installed?\n"_s);
        return 1;
    }
    return QGuiApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    return ExampleMain::run<QGuiApplication>(argc, argv, u"dashboard"_s, run);
}
