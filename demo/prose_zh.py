"""Chinese sentences for the figures of an answer."""

from __future__ import annotations

from demo.facts import Facts, Group
from demo.vocabulary import Metric, value_label
from demo.wording import change, during, join, scope, short, size_of


def nothing(facts: Facts) -> str:
    """Say that there are no orders."""
    return f"{during(facts.plan.period, 'zh')}，{_scope(facts)}没有订单。"


def _scope(facts: Facts) -> str:
    return scope(facts.scope, "zh")


def _subject(facts: Facts, metric: Metric) -> str:
    where = _scope(facts)
    return f"{where}的{metric.zh}" if where else metric.zh


def _statement(facts: Facts, metric: Metric, value: float) -> str:
    subject = _subject(facts, metric)
    return f"{during(facts.plan.period, 'zh')}，{subject}为 **{short(value, metric, 'zh')}**"


def _versus(facts: Facts, group: Group) -> str:
    baseline, metric = facts.plan.baseline, facts.plan.query.metric
    if baseline is None or group.before is None:
        return ""
    then = f"{during(baseline, 'zh')}（{short(group.before, metric, 'zh')}）"
    step = group.change(metric)
    if step != step:
        return f"，{then}"
    if step == 0:
        return f"，与{then}持平"
    return f"，较{then}**{'增长' if step > 0 else '下降'} {size_of(step, metric, 'zh')}**"


def figure(facts: Facts) -> str:
    """Tell one figure."""
    total, metrics = facts.total, facts.plan.query.metrics
    assert total is not None
    text = _statement(facts, metrics[0], total.value) + _versus(facts, total)
    further = [
        f"{m.zh} **{short(v, m, 'zh')}**" for m, v in zip(metrics[1:], total.extra, strict=True)
    ]
    return text + (f"，{'，'.join(further)}" if further else "") + "。"


def ranking(facts: Facts) -> str:
    """Tell which group is the first."""
    query, groups = facts.plan.query, facts.groups
    metric, first = query.metric, groups[0]
    value = short(first.value, metric, "zh")
    when = during(facts.plan.period, "zh")
    if len(groups) == 1 and query.limit is None and not query.ranks_time:
        if facts.selected:
            subject = f"{scope(query.filters, 'zh')}的{metric.zh}"
            return f"{when}，{subject}为 **{value}**。"
        return f"{_statement(facts, metric, first.value)}，全部来自{first.name}。"
    rank = "最高" if query.descending else "最低"
    text = f"{when}，{_subject(facts, metric)}{rank}的是**{first.name}**，为 **{value}**"
    if first.share is not None and query.descending and not facts.selected:
        text += f"，占 {first.share:.0%}"
    if len(groups) > 1:
        text += f"；其次是{groups[1].name}，为 {short(groups[1].value, metric, 'zh')}"
    return text + "。"


def movements(facts: Facts) -> str:
    """Tell which groups changed."""
    query, metric = facts.plan.query, facts.plan.query.metric
    groups = [g for g in facts.groups if g.change(metric) == g.change(metric)]
    opening = ""
    if facts.total:
        opening = _statement(facts, metric, facts.total.value) + _versus(facts, facts.total) + "。"
    elif facts.plan.baseline:
        spans = f"{during(facts.plan.period, 'zh')}与{during(facts.plan.baseline, 'zh')}"
        opening = f"{spans}的{_subject(facts, metric)}对比。"
    if not groups:
        return opening
    ordered = sorted(groups, key=lambda g: g.change(metric))
    low, high = ordered[0], ordered[-1]
    first, last = (high, low) if query.descending else (low, high)
    text = f"{opening}**{first.name}**{_moved(first, metric)}"
    return f"{text}；{last.name}{_moved(last, metric)}。" if len(groups) > 1 else f"{text}。"


def _moved(group: Group, metric: Metric) -> str:
    step = group.change(metric)
    if step == 0:
        return "没有变化"
    verb = "增长" if step > 0 else "下降"
    return f"{verb} {size_of(step, metric, 'zh')}，至 {short(group.value, metric, 'zh')}"


