namespace Accounting.Grains.Interfaces.Counting;

/// <summary>
/// How records become calls: the reading options of a run (<c>ReadingOptions</c> of LogReading), which travel with each chunk.
/// </summary>
[GenerateSerializer, Immutable, Alias(Aliases.ReadingMessage)]
public sealed record ReadingMessage
{
    [Id(0)] public string? Tenant { get; init; }
    [Id(1)] public string? TenantFrom { get; init; }
    [Id(2)] public string? Model { get; init; }
    [Id(3)] public string? ModelFrom { get; init; }
    [Id(4)] public DateTimeOffset? Time { get; init; }
    [Id(5)] public string? TimeFrom { get; init; }
    [Id(6)] public string InputFormat { get; init; } = "auto";
    /// <summary>The number of LogReading's <c>UsageMode</c>: 0 auto, 1 reported, 2 count, 3 verify.</summary>
    [Id(7)] public int Usage { get; init; }
    [Id(8)] public bool DistinctInputs { get; init; }
    /// <summary>The longest that counting one call may take; null: as the silo is set.</summary>
    [Id(9)] public TimeSpan? CountTimeout { get; init; }
    /// <summary>Where records of an unknown log have what; null: formats are found by content.</summary>
    [Id(10)] public string? Map { get; init; }
}
