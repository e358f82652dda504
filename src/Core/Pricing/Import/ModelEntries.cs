using System.Collections.Immutable;

namespace Accounting.Core.Pricing.Import;

/// <summary>
/// Models by name with their fields, to be registered over what is believed: what <c>register_model</c> takes (LiteLLM 3). Numbers may be
/// texts, null says nothing, and fields that nobody is known to read are kept and reported.
/// </summary>
public sealed record ModelEntries
{
    /// <summary>One per model, without the moment, source and reason of the registration. Empty where <see cref="Problems"/> has any.</summary>
    public ImmutableArray<PriceOffer> Offers { get; private init; } = [];
    /// <summary>Why it cannot be taken.</summary>
    public ImmutableArray<PriceProblem> Problems { get; private init; } = [];
    /// <summary>Values that were left out, and fields that are kept though nobody reads them.</summary>
    public ImmutableArray<PriceProblem> Notices { get; private init; } = [];

    /// <param name="json">LiteLLM's form, or genai-prices'; UTF-8.</param>
    public static ModelEntries Read(ReadOnlyMemory<byte> json)
    {
        var entries = new MapEntries();
        if (!entries.TryRead(json, withInfo: true) || entries.Problems.Count > 0) return new() { Problems = [.. entries.Problems] };
        if (entries.Models.Count == 0)
            return new() { Problems = [new(PriceProblemKind.NotReadable, "", "", "There is no model in it. Expected an object of models by name.")] };
        return new() { Offers = [.. entries.Models.Select(Offer)], Notices = [.. entries.Notices, .. entries.Models.SelectMany(NoticesOf)] };
    }

    private static PriceOffer Offer(ImportedModel entry) => new()
    {
        Provider = entry.Model.Provider,
        Model = entry.Model.Model,
        Mode = entry.Model.Mode,
        MaxInputTokens = entry.Model.MaxInputTokens,
        MaxOutputTokens = entry.Model.MaxOutputTokens,
        Aliases = entry.Model.Aliases,
        Info = entry.Model.Info,
        Prices = entry.Prices,
        SkipsUnchanged = true,
        KnownSince = default,
    };

    private static IEnumerable<PriceProblem> NoticesOf(ImportedModel entry)
    {
        foreach (var complaint in entry.Complaints) yield return new(PriceProblemKind.NotANumber, entry.Name, "", $"{entry.Name}: {complaint}");
        var names = entry.Model.Info.Fields.Keys.Concat(entry.Prices.Values.Select(pair => pair.Key.Split('.')[0]));
        foreach (var name in names.Distinct().Order(StringComparer.Ordinal).Where(name => !LiteLlmFields.IsKnown(name)))
            yield return new(PriceProblemKind.UnknownField, entry.Name, name, $"{entry.Name}: {name} is kept, but nothing here reads it. Check its spelling.");
    }
}
