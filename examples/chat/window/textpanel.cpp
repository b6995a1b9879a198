// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#include "textpanel.h"

#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QDesktopServices>
#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocument>
#include <QtGui/QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;

TextPanel::TextPanel(QWidget *parent)
    : QTextBrowser(parent)
{
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &TextPanel::open);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &TextPanel::adjustHeight);
}

int TextPanel::idealWidth() const
{
    return int(std::ceil(document()->idealWidth())) + 1;
}

QSize TextPanel::sizeHint() const
{
    return {QTextBrowser::sizeHint().width(), height()};
}

QSize TextPanel::minimumSizeHint() const
{
    return {0, 0};
}

// What a model writes is not to make this program fetch anything.
QVariant TextPanel::loadResource(int, const QUrl &)
{
    return {};
}

void TextPanel::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

// Nothing scrolls in here: the keys for it belong to the view.
void TextPanel::keyPressEvent(QKeyEvent *event)
{
    const bool scrolls = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (scrolls)
        event->ignore();
    else
        QTextBrowser::keyPressEvent(event);
}

void TextPanel::adjustHeight()
{
    setFixedHeight(int(std::ceil(document()->size().height())));
}

void TextPanel::open(const QUrl &link)
{
    if (link.scheme() == "https"_L1 || link.scheme() == "http"_L1)
        QDesktopServices::openUrl(link);
}
