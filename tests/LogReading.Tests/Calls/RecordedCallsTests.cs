using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>The recorded calls beside the checkout, read a second time by a simple reader over the DOM that shares nothing with ours.</summary>
public sealed class RecordedCallsTests
{
    private static readonly Dictionary<string, CallReading> Readings = [];

    [Fact]
    public void RecordedCalls_EachWithStatus200AndUsage_IsAcceptedWithTheProvidersQuantities()
    {
        var seen = 0;
        var undated = 0;
        var ids = new HashSet<CallId>();
        foreach (var file in Files())
        {
            var reading = ReadingOf(file);
            var byRow = reading.Posting.Calls.ToDictionary(call => call.Record.Row);
            var row = 0;
            foreach (var line in File.ReadLines(file))
            {
                row++;
                var expected = SimpleReader.Read(line);
                if (expected is null) continue;
                seen++;
                Assert.True(byRow.TryGetValue(row, out var call), $"{Path.GetFileName(file)}:{row} was not accepted: {Why(reading, row)}");
                Assert.Equal((row, expected.Describe()), (row, SimpleReader.Usage.Of(reading, call).Describe()));
                Assert.Equal(UsageSource.Reported, reading.Posting.Keys[call.Key].Source);
                var key = reading.Posting.Keys[call.Key];
                Assert.Equal(expected.Model, key.ResponseModel.Length > 0 ? key.ResponseModel : key.RequestedModel);
                Assert.Equal(expected.IsUndated, reading.Posting.Keys[call.Key].Slot.IsUndated);
                if (ids.Add(call.Id) && expected.IsUndated) undated++;
            }
        }
        Assert.Equal(1_715, seen);
        Assert.Equal(790, undated);
    }

    [Fact]
    public void RecordedCalls_AllFiles_AreConserved()
    {
        long read = 0;
        var errors = 0;
        var ids = new HashSet<CallId>();
        var repeated = new HashSet<CallId>();
        var repeats = 0;
        foreach (var file in Files())
        {
            var posting = ReadingOf(file).Posting;
            Assert.Equal(posting.Read, posting.Calls.Count + posting.NotBillable + posting.Rejected.Count);
            Assert.Equal(File.ReadLines(file).Count(), posting.Read);
            Assert.Empty(posting.Rejected);
            errors += (int)posting.NotBillable;
            read += posting.Read;
            foreach (var call in posting.Calls)
            {
                if (ids.Add(call.Id)) continue;
                repeats++;
                repeated.Add(call.Id);
            }
        }
        // 33 calls failed, 5 background responses were still queued.
        Assert.Equal((1_831, 38, 9, 4), (read, errors, repeats, repeated.Count));
    }

    [Fact]
    public void RecordedCalls_StreamsWithoutUsage_AreCounted()
    {
        var counted = 0;
        foreach (var file in Files())
        {
            var reading = ReadingOf(file);
            foreach (var call in reading.Posting.Calls)
            {
                if (reading.Posting.Keys[call.Key].Source == UsageSource.Reported) continue;
                counted++;
                Assert.True(reading.Of(call, Meter.InputTokens) > 0, $"{Path.GetFileName(file)}:{call.Record.Row} counted no input");
            }
        }
        Assert.Equal(78, counted);
    }

    [Fact]
    public void RecordedCalls_InChunksOfAnySize_GiveTheSameCalls()
    {
        foreach (var file in Files())
        {
            var whole = ReadingOf(file);
            var reader = new RecordChunkReader(CallReading.Demo);
            var row = 0;
            foreach (var line in File.ReadLines(file))
            {
                row++;
                var posting = new ChunkPosting();
                var lineBytes = System.Text.Encoding.UTF8.GetBytes(line);
                reader.Read(
                    new() { InputOrdinal = 0, Start = new(0, row), Next = new(0, row + 1), Bytes = lineBytes, EndOfInput = false },
                    "file:///log.jsonl", posting, TestContext.Current.CancellationToken);
                var expected = whole.Posting.Calls.Where(call => call.Record.Row == row).Select(call => (call.Id, call.Facts, whole.Posting.Keys[call.Key]));
                Assert.Equal(expected, posting.Calls.Select(call => (call.Id, call.Facts, posting.Keys[call.Key])));
            }
        }
    }

    // Read once for all tests of this class, which run one after the other.
    private static CallReading ReadingOf(string file)
    {
        if (!Readings.TryGetValue(file, out var reading)) Readings[file] = reading = CallReading.Of(File.ReadAllBytes(file));
        return reading;
    }

    private static string Why(CallReading reading, int row) =>
        reading.Posting.Rejected.FirstOrDefault(record => record.Row == row) is { } rejected ? $"{rejected.Reason}: {rejected.Message}" : "not billable";

    private static string[] Files()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        return [.. Directory.GetFiles(Path.Combine(Checkout.Shared!, "data", "calls"), "*.jsonl").Order(StringComparer.Ordinal)];
    }
}
