// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "dashboard.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtGui/QOpenGLContext>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGRendererInterface>

using namespace Qt::StringLiterals;

// The types are in a static library, whose linker has to be told that they are needed.
extern void qml_register_types_Dashboard();

Dashboard::Dashboard(const Options &options, QSettings *store)
    : m_screenshot(options.screenshot)
    , m_settings(store)
{
    qml_register_types_Dashboard();
    if (!options.url)
        m_server = std::make_unique<EmbeddedServer>(options.interval, options.cutEvery);
    if (options.theme)
        m_settings.setTheme(*options.theme);
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_engine.addImportPath(QStringLiteral(QTSSE_QML_IMPORT_PATH));
    m_engine.setInitialProperties({{u"settings"_s, QVariant::fromValue(&m_settings)},
                                   {u"server"_s, QVariant::fromValue(m_server.get())},
                                   {u"givenUrl"_s, options.url.value_or(QUrl())},
                                   {u"givenToken"_s, options.bearerToken},
                                   {u"page"_s, options.page}});
    m_engine.load(u"qrc:/qt/qml/Dashboard/Main.qml"_s);
    if (!window())
        return;
    setWindowSize(options);
    window()->show();
    if (!m_screenshot.isEmpty())
        QTimer::singleShot(options.after, this, &Dashboard::takeScreenshot);
}

Dashboard::~Dashboard()
{
    if (!window())
        return;
    m_settings.setWindowSize(window()->size());
    window()->close(); // it keeps its place in the stream
}

// A machine without OpenGL, a virtual one say, draws by itself.
void Dashboard::chooseRenderer()
{
#if QT_CONFIG(opengl) && !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
    QOpenGLContext context;
    if (!context.create())
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
#endif
}

QQuickWindow *Dashboard::window() const
{
    return qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
}

void Dashboard::takeScreenshot()
{
    const bool written = window()->grabWindow().save(m_screenshot, "PNG", 0); // the smallest
    QCoreApplication::exit(written ? 0 : 1);
}

void Dashboard::setWindowSize(const Options &options)
{
    const QSize kept = m_settings.windowSize();
    if (options.size)
        window()->resize(*options.size);
    else if (kept.isValid())
        window()->resize(kept);
}
