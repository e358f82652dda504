using System.Collections.Immutable;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>What became of an offer. Nothing is changed by it: <see cref="CostMap.With"/> takes <see cref="Model"/> over.</summary>
public sealed record RegistrationResult
{
    /// <summary>The model with its new row, which is the last; null where the offer is refused.</summary>
    public ModelPrices? Model { get; init; }
    /// <summary>What the checks found, forced or not.</summary>
    public ImmutableArray<PriceProblem> Problems { get; init; } = [];
    /// <summary>The first slot at which the prices hold: the next one where valid-from lies within a slot. Null: since ever.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }
}

/// <summary>Registers the prices of one model over what is believed (LiteLLM 3: what is not named stays), after checks.</summary>
public static class PriceRegistration
{
    /// <summary>What the offer makes of what is believed. An offer that was registered before gives the model as it is, so that a repeat
    /// adds nothing.</summary>
    public static RegistrationResult Register(CostMap present, PriceOffer offer)
    {
        var (known, isAlias) = Known(present, offer);
        var model = new ModelPrices
        {
            Provider = known?.Provider ?? ProviderNames.Normalize(offer.Provider),
            Model = known is null || isAlias ? offer.Model : known.Model,
            Aliases = offer.Aliases,
            Mode = offer.Mode,
            MaxInputTokens = offer.MaxInputTokens,
            MaxOutputTokens = offer.MaxOutputTokens,
        };
        if (!isAlias && known?.Rows.FirstOrDefault(row => IsOf(row, offer)) is { } same)
            return new() { Model = model with { Rows = [same] }, EffectiveFrom = same.ValidFrom is { } begin ? NextSlot(begin) : null };
        var from = offer.ValidFrom ?? (known is null || known.Rows.IsEmpty || offer.Kind == PriceKind.Correction ? null : offer.KnownSince);
        var believed = known?.RowAt(from ?? offer.KnownSince)?.Prices;
        var prices = believed?.With(offer.Prices) ?? offer.Prices;
        var problems = Check(model.FullName, offer, believed, prices);
        if (!problems.All(problem => problem.CanBeForced && offer.Force)) return new() { Problems = problems };
        var row = new PriceRow
        {
            ValidFrom = from,
            ValidTo = offer.ValidTo,
            KnownSince = offer.KnownSince,
            Kind = offer.Kind,
            Source = offer.Source,
            Reason = offer.Reason,
            Prices = prices,
        };
        // What was an alias becomes a model of its own, with the history that it had.
        ImmutableArray<PriceRow> history = isAlias ? known!.Rows : [];
        return new() { Model = model with { Rows = [.. history, row] }, Problems = problems, EffectiveFrom = from is { } time ? NextSlot(time) : null };
    }

    // Known since the very same instant, with the same words and prices: the row that this offer made.
    private static bool IsOf(PriceRow row, PriceOffer offer) =>
        row.KnownSince == offer.KnownSince && row.Kind == offer.Kind && row.Source == offer.Source && row.Reason == offer.Reason
        && row.ValidTo == offer.ValidTo && (offer.ValidFrom is { } from ? row.ValidFrom == from : row.ValidFrom is null || row.ValidFrom == offer.KnownSince)
        && row.Prices.With(offer.Prices).SameAs(row.Prices);

    private static ImmutableArray<PriceProblem> Check(string model, PriceOffer offer, PriceFields? believed, PriceFields prices)
    {
        var problems = new List<PriceProblem>(PriceChecks.Check(model, prices));
        // A correction repairs a wrong unit as a rule: its reason is asked for in place of --force.
        if (believed is not null && offer.Kind != PriceKind.Correction) problems.AddRange(PriceChecks.CheckChange(model, believed, prices));
        if (offer.ValidFrom >= offer.ValidTo)
            problems.Add(new(PriceProblemKind.BadPeriod, model, "",
                $"{model}: valid-from {offer.ValidFrom:u} is not before valid-to {offer.ValidTo:u}."));
        if (offer.Reason.Length == 0 && (offer.Kind == PriceKind.Correction || offer.Force))
            problems.Add(new(PriceProblemKind.NoReason, model, "",
                $"{model}: a correction, and what is forced, needs a reason; it is kept with the price."));
        return [.. problems];
    }

    private static (ModelPrices? Model, bool IsAlias) Known(CostMap present, PriceOffer offer)
    {
        if (present.Get(offer.Provider, offer.Model) is { } exact) return (exact, false);
        if (present.GetByAlias(offer.Provider, offer.Model) is { } target) return (target, true);
        if (offer.Provider.Length > 0 || present.Resolve(offer.Model) is not { Model: { } found, Matched: var matched }) return default;
        if (found.Model == offer.Model || found.FullName == offer.Model) return (found, false);
        return matched == offer.Model && found.Aliases.Contains(offer.Model) ? (found, true) : default;
    }

    private static DateTimeOffset NextSlot(DateTimeOffset time)
    {
        var slot = Slot.At(time);
        return slot.Start == time ? time : slot.Start.AddSeconds(Slot.Seconds);
    }
}
