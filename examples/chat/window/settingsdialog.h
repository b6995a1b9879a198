// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SETTINGSDIALOG_H
#define SETTINGSDIALOG_H

#include "chatsettings.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;
QT_END_NAMESPACE

// Which endpoint, which model, which key.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(const ChatSettings &settings, const QString &apiKey, QWidget *parent = nullptr);

    ChatSettings settings() const;
    QString apiKey() const;

    void accept() override; // not with a URL that is none

private:
    void createFields(QFormLayout *form);
    void showChoice();

    QRadioButton *const m_embedded;
    QRadioButton *const m_server;
    QLineEdit *const m_url;
    QLineEdit *const m_key;
    QLineEdit *const m_model;
    QPlainTextEdit *const m_systemPrompt;
    QLabel *const m_complaint;
};

#endif
