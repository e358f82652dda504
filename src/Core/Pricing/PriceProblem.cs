namespace Accounting.Core.Pricing;

/// <summary>Why prices are refused.</summary>
public enum PriceProblemKind : byte
{
    /// <summary>The map is not JSON, or not of the form that was asked for.</summary>
    NotReadable = 0,
    /// <summary>A model stands twice in the map, with different prices.</summary>
    DuplicateModel = 1,
    /// <summary>The map lacks more than a tenth of the models that were imported before.</summary>
    LostModels = 2,
    NegativePrice = 3,
    /// <summary>A price beyond <see cref="PricingLimits.UnitPriceMax"/>, or a factor that is no factor.</summary>
    PriceTooLarge = 4,
    /// <summary>A price per thousand or per million in a field per token.</summary>
    WrongUnit = 5,
    /// <summary>A hundred times the price that is there, or a hundredth of it.</summary>
    Jump = 6,
    /// <summary>A threshold, or the edge of a tier, that is no band edge.</summary>
    OffBand = 7,
    /// <summary>An off-peak window that begins or ends within a slot.</summary>
    OffSlot = 8,
    /// <summary>A value that is no decimal number, or a table that cannot be read.</summary>
    NotANumber = 9,
    /// <summary>A period that ends before it begins.</summary>
    BadPeriod = 10,
    /// <summary>A correction, or something forced, without a reason.</summary>
    NoReason = 11,
    /// <summary>More is to be kept of a model than <see cref="PricingLimits.InfoCharsMax"/>.</summary>
    TooLarge = 12,
    /// <summary>An imported map has a price for a model that was retired; only a registration brings it back.</summary>
    Retired = 13,
    /// <summary>A name that is kept for agreements with tenants.</summary>
    Reserved = 14,
    /// <summary>A field that nothing reads; it is kept.</summary>
    UnknownField = 15,
}

/// <summary>A finding about prices that were offered.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Model">Which model; empty: the map as a whole.</param>
/// <param name="Field">Which field; empty: the model as a whole.</param>
/// <param name="Message">What is wrong, what was expected, what to do.</param>
public sealed record PriceProblem(PriceProblemKind Kind, string Model, string Field, string Message)
{
    /// <summary>Whether it concerns the map as a whole: then none of it is taken.</summary>
    public bool IsWholeMap => Kind is PriceProblemKind.NotReadable or PriceProblemKind.DuplicateModel or PriceProblemKind.LostModels;

    /// <summary>Whether a caller may take the prices all the same, giving a reason. What could never be priced cannot be forced.</summary>
    public bool CanBeForced =>
        Kind is PriceProblemKind.DuplicateModel or PriceProblemKind.LostModels or PriceProblemKind.WrongUnit or PriceProblemKind.Jump;
}
