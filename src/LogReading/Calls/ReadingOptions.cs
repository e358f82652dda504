using System.Text.Json.Serialization;

namespace Accounting.LogReading.Calls;

/// <summary>How records become calls. Fixed for a run.</summary>
public sealed record ReadingOptions
{
    /// <summary>The tenant of every call; null: as the log says, or <see cref="TenantFrom"/>.</summary>
    public string? Tenant { get; init; }
    /// <summary>Dotted path of the tenant in each record: <c>metadata.team</c>, <c>request.metadata.user_id</c>,
    /// <c>items.0.id</c>.</summary>
    public string? TenantFrom { get; init; }
    /// <summary>The model of every call; null: as the log says, or <see cref="ModelFrom"/>.</summary>
    public string? Model { get; init; }
    public string? ModelFrom { get; init; }
    /// <summary>The time of calls whose log gives none.</summary>
    public DateTimeOffset? Time { get; init; }
    public string? TimeFrom { get; init; }
    /// <summary>A format's name, or <c>auto</c>: by content.</summary>
    public string InputFormat { get; init; } = "auto";
    public UsageMode Usage { get; init; } = UsageMode.Auto;
    /// <summary>Takes the input's name into the identity of records without an id: equal lines of two inputs are two calls.</summary>
    public bool DistinctInputs { get; init; }
    /// <summary>Which columns of a table hold which fields of its records: <c>messages=prompt,id=event_id</c>. Null: as they are called.</summary>
    // Left out where it is null: runs of versions that did not know it go on.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Columns { get; init; }
    /// <summary>Where records of an unknown log have what: a JSON object of dotted paths (docs/LOG-FORMATS.md: A map). Null: formats are found by content.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Map { get; init; }

    /// <summary>Checks what <see cref="Map"/> may be.</summary>
    /// <exception cref="ArgumentException">It is no map; the message says why.</exception>
    public static void CheckMap(string map) => _ = new RecordMap(map);
}

/// <summary>Which quantities are billed (design: Reported or counted).</summary>
public enum UsageMode
{
    /// <summary>The provider's reported usage where the log has it, else our own count.</summary>
    Auto = 0,
    /// <summary>Only reported usage; a call without it goes to quarantine.</summary>
    Reported = 1,
    /// <summary>Always our own count.</summary>
    Count = 2,
    /// <summary>Reported is billed, both are kept, and the run prints the drift per model.</summary>
    Verify = 3,
}
