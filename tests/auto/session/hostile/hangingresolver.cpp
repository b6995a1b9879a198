// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "hangingresolver.h"

#include <QtCore/qmutex.h>
#include <QtCore/qstring.h>
#include <QtCore/qwaitcondition.h>

#include <dlfcn.h>
#include <netdb.h>

using namespace Qt::StringLiterals;

namespace {

struct Waiting
{
    QMutex mutex;
    QWaitCondition answered;
    bool hangs = false;
    int count = 0;
};

// Never destroyed: look-ups may outlive main().
Waiting &state()
{
    static auto *const waiting = new Waiting;
    return *waiting;
}

void waitForAnswer()
{
    const QMutexLocker locker(&state().mutex);
    ++state().count;
    while (state().hangs)
        state().answered.wait(&state().mutex);
    --state().count;
}

} // namespace

// The dynamic linker finds it before the C library's.
extern "C" Q_DECL_EXPORT int getaddrinfo(const char *node, const char *service,
                                         const addrinfo *hints, addrinfo **result)
{
    using Function = decltype(&getaddrinfo);
    static const auto ofTheSystem = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (!QLatin1StringView(node).endsWith(".hanging.test"_L1))
        return ofTheSystem(node, service, hints, result);
    waitForAnswer();
    return ofTheSystem("127.0.0.1", service, hints, result);
}

void HangingResolver::hang()
{
    const QMutexLocker locker(&state().mutex);
    state().hangs = true;
}

void HangingResolver::answer()
{
    const QMutexLocker locker(&state().mutex);
    state().hangs = false;
    state().answered.wakeAll();
}

int HangingResolver::waiting()
{
    const QMutexLocker locker(&state().mutex);
    return state().count;
}
