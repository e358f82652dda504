using System.Buffers;
using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Images;

/// <summary>
/// Images by detail (LiteLLM 1.4, OpenAI's rule of 2024): low and auto are the base, high adds tiles by the size in the image's own
/// header. Nothing is fetched.
/// </summary>
internal sealed class ImageCounter(CountingScope scope)
{
    /// <summary>The tokens of an image in detail <c>auto</c>, whatever it is.</summary>
    public int AutoTokens => scope.Options.UseDefaultImageTokens ? scope.Options.DefaultImageTokens : ImageTokens.Base;

    /// <summary>An <c>image_url</c> that is a bare string: detail <c>auto</c>.</summary>
    public bool TryAddPlain(JsonValue url, ref long tokens)
    {
        if (url.Utf8.Trim(" \t\r\n\v\f"u8).IsEmpty) return scope.Fail("Empty image_url string is not valid.");
        tokens += AutoTokens;
        return true;
    }

    public bool TryAdd(JsonValue url, JsonValue detail, ref long tokens)
    {
        var high = detail.Is("high"u8);
        if (!high && detail.Kind != JsonKind.Missing && !detail.Is("low"u8) && !detail.Is("auto"u8))
            return scope.Fail($"Invalid detail value: {Describe.Text(detail)}. Expected 'low', 'high', or 'auto'.");
        if (!url.IsString || url.Raw.IsEmpty) return scope.Fail("Missing required key 'url' in image_url dict.");
        if (high && !scope.Options.UseDefaultImageTokens) return TryAddHigh(url, ref tokens);
        tokens += AutoTokens;
        return true;
    }

    private bool TryAddHigh(JsonValue url, ref long tokens)
    {
        var text = url.Utf8;
        if (text.StartsWith("http://"u8) || text.StartsWith("https://"u8))
        {
            tokens += scope.Options.DefaultImageTokens;
            return true;
        }
        var comma = text.IndexOf((byte)',');
        if (comma < 0)
            return scope.Fail("An image in high detail is neither a http(s) URL nor a data URL: no comma stands before its base64 text.");
        if (!ImageHeader.TryReadSize(new(WithoutSpace(text[(comma + 1)..])), out var size))
            return scope.Fail("The header of an image in high detail is truncated or broken, so that its size and its tokens are unknown.");
        tokens += ImageTokens.HighDetail(size);
        return true;
    }

    private ReadOnlySpan<byte> WithoutSpace(ReadOnlySpan<byte> base64)
    {
        if (base64.IndexOfAny(" \t\r\n"u8) < 0) return base64;
        var writer = scope.Rent();
        foreach (var range in base64.SplitAny(" \t\r\n"u8)) writer.Write(base64[range]);
        return writer.WrittenSpan;
    }
}
