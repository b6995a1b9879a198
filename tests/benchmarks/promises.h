// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#ifndef PROMISES_H
#define PROMISES_H

#include <QtCore/qbytearraylist.h>

// What is promised of the rows of a measurement.
class Promises
{
public:
    void atLeast(double bound, const char *row, double value);
    void atMost(double bound, const char *row, double value);

    // Measures until nothing is missed, three times at most, and says on stderr what is missed
    // then. What else a machine does slows one side of a comparison now and then, but hardly the
    // same one each time.
    template <typename Measure> static int exitCodeOf(Measure measure)
    {
        for (int tries = 1;; ++tries) {
            Promises promises;
            measure(&promises);
            if (promises.m_missed.isEmpty())
                return 0;
            promises.tell(tries == 3);
            if (tries == 3)
                return 1;
        }
    }

private:
    void tell(bool isFinal) const;

    QByteArrayList m_missed;
};

#endif // PROMISES_H
