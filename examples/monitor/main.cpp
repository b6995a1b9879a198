// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demofeed.h"
#include "monitorwindow.h"
#include "options.h"
#include "theme.h"

#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

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
    return std::make_unique<QApplication>(argc, argv);
}

void print(std::FILE *file, const QString &text)
{
    std::fputs(text.toUtf8().constData(), file);
}

void begin(MonitorWindow *window, const Options &options, const QUrl &demoUrl)
{
    if (options.file.isEmpty())
        window->connectTo(options.url.value_or(demoUrl), options.bearerToken);
    else
        window->openFile(options.file);
}

void takeScreenshotLater(MonitorWindow *window, const Options &options)
{
    QTimer::singleShot(options.after, window, [window, fileName = options.screenshot] {
        QCoreApplication::exit(window->grab().save(fileName) ? 0 : 1);
    });
}

int run(const Options &options)
{
    QSettings stored;
    const bool isPicture = !options.screenshot.isEmpty();
    QSettings *store = isPicture ? nullptr : &stored;
    DemoFeed feed;
    feed.setInterval(options.interval);
    feed.setCutEvery(options.cutEvery);

    MonitorWindow window(store, feed.url());
    window.setTheme(options.theme.value_or(stored.value(u"theme"_s, u"system"_s).toString()));
    if (options.size)
        window.resize(*options.size);
    else if (isPicture || !stored.contains(u"geometry"_s))
        window.resize(1280, 800);
    window.show();
    begin(&window, options, feed.url());
    if (isPicture)
        takeScreenshotLater(&window, options);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const auto application = createApplication(argc, argv);
    QCoreApplication::setOrganizationName(u"QtSse"_s);
    QCoreApplication::setApplicationName(u"monitor"_s);
    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (options.help.isEmpty())
            return run(options);
        print(stdout, options.help);
        return 0;
    } catch (const UsageError &error) {
        print(stderr, u"monitor: %1\nmonitor: --help lists the options.\n"_s.arg(error.message));
        return 2;
    }
}
