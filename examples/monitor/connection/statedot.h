// SPDX-FileCopyrightText: 2026 The QtSse authors
// SPDX-License-Identifier: MIT

#ifndef STATEDOT_H
#define STATEDOT_H

#include <QtWidgets/QWidget>

// A spot of colour beside words that say the same.
class StateDot : public QWidget
{
    Q_OBJECT

public:
    explicit StateDot(QWidget *parent = nullptr);

    void setColor(const QColor &color);
    QSize sizeHint() const override { return {12, 12}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor m_color;
};

#endif
