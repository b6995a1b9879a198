// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "endfollower.h"

#include <QtWidgets/QScrollBar>

namespace {
constexpr int glideDuration = 120; // ms
constexpr int tolerance = 4;       // pixels
} // namespace

EndFollower::EndFollower(QScrollBar *bar)
    : QObject(bar)
    , m_bar(bar)
{
    m_glide.setDuration(glideDuration);
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_glide, &QVariantAnimation::valueChanged, m_bar,
            [this](const QVariant &value) { m_bar->setValue(value.toInt()); });
    connect(m_bar, &QScrollBar::actionTriggered, this, &EndFollower::heedReader);
    connect(m_bar, &QScrollBar::rangeChanged, this, &EndFollower::heedRange);
}

void EndFollower::follow()
{
    setFollows(true);
    glide();
}

// What is farther away than a page would only flicker by.
void EndFollower::glide()
{
    m_glide.stop();
    const int distance = m_bar->maximum() - m_bar->value();
    if (distance <= 0 || distance > m_bar->pageStep()) {
        m_bar->setValue(m_bar->maximum());
        return;
    }
    m_glide.setStartValue(m_bar->value());
    m_glide.setEndValue(m_bar->maximum());
    m_glide.start();
}

// Only what the reader does is an action. The bar has yet to take the value over.
void EndFollower::heedReader()
{
    m_glide.stop();
    setFollows(isNearEnd(m_bar->sliderPosition()));
}

void EndFollower::heedRange()
{
    if (isNearEnd(m_bar->value()))
        setFollows(true); // the end has come to the reader
    if (m_follows)
        glide();
}

bool EndFollower::isNearEnd(int position) const
{
    return position >= m_bar->maximum() - tolerance;
}

void EndFollower::setFollows(bool follows)
{
    if (m_follows == follows)
        return;
    m_follows = follows;
    Q_EMIT followingChanged();
}
