// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include <QtSse/QSseEventSource>

#include <QtCore/QCoreApplication>
#include <QtQml/QJSEngine>

// Succeeds where the library that was found has its script with it.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QJSEngine engine;
    QSse::EventSourceOptions options;
    options.baseUrl = QUrl("http://example.org/a/");
    QSse::installEventSource(&engine, options);
    const QString url = engine.evaluate("new EventSource('b').url").toString();
    return url == "http://example.org/a/b" ? 0 : 1;
}
