using System.Collections.Immutable;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>What became of an offer. Nothing is changed by it: <see cref="CostMap.With"/> takes <see cref="Model"/> over.</summary>
public sealed record RegistrationResult
{
    /// <summary>
    /// The model with its new row, which is the last; null where the offer is refused. A correction over a period with several prices has a row
    /// for each.
    /// </summary>
    public ModelPrices? Model { get; init; }
    /// <summary>Whether the offer says nothing new, and adds nothing (<see cref="PriceOffer.SkipsUnchanged"/>).</summary>
    public bool IsUnchanged { get; init; }
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
    public static RegistrationResult Register(CostMap present, PriceOffer offer) => new PriceBook(present).Register(offer);

    internal static RegistrationResult Register(PriceBook present, PriceOffer offer)
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
            Info = known is null ? offer.Info : known.Info.With(offer.Info),
        };
        var from = offer.ValidFrom ?? (known is null || known.Rows.IsEmpty || offer.Kind == PriceKind.Correction ? null : offer.KnownSince);
        if (offer.SkipsUnchanged && known is not null && SaysNothingNew(known, offer, from))
            return new() { Model = known with { Rows = [known.RowAt(from ?? offer.KnownSince)!] }, IsUnchanged = true };
        if (!isAlias && known?.Rows.FirstOrDefault(row => IsOf(row, offer)) is { } same)
            return new() { Model = model with { Rows = [same] }, EffectiveFrom = same.ValidFrom is { } begin ? NextSlot(begin) : null };
        var (rows, problems) = Rows(model.FullName, offer, known, from);
        if (!problems.All(problem => problem.CanBeForced && offer.Force)) return new() { Problems = problems };
        // What was an alias becomes a model of its own, with the history that it had.
        ImmutableArray<PriceRow> history = isAlias ? known!.Rows : [];
        return new() { Model = model with { Rows = [.. history, .. rows] }, Problems = problems, EffectiveFrom = from is { } time ? NextSlot(time) : null };
    }

    private static bool SaysNothingNew(ModelPrices known, PriceOffer offer, DateTimeOffset? from) =>
        known.RowAt(from ?? offer.KnownSince)?.Prices is { } believed && believed.With(offer.Prices).SameAs(believed)
        && (!offer.Replaces || offer.Prices.SameAs(believed))
        && (offer.Mode.Length == 0 || offer.Mode == known.Mode)
        && (offer.MaxInputTokens is null || offer.MaxInputTokens == known.MaxInputTokens)
        && (offer.MaxOutputTokens is null || offer.MaxOutputTokens == known.MaxOutputTokens)
        && offer.Aliases.All(alias => known.Aliases.Contains(alias)) && known.Info.With(offer.Info).Equals(known.Info);

    private static (ImmutableArray<PriceRow> Rows, ImmutableArray<PriceProblem> Problems) Rows(
        string name, PriceOffer offer, ModelPrices? known, DateTimeOffset? from)
    {
        var problems = CheckOffer(name, offer).ToList();
        var rows = ImmutableArray.CreateBuilder<PriceRow>();
        foreach (var (begin, end, believed) in Believed(offer, known, from))
        {
            var prices = offer.Replaces || believed is null ? offer.Prices : believed.With(offer.Prices);
            problems.AddRange(PriceChecks.Check(name, prices));
            // A correction repairs a wrong unit as a rule: its reason is asked for in place of --force.
            if (believed is not null && offer.Kind != PriceKind.Correction) problems.AddRange(PriceChecks.CheckChange(name, believed, prices));
            rows.Add(new()
            {
                ValidFrom = begin,
                ValidTo = end,
                KnownSince = offer.KnownSince,
                Kind = offer.Kind,
                Source = offer.Source,
                Reason = offer.Reason,
                Prices = prices,
            });
        }
        return (rows.ToImmutable(), [.. problems.Distinct()]);
    }

    // A correction of some fields keeps the others as they were believed in each stretch of its period; a price goes on from where it begins.
    private static IEnumerable<(DateTimeOffset? From, DateTimeOffset? To, PriceFields? Believed)> Believed(
        PriceOffer offer, ModelPrices? known, DateTimeOffset? from)
    {
        if (offer.Kind != PriceKind.Correction || offer.Replaces || known is null)
            return [(from, offer.ValidTo, known?.RowAt(from ?? offer.KnownSince)?.Prices)];
        var periods = PriceTimeline.Of(known).Select(period => period.Within(from, offer.ValidTo)).OfType<PricePeriod>().ToList();
        // Where the model was retired there is nothing to correct, unless that is all that the period is about.
        var priced = periods.FindAll(period => period.Row is not { IsWithoutPrice: true });
        return (priced.Count > 0 ? priced : periods).Select(period => (period.From, period.To, period.Prices));
    }

    /// <summary>The rows of a model that an offer made: several where it corrects a period with several prices.</summary>
    public static ImmutableArray<PriceRow> RowsOf(ModelPrices model, PriceOffer offer) => [.. model.Rows.Where(row => IsOf(row, offer) || IsPartOf(row, offer))];

    // Known since the very same instant, with the same words and prices: the row that this offer made.
    private static bool IsOf(PriceRow row, PriceOffer offer) =>
        HasItsWords(row, offer) && row.ValidTo == offer.ValidTo
        && (offer.ValidFrom is { } from ? row.ValidFrom == from : row.ValidFrom is null || row.ValidFrom == offer.KnownSince);

    private static bool IsPartOf(PriceRow row, PriceOffer offer) =>
        offer.Kind == PriceKind.Correction && HasItsWords(row, offer)
        && (offer.ValidFrom is not { } from || row.ValidFrom >= from) && (offer.ValidTo is not { } to || row.ValidTo <= to);

    private static bool HasItsWords(PriceRow row, PriceOffer offer) =>
        row.KnownSince == offer.KnownSince && row.Kind == offer.Kind && row.Source == offer.Source && row.Reason == offer.Reason
        && (offer.Replaces ? offer.Prices : row.Prices.With(offer.Prices)).SameAs(row.Prices);

    private static IEnumerable<PriceProblem> CheckOffer(string model, PriceOffer offer)
    {
        if (offer.ValidFrom >= offer.ValidTo)
            yield return new(PriceProblemKind.BadPeriod, model, "",
                $"{model}: valid-from {offer.ValidFrom:u} is not before valid-to {offer.ValidTo:u}.");
        if (offer.Reason.Length == 0 && (offer.Kind == PriceKind.Correction || offer.Force))
            yield return new(PriceProblemKind.NoReason, model, "",
                $"{model}: a correction, and what is forced, needs a reason; it is kept with the price.");
        if (Agreement.IsReserved(model) != (offer.Mode == Agreement.Mode))
            yield return new(PriceProblemKind.Reserved, model, "",
                $"{model}: names that begin with agreement/ are those of agreements with tenants, which `accounting agreements set` makes.");
        if (!offer.Info.IsBounded)
            yield return new(PriceProblemKind.TooLarge, model, "",
                $"{model}: the fields that are no prices have more than {PricingLimits.InfoCharsMax} characters. Leave some out.");
    }

    private static (ModelPrices? Model, bool IsAlias) Known(PriceBook present, PriceOffer offer)
    {
        if (present.Get(offer.Provider, offer.Model) is { } exact) return (exact, false);
        if (present.GetByAlias(offer.Provider, offer.Model) is { } target) return (target, true);
        return offer.Provider.Length > 0 ? default : present.GetByName(offer.Model);
    }

    private static DateTimeOffset NextSlot(DateTimeOffset time)
    {
        var slot = Slot.At(time);
        return slot.Start == time ? time : slot.Start.AddSeconds(Slot.Seconds);
    }
}
