using System.Text;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Models.Remote;
using Accounting.BatchClient.Tests.Hub;

namespace Accounting.BatchClient.Tests.Models.Remote;

/// <summary>The download of a price list from a server that behaves and misbehaves.</summary>
public sealed class PriceListDownloadTests : IDisposable
{
    private static readonly byte[] List = Encoding.UTF8.GetBytes(new string('x', 10_000));

    private static readonly HttpLimits Quick = new()
    {
        BytesMax = 1_000_000, Attempts = 3, RetryDelay = TimeSpan.FromMilliseconds(1), StallMax = TimeSpan.FromSeconds(20), RetryAfterMax = TimeSpan.FromSeconds(5),
    };

    private readonly HttpClient _http = RedirectedRequest.CreateClient();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Get_GoodAnswer_GivesTheListWithItsTag()
    {
        await using var server = new HubServer(_ => Good());

        var list = await GetAsync(server);

        Assert.Equal((true, "\"v1\""), (list.IsNew, list.EntityTag));
        Assert.Equal(List, list.Content);
    }

    [Fact]
    public async Task Get_KnownList_IsAskedByItsTagAndNotSentAgain()
    {
        await using var server = new HubServer(request => request.Headers.GetValueOrDefault("if-none-match") == "\"v1\"" ? HubServerAnswer.Of(304) : Good());
        var first = await GetAsync(server);

        var second = await GetAsync(server, known: first);

        Assert.False(second.IsNew);
        Assert.Equal(first.Content, second.Content);
    }

    [Fact]
    public async Task Get_SlowAnswer_ComesWhole()
    {
        await using var server = new HubServer(_ => Good() with { Drip = TimeSpan.FromMilliseconds(5) });

        Assert.Equal(List, (await GetAsync(server)).Content);
    }

    [Fact]
    public async Task Get_AnswerThatDripsForEver_IsGivenUp()
    {
        await using var server = new HubServer(_ => Good() with { Drip = TimeSpan.FromMilliseconds(50) });

        var refused = await RefusedAsync(server, Quick with { TotalMax = TimeSpan.FromMilliseconds(200), Attempts = 1 });

        Assert.Contains("or no end after", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnswerThatStops_IsTriedAgainAndGivenUp()
    {
        await using var server = new HubServer(_ => Good() with { CutAfter = 100, Stalls = true });

        var refused = await RefusedAsync(server, Quick with { StallMax = TimeSpan.FromMilliseconds(100), Attempts = 2 });

        Assert.Contains("in 2 attempts; the last one: no bytes for", refused, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Get_TooManyRequests_WaitsAsLongAsItIsTold()
    {
        var asked = 0;
        await using var server = new HubServer(_ => asked++ == 0 ? HubServerAnswer.Of(429, "Retry-After: 1") : Good());
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(List, (await GetAsync(server)).Content);
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Get_HalfABody_IsTriedAgain()
    {
        var asked = 0;
        await using var server = new HubServer(_ => asked++ < 2 ? Good() with { CutAfter = 5_000 } : Good());

        Assert.Equal(List, (await GetAsync(server)).Content);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Get_TwoGigabytes_AreRefusedBeforeTheyCome()
    {
        await using var server = new HubServer(_ => Good() with { RepeatedTo = 2_000_000_000 });

        Assert.Contains("has 2,000,000,000 bytes or more. Expected at most 1,000,000.", await RefusedAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TwoGigabytesWithoutALength_AreCutOff()
    {
        await using var server = new HubServer(_ => Good() with { RepeatedTo = 2_000_000_000, HasNoLength = true });

        Assert.Contains("Expected at most 1,000,000.", await RefusedAsync(server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "", "answers 404", 1)]
    [InlineData(403, "", "answers 403", 1)]
    [InlineData(304, "", "answers 304", 1)]
    [InlineData(500, "", "in 3 attempts; the last one: answer 500", 3)]
    [InlineData(503, "Retry-After: 3600", "it asks to wait 3600 seconds, more than 5", 1)]
    [InlineData(302, "Location: /again", "redirects more than 5 times", 6)]
    [InlineData(302, "Location: ftp://127.0.0.1/x", "which is refused", 1)]
    [InlineData(302, "", "without saying where to", 1)]
    public async Task Get_AnswerThatIsNo_IsToldAndNothingIsChanged(int status, string header, string message, int requests)
    {
        await using var server = new HubServer(_ => HubServerAnswer.Of(status, header.Length == 0 ? "X: y" : header));

        Assert.Contains(message, await RefusedAsync(server), StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Get_ServerThatIsNotThere_IsTold()
    {
        var server = new HubServer(_ => Good());
        await server.DisposeAsync();

        Assert.Contains("Nothing was changed. Check the network", await RefusedAsync(server), StringComparison.Ordinal);
    }

    private static HubServerAnswer Good() => new(200, List) { Headers = ["ETag: \"v1\""] };

    private Task<PriceList> GetAsync(HubServer server, HttpLimits? limits = null, PriceList? known = null) =>
        new PriceListDownload(_http, limits ?? Quick, TimeProvider.System).GetAsync(new(server.Url, "map.json"), known, TestContext.Current.CancellationToken);

    private async Task<string> RefusedAsync(HubServer server, HttpLimits? limits = null) =>
        (await Assert.ThrowsAsync<UserException>(() => GetAsync(server, limits))).Message;
}
