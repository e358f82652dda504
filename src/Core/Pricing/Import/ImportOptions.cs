namespace Accounting.Core.Pricing.Import;

/// <summary>How an import is recorded.</summary>
public sealed record ImportOptions
{
    /// <summary>The instant of the import.</summary>
    public required DateTimeOffset KnownSince { get; init; }
    /// <summary>
    /// From when changed prices hold; null: from the instant of the import. A model that the present map lacks gets its prices for all
    /// times.
    /// </summary>
    public DateTimeOffset? ValidFrom { get; init; }
    /// <summary>File or address.</summary>
    public string Source { get; init; } = "";
    /// <summary>Takes what the checks refuse, where that can be; needs <see cref="Reason"/>.</summary>
    public bool Force { get; init; }
    /// <summary>A map with fewer models is taken for a cut or another file, unless forced. Default: 0, any is taken.</summary>
    public int ModelsMin { get; init; }
    /// <summary>Kept with each row.</summary>
    public string Reason { get; init; } = "";
}
