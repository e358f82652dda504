using System.Security.Cryptography;
using System.Text;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Hub;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Hub;

/// <summary>The hub client against a server that behaves and misbehaves as hubs do.</summary>
public sealed class TokenizerHubTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private static readonly byte[] File = Encoding.UTF8.GetBytes($$"""{"content":"{{new string('x', 100_000)}}"}""");
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(File));
    private static readonly HubLimits Quick = new()
    {
        Attempts = 3, RetryDelay = TimeSpan.FromMilliseconds(1), StallMax = TimeSpan.FromSeconds(20), RetryAfterMax = TimeSpan.FromSeconds(5), BytesMax = 1_000_000,
    };

    private readonly TemporaryFolder _cache = new();
    private readonly HttpClient _http = RedirectedRequest.CreateClient();
    private readonly List<string> _notes = [];

    public void Dispose()
    {
        _http.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task Get_FileBehindRedirects_IsCheckedAndKeepsTheTokenFromTheStore()
    {
        await using var store = new HubServer(_ => new(200, File));
        await using var hub = new HubServer(request => request.Path switch
        {
            "/old/name/resolve/main/tokenizer.json" => HubServerAnswer.Of(307, "Location: /new/name/resolve/main/tokenizer.json"),
            "/new/name/resolve/main/tokenizer.json" => HubServerAnswer.Of(302, $"Location: {store.Url}blob", $"X-Linked-Etag: \"{Sha256}\"", $"X-Repo-Commit: {Commit}"),
            _ => HubServerAnswer.Of(404),
        });

        var content = await GetAsync(hub, "old/name", token: "secret");

        Assert.Equal(File, content);
        Assert.All(hub.Requests, request => Assert.Equal("Bearer secret", request.Headers["authorization"]));
        Assert.False(Assert.Single(store.Requests).Headers.ContainsKey("authorization"));
    }

    [Fact]
    public async Task Get_SecondTimeOffline_ComesFromTheCache()
    {
        await using var hub = new HubServer(_ => Good());
        await GetAsync(hub, "a/b");

        Assert.Equal(File, await GetAsync(hub, "a/b", offline: true));
        Assert.Single(hub.Requests);
        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/other", offline: true));
        Assert.Contains("without --offline", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DamagedCache_IsNotUsed()
    {
        await using var hub = new HubServer(_ => Good());
        await GetAsync(hub, "a/b");
        var content = Assert.Single(Directory.GetFiles(_cache.Path, Sha256, SearchOption.AllDirectories));
        await System.IO.File.WriteAllTextAsync(content, "{}", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b", offline: true));
        Assert.Equal(File, await GetAsync(hub, "a/b"));
        Assert.Equal(File, await GetAsync(hub, "a/b", offline: true));
    }

    [Fact]
    public async Task Get_CommitThatIsKept_AsksNobody()
    {
        await using var hub = new HubServer(_ => Good());

        await GetAsync(hub, $"a/b@{Commit}");
        await GetAsync(hub, $"a/b@{Commit}");

        Assert.Equal($"/a/b/resolve/{Commit}/tokenizer.json", Assert.Single(hub.Requests).Path);
    }

    [Fact]
    public async Task Get_HalfAFile_GoesOnWhereItStopped()
    {
        var asked = 0;
        await using var hub = new HubServer(request => asked++ == 0
            ? Good() with { CutAfter = 60_000 }
            : new(206, File[60_000..]) { Headers = [$"ETag: \"{Sha256}\"", $"Content-Range: bytes 60000-{File.Length - 1}/{File.Length}"] });

        Assert.Equal(File, await GetAsync(hub, "a/b"));
        Assert.Equal("bytes=60000-", hub.Requests[1].Headers["range"]);
    }

    [Fact]
    public async Task Get_HalfAFileOfAServerWithoutRanges_BeginsAnew()
    {
        var asked = 0;
        await using var hub = new HubServer(_ => asked++ == 0 ? Good() with { CutAfter = 60_000 } : Good());

        Assert.Equal(File, await GetAsync(hub, "a/b"));
    }

    [Fact]
    public async Task Get_RestOfAnotherFile_BeginsAnew()
    {
        var asked = 0;
        await using var hub = new HubServer(_ => asked++ switch
        {
            0 => Good() with { CutAfter = 60_000 },
            1 => new(206, new byte[100]) { Headers = [$"ETag: \"{new string('a', 64)}\"", "Content-Range: bytes 60000-60099/60100"] },
            _ => Good(),
        });

        Assert.Equal(File, await GetAsync(hub, "a/b"));
        Assert.False(hub.Requests[2].Headers.ContainsKey("range"));
    }

    [Fact]
    public async Task Get_WrongDigest_IsNeverKept()
    {
        await using var hub = new HubServer(_ => new(200, File) { Headers = [$"ETag: \"{new string('0', 64)}\""] });

        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b"));

        Assert.Contains("its digest is not", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, hub.Requests.Count);
        await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b", offline: true));
    }

    [Fact]
    public async Task Get_SmallFile_IsCheckedByItsGitBlobId()
    {
        // git hash-object of the six bytes "hello\n".
        await using var hub = new HubServer(_ => new(200, "hello\n"u8.ToArray()) { Headers = ["ETag: W/\"ce013625030ba8dba906f756967f9e9ca394464a\""] });

        Assert.Equal("hello\n"u8.ToArray(), await GetAsync(hub, "a/b"));
    }

    [Fact]
    public async Task Get_TooManyRequests_WaitsAsLongAsItIsTold()
    {
        var asked = 0;
        await using var hub = new HubServer(_ => asked++ == 0 ? HubServerAnswer.Of(429, "Retry-After: 1") : Good());
        var start = TimeProvider.System.GetTimestamp();

        Assert.Equal(File, await GetAsync(hub, "a/b"));
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Get_TooLongAWait_IsRefused()
    {
        await using var hub = new HubServer(_ => HubServerAnswer.Of(429, "Retry-After: 3600"));

        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b"));

        Assert.Contains("answer 429", refused.Message, StringComparison.Ordinal);
        Assert.Single(hub.Requests);
    }

    [Theory]
    [InlineData(401, "", "ACCOUNTING_HUB_TOKEN")]
    [InlineData(403, "X-Error-Code: GatedRepo", "ACCOUNTING_HUB_TOKEN")]
    [InlineData(404, "X-Error-Code: RepoNotFound", "no repository a/b@main")]
    [InlineData(404, "X-Error-Code: RevisionNotFound", "no revision a/b@main")]
    [InlineData(404, "X-Error-Code: EntryNotFound", "none of the files tokenizer.json, tokenizer.model")]
    [InlineData(400, "", "answers 400")]
    [InlineData(500, "", "in 3 attempts; the last one: answer 500")]
    [InlineData(302, "", "without saying where to")]
    [InlineData(302, "Location: ftp://127.0.0.1/x", "which is refused")]
    [InlineData(302, "Location: /loop", "redirects more than 5 times")]
    public async Task Get_AnswerThatIsNo_IsTold(int status, string header, string message)
    {
        await using var hub = new HubServer(_ => HubServerAnswer.Of(status, header.Length == 0 ? "X: y" : header));

        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b", token: "secret"));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TooLargeAFile_IsRefusedBeforeItCame()
    {
        await using var hub = new HubServer(_ => new(200, new byte[1_000_001]));

        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b"));

        Assert.Contains("Expected at most 1,000,000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StalledAnswer_IsGivenUp()
    {
        await using var hub = new HubServer(_ => Good() with { CutAfter = 10, Stalls = true });

        var refused = await Assert.ThrowsAsync<UserException>(() => GetAsync(hub, "a/b", limits: Quick with { StallMax = TimeSpan.FromMilliseconds(150), Attempts = 2 }));

        Assert.Contains("no bytes for", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HubIsDown_TakesTheMirrorWithoutTheToken()
    {
        await using var mirror = new HubServer(_ => Good());
        await using var hub = new HubServer(_ => HubServerAnswer.Of(503));

        Assert.Equal(File, await GetAsync(hub, "a/b", token: "secret", mirror: mirror.Url));
        Assert.False(Assert.Single(mirror.Requests).Headers.ContainsKey("authorization"));
        Assert.Contains("Asking the mirror", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HubIsDownLater_UsesTheCacheAndSaysSo()
    {
        var isDown = false;
        await using var hub = new HubServer(_ => isDown ? HubServerAnswer.Of(503) : Good());
        await GetAsync(hub, "a/b");
        isDown = true;

        Assert.Equal(File, await GetAsync(hub, "a/b"));
        Assert.Contains("from the cache", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RepositoryWithoutJson_TakesTheSentencePieceModel()
    {
        await using var hub = new HubServer(request => request.Path.EndsWith("tokenizer.model", StringComparison.Ordinal) ? Good() : HubServerAnswer.Of(404));

        Assert.Equal(File, await GetAsync(hub, "a/b"));
    }

    [Fact]
    public async Task Get_ManyAtOnce_DownloadOneAfterTheOther()
    {
        await using var hub = new HubServer(_ => Good());

        var contents = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GetAsync(hub, $"a/b@{Commit}")));

        Assert.All(contents, content => Assert.Equal(File, content));
        Assert.Single(hub.Requests);
    }

    [Theory]
    [InlineData("gpt2", "gpt2", "main")]
    [InlineData("Qwen/Qwen2.5-7B@v1.0", "Qwen/Qwen2.5-7B", "v1.0")]
    [InlineData("a/b@refs/pr/1", "a/b", "refs/pr/1")]
    [InlineData("../b", null, null)]
    [InlineData("a/../b", null, null)]
    [InlineData("a/b/c", null, null)]
    [InlineData("a/b@", null, null)]
    [InlineData("a/b@../x", null, null)]
    [InlineData("a/b?x=1", null, null)]
    [InlineData("a/b\n", null, null)]
    public void Name_Text_IsARepositoryOrNot(string text, string? repository, string? revision)
    {
        var isName = HubName.TryParse(text, out var name);

        Assert.Equal((repository is not null, repository, revision), (isName, name?.Repository, name?.Revision));
    }

    private static HubServerAnswer Good() => new(200, File) { Headers = [$"ETag: \"{Sha256}\""] };

    private async Task<byte[]> GetAsync(HubServer server, string name, string? token = null, bool offline = false, Uri? mirror = null, HubLimits? limits = null)
    {
        var settings = new HubSettings { Url = server.Url, Token = token, Mirror = mirror, CacheFolder = _cache.Path, Offline = offline };
        var hub = new TokenizerHub(settings, _http, TimeProvider.System, _notes.Add, limits ?? Quick);
        Assert.True(HubName.TryParse(name, out var repository));
        return (await hub.GetAsync(repository, TestContext.Current.CancellationToken)).Content;
    }
}
