using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>Joins entries of one and the same model: all rows, all aliases, the later word on limits.</summary>
internal static class ModelJoin
{
    public static ImmutableArray<ModelPrices> Join(IEnumerable<ModelPrices> models) =>
        [.. models.GroupBy(model => model.FullName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(JoinOne)];

    /// <summary>Joined models, with what each step adds joined to them, one step after the other: only models that a step names are looked
    /// at.</summary>
    public static ImmutableArray<ModelPrices> Add(ImmutableArray<ModelPrices> joined, IEnumerable<IEnumerable<ModelPrices>> steps)
    {
        var byName = joined.ToDictionary(model => model.FullName, StringComparer.Ordinal);
        foreach (var step in steps)
            foreach (var group in step.GroupBy(model => model.FullName, StringComparer.Ordinal))
                byName[group.Key] = JoinOne(byName.TryGetValue(group.Key, out var known) ? group.Prepend(known) : group);
        return [.. byName.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
    }

    /// <summary>Entries of one model, joined.</summary>
    public static ModelPrices JoinOne(IEnumerable<ModelPrices> group)
    {
        var first = Sorted(group.First());
        var others = group.Skip(1).Select(Sorted).Where(model => !model.SameAs(first)).ToList();
        if (others.Count == 0) return first;
        // Who says more recently what the model is, decides; its canonical form decides between equals, so that the order of naming does
        // not.
        var ordered = others.Prepend(first)
            .OrderBy(LastKnown).ThenBy(model => CostMapSerializer.WriteModel(model), StringComparer.Ordinal).ToList();
        var last = ordered[^1];
        return last with
        {
            Model = ordered.Select(model => model.Model).MinBy(name => name.Length)!,
            Aliases = [.. ordered.SelectMany(model => model.Aliases).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Mode = ordered.FindLast(model => model.Mode.Length > 0)?.Mode ?? "",
            MaxInputTokens = ordered.FindLast(model => model.MaxInputTokens is not null)?.MaxInputTokens,
            MaxOutputTokens = ordered.FindLast(model => model.MaxOutputTokens is not null)?.MaxOutputTokens,
            Info = ordered.Aggregate(ModelInfo.None, (info, model) => info.With(model.Info)),
            Rows = PriceRows.Sorted([.. ordered.SelectMany(model => model.Rows)]),
        };
    }

    private static ModelPrices Sorted(ModelPrices model) =>
        model with
        {
            Rows = PriceRows.Sorted(model.Rows),
            Aliases = [.. model.Aliases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };

    private static DateTimeOffset LastKnown(ModelPrices model) =>
        model.Rows.IsEmpty ? DateTimeOffset.MinValue : model.Rows.Max(row => row.KnownSince);
}
