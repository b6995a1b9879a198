// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"

#include "answerview.h"
#include "colors.h"
#include "conversationview.h"
#include "errorbar.h"
#include "promptedit.h"
#include "settingsdialog.h"
#include "welcomeview.h"

#include <QtCore/QEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

AnswerMeter::Time now()
{
    return std::chrono::steady_clock::now();
}

QToolButton *createHeaderButton(const QString &text, const QKeySequence &shortcut)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(shortcut.toString(QKeySequence::NativeText));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setShortcut(shortcut);
    return button;
}

} // namespace

ChatWindow::ChatWindow(const ChatSettings &settings, const QUrl &embeddedUrl, QWidget *parent)
    : QWidget(parent)
    , m_embeddedUrl(embeddedUrl)
    , m_heading(new QLabel)
    , m_view(new ConversationView)
    , m_errorBar(new ErrorBar)
    , m_prompt(new PromptEdit)
    , m_sendButton(new QPushButton)
    , m_progress(new QLabel)
{
    connect(&m_client, &ChatClient::textReceived, this, &ChatWindow::showText);
    connect(&m_client, &ChatClient::finished, this, &ChatWindow::showResult);
    connect(m_errorBar, &ErrorBar::retryRequested, this, &ChatWindow::retry);
    m_progressTimer.setInterval(100ms);
    connect(&m_progressTimer, &QTimer::timeout, this, &ChatWindow::showProgress);
    auto *stop = new QShortcut(Qt::Key_Escape, this);
    connect(stop, &QShortcut::activated, this, &ChatWindow::cancel);

    auto *bottom = new QVBoxLayout;
    bottom->setContentsMargins(12, 10, 12, 8);
    bottom->setSpacing(8);
    bottom->addWidget(m_errorBar);
    bottom->addLayout(createPromptRow());
    bottom->addWidget(m_progress);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(createHeader());
    layout->addWidget(m_view, 1);
    layout->addLayout(bottom);

    m_progress->setObjectName(u"progress"_s);
    applyPalette();
    applySettings(settings);
    showBusy(false);
    m_prompt->setFocus();
}

void ChatWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

QLayout *ChatWindow::createHeader()
{
    m_heading->setObjectName(u"heading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way
    auto *anew = createHeaderButton(tr("New chat"), QKeySequence::New);
    anew->setObjectName(u"newChatButton"_s);
    connect(anew, &QToolButton::clicked, this, &ChatWindow::startAnew);
    auto *settings = createHeaderButton(tr("Settings…"), QKeySequence(u"Ctrl+,"_s));
    settings->setObjectName(u"settingsButton"_s);
    connect(settings, &QToolButton::clicked, this, &ChatWindow::editSettings);

    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 6, 8, 6);
    header->addWidget(m_heading, 1);
    header->addWidget(anew);
    header->addWidget(settings);
    return header;
}

QLayout *ChatWindow::createPromptRow()
{
    m_prompt->setObjectName(u"prompt"_s);
    m_prompt->setAccessibleName(tr("Your question"));
    m_prompt->setPlaceholderText(tr("Ask something"));
    connect(m_prompt, &PromptEdit::sendRequested, this, &ChatWindow::send);
    connect(m_prompt, &PromptEdit::scrollRequested, m_view, &ConversationView::scrollByPage);
    m_sendButton->setObjectName(u"sendButton"_s);
    connect(m_sendButton, &QPushButton::clicked, this,
            [this] { m_client.isBusy() ? cancel() : send(); });

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_prompt, 1);
    row->addWidget(m_sendButton, 0, Qt::AlignBottom);
    m_sendButton->setFixedHeight(m_prompt->height());
    return row;
}

void ChatWindow::send()
{
    const QString question = m_prompt->toPlainText().trimmed();
    if (question.isEmpty() || m_client.isBusy())
        return;
    m_prompt->clear();
    ask(question);
}

void ChatWindow::ask(const QString &question)
{
    m_conversation.ask(question);
    m_view->addQuestion(question);
    requestAnswer();
}

void ChatWindow::requestAnswer()
{
    m_errorBar->hide();
    m_answer = m_view->addAnswer();
    m_meter.start(now());
    m_client.ask(endpoint(), m_conversation.messages());
    showBusy(true);
}

