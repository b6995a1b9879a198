// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSECODING_P_H
#define QSSECODING_P_H

// Not part of the QtSse API: it may change from version to version.

#include "qsseresponse.h"

#include <QtNetwork/qnetworkrequest.h>

// What content coding a response may have: asked for in the request, judged in the response.
class QSseCoding
{
public:
    enum class Verdict { Readable, CodedAnyway, Unreadable };

    void ask(QNetworkRequest &request);
    // The server codes whatever one asks for: it is asked for that from now on.
    void giveIn() { m_asked = Asked::CodingAnyway; }

    // Qt decodes what it has asked for itself, and nothing where the request says what it takes.
    bool mayBeDecoded() const { return m_asked == Asked::Coding || m_asked == Asked::CodingAnyway; }
    Verdict judge(const QSseResponse &response) const;

private:
    enum class Asked { Identity, WhatUserSays, Coding, CodingAnyway };

    Asked m_asked = Asked::Identity;
};

#endif // QSSECODING_P_H
