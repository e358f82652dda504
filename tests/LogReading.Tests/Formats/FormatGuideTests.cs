using System.Text;
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

    [Fact]
    public void Examples_Damaged_CostOneRecordEach()
    {
        const int seed = 17;
        var random = new Random(seed);
        var examples = LogFormats.All.Select(info => Encoding.UTF8.GetBytes(info.Example)).ToList();
        var reader = new RecordChunkReader(new() { Tenant = "demo", Model = "gpt-4o" });
        for (var round = 0; round < 5_000; round++)
        {
            var record = examples[random.Next(examples.Count)].ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                // Swaps pieces, so that values come under other keys: most other changes are no JSON any more.
                var (from, to, length) = (random.Next(record.Length), random.Next(record.Length), random.Next(1, 12));
                length = Math.Min(length, record.Length - Math.Max(from, to));
                record.AsSpan(from, length).ToArray().CopyTo(record, to);
            }
            var reading = CallReading.Of(record, reader: reader);
            var posting = reading.Posting;
            Assert.True(posting.Read == posting.Calls.Count + posting.NotBillable + posting.Rejected.Count, $"seed {seed}, round {round}: {Encoding.UTF8.GetString(record)}");
        }
    }

    [Fact]
    public void Record_OfTooManyParts_IsCutOffAndSaysSo()
    {
        var line = "{\"records\":[{}" + string.Concat(Enumerable.Repeat(",{}", CallLimits.PartsMax + 10)) + "]}";
        var posting = CallReading.Of(line).Posting;
        Assert.Equal((CallLimits.PartsMax + 1, "too_many_values"), (posting.Read, posting.Rejected[^1].Reason));
    }

    private sealed class Sightings : IRecordObserver
    {
        public List<RecordSighting> All { get; } = [];

        public void Read(in RecordSighting sighting) => All.Add(sighting);
    }
}
