using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.TestKit;

namespace Accounting.Grains.Tests.Tokenizing;

public sealed class TokenizerGrainTests(TokenizerCluster cluster) : IClassFixture<TokenizerCluster>
{
    public static TheoryData<UsageMode> Modes => [.. Enum.GetValues<UsageMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Invariant12_Samples_AreCountedAsWithoutACluster(UsageMode mode)
    {
        var options = new ReadingOptions { Usage = mode };
        var key = 0L;
        foreach (var input in InputDiscovery.Find([Path.Combine(Checkout.Root, "samples")]).Inputs)
        {
            using var source = new ChunkSource(input, 0, InputPosition.Start, new() { ChunkBytes = 32 << 10 });
            while (source.Next(TestContext.Current.CancellationToken) is { } chunk)
            {
                var expected = CountedChunk.Of(chunk, options, input.Planned.Uri);
                expected.AssertSame(await cluster.Count(expected.Request, key++));
                chunk.Release();
            }
        }
        Assert.True(key > 4);
    }

    [Fact]
    public async Task Invariant12_RecordsThatAMapDescribes_AreCountedAsWithoutACluster()
    {
        var options = new ReadingOptions { Map = """{"tenant": "who", "model": "llm", "usage": {"input_tokens": "in"}}""" };
        var expected = CountedChunk.Of("""{"who":"acme","llm":"gpt-4o","in":7}""" + "\n" + """{"who":"acme","llm":"gpt-4o","in":"x"}""" + "\n", options);
        var counted = await cluster.Count(expected.Request, 1);
        expected.AssertSame(counted);
        Assert.Single(expected.Local.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Invariant12_RandomChunksOfSeveralRuns_AreCountedAsWithoutACluster(int seed)
    {
        var random = new Random(seed);
        var chunks = Enumerable.Range(0, 24).Select(index => CountedChunk.Of(RandomLog.Lines(random, random.Next(1, 60)), OptionsOf(random))).ToList();
        var counted = await Task.WhenAll(chunks.Select((chunk, index) => cluster.Count(chunk.Request, index)));
        for (var i = 0; i < chunks.Count; i++)
        {
            try
            {
                chunks[i].AssertSame(counted[i]);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, chunk {i}: {exception.Message}");
            }
        }
    }

    [Fact]
    public async Task Count_TwentyTimesWhatFits_RefusesAtOnceAndLosesNothing()
    {
        var random = new Random(20);
        var chunks = Enumerable.Range(0, 2 * 20 * TokenizerCluster.AdmittedMax)
            .Select(_ => CountedChunk.Of(RandomLog.Lines(random, 25) + RandomLog.SlowLine(random, 40_000), new() { Tenant = "demo", Usage = UsageMode.Count })).ToList();
        var refusals = 0;
        var counted = await Task.WhenAll(chunks.Select((chunk, index) => cluster.Count(chunk.Request, index % 16, () => Interlocked.Increment(ref refusals))));
        for (var i = 0; i < chunks.Count; i++) chunks[i].AssertSame(counted[i]);
        Assert.True(refusals > 0, $"{refusals} refusals of {chunks.Count} chunks at once");
    }

    [Fact]
    public async Task Count_ACallThatTakesTooLong_IsQuarantined()
    {
        var slow = RandomLog.SlowLine(new(3), 2_000_000).TrimEnd();
        var chunk = CountedChunk.Of("""{"id":"fast","model":"gpt-4o","usage":{"input_tokens":1}}""" + "\n" + slow, new() { Tenant = "demo" });
        var request = WithTimeout(chunk.Request, TimeSpan.FromMilliseconds(1));
        var posting = await cluster.Count(request, 1);
        Assert.Single(posting.Calls);
        var rejected = posting.Rejected.Single(record => record.Reason != RejectReasons.LineTooLong);
        Assert.Equal((RejectReasons.CountTimeout, (long)slow.Length), (rejected.Reason, rejected.RawLength));
        // Nothing of it is left behind for the next one.
        chunk.AssertSame(await cluster.Count(chunk.Request, 1));
    }

    [Theory]
    [InlineData("xml", 0, null, "xml")]
    [InlineData("auto", 7, null, "usage mode is 7")]
    [InlineData("auto", -1, null, "usage mode is -1")]
    [InlineData("auto", 0, -5, "time limit")]
    public async Task Count_WrongRequest_IsRefusedWithTheReason(string format, int usage, int? timeout, string message)
    {
        var request = new CountRequest
        {
            Start = InputPosition.Start,
            Reading = new() { InputFormat = format, Usage = usage, CountTimeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null },
        };
        var exception = await Assert.ThrowsAsync<LedgerException>(() => cluster.Count(request, 5));
        Assert.Equal(LedgerFault.Refused, exception.Fault);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static ReadingOptions OptionsOf(Random random) => new()
    {
        Tenant = random.Next(2) == 0 ? "demo" : null,
        Model = random.Next(4) == 0 ? "gpt-4o" : null,
        Usage = (UsageMode)random.Next(4),
        DistinctInputs = random.Next(2) == 0,
        Time = random.Next(3) == 0 ? new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) : null,
    };

    private static CountRequest WithTimeout(CountRequest request, TimeSpan timeout) => new()
    {
        Id = request.Id,
        InputUri = request.InputUri,
        Reading = request.Reading with { CountTimeout = timeout },
        Input = request.Input,
        Start = request.Start,
        Next = request.Next,
        EndOfInput = request.EndOfInput,
        InputSha256 = request.InputSha256,
        Bytes = request.Bytes,
        Rejected = request.Rejected,
    };
}
