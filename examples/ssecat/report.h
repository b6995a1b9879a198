// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef REPORT_H
#define REPORT_H

#include <QtCore/qstring.h>

// What goes to standard error. Control characters a server sent are shown, never obeyed.
class Report
{
public:
    explicit Report(bool verbose = false)
        : m_verbose(verbose)
    {}

    bool isVerbose() const { return m_verbose; }
    void error(const QString &message) const;
    void note(const QString &message) const;
    void body(const QByteArray &body) const;

private:
    bool m_verbose;
};

// The text with each control character but tab and line feed replaced by its picture.
QString visibleText(QString text);

#endif // REPORT_H
