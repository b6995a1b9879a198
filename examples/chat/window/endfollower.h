// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef ENDFOLLOWER_H
#define ENDFOLLOWER_H

#include <QtCore/QObject>
#include <QtCore/QVariantAnimation>

QT_BEGIN_NAMESPACE
class QScrollBar;
QT_END_NAMESPACE

// Keeps a view at its end while it grows, unless the reader has scrolled away; it takes up again
// when the reader comes back to the end.
class EndFollower : public QObject
{
    Q_OBJECT

public:
    explicit EndFollower(QScrollBar *bar);

    bool isFollowing() const { return m_follows; }
    void follow(); // goes to the end, wherever the reader is

Q_SIGNALS:
    void followingChanged();

private:
    void glide();
    void heedReader();
    void heedRange();
    bool isNearEnd(int position) const;
    void setFollows(bool follows);

    QScrollBar *const m_bar;
    QVariantAnimation m_glide;
    bool m_follows = true;
};

#endif
