// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CHATWINDOW_H
#define CHATWINDOW_H

#include "answermeter.h"
#include "chatclient.h"
#include "chatsettings.h"
#include "conversation.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLayout;
class QPushButton;
QT_END_NAMESPACE
class AnswerView;
class ConversationView;
class ErrorBar;
class PromptEdit;

// The window: brings what is typed to the client, and what the client brings to the view.
class ChatWindow : public QWidget
{
    Q_OBJECT

public:
    ChatWindow(const ChatSettings &settings, const QUrl &embeddedUrl, QWidget *parent = nullptr);

    void setApiKey(const QString &key) { m_apiKey = key; } // for a server, not the embedded one

Q_SIGNALS:
    void settingsChanged(const ChatSettings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    QLayout *createHeader();
    QLayout *createPromptRow();

    void send();
    void ask(const QString &question);
    void requestAnswer();
    void retry();
    void cancel();
    void startAnew();
    void editSettings();
    void applySettings(const ChatSettings &settings);
    void showWelcome();

    void showText(const QString &text);
    void showResult(const ChatResult &result);
    void showProgress();
    void showBusy(bool busy);
    void applyPalette();
    ChatEndpoint endpoint() const;
    QString noteOn(const ChatResult &result) const;

    ChatSettings m_settings;
    const QUrl m_embeddedUrl;
    QString m_apiKey;
    ChatClient m_client;
    Conversation m_conversation;
    AnswerMeter m_meter;
    QTimer m_progressTimer;
    QPointer<AnswerView> m_answer;

    QLabel *const m_heading;
    ConversationView *const m_view;
    ErrorBar *const m_errorBar;
    PromptEdit *const m_prompt;
    QPushButton *const m_sendButton;
    QLabel *const m_progress;
};

#endif
