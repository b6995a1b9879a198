// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef URLBAR_H
#define URLBAR_H

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
QT_END_NAMESPACE

// Method, address with the recent ones, and the button that connects.
class UrlBar : public QWidget
{
    Q_OBJECT

public:
    explicit UrlBar(QWidget *parent = nullptr);

    QString method() const;
    void setMethod(const QString &method);
    QString text() const;
    void setText(const QString &text);
    void setRecent(const QStringList &urls);
    void setLive(bool live);
    void focusUrl();

Q_SIGNALS:
    void connectRequested();
    void disconnectRequested();

private:
    QComboBox *const m_method;
    QComboBox *const m_url;
    QPushButton *const m_button;
    bool m_isLive = false;
};

#endif
