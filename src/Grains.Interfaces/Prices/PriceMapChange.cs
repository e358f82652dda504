using Accounting.Core.Pricing;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>A version of the cost map in its history, and what it added to the one before.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.PriceMapChange)]
public sealed record PriceMapChange
{
    [Id(0)] public string Version { get; init; } = "";
    [Id(1)] public string Digest { get; init; } = "";
    /// <summary>When it became known.</summary>
    [Id(2)] public DateTimeOffset KnownSince { get; init; }
    /// <summary>How many models have rows that the version before does not have; the first version is compared with what ships.</summary>
    [Id(3)] public int ModelCount { get; init; }
    /// <summary>Their full names, at most <see cref="ModelsMax"/> of them.</summary>
    [Id(4)] public string[] Models { get; init; } = [];
    /// <summary>What kind of rows they are. Of several, this and what follows is said of the last one.</summary>
    [Id(5)] public PriceKind Kind { get; init; }
    [Id(6)] public string Source { get; init; } = "";
    [Id(7)] public string Reason { get; init; } = "";

    /// <summary>An import can bring thousands; a person reads some.</summary>
    public const int ModelsMax = 100;
}
