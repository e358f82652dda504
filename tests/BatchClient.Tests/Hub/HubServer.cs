using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Accounting.BatchClient.Tests.Hub;

/// <summary>A request as the server got it; header names in lower case.</summary>
internal sealed record HubServerRequest(string Path, IReadOnlyDictionary<string, string> Headers);

/// <summary>What the server answers.</summary>
internal sealed record HubServerAnswer(int Status, byte[] Body)
{
    public List<string> Headers { get; init; } = [];
    /// <summary>How many bytes of the body are sent before the connection is closed.</summary>
    public int? CutAfter { get; init; }
    /// <summary>The body is sent again and again until so many bytes are.</summary>
    public long? RepeatedTo { get; init; }
    /// <summary>Whether the length is not told; the end of the connection is the end of the body.</summary>
    public bool HasNoLength { get; init; }
    /// <summary>Waits before each 1,000 bytes.</summary>
    public TimeSpan Drip { get; init; }
    /// <summary>Whether nothing more is sent after that, and the connection stays open.</summary>
    public bool Stalls { get; init; }

    public static HubServerAnswer Of(int status, params string[] headers) => new(status, []) { Headers = [.. headers] };
}

/// <summary>A loopback server that answers as it is told, one request per connection: a hub that behaves, or does not.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HubServerRequest, HubServerAnswer> _answer;
    private readonly Task _accepting;
    private readonly List<HubServerRequest> _requests = [];

    public HubServer(Func<HubServerRequest, HubServerAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    public IReadOnlyList<HubServerRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Stopped only then: to accept on a listener that is stopped is an error of another kind.
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                lock (_requests) _requests.Add(request);
                var answer = _answer(request);
                var length = answer.RepeatedTo ?? answer.Body.Length;
                var head = new StringBuilder($"HTTP/1.1 {answer.Status} x\r\nConnection: close\r\n");
                if (!answer.HasNoLength) head.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
                foreach (var header in answer.Headers) head.Append(header).Append("\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
                await SendAsync(stream, answer, answer.CutAfter ?? length);
                if (answer.Stalls) await Task.Delay(Timeout.Infinite, _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task SendAsync(NetworkStream stream, HubServerAnswer answer, long bytes)
    {
        const int Step = 1_000;
        for (long sent = 0; sent < bytes;)
        {
            var at = (int)(sent % answer.Body.Length);
            var count = (int)Math.Min(answer.Body.Length - at, bytes - sent);
            if (answer.Drip > TimeSpan.Zero)
            {
                await Task.Delay(answer.Drip, _stop.Token);
                count = Math.Min(count, Step);
            }
            await stream.WriteAsync(answer.Body.AsMemory(at, count), _stop.Token);
            sent += count;
        }
    }

    private async Task<HubServerRequest> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var first = await reader.ReadLineAsync(_stop.Token) ?? throw new IOException("No request came.");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }
        return new(first.Split(' ')[1], headers);
    }
}
