using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>Something that spend can be grouped by.</summary>
/// <param name="Name">As typed in <c>--group-by</c>, and the field's name in the answer.</param>
/// <param name="ValueOf">The value of a line; the second argument names the bucket of a slot.</param>
/// <param name="IsTime">Whether it is a bucket of time.</param>
internal sealed record Dimension(string Name, Func<EntryKey, TimeBuckets, string> ValueOf, bool IsTime = false)
{
    public static readonly IReadOnlyList<Dimension> All =
    [
        new("tenant", static (key, _) => key.Tenant),
        new("model", static (key, _) => Incomplete.ModelOf(key)),
        new("requested_model", static (key, _) => key.RequestedModel),
        new("response_model", static (key, _) => key.ResponseModel),
        new("provider", static (key, _) => key.Provider),
        new("call_type", static (key, _) => key.CallType),
        new("hour", static (key, buckets) => buckets.Hour(key.Slot), IsTime: true),
        new("day", static (key, buckets) => buckets.Day(key.Slot), IsTime: true),
        new("week", static (key, buckets) => buckets.Week(key.Slot), IsTime: true),
        new("month", static (key, buckets) => buckets.Month(key.Slot), IsTime: true),
        new("year", static (key, buckets) => buckets.Year(key.Slot), IsTime: true),
        new("service_tier", static (key, _) => key.ServiceTier),
        new("batch", static (key, _) => key.Batch ? "true" : "false"),
        new("speed", static (key, _) => key.Speed),
        new("region", static (key, _) => key.Region),
        new("residency", static (key, _) => key.Residency),
        new("image_size", static (key, _) => key.ImageSize),
        new("image_quality", static (key, _) => key.ImageQuality),
        new("source", static (key, _) => SourceName(key.Source)),
    ];

    /// <summary>Names separated by commas; each at most once. <c>none</c>: the total alone.</summary>
    public static IReadOnlyList<Dimension> Parse(IEnumerable<string> lists)
    {
        var names = lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (names is ["none"]) return [];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw UserException.WrongUsage($"--group-by names '{twice.Key}' twice. Name each field once.");
        return [.. names.Select(Find)];
    }

    private static Dimension Find(string name) =>
        All.FirstOrDefault(dimension => dimension.Name == name.Replace('-', '_')) ?? throw UserException.WrongUsage(
            $"--group-by '{name}' is unknown.{NearNames.Suggestion(name, All.Select(dimension => dimension.Name))} " +
            $"Expected some of: {string.Join(", ", All.Select(dimension => dimension.Name))}; or none.");

    private static string SourceName(UsageSource source) => source switch
    {
        UsageSource.Reported => "reported",
        UsageSource.Counted => "counted",
        _ => "estimated",
    };
}
