"""English sentences for the figures of an answer."""

from __future__ import annotations

from demo.facts import Facts, Group
from demo.vocabulary import ORDERS, UNITS, Metric
from demo.wording import change, during, join, scope, short, size_of


def nothing(facts: Facts) -> str:
    """Say that there are no orders."""
    return f"There are no orders{_scope(facts)}{during(facts.plan.period, 'en')}."


def _scope(facts: Facts) -> str:
    return scope(facts.scope, "en")


def _where(facts: Facts) -> str:
    return f"{_scope(facts)}{during(facts.plan.period, 'en')}"


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]


def _statement(metric: Metric, value: float, where: str) -> str:
    figure = short(value, metric, "en")
    if metric == ORDERS:
        return f"There {'was' if value == 1 else 'were'} **{figure} orders**{where}"
    if metric == UNITS:
        return f"We sold **{figure} units**{where.replace(' for ', ' of ', 1)}"
    return f"{_cap(metric.en)}{where} was **{figure}**"


def _versus(facts: Facts, group: Group) -> str:
    """Return ", up 12.4% from $1.10M in Q2 2026"."""
    baseline, metric = facts.plan.baseline, facts.plan.query.metric
    if baseline is None or group.before is None:
        return ""
    then = f"{short(group.before, metric, 'en')} ({baseline.label('en')})"
    step = group.change(metric)
    if step != step:
        return f", after {then}"
    if step == 0:
        return f", the same as before ({baseline.label('en')})"
    return f", **{'up' if step > 0 else 'down'} {size_of(step, metric, 'en')}** from {then}"


def figure(facts: Facts) -> str:
    """Tell one figure."""
    total, metrics = facts.total, facts.plan.query.metrics
    assert total is not None
    text = _statement(metrics[0], total.value, _where(facts)) + _versus(facts, total)
    further = [
        f"{m.en} **{short(v, m, 'en')}**" for m, v in zip(metrics[1:], total.extra, strict=True)
    ]
    return text + (f"; {join(further, 'en')}" if further else "") + "."


def ranking(facts: Facts) -> str:
    """Tell which group is the first."""
    query, groups = facts.plan.query, facts.groups
    metric, first = query.metric, groups[0]
    value = short(first.value, metric, "en")
    assert query.by is not None
    if len(groups) == 1 and query.limit is None and not query.ranks_time:
        if facts.selected:
            where = f"{scope(query.filters, 'en')}{during(facts.plan.period, 'en')}"
            return f"{_statement(metric, first.value, where)}."
        return f"{_statement(metric, first.value, _where(facts))}, all of it from {first.name}."
    if not query.descending:
        text = f"**{first.name}** has the lowest {metric.en}{_where(facts)}: **{value}**"
    else:
        part = (
            f", {first.share:.0%} of the total"
            if first.share is not None and not facts.selected
            else ""
        )
        text = f"**{first.name}** leads in {metric.en}{_where(facts)} with **{value}**{part}"
    if len(groups) > 1:
        second = groups[1]
        text += f", followed by {second.name} with {short(second.value, metric, 'en')}"
    return text + "."


def movements(facts: Facts) -> str:
    """Tell which groups changed."""
    query, metric = facts.plan.query, facts.plan.query.metric
    groups = [g for g in facts.groups if g.change(metric) == g.change(metric)]
    opening = ""
    if facts.total:
        opening = _statement(metric, facts.total.value, _where(facts))
        opening += _versus(facts, facts.total) + ". "
    elif facts.plan.baseline:
        then = facts.plan.baseline.label("en")
        opening = f"{_cap(metric.en)}{_where(facts)}, compared with {then}. "
    if not groups:
        return opening.strip()
    ordered = sorted(groups, key=lambda g: g.change(metric))
    low, high = ordered[0], ordered[-1]
    first, last = (high, low) if query.descending else (low, high)
    if len(groups) == 1:
        return f"{opening}**{first.name}** {_moved(first, metric)}."
    return f"{opening}**{first.name}** {_moved(first, metric)}; {last.name} {_moved(last, metric)}."


