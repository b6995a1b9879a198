// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PRINTER_H
#define PRINTER_H

#include <QtCore/qglobal.h>

#include <chrono>
#include <memory>
#include <optional>

class QByteArray;
class QSseEvent;

enum class Format { Raw, Pretty, Json };

// How events look. Appends to a buffer; when that is written is Output's business.
class Printer
{
public:
    explicit Printer(bool showRetry)
        : m_showRetry(showRetry)
    {}
    virtual ~Printer() = default;
    Q_DISABLE_COPY_MOVE(Printer)

    // With the event's comments and retry time where they were asked for.
    virtual void printEvent(const QSseEvent &event, QByteArray &out) const = 0;

    static std::unique_ptr<Printer> create(Format format, bool colors, bool showRetry);

protected:
    std::optional<std::chrono::milliseconds> retryOf(const QSseEvent &event) const;

private:
    const bool m_showRetry;
};

#endif // PRINTER_H
