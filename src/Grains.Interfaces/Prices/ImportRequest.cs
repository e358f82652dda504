using Accounting.Core.Pricing.Import;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>A cost map in LiteLLM's or genai-prices' form to take over, with its <see cref="ImportOptions"/>.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.ImportRequest)]
public sealed record ImportRequest
{
    /// <summary>The same for each attempt.</summary>
    [Id(0)] public Guid Id { get; init; }
    /// <summary>The file, UTF-8.</summary>
    [Id(1)] public byte[] Content { get; init; } = [];
    [Id(2)] public DateTimeOffset KnownSince { get; init; }
    [Id(3)] public DateTimeOffset? ValidFrom { get; init; }
    /// <summary>File or address.</summary>
    [Id(4)] public string Source { get; init; } = "";
    [Id(5)] public bool Force { get; init; }
    [Id(6)] public string Reason { get; init; } = "";

    /// <summary>As few models as a whole map may have (<see cref="ImportOptions.ModelsMin"/>).</summary>
    [Id(7)] public int ModelsMin { get; init; }

    public ImportOptions Options => new()
    {
        KnownSince = KnownSince, ValidFrom = ValidFrom, Source = Source, Force = Force, Reason = Reason, ModelsMin = ModelsMin,
    };
}
