// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "statusstrip.h"

#include "colors.h"
#include "counted.h"
#include "elidedlabel.h"
#include "sizetext.h"
#include "statedot.h"
#include "streamsource.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>

#include <cmath>

using namespace Qt::StringLiterals;
using State = QSseSession::State;

namespace {

QString stateText(const StreamSource &source)
{
    switch (source.state()) {
    case State::Connecting:
        return StatusStrip::tr("Connecting");
    case State::Open:
        return source.isPaused() ? StatusStrip::tr("Paused") : StatusStrip::tr("Open");
    case State::Waiting:
        return StatusStrip::tr("Waiting");
    case State::Closed:
        break;
    }
    return source.hasSession() ? StatusStrip::tr("Closed") : StatusStrip::tr("Not connected");
}

QColor stateColor(const StreamSource &source, const QPalette &palette)
{
    switch (source.state()) {
    case State::Connecting:
        return Colors::busy(palette);
    case State::Open:
        return source.isPaused() ? Colors::waiting(palette) : Colors::good(palette);
    case State::Waiting:
        return Colors::waiting(palette);
    case State::Closed:
        break;
    }
    return Colors::quietText(palette);
}

QString attemptText(const StreamSource &source)
{
    switch (source.state()) {
    case State::Connecting:
        return source.attempt() == 0 ? QString()
                                     : StatusStrip::tr("attempt %1").arg(source.attempt());
    case State::Waiting: {
        const double seconds = std::ceil(double(source.untilNextAttempt().count()) / 100) / 10;
        const QString when = StatusStrip::tr("attempt %1 in %2 s")
                                     .arg(source.attempt())
                                     .arg(std::max(seconds, 0.0), 0, 'f', 1);
        return source.errorString().isEmpty() ? when : when + u" · "_s + source.errorString();
    }
    case State::Open:
        if (source.response().resumed())
            return StatusStrip::tr("%1, resumed").arg(source.response().status());
        return QString::number(source.response().status());
    case State::Closed:
        break;
    }
    return {};
}

QString statisticsText(const QSseStatistics &statistics)
{
    QStringList parts{
            counted(statistics.events(), StatusStrip::tr("event"), StatusStrip::tr("events")),
            sizeText(double(statistics.bytes())),
            counted(statistics.connections(), StatusStrip::tr("connection"),
                    StatusStrip::tr("connections"))};
    if (statistics.comments() > 0)
        parts.append(counted(statistics.comments(), StatusStrip::tr("comment"),
                             StatusStrip::tr("comments")));
    return parts.join(u" · "_s);
}

} // namespace

StatusStrip::StatusStrip(const StreamSource *source, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_dot(new StateDot)
    , m_state(new QLabel)
    , m_detail(new ElidedLabel)
    , m_statistics(new ElidedLabel(Qt::AlignRight))
{
    m_state->setObjectName(u"state"_s);
    m_detail->setObjectName(u"stateDetail"_s);
    m_statistics->setObjectName(u"statistics"_s);
    QFont bold = m_state->font();
    bold.setBold(true);
    m_state->setFont(bold);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 2, 0);
    layout->addWidget(m_dot);
    layout->addWidget(m_state);
    layout->addWidget(m_detail);
    layout->addWidget(m_statistics, 1);
}

void StatusStrip::showSource()
{
    m_dot->setColor(stateColor(*m_source, palette()));
    m_state->setText(stateText(*m_source));
    m_detail->setText(attemptText(*m_source));
    m_statistics->setText(m_source->hasSession() ? statisticsText(m_source->statistics())
                                                 : QString());
}

void StatusStrip::showFile(const QString &name)
{
    m_dot->setColor(Colors::quietText(palette()));
    m_state->setText(tr("File"));
    m_detail->setText(name);
    m_statistics->setText({});
}
