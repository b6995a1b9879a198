// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef IDFILE_H
#define IDFILE_H

#include <QtCore/qobject.h>
#include <QtCore/qstring.h>
#include <QtCore/qtimer.h>

// The last event id in a file, so that the next run resumes where this one ended.
class IdFile : public QObject
{
    Q_OBJECT

public:
    struct Contents
    {
        QString id;
        QString error;
    };

    // Also finds out whether the file could be written later.
    static Contents read(const QString &path);

    IdFile(const QString &path, const QString &id, QObject *parent = nullptr);

    void remember(const QString &id);
    bool save();
    QString errorString() const { return m_errorString; }

Q_SIGNALS:
    void saveFailed();

private:
    const QString m_path;
    QString m_id;
    QString m_saved;
    QString m_errorString;
    QTimer m_timer;
};

#endif // IDFILE_H
