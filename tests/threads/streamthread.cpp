// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT
#include "streamthread.h"

#include "racedetector.h"

StreamThread::StreamThread()
{
    m_inhabitant.moveToThread(this);
    start();
}

StreamThread::~StreamThread()
{
    finish();
}

void StreamThread::finish()
{
    quit();
    wait();
    RaceDetector::takeOver(this);
}

void StreamThread::run()
{
    exec();
    RaceDetector::handOver(this);
}
