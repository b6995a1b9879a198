// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "services.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr int reportsPerHitch = 12;
constexpr double hitch = 9.0;     // times the usual latency
constexpr double recovery = 0.45; // of the way back, from one report to the next
constexpr double slowFrom = 2.5;  // times the usual latency
constexpr double downFrom = 8.0;

QString stateOf(double latency, double usual)
{
    if (latency >= downFrom * usual)
        return u"down"_s;
    return latency >= slowFrom * usual ? u"slow"_s : u"ok"_s;
}
} // namespace

Services::Services(quint32 seed)
    : m_random(seed)
    , m_services(
              {{"gateway", 12, 12}, {"matching", 4, 4}, {"clearing", 35, 35}, {"archive", 80, 80}})
{}

Report Services::next()
{
    Service &service = m_services[m_turn++ % m_services.size()];
    if (m_random.bounded(reportsPerHitch) == 0)
        service.latency = service.usual * hitch * (0.5 + m_random.generateDouble() / 2);
    const double wobble = 0.8 + 0.4 * m_random.generateDouble();
    service.latency += (service.usual * wobble - service.latency) * recovery;
    const QJsonObject values{{u"service"_s, QString::fromLatin1(service.name)},
                             {u"state"_s, stateOf(service.latency, service.usual)},
                             {u"latency"_s, std::round(service.latency)}};
    return {"status", QJsonDocument(values).toJson(QJsonDocument::Compact)};
}
