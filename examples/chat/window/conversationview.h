// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef CONVERSATIONVIEW_H
#define CONVERSATIONVIEW_H

#include <QtCore/QPointer>
#include <QtWidgets/QScrollArea>

QT_BEGIN_NAMESPACE
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE
class AnswerView;
class EndFollower;

// The questions and answers, one below the other in a column that is easy to read.
class ConversationView : public QScrollArea
{
    Q_OBJECT

public:
    explicit ConversationView(QWidget *parent = nullptr);

    void setWelcome(QWidget *welcome); // shown while there is nothing else
    void addQuestion(const QString &question);
    AnswerView *addAnswer();
    void removeLastAnswer();
    void clear();
    void scrollByPage(int pages);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void add(QWidget *message);
    void placeEndButton();

    QVBoxLayout *const m_column;
    EndFollower *const m_follower;
    QToolButton *const m_endButton;
    QPointer<QWidget> m_welcome;
    QPointer<AnswerView> m_lastAnswer;
    QList<QWidget *> m_messages;
};

#endif
