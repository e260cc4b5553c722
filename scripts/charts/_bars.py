"""Bars that several charts share: pairs, steps, a line across, parts inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from crossfoot.charts import Datum, Width
from crossfoot.charts.measure import width as measured
from crossfoot.charts.rows import (
    BELOW,
    GAP,
    Role,
    above,
    down,
    labelled,
    layer,
    less,
    plot,
    x_at,
    y_at,
)
from crossfoot.charts.theme import TEXT, colour, hatch

STEP = 23
"""Pixels from one bar of a pair to the next."""


def named(rows: Sequence[Datum], *names: str) -> list[Datum]:
    """Rows with ``_who``, a name each; without names: the entity and the period."""
    told = names or tuple(f"{r['name']}, {r['period_name']}" for r in rows)
    return [{**row, "_who": name} for row, name in zip(rows, told, strict=True)]


def pairs(rows: Sequence[Datum], hues: Mapping[str, Role], width: Width) -> alt.LayerChart:
    """Bars from zero in groups, each bar with its words beside it.

    A row has ``_group``, ``_series`` (a key of ``hues``), ``_label`` (may be empty) and
    ``outlined``: what only a rate would come to. A group's name stands left, or in a narrow frame
    over its bars.
    """
    groups = list(dict.fromkeys(str(r["_group"]) for r in rows))
    slots = [*(["over"] if width == "narrow" else []), *hues]
    lines = [line for name in groups for line in name.split("\n")]
    room = round(max(measured(line, TEXT) for line in lines)) + 12
    axis = alt.Axis(title=None, domain=False, labelAlign="left", labelPadding=room)
    axis.labelExpr = "split(datum.label, '\\n')"
    gap = alt.Scale(paddingInner=0.22, paddingOuter=0)
    y = alt.Y("_group:N", sort=groups, axis=axis if width == "wide" else None, scale=gap)
    offset = alt.YOffset("_series:N", sort=slots, scale=alt.Scale(domain=slots))
    x = alt.X("value:Q", axis=None)
    layers: list[alt.Chart] = []
    for series, hue in hues.items():
        mine = [r for r in rows if r["_series"] == series]
        for part, fill in _looks(mine, hue):
            bar = plot(part).mark_bar(
                fill=fill, stroke=colour(hue), strokeWidth=1.2, height=STEP - 5
            )
            layers.append(bar.encode(x=x, y=y, yOffset=offset))
    words = plot([r for r in rows if r["_label"]]).mark_text(
        align="left", baseline="middle", dx=GAP
    )
    layers.append(words.encode(x=x, y=y, yOffset=offset, text=alt.Text("_label:N")))
    if width == "narrow":
        heads = {str(r["_group"]): {**r, "_series": "over"} for r in rows}
        over = plot(list(heads.values())).mark_text(
            align="left", baseline="middle", fontWeight=600, dy=3
        )
        layers.append(over.encode(x=x_at(0), y=y, yOffset=offset, text=alt.Text("_group:N")))
    return layer(*layers).properties(height={"step": STEP, "for": "offset"})


def _looks(rows: Sequence[Datum], hue: Role) -> list[tuple[list[Datum], str]]:
    """Rows by how they are filled, those that are drawn under the others first."""
    outlined = [r for r in rows if r.get("outlined")]
    expected = [r for r in rows if r["expected"] and r not in outlined]
    firm = [r for r in rows if r not in outlined and r not in expected]
    fills = ((outlined, "transparent"), (expected, hatch(hue)), (firm, colour(hue)))
    return [(part, fill) for part, fill in fills if part]


def steps(
    total: Datum, parts: Sequence[Datum], gaps: Sequence[str], width: Width
) -> alt.LayerChart:
    """A total and under it its parts, each beginning where the one before ends.

    Rows have ``_row`` and ``_label``; those whose id is in ``gaps`` are outlined: what no part
    explains.
    """
    drawn: list[Datum] = []
    for n, part in enumerate(parts):
        before = ({**p, "_row": part["_row"], "_label": "", "unseen": True} for p in parts[:n])
        drawn += [*before, {**part, "unseen": False}]
    y = down([total, *parts], width)
    x = alt.X("value:Q", axis=None, stack="zero")
    drop = BELOW[width]
    clear, solid = alt.value("transparent"), colour(1)
    filled = alt.value(hatch("quiet") if total["expected"] else colour("quiet"))
    gap = alt.FieldOneOfPredicate(field="id", oneOf=list(gaps))
    base = plot([{**total, "unseen": False}, *drawn])
    whole = alt.FieldEqualPredicate(field="id", equal=str(total["id"]))
    grey = alt.value(colour("quiet"))
    bar = base.mark_bar(size=20, strokeWidth=1.2, yOffset=drop).encode(
        x=x,
        y=y,
        order=alt.Order("_at:N"),
        detail=alt.Detail("id:N"),
        fill=alt.when("datum.unseen")
        .then(clear)
        .when(whole)
        .then(filled)
        .when(gap)
        .then(clear)
        .otherwise(alt.FillValue(solid)),
        stroke=alt.when("datum.unseen")
        .then(clear)
        .when(whole)
        .then(grey)
        .otherwise(alt.StrokeValue(solid)),
        strokeDash=alt.when(gap).then(alt.value([3, 3])).otherwise(alt.StrokeDashValue([1, 0])),
    )
    words = base.mark_text(align="left", baseline="middle", dx=GAP, yOffset=drop).encode(
        x=x,
        y=y,
        order=alt.Order("_at:N"),
        detail=alt.Detail("id:N"),
        text=alt.Text("_label:N"),
    )
    layers = [bar, words]
    if width == "narrow":
        over = plot([total, *parts]).mark_text(align="left", baseline="bottom", dy=-5)
        layers.append(over.encode(x=x_at(0), y=y, text=alt.Text("_row:N")))
    return layer(*layers)


def against(
    rows: Sequence[Datum],
    line: Datum,
    remark: str,
    width: Width,
    *,
    quiet: Sequence[str],
    outlined: Sequence[str],
) -> alt.LayerChart:
    """Bars with their values in a column before them, and ``line`` across all, named on top.

    Rows have ``_who`` and ``_said``; rows of one ``_who`` are stacked, and one of them says what
    they come to. Bars in ``quiet`` are grey, those in ``outlined`` (claimed bounds) not filled.
    """
    values = [{**r, "_row": str(r["_who"])} for r in rows]
    y = down(values, width)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(nice=False), stack="zero")
    base = plot(values)
    told = [{**r, "_name": f"{r['_who']}, {r['_said']}"} for r in values if r["_said"]]
    words = plot(told)
    drop = BELOW[width]
    grey = alt.FieldOneOfPredicate(field="id", oneOf=list(quiet))
    bound = alt.FieldOneOfPredicate(field="id", oneOf=list(outlined))
    main, plain, clear = colour(1), alt.value(colour("quiet")), alt.value("transparent")
    bar = base.mark_bar(size=20, strokeWidth=1.2, yOffset=drop).encode(
        x=x,
        y=y,
        detail=alt.Detail("id:N"),
        order=alt.Order("status:N", sort="descending"),
        fill=alt.when(grey).then(plain).when(bound).then(clear).otherwise(alt.FillValue(main)),
        stroke=alt.when(grey).then(plain).otherwise(alt.StrokeValue(main)),
    )
    if width == "wide":
        y["axis"]["labelPadding"] += round(max(measured(str(r["_said"]), TEXT) for r in told)) + 12
        column = words.mark_text(align="right", baseline="middle", dx=-10)
        names = column.encode(x=x_at(0), y=y, text=alt.Text("_said:N"))
    else:
        over = words.mark_text(align="left", baseline="bottom", dy=-5)
        names = over.encode(x=x_at(0), y=y, text=alt.Text("_name:N"))
    rule = (
        plot([line])
        .mark_rule(color=colour(4), strokeWidth=1.5, strokeDash=[5, 4])
        .encode(x=alt.X("value:Q", axis=None))
    )
    head = (
        plot([{**line, "_said": remark}])
        .mark_text(align="right", baseline="bottom", dx=4, dy=-4, color=colour(4), fontWeight=600)
        .encode(x=alt.X("value:Q", axis=None), y=y_at(0), text=alt.Text("_said:N"))
    )
    return layer(bar, rule, names, head)


def reaching(
    rows: Sequence[Datum],
    hues: Mapping[str, Role],
    width: Width,
    *,
    outlined: Sequence[str] = (),
    inside: Sequence[Datum] = (),
) -> alt.LayerChart:
    """Bars to a value or to the lower end of a range, with a rule from there to the upper end.

    ``hues`` gives entities their roles, the others are grey; expected bars are hatched, those
    whose id is in ``outlined`` not filled. Rows have ``_who``. Those of ``inside`` are parts of
    the bar of the same ``_who``, drawn over its beginning.
    """
    values = labelled(rows, "_who", "text", width)
    y, drop = down(values, width), BELOW[width]
    x, low = alt.X("value:Q", axis=None), alt.X("low:Q", axis=None)
    high = alt.X("high:Q", axis=None)
    layers: list[alt.Chart] = []
    for row in [*values, *labelled(inside, "_who", "text", width)]:
        hue = hues.get(str(row["entity"]), "quiet")
        fill = hatch(hue) if row["expected"] else colour(hue)
        fill = "transparent" if row["id"] in outlined else fill
        base, known = plot([row]), row["value"] is not None
        bar = base.mark_bar(size=20, fill=fill, stroke=colour(hue), strokeWidth=1.2, yOffset=drop)
        layers.append(bar.encode(x=x if known else low, y=y))
        if not known:
            ink = colour("ink")
            rule = base.mark_rule(strokeWidth=1.3, color=ink, yOffset=drop)
            layers.append(rule.encode(x=low, x2=alt.X2("high:Q"), y=y))
            end = base.mark_tick(size=10, orient="vertical", thickness=1.3, color=ink, yOffset=drop)
            layers.append(end.encode(x=high, y=y))
        if row in values:
            begin = alt.XDatum(0, axis=None) if less(row) else x if known else high
            words = base.mark_text(align="left", baseline="middle", dx=GAP, yOffset=drop)
            layers.append(words.encode(x=begin, y=y, text=alt.Text("_label:N")))
    return layer(*layers, *above(plot(values), y, width))


def within(rows: Sequence[Datum], whole: Datum, width: Width) -> alt.LayerChart:
    """Bars, each inside an outline as long as ``whole``, their words on the right of it.

    Rows have ``_who`` and ``_label``.
    """
    values = [{**row, "_row": str(row["_who"])} for row in rows]
    y, x, drop = down(values, width), alt.X("value:Q", axis=None), BELOW[width]
    frame = [{**whole, "_row": row["_row"], "_label": row["_label"]} for row in values]
    outline = plot(frame)
    bar = plot(values).mark_bar(size=20, yOffset=drop)
    return layer(
        outline.mark_bar(
            size=20, fill="transparent", stroke=colour("quiet"), strokeWidth=1, yOffset=drop
        ).encode(x=x, y=y),
        bar.encode(
            x=x,
            y=y,
            fill=alt.when(alt.FieldEqualPredicate(field="id", equal=str(whole["id"])))
            .then(alt.value(colour("quiet")))
            .otherwise(alt.FillValue(colour(1))),
        ),
        outline.mark_text(align="left", baseline="middle", dx=GAP, yOffset=drop).encode(
            x=x, y=y, text=alt.Text("_label:N")
        ),
        *above(plot(values), y, width),
    )


def piled(rows: Sequence[Datum], hues: Mapping[str, Role], width: Width) -> alt.LayerChart:
    """Bars of parts one after the other, each row's words at its end.

    Rows have ``_row``, ``_label`` (empty on all but the last part) and ``_at``, a key of ``hues``
    in whose order the parts stand.
    """
    y, drop = down(rows, width), BELOW[width]
    x = alt.X("value:Q", axis=None, stack="zero")
    fill = alt.Fill(
        "_at:N",
        scale=alt.Scale(domain=list(hues), range=[colour(hue) for hue in hues.values()]),
        legend=None,
    )
    base = plot(rows)
    turn = alt.Order("_at:N")
    return layer(
        base.mark_bar(size=20, yOffset=drop).encode(x=x, y=y, order=turn, fill=fill),
        base.mark_text(align="left", baseline="middle", dx=GAP, yOffset=drop).encode(
            x=x, y=y, order=turn, detail=alt.Detail("_at:N"), text=alt.Text("_label:N")
        ),
        *above(plot([r for r in rows if r["_label"]]), y, width),
    )
