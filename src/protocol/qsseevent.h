// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEEVENT_H
#define QSSEEVENT_H

#include <QtSse/qsseglobal.h>

#include <QtCore/qbytearray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>
#include <QtCore/qurl.h>

#include <chrono>
#include <optional>

QT_FORWARD_DECLARE_CLASS(QDebug)
class QTSSE_EXPORT QSseEventPrivate;
QT_DECLARE_QESDP_SPECIALIZATION_DTOR_WITH_EXPORT(QSseEventPrivate, QTSSE_EXPORT)

class QTSSE_EXPORT QSseEvent
{
    Q_GADGET
    Q_PROPERTY(QByteArray data READ data CONSTANT FINAL)
    Q_PROPERTY(QString text READ text CONSTANT FINAL)
    Q_PROPERTY(QString type READ type CONSTANT FINAL)
    Q_PROPERTY(QString id READ id CONSTANT FINAL)
    Q_PROPERTY(QString lastEventId READ lastEventId CONSTANT FINAL)
    Q_PROPERTY(QString comments READ comments CONSTANT FINAL)
    Q_PROPERTY(QUrl origin READ origin CONSTANT FINAL)
    Q_PROPERTY(bool isMessage READ isMessage CONSTANT FINAL)

public:
    QSseEvent();
    explicit QSseEvent(const QByteArray &data, const QString &type = {}, const QString &id = {});
    QSseEvent(const QSseEvent &other);
    QSseEvent(QSseEvent &&other) noexcept = default;
    ~QSseEvent();
    QSseEvent &operator=(const QSseEvent &other);
    QSseEvent &operator=(QSseEvent &&other) noexcept = default;
    void swap(QSseEvent &other) noexcept { d.swap(other.d); }

    QByteArray data() const;
    QString text() const;
    QString type() const;
    QString id() const;
    QString lastEventId() const;
    std::optional<std::chrono::milliseconds> retry() const;
    QString comments() const;
    QUrl origin() const;
    bool isMessage() const;

    QJsonDocument json(QJsonParseError *error = nullptr) const;
    template <typename T> std::optional<T> value() const;

private:
    friend class QSseParserPrivate;
    friend QTSSE_EXPORT bool operator==(const QSseEvent &lhs, const QSseEvent &rhs);
    friend bool operator!=(const QSseEvent &lhs, const QSseEvent &rhs) { return !(lhs == rhs); }
    friend QTSSE_EXPORT QDebug operator<<(QDebug debug, const QSseEvent &event);

    bool readValue(QMetaType type, void *target) const;

    QExplicitlySharedDataPointer<QSseEventPrivate> d;
};

template <typename T> std::optional<T> QSseEvent::value() const
{
    T target{};
    if (!readValue(QMetaType::fromType<T>(), &target))
        return std::nullopt;
    return target;
}

Q_DECLARE_SHARED(QSseEvent)

#endif // QSSEEVENT_H
