using System.Globalization;
using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Inputs;

/// <summary>What samples/README.md says about each file is what is read from it.</summary>
public class SamplesTests
{
    private static readonly string Samples = Path.Combine(Checkout.Root, "samples");

    [Fact]
    public void Find_Samples_TakesTheFilesOfTheTable() =>
        Assert.Equal(Table().Select(static row => row.File), InputDiscovery.Find([Samples]).Inputs.Select(input => Path.GetRelativePath(Samples, input.Path!)));

    [Fact]
    public void Read_EachSample_HasTheCountsOfTheTable()
    {
        var posted = new Dictionary<CallId, ulong>();
        var tenants = new HashSet<string>(StringComparer.Ordinal);
        var models = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, expected) in Table())
        {
            var posting = Read(Path.Combine(Samples, file));
            long accepted = 0, duplicate = 0, conflicting = 0;
            foreach (var call in posting.Calls)
            {
                if (posted.TryAdd(call.Id, call.Facts)) accepted++;
                else if (posted[call.Id] == call.Facts) duplicate++;
                else conflicting++;
            }
            Assert.Equal((file, expected), (file, new(posting.Read, accepted, posting.NotBillable, duplicate, conflicting, posting.Rejected.Count)));
            Assert.True(expected.IsConserved);
            tenants.UnionWith(posting.Keys.Select(static key => key.Tenant));
            models.UnionWith(posting.Keys.Select(static key => key.ResponseModel));
        }
        Assert.Equal(["acme", "globex", "initech", "umbrella"], tenants.Order(StringComparer.Ordinal));
        Assert.True(posted.Count >= 300 && models.Count >= 8, $"{posted.Count} calls of {models.Count} models");
    }

    private static ChunkPosting Read(string path)
    {
        var posting = new ChunkPosting();
        var reader = new RecordChunkReader(new());
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, new());
        while (source.Next(TestContext.Current.CancellationToken) is { } chunk)
            reader.Read(chunk, "file:///sample", posting, TestContext.Current.CancellationToken);
        return posting;
    }

    private static IEnumerable<(string File, RecordCounts Counts)> Table()
    {
        foreach (var line in File.ReadLines(Path.Combine(Samples, "README.md")).Where(static line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var counts = cells[1..].Select(static cell => long.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            yield return (cells[0].Trim('`'), new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]));
        }
    }
}
