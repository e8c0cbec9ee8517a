"""The integer programme: how often each start is taken, solved and proved by HiGHS (MIT; Huangfu and Hall 2018)."""

import highspy


def least(regimes, before, seconds):
    """Return ([[times that each option is taken] for each regime], whether the optimum is proved).

    `regimes`: [(number of days, ((points of each place), …) options)]; `before`: points of each place from earlier.
    First the greatest sum of any place is made as small as can be, then, at that, the sum of all.
    """
    worst, is_worst_proved, first = _solve(regimes, before, None, seconds)
    _total, is_total_proved, second = _solve(regimes, before, worst, seconds)
    return (second or first), is_worst_proved and is_total_proved


def _solve(regimes, before, most, seconds):
    """Minimise the maximum (`most` is None), or the total with no place over `most`."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("random_seed", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    # Points are whole numbers: whoever is within less than one of the bound has reached it.
    model.setOptionValue("mip_abs_gap", 0.5)
    model.setOptionValue("time_limit", float(seconds))
    infinity = highspy.kHighsInf
    columns = []
    for days, options in regimes:
        row = []
        for points, _after in options:
            cost = 0.0 if most is None else float(sum(points))
            model.addCol(cost, 0.0, float(days), 0, [], [])
            row.append(model.getNumCol() - 1)
            model.changeColIntegrality(row[-1], highspy.HighsVarType.kInteger)
        model.addRow(float(days), float(days), len(row), row, [1.0] * len(row))
        columns.append(row)
    top = None
    if most is None:
        model.addCol(1.0, float(max(before)), infinity, 0, [], [])
        top = model.getNumCol() - 1
        model.changeColIntegrality(top, highspy.HighsVarType.kInteger)
    for place, carried in enumerate(before):
        index, value = [], []
        for row, (_days, options) in zip(columns, regimes, strict=True):
            for column, (points, _after) in zip(row, options, strict=True):
                if points[place]:
                    index.append(column)
                    value.append(float(points[place]))
        if top is not None:
            index.append(top)
            value.append(-1.0)
        limit = float(-carried if most is None else most - carried)
        model.addRow(-infinity, limit, len(index), index, value)
    model.run()
    is_proved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    solution = model.getSolution().col_value
    if not solution:
        return most, False, None
    counts = [[round(solution[column]) for column in row] for row in columns]
    return round(model.getObjectiveValue()), is_proved, counts
