using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>What <c>accounting formats</c> says: each example is of its format, and is billed.</summary>
public sealed class FormatGuideTests
{
    private static readonly string[] s_notBillable = ["batch-input", "error"];

    public static TheoryData<string> Names => [.. LogFormats.All.Select(info => info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_OfEachFormat_IsTakenForItAndBilled(string name)
    {
        var observer = new Sightings();
        var reader = new RecordChunkReader(new() { Tenant = "demo", Model = name is "token-trace" or "codex" ? "gpt-4o" : null }) { Observer = observer };
        var reading = CallReading.Of(System.Text.Encoding.UTF8.GetBytes(LogFormats.Find(name)!.Example), reader: reader);
        var sighting = Assert.Single(observer.All);
        Assert.Equal(name, sighting.Format is "response" && name != "response" ? sighting.Body : sighting.Format);
        Assert.Equal(s_notBillable.Contains(name) ? "not billable" : name == "azure-diagnostics" ? "no_usage" : "accepted", reading.Fate);
    }

    [Fact]
    public void Guide_EveryName_IsExplained()
    {
        Assert.Equal(RecordChunkReader.FormatNames, LogFormats.All.Select(info => info.Name).Order(StringComparer.Ordinal));
        Assert.All(LogFormats.All, info => Assert.True(info.Meaning.Length > 0 && info.Marker.Length > 0, info.Name));
    }

    private sealed class Sightings : IRecordObserver
    {
        public List<RecordSighting> All { get; } = [];

        public void Read(in RecordSighting sighting) => All.Add(sighting);
    }
}