def turning_point(facts: Facts) -> str:
    """Name the month or quarter that changed the most, if that is asked for."""
    query, metric = facts.plan.query, facts.plan.query.metric
    steps = [g for g in facts.steps() if g.change(metric) == g.change(metric)]
    if not (query.by_change and query.ranked and query.by and steps) or query.share_of:
        return ""
    found = (max if query.descending else min)(steps, key=lambda g: g.change(metric))
    which = (
        "增幅最大" if query.descending else "降幅最大" if found.change(metric) < 0 else "增幅最小"
    )
    return f"{_subject(facts, metric)}环比{which}的是 **{found.name}**：{_moved(found, metric)}。"


def trend(facts: Facts, subject: str = "") -> str:
    """Tell how a figure went."""
    query, metric = facts.plan.query, facts.plan.query.metric
    groups = facts.complete
    if query.share_of:
        groups = [Group(g.name, g.share or 0.0) for g in groups]
        metric = Metric("share", "", "percent", False, metric.en, metric.zh, ())
    subject = subject or _subject(facts, metric)
    if len(groups) == 1:
        return f"{groups[0].name}，{subject}为 **{short(groups[0].value, metric, 'zh')}**。"
    first, last = groups[0], groups[-1]
    high, low = max(groups, key=lambda g: g.value), min(groups, key=lambda g: g.value)
    step = Group("", last.value, before=first.value).change(metric)
    by = f"（{change(step, metric, 'zh')}）" if step == step else ""
    going = "升至" if step > 0 else "降至" if step < 0 else "变为"
    return (
        f"{subject}从{_in(first)} {short(first.value, metric, 'zh')}{going}{_in(last)} "
        f"**{short(last.value, metric, 'zh')}**{by}。最高是{_in(high)} "
        f"**{short(high.value, metric, 'zh')}**，最低是{_in(low)} "
        f"{short(low.value, metric, 'zh')}。"
    )


def _in(group: Group) -> str:
    """Return "2026 年 9 月的", with a space after letters: "2026 年 Q3 的"."""
    return f"{group.name} 的" if group.name[-1].isascii() else f"{group.name}的"


def portion(facts: Facts) -> str:
    """Tell the share of a part."""
    query = facts.plan.query
    part = query.share_of
    assert part is not None
    name = join([value_label(part.dimension, v, "zh") for v in part.values], "zh")
    whole = _subject(facts, query.metric)
    if query.by and query.by.is_time and facts.groups:
        return trend(facts, f"**{name}**占{whole}的比例")
    when = during(facts.plan.period, "zh")
    if facts.groups:
        first, last = facts.groups[0], facts.groups[-1]
        return (
            f"{when}，**{name}**占{whole}的比例最高的是**{first.name}**（{first.share or 0:.1%}），"
            f"最低的是{last.name}（{last.share or 0:.1%}）。"
        )
    total = facts.total
    assert total is not None
    value = short(total.value, query.metric, "zh")
    return f"{when}，**{name}**占{whole}的 **{total.share or 0:.1%}**，为 {value}。"


def overview(facts: Facts) -> str:
    """Sum up the key figures."""
    metric, now, before = facts.headline
    text = _statement(facts, metric, now) + _versus(facts, Group("", now, before=before))
    if facts.plan.query.kind == "drivers":
        return text + "。"
    others = [f"{m.zh} {short(v, m, 'zh')}" for m, v, _ in facts.overview[1:2] + facts.overview[5:]]
    return f"{text}，{'，'.join(others)}。"


def drivers(facts: Facts) -> str:
    """Say what a change consists of."""
    query, whole, movers = facts.plan.query, facts.driven, facts.movers()
    text = _statement(facts, query.metric, whole.value) + _versus(facts, whole) + "。"
    if movers:
        first = movers[0]
        step = short(abs(first.value - (first.before or 0.0)), query.metric, "zh")
        verb = "增长" if first.value > (first.before or 0.0) else "下降"
        text += f"变动最大的是**{first.name}**，{verb} {step}。"
    return text + "我能看到哪里变了，但数据本身不说明原因。"