def _moved(group: Group, metric: Metric) -> str:
    step = group.change(metric)
    if step == 0:
        return "did not change"
    verb = "rose" if step > 0 else "fell"
    return f"{verb} by {size_of(step, metric, 'en')} to {short(group.value, metric, 'en')}"


def turning_point(facts: Facts) -> str:
    """Name the month or quarter that changed the most, if that is asked for."""
    query, metric = facts.plan.query, facts.plan.query.metric
    steps = [g for g in facts.steps() if g.change(metric) == g.change(metric)]
    if not (query.by_change and query.ranked and query.by and steps) or query.share_of:
        return ""
    found = (max if query.descending else min)(steps, key=lambda g: g.change(metric))
    down = found.change(metric) < 0
    which = "largest rise" if query.descending else "largest drop" if down else "smallest rise"
    return (
        f"{_cap(metric.en)}{_scope(facts)} {_moved(found, metric)} in **{found.name}**, "
        f"the {which} from one {query.by.en} to the next."
    )


def trend(facts: Facts) -> str:
    """Tell how a figure went."""
    query, metric = facts.plan.query, facts.plan.query.metric
    groups = facts.complete
    if query.share_of:
        groups = [Group(g.name, g.share or 0.0) for g in groups]
        metric = _as_rate(metric)
    if len(groups) == 1:
        return f"{_statement(metric, groups[0].value, _where(facts))}."
    first, last = groups[0], groups[-1]
    high, low = max(groups, key=lambda g: g.value), min(groups, key=lambda g: g.value)
    step = Group("", last.value, before=first.value).change(metric)
    name = f"The share of {metric.en}" if query.share_of else _cap(metric.en)
    going = "rose" if step > 0 else "fell" if step < 0 else "went"
    by = f" ({change(step, metric, 'en')})" if step == step else ""
    return (
        f"{name}{_scope(facts)} {going} from {short(first.value, metric, 'en')} in {first.name} to "
        f"**{short(last.value, metric, 'en')}** in {last.name}{by}. It peaked in **{high.name}** "
        f"at {short(high.value, metric, 'en')} and was lowest in {low.name} at "
        f"{short(low.value, metric, 'en')}."
    )


def _as_rate(metric: Metric) -> Metric:
    return Metric("share", "", "percent", False, metric.en, metric.zh, ())


def portion(facts: Facts) -> str:
    """Tell the share of a part."""
    query = facts.plan.query
    part = query.share_of
    assert part is not None
    name = join(part.values, "en")
    if query.by and query.by.is_time and facts.groups:
        return trend(facts).replace("The share", f"**{name}**’s share", 1)
    if facts.groups:
        first, last = facts.groups[0], facts.groups[-1]
        return (
            f"The share of **{name}** in {query.metric.en}{_where(facts)} is highest for "
            f"**{first.name}** ({first.share or 0:.1%}) and lowest for {last.name} "
            f"({last.share or 0:.1%})."
        )
    total = facts.total
    assert total is not None
    return (
        f"**{name}** accounts for **{total.share or 0:.1%}** of {query.metric.en}{_where(facts)}: "
        f"{short(total.value, query.metric, 'en')}."
    )


def overview(facts: Facts) -> str:
    """Sum up the key figures."""
    metric, now, before = facts.headline
    text = _statement(metric, now, _where(facts))
    text += _versus(facts, Group("", now, before=before))
    if facts.plan.query.kind == "drivers":
        return text + "."
    (orders, count, _), (rate, percent, _) = facts.overview[1], facts.overview[5]
    count_text = f"{short(count, orders, 'en')} orders"
    return f"{text}, with {count_text} at a {rate.en} of {short(percent, rate, 'en')}."


def drivers(facts: Facts) -> str:
    """Say what a change consists of."""
    query, whole, movers = facts.plan.query, facts.driven, facts.movers()
    text = _statement(query.metric, whole.value, _where(facts)) + _versus(facts, whole) + "."
    if movers:
        first = movers[0]
        step = short(abs(first.value - (first.before or 0.0)), query.metric, "en")
        verb = "rose" if first.value > (first.before or 0.0) else "fell"
        text += f" The largest single move: **{first.name}** {verb} by {step}."
    return text + " I can show what changed; the data do not say why."
