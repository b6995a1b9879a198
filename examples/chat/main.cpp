// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"
#include "embeddedendpoint.h"
#include "examplemain.h"
#include "options.h"

#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

using namespace Qt::StringLiterals;

namespace {

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
    return ExampleMain::run<QApplication>(argc, argv, u"chat"_s, run);
}
