using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Http;

/// <summary>Copies the body of an answer, within its limits.</summary>
internal static class HttpBody
{
    private const int BufferBytes = 1 << 16;

    /// <param name="response">The answer.</param>
    /// <param name="output">What came before stands in it.</param>
    /// <param name="what">What to call it in messages.</param>
    /// <param name="limits">Bounds the output as a whole.</param>
    /// <param name="stall">Watches that bytes come.</param>
    /// <exception cref="UserException">It is too large; it is not read on then.</exception>
    /// <exception cref="IOException">Less came than was promised.</exception>
    public static async Task CopyAsync(HttpResponseMessage response, Stream output, string what, HttpLimits limits, Stall stall)
    {
        var expected = response.Content.Headers.ContentLength + output.Length;
        RefuseLarge(expected ?? 0, what, limits);
        using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            stall.Restart();
            var read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            if (read == 0) break;
            RefuseLarge(output.Length + read, what, limits);
            await output.WriteAsync(buffer.AsMemory(0, read), stall.Token).ConfigureAwait(false);
        }
        if (expected is { } length && output.Length != length) throw new IOException($"{output.Length:N0} of {length:N0} bytes came");
    }

    private static void RefuseLarge(long bytes, string what, HttpLimits limits)
    {
        if (bytes > limits.BytesMax) throw new UserException($"{what} has {bytes:N0} bytes or more. Expected at most {limits.BytesMax:N0}.");
    }
}
