// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "demofeed.h"
#include "examplemain.h"
#include "monitorwindow.h"
#include "options.h"
#include "theme.h"

#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace {

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
    return ExampleMain::run<QApplication>(argc, argv, u"monitor"_s, run);
}
