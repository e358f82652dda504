using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Spend;

/// <summary>The options of <c>spend</c>, and the question they make.</summary>
internal sealed class SpendOptions
{
    public LedgerOptions Ledger { get; } = new();
    public Option<string[]> Tenant { get; } = new("--tenant", "-t")
    {
        Description = "Only this tenant. Repeat for several.", HelpName = "NAME",
    };
    public Option<string[]> Model { get; } = new("--model", "-m")
    {
        Description = "Only this model. Repeat for several.", HelpName = "NAME",
    };
    public Option<string?> Since { get; } = new("--since")
    {
        Description = "From this date or time on (2026-10-01, 20261001, 2026-10-01T08:30:00Z), UTC.", HelpName = "TIME",
    };
    public Option<string?> Until { get; } = new("--until") { Description = "Before this date or time, UTC.", HelpName = "TIME" };
    public Option<string[]> GroupBy { get; } = new("--group-by", "-g")
    {
        Description = "Fields, separated by commas. Default: tenant,model.", HelpName = "FIELDS",
    };
    public Option<string?> Timezone { get; } = new("--timezone", "-z")
    {
        Description = "IANA time zone that hours, days, weeks and months are named in. Default: UTC.", HelpName = "ZONE",
    };
    public Option<int?> Top { get; } = new("--top") { Description = "Only the first N rows; the total is of all.", HelpName = "N" };
    public Option<string?> Sort { get; } = new("--sort")
    {
        Description = "By cost, calls, tokens or group. Default: cost; group where grouped by time.", HelpName = "BY",
    };
    public Option<string?> Order { get; } = new("--order")
    {
        Description = "asc or desc. Default: desc; asc by group.", HelpName = "ORDER",
    };
    public Option<string?> PostedBefore { get; } = new("--posted-before")
    {
        Description = "The ledger as it stood then.", HelpName = "TIME",
    };
    public Option<bool> Exact { get; } = new("--exact") { Description = "Every digit of the money in a table, too." };
    public Option<string?> Format { get; } = SharedOptions.Format("table, json, jsonl, csv");
    public Option<bool> Json { get; } = SharedOptions.Json();

    public IReadOnlyList<Option> All => [Tenant, Model, Since, Until, GroupBy, Timezone, Top, Sort, Order, PostedBefore, Exact, Format, Json, .. Ledger.All];

    /// <exception cref="UserException">An option's value is not what it must be.</exception>
    public SpendQuery QueryOf(ParseResult parse, Settings settings)
    {
        var window = TimeWindow.Parse(parse.GetValue(Since), parse.GetValue(Until));
        var groupBy = Dimension.Parse(parse.GetValue(GroupBy) is { Length: > 0 } lists ? lists : ["tenant,model"]);
        var top = parse.GetValue(Top);
        if (top < 1) throw UserException.WrongUsage($"--top {top} shows nothing. Expected a whole number of at least 1.");
        var sort = OneOf(Sort, parse.GetValue(Sort), "cost", "calls", "tokens", "group");
        var order = sort switch
        {
            "cost" => SpendOrder.Cost,
            "calls" => SpendOrder.Calls,
            "tokens" => SpendOrder.Tokens,
            "group" => SpendOrder.Group,
            _ => top is null && groupBy.Any(dimension => dimension.IsTime) ? SpendOrder.Group : SpendOrder.Cost,
        };
        var zone = TimeBuckets.ZoneOf(settings.Text(parse, Timezone));
        return new()
        {
            Window = window,
            GroupBy = groupBy,
            Zone = zone,
            Order = order,
            Ascending = OneOf(Order, parse.GetValue(Order), "asc", "desc") is { } direction ? direction == "asc" : order == SpendOrder.Group,
            Top = top,
            Filter = new()
            {
                Tenants = parse.GetValue(Tenant) ?? [],
                Models = parse.GetValue(Model) ?? [],
                Since = window.Since,
                Until = window.Until,
                WithUndated = true,
                PostedBefore = parse.GetValue(PostedBefore) is { } time ? Instants.Parse("--posted-before", time) : null,
                Resolution = ResolutionOf(groupBy, zone),
            },
        };
    }

    // Days and months of another zone begin within those of UTC.
    private static SpendResolution ResolutionOf(IReadOnlyList<Dimension> groupBy, TimeZoneInfo zone)
    {
        var times = groupBy.Where(dimension => dimension.IsTime).Select(dimension => dimension.Name).ToList();
        if (times.Count == 0) return SpendResolution.Month;
        if (zone != TimeZoneInfo.Utc || times.Contains("hour")) return SpendResolution.Slot;
        return times.Contains("day") || times.Contains("week") ? SpendResolution.Day : SpendResolution.Month;
    }

    private static string? OneOf(Option option, string? value, params ReadOnlySpan<string> expected) => value is null || expected.Contains(value)
        ? value
        : throw UserException.WrongUsage($"{option.Name} '{value}' is unknown.{NearNames.Suggestion(value, expected.ToArray())} Expected one of: {string.Join(", ", expected!)}.");
}