void ChatWindow::retry()
{
    if (m_client.isBusy() || m_conversation.isEmpty())
        return;
    m_view->removeLastAnswer();
    m_conversation.dropAnswer();
    requestAnswer();
    m_prompt->setFocus();
}

void ChatWindow::cancel()
{
    m_client.cancel();
}

void ChatWindow::startAnew()
{
    m_client.cancel();
    m_conversation.clear();
    m_view->clear();
    m_errorBar->hide();
    m_prompt->setFocus();
}

void ChatWindow::editSettings()
{
    auto *dialog = new SettingsDialog(m_settings, m_apiKey, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_apiKey = dialog->apiKey();
        applySettings(dialog->settings());
        Q_EMIT settingsChanged(m_settings);
    });
    dialog->open();
}

void ChatWindow::applySettings(const ChatSettings &settings)
{
    m_settings = settings;
    m_conversation.setSystemPrompt(settings.systemPrompt);
    const QString where =
            settings.isEmbedded() ? tr("demo endpoint in this app") : settings.url.host();
    m_heading->setText(u"%1 · %2"_s.arg(settings.model, where));
    m_heading->setToolTip(m_heading->text());
    showWelcome();
}

void ChatWindow::showWelcome()
{
    const bool isEmbedded = m_settings.isEmbedded();
    const QString text = isEmbedded ? tr("This is the demo endpoint inside the app. It needs no "
                                         "account and knows little. "
                                         "Settings takes you to a real one.")
                                    : tr("You are connected to %1.").arg(m_settings.url.host());
    const QStringList suggestions = isEmbedded ? QStringList{tr("What are server-sent events?"),
                                                             tr("Show me some code"), u"/help"_s}
                                               : QStringList();
    auto *welcome = new WelcomeView(text, suggestions);
    connect(welcome, &WelcomeView::suggestionChosen, this, &ChatWindow::ask);
    m_view->setWelcome(welcome);
}

void ChatWindow::showText(const QString &text)
{
    m_meter.countPiece(now());
    m_conversation.appendToAnswer(text);
    m_answer->append(text);
}

void ChatWindow::showResult(const ChatResult &result)
{
    m_meter.stop(now(), result.tokens);
    showBusy(false);
    m_answer->finish(noteOn(result));
    if (result.outcome != ChatResult::Outcome::Failed)
        return;
    m_errorBar->show(result.error);
    if (m_conversation.lastAnswer().isEmpty())
        m_view->removeLastAnswer();
}

void ChatWindow::showProgress()
{
    m_progress->setText(tr("%1 · Esc stops").arg(m_meter.text(now())));
}

void ChatWindow::showBusy(bool busy)
{
    m_sendButton->setText(busy ? tr("Stop") : tr("Send"));
    m_sendButton->setToolTip(busy ? tr("Esc") : tr("Enter"));
    if (busy) {
        showProgress();
        m_progressTimer.start();
    } else {
        m_progressTimer.stop();
        m_progress->setText(tr("Enter sends · Shift+Enter breaks the line"));
    }
}

void ChatWindow::applyPalette()
{
    m_progress->setPalette(Colors::quiet(palette()));
    QPalette prompt = palette();
    prompt.setColor(QPalette::PlaceholderText, Colors::quietText(prompt)); // some themes forget it
    m_prompt->setPalette(prompt);
}

ChatEndpoint ChatWindow::endpoint() const
{
    if (m_settings.isEmbedded())
        return {m_embeddedUrl, m_settings.model, {}};
    return {m_settings.url, m_settings.model, m_apiKey};
}

// The model's own end needs no explanation.
QString ChatWindow::noteOn(const ChatResult &result) const
{
    const QString figures = m_meter.text(now());
    switch (result.outcome) {
    case ChatResult::Outcome::Cancelled:
        return tr("Stopped · %1").arg(figures);
    case ChatResult::Outcome::Failed:
        return tr("Not complete · %1").arg(figures);
    case ChatResult::Outcome::Complete:
        break;
    }
    if (result.finishReason == "length"_L1)
        return tr("Cut at the model's limit of length · %1").arg(figures);
    if (result.finishReason == "content_filter"_L1)
        return tr("Ended by the server's content filter · %1").arg(figures);
    return figures;
}
