using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.Grains.Tokenizing;
using Accounting.LogReading.Calls;

namespace Accounting.Grains.Tests.Tokenizing;

public sealed class TokenizerOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreRight() => Assert.True(new TokenizerOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_NamesEachProblemAtOnce()
    {
        var result = new TokenizerOptionsValidator().Validate(null, new()
        {
            ConcurrencyMax = 0,
            WaitingMax = -1,
            HeldBytesMax = 1,
            BusyPause = TimeSpan.Zero,
            OffloadThresholdBytes = -1,
            OffloadThreads = 1_000,
            CountTimeout = TimeSpan.FromSeconds(-1),
        });
        Assert.Equal(7, result.Failures!.Count());
        Assert.All(result.Failures!, failure => Assert.Matches("^Tokenizer:[A-Za-z]+ is .+; expected .+\\.$", failure));
    }

    [Fact]
    public void Validate_MoreThanActivations_IsRefused() =>
        Assert.Contains("at most 512", new TokenizerOptionsValidator().Validate(null, new() { ConcurrencyMax = 256, WaitingMax = 257 }).FailureMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData(UsageMode.Auto)]
    [InlineData(UsageMode.Reported)]
    [InlineData(UsageMode.Verify)]
    public void CountTokens_Off_TakesReportedUsageOnly(UsageMode asked) =>
        Assert.Equal(UsageMode.Reported, ReadingOf(asked, new() { CountTokens = false }).Reading.Usage);

    [Fact]
    public void CountTokens_Off_RefusesARunThatWantsNothingElse()
    {
        var exception = Assert.Throws<LedgerException>(() => ReadingOf(UsageMode.Count, new() { CountTokens = false }));
        Assert.Contains("Tokenizer:CountTokens is false", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, 5, 5)]
    [InlineData(7, 5, 7)]
    [InlineData(7, null, 7)]
    public void CountTimeout_OfTheRun_ComesBeforeTheSilos(int? run, int? silo, int? expected)
    {
        static TimeSpan? Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
        var request = new CountRequest { Reading = new() { CountTimeout = Seconds(run) } };
        Assert.Equal(Seconds(expected), CountRequests.ReadingOf(request, new() { CountTimeout = Seconds(silo) }).Timeout);
    }

    private static (ReadingOptions Reading, TimeSpan? Timeout) ReadingOf(UsageMode mode, TokenizerOptions options) =>
        CountRequests.ReadingOf(new() { Reading = new() { Usage = (int)mode } }, options);
}
