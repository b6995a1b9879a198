// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef QSSEABANDONED_P_H
#define QSSEABANDONED_P_H

// Not part of the QtSse API: it may change from version to version.

#include <memory>

namespace QSseAbandoned {

// Takes promises over whose futures are cancelled because all of it goes: what the continuations
// belong to may have gone before. Qt before 6.10 runs into an assertion there where such a future
// is finished, so it never is. Later it is in the next turn of the event loop.
void take(std::shared_ptr<void> promises);

} // namespace QSseAbandoned

#endif // QSSEABANDONED_P_H
