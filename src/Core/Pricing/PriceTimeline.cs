using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>
/// What a model costs from the beginning of time to its end: stretches without a gap or overlap, each with the row that decides
/// (<see cref="ModelPrices.RowAt"/>). Rows are taken in the order of knowing, so that it can be said of each what it replaced.
/// </summary>
public sealed class PriceTimeline
{
    private const int None = -1;

    private readonly ModelPrices _model;
    // The edges between stretches; stretch n ends before edge n.
    private readonly List<DateTimeOffset> _edges;
    private readonly int[] _deciding;
    private int _taken;

    private PriceTimeline(ModelPrices model)
    {
        _model = model;
        _edges = [.. model.Rows.SelectMany(row => new[] { row.ValidFrom, row.ValidTo }).OfType<DateTimeOffset>().Distinct().Order()];
        _deciding = new int[_edges.Count + 1];
        Array.Fill(_deciding, None);
    }

    /// <summary>What is believed by all rows of a model.</summary>
    public static ImmutableArray<PricePeriod> Of(ModelPrices model)
    {
        var timeline = new PriceTimeline(model);
        for (var row = 0; row < model.Rows.Length; row++) timeline.Take(row);
        return timeline.Periods(timeline._deciding);
    }

    /// <summary>Each row of a model in the order of knowing, with what was believed until then for the time that it decides since.</summary>
    public static ImmutableArray<PriceEvent> History(ModelPrices model)
    {
        var timeline = new PriceTimeline(model);
        var events = ImmutableArray.CreateBuilder<PriceEvent>(model.Rows.Length);
        for (var row = 0; row < model.Rows.Length; row++)
        {
            int[] before = [.. timeline._deciding];
            timeline.Take(row);
            events.Add(new(model.Rows[row], timeline.Replaced(before)));
        }
        return events.MoveToImmutable();
    }

    private void Take(int row)
    {
        for (var at = 0; at < _deciding.Length; at++)
        {
            if (!Covers(_model.Rows[row], at)) continue;
            if (_deciding[at] == None || _model.Decides(row, _deciding[at])) _deciding[at] = row;
        }
        _taken = row;
    }

    private bool Covers(PriceRow row, int at) => (row.ValidFrom is null || row.ValidFrom <= Begin(at)) && (row.ValidTo is null || row.ValidTo >= End(at));

    // The stretches that the last row took over, with what decided before.
    private ImmutableArray<PricePeriod> Replaced(int[] before)
    {
        var replaced = ImmutableArray.CreateBuilder<PricePeriod>();
        for (var at = 0; at < before.Length; at++)
        {
            if (_deciding[at] != _taken) continue;
            var end = at + 1;
            while (end < before.Length && _deciding[end] == _taken && before[end] == before[at]) end++;
            replaced.Add(new(Begin(at), End(end - 1), RowOf(before[at])));
            at = end - 1;
        }
        return replaced.ToImmutable();
    }

    private ImmutableArray<PricePeriod> Periods(int[] deciding)
    {
        var periods = ImmutableArray.CreateBuilder<PricePeriod>();
        for (var at = 0; at < deciding.Length; at++)
        {
            var end = at + 1;
            while (end < deciding.Length && deciding[end] == deciding[at]) end++;
            periods.Add(new(Begin(at), End(end - 1), RowOf(deciding[at])));
            at = end - 1;
        }
        return periods.ToImmutable();
    }

    private PriceRow? RowOf(int index) => index == None ? null : _model.Rows[index];

    private DateTimeOffset? Begin(int at) => at == 0 ? null : _edges[at - 1];

    private DateTimeOffset? End(int at) => at == _edges.Count ? null : _edges[at];
}
