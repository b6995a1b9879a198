// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef SERVICES_H
#define SERVICES_H

#include "report.h"

#include <QtCore/QList>
#include <QtCore/QRandomGenerator>

// The invented machinery behind the market: each service in turn tells how it is.
class Services
{
public:
    explicit Services(quint32 seed);
    Report next(); // of type "status"

private:
    struct Service
    {
        QByteArray name;
        double usual; // latency in milliseconds
        double latency;
    };

    QRandomGenerator m_random;
    QList<Service> m_services;
    qsizetype m_turn = 0;
};

#endif
