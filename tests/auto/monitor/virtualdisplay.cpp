// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "virtualdisplay.h"

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 60'000; // ms, on a busy machine
} // namespace

VirtualDisplay::VirtualDisplay()
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1200x24"_s,
                               u"-nolisten"_s, u"tcp"_s, u"-terminate"_s});
    if (!m_server.waitForStarted(patience))
        return;
    while (!m_server.canReadLine() && m_server.waitForReadyRead(patience))
        continue;
    const QByteArray number = m_server.readLine().trimmed();
    m_isThere = !number.isEmpty();
    if (m_isThere) {
        qputenv("DISPLAY", ':' + number);
        qputenv("QT_QPA_PLATFORM", "xcb");
    }
}

VirtualDisplay::~VirtualDisplay()
{
    m_server.terminate();
    m_server.waitForFinished(patience);
}
