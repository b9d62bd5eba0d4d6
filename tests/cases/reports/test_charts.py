"""The marks of a chart stand where their numbers say."""

from cases.selectors.reports import charts


def test_a_bar_is_as_long_as_its_part_of_the_whole() -> None:
    drawn = charts.bars_beside([100, 50, 1, 0], most=100, goal=95)

    ground = charts.BAR_END - charts.LABEL_END
    # What is more than nothing can be seen; nothing cannot.
    assert [bar.width for bar in drawn.bars] == [ground, ground // 2, 3, 0]
    assert [bar.y for bar in drawn.bars] == [18, 58, 98, 138]
    assert drawn.goal_x == charts.LABEL_END + round(ground * 0.95)
    assert drawn.goal_end < drawn.goal_text_y < drawn.height


def test_bars_beneath_their_labels_take_the_whole_width() -> None:
    drawn = charts.bars_beneath([7, 14], most=14)

    assert [bar.width for bar in drawn.bars] == [charts.WIDTH // 2, charts.WIDTH]
    assert drawn.goal_x is None
    assert all(bar.text_y < bar.y for bar in drawn.bars)
    assert drawn.bars[-1].y + drawn.thick < drawn.height


def test_a_line_breaks_where_a_month_has_no_value() -> None:
    drawn = charts.line([100, 95, None, 100], goal=95)

    assert drawn.points[2] is None
    assert len(drawn.pieces) == 2
    assert drawn.xs == [40, 181, 321, 462]
    assert drawn.points[1] and drawn.points[1].y == drawn.goal_y
    assert [tick.value for tick in drawn.grid] == [75, 80, 85, 90, 95, 100]


def test_a_line_is_seen_from_beneath_its_lowest_point() -> None:
    assert [tick.value for tick in charts.line([62], goal=95).grid] == [50, 60, 70, 80, 90, 100]
    assert [tick.value for tick in charts.line([0], goal=95).grid] == [0, 25, 50, 75, 100]


def test_without_bars_there_is_no_goal_to_draw_beneath() -> None:
    assert charts.bars_beside([], most=100, goal=95).bars == []
    assert charts.bars_beneath([], most=0).bars == []
