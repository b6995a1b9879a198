// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef REQUESTPANEL_H
#define REQUESTPANEL_H

#include "connectionsettings.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QTabWidget;
QT_END_NAMESPACE
class NameValueEditor;
class TokenEdit;

// What goes into the request besides method and address, and how the connection is kept.
class RequestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RequestPanel(QWidget *parent = nullptr);

    void readInto(ConnectionSettings *settings) const;
    void show(const ConnectionSettings &settings);

private:
    QWidget *createBodyPage();
    QWidget *createConnectionPage();
    void showFilling();

    QTabWidget *const m_tabs;
    NameValueEditor *const m_headers;
    TokenEdit *const m_token;
    NameValueEditor *const m_query;
    QComboBox *const m_contentType;
    QPlainTextEdit *const m_body;
    QLineEdit *const m_lastEventId;
    QLineEdit *const m_endMarker;
    QDoubleSpinBox *const m_connectTimeout;
    QDoubleSpinBox *const m_idleTimeout;
    QComboBox *const m_reconnect;
    QDoubleSpinBox *const m_initialDelay;
    QDoubleSpinBox *const m_maximumDelay;
    QDoubleSpinBox *const m_factor;
    QDoubleSpinBox *const m_jitter;
    QSpinBox *const m_maximumAttempts;
};

#endif
