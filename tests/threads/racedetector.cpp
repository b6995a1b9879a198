// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "racedetector.h"

#include <QtCore/QFutureInterface>
#include <QtCore/QMutex>
#include <QtCore/QObject>

// Clang has the one, GCC the other.
#if __has_feature(thread_sanitizer) || defined(__SANITIZE_THREAD__)
#    define QTSSE_THREAD_SANITIZER
#endif

#ifndef QTSSE_THREAD_SANITIZER

void RaceDetector::handOver(const void *) {}
void RaceDetector::takeOver(const void *) {}

#else

#    include <dlfcn.h>
#    include <sanitizer/tsan_interface.h>

void RaceDetector::handOver(const void *object)
{
    __tsan_release(const_cast<void *>(object));
}

void RaceDetector::takeOver(const void *object)
{
    __tsan_acquire(const_cast<void *>(object));
}

#    if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)

// These stand before Qt's functions of the same name wherever our code calls them, and pass on to
// them. QMutex needs nothing: its inline functions speak to ThreadSanitizer themselves.

namespace {

template <typename Function> Function *inQt(const char *symbol)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, symbol));
}

// A future's data begins with a mutex, whose own order must not be mixed up with this one.
const void *behindMutex(const void *future)
{
    return static_cast<const char *>(future) + sizeof(QMutex);
}

} // namespace

// A posted function: ThreadApplication takes over when it is about to run.
Q_DECL_EXPORT bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                                 Qt::ConnectionType type, void *result)
{
    using Function = bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static const auto function =
            inQt<Function>("_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15"
                           "QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    RaceDetector::handOver(object);
    return function(object, slot, type, result);
}

// A continuation: made in one thread, run in that which finishes the future.
Q_DECL_EXPORT void
QFutureInterfaceBase::setContinuation(std::function<void(const QFutureInterfaceBase &)> function,
                                      QFutureInterfaceBasePrivate *continuation)
{
    using Function = void(QFutureInterfaceBase *, std::function<void(const QFutureInterfaceBase &)>,
                          QFutureInterfaceBasePrivate *);
    static const auto qtFunction =
            inQt<Function>("_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27"
                           "QFutureInterfaceBasePrivate");
    RaceDetector::handOver(behindMutex(d));
    qtFunction(this, std::move(function), continuation);
}

Q_DECL_EXPORT void QFutureInterfaceBase::runContinuation() const
{
    using Function = void(const QFutureInterfaceBase *);
    static const auto function = inQt<Function>("_ZNK20QFutureInterfaceBase15runContinuationEv");
    RaceDetector::takeOver(behindMutex(d));
    function(this);
}

#    endif
#endif
