using System.Text.Json;
using Accounting.Core.Pricing;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>docs/LOG-FORMATS.md and the schema say what the code does.</summary>
public sealed class LogFormatsPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "LOG-FORMATS.md"));

    [Fact]
    public void Page_EveryFormatAndMeter_IsNamed()
    {
        Assert.All(RecordChunkReader.FormatNames, name => Assert.Contains($"| `{name}` |", Page, StringComparison.Ordinal));
        Assert.All(BillableMeters(), name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_Examples_AreBilled()
    {
        var example = Page.Split("```json\n")[1].Split("```")[0];
        var reading = CallReading.Of(example, new());
        Assert.Equal((2, 2), (reading.Posting.Read, reading.Posting.Calls.Count));
        Assert.All(reading.Posting.Keys, key => Assert.Equal("acme", key.Tenant));
    }

    [Fact]
    public void Schema_Meters_AreTheOnesThatAreRead()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Root, "docs", "canonical-call.schema.json")));
        var meters = schema.RootElement.GetProperty("$defs").GetProperty("meters").GetProperty("properties").EnumerateObject().Select(property => property.Name).ToArray();
        Assert.Equal(BillableMeters(), meters);
        var usage = string.Join(",", meters.Select((name, index) => $"\"{name}\":{index + 1}"));
        var reading = CallReading.Of($$"""{"model":"m","usage":{ {{usage}} } }""");
        Assert.Equal(meters.Length, reading.Call.QuantityCount);
    }

    private static string[] BillableMeters() => [.. Meters.All.Where(meter => meter.Field.Length > 0).Select(meter => meter.Name)];
}
