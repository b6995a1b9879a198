// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef STREAMTHREAD_H
#define STREAMTHREAD_H

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <future>
#include <thread>
#include <type_traits>
#include <utility>

// Keeps the promise of what the function returns. Not with std::packaged_task or std::async: those
// run it inside std::call_once(), where the race detector does not look.
template <typename Result, typename Function>
void fulfil(std::promise<Result> &promise, Function &function)
{
    if constexpr (std::is_void_v<Result>) {
        function();
        promise.set_value();
    } else {
        promise.set_value(function());
    }
}

// Runs the function in the thread of the object and waits for it; at once where that is this one.
template <typename Function> auto callIn(QObject *object, Function function)
{
    std::promise<std::invoke_result_t<Function>> promise;
    auto result = promise.get_future();
    QMetaObject::invokeMethod(object, [&] { fulfil(promise, function); });
    return result.get();
}

// Runs the function in a thread that Qt knows nothing of.
template <typename Function> auto inBackground(Function function)
{
    std::promise<std::invoke_result_t<Function>> promise;
    auto result = promise.get_future();
    std::thread([promise = std::move(promise), function = std::move(function)]() mutable {
        fulfil(promise, function);
    }).detach();
    return result;
}

// A thread with an event loop, from now on to its destruction at the latest.
class StreamThread : public QThread
{
    Q_OBJECT

public:
    StreamThread();
    ~StreamThread() override;

    template <typename Function> auto call(Function function)
    {
        return callIn(&m_inhabitant, std::move(function));
    }

    void finish();

protected:
    void run() override;

private:
    QObject m_inhabitant;
};

#endif
