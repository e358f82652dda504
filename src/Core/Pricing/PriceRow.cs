namespace Accounting.Core.Pricing;

/// <summary>Why a price row was added.</summary>
public enum PriceKind : byte
{
    /// <summary>What the model costs from a day on.</summary>
    Price = 0,
    /// <summary>What was believed for a period was wrong: replaces it for the whole period.</summary>
    Correction = 1,
    /// <summary>Taken over from another cost map.</summary>
    Import = 2,
}

/// <summary>The prices of a model over one period, and since when they are known (invariant 8). Rows are only ever added.</summary>
public sealed record PriceRow
{
    /// <summary>First instant at which the prices hold; null: since ever. Within a slot they take effect at the next one.</summary>
    public DateTimeOffset? ValidFrom { get; init; }
    /// <summary>First instant at which they hold no more; null: until another row follows.</summary>
    public DateTimeOffset? ValidTo { get; init; }
    /// <summary>The instant since which we know it.</summary>
    public required DateTimeOffset KnownSince { get; init; }
    public PriceKind Kind { get; init; }
    /// <summary>Where the figures come from: an address or a person.</summary>
    public string Source { get; init; } = "";
    /// <summary>Why the row was added; needed for a correction or where a check was overridden.</summary>
    public string Reason { get; init; } = "";
    /// <summary>Empty: from then on the model has no price, and its calls are unpriced.</summary>
    public required PriceFields Prices { get; init; }

    /// <summary>Whether it says that there is no price: the model was retired, or never had one.</summary>
    public bool IsWithoutPrice => Prices.IsEmpty;

    internal bool IsValidAt(DateTimeOffset time) => (ValidFrom is not { } from || from <= time) && (ValidTo is not { } to || time < to);

    internal bool SameAs(PriceRow other) => this with { Prices = other.Prices } == other && Prices.SameAs(other.Prices);
}
