// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"
#include "embeddedendpoint.h"
#include "options.h"

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

int run(const Options &options)
{
    QSettings stored;
    ChatSettings settings = ChatSettings::load(stored);
    settings.url = options.url.value_or(settings.url);
    settings.model = options.model.value_or(settings.model);

    EmbeddedEndpoint embedded;
    ChatWindow window(settings, embedded.url());
    window.setApiKey(ChatSettings::keyFromEnvironment());
    QObject::connect(&window, &ChatWindow::settingsChanged, &window,
                     [&stored](const ChatSettings &changed) { changed.save(&stored); });
    window.resize(900, 700);
    window.restoreGeometry(stored.value(u"geometry"_s).toByteArray());
    window.show();
    const int result = QApplication::exec();
    stored.setValue(u"geometry"_s, window.saveGeometry());
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    const auto application = createApplication(argc, argv);
    QCoreApplication::setOrganizationName(u"QtSse"_s);
    QCoreApplication::setApplicationName(u"chat"_s);
    try {
        const Options options = Options::fromArguments(QCoreApplication::arguments());
        if (options.help.isEmpty())
            return run(options);
        print(stdout, options.help);
        return 0;
    } catch (const UsageError &error) {
        print(stderr, u"chat: %1\nchat: --help lists the options.\n"_s.arg(error.message));
        return 2;
    }
}
