using System.Text;

namespace Accounting.Tokenization.Json;

/// <summary>Unescaping of JSON strings over bytes (RFC 8259, 7). A lone surrogate becomes U+FFFD, as in Python's tiktoken.</summary>
internal static class JsonText
{
    /// <summary>Writes the unescaped text; never longer than <paramref name="raw"/>, whose escapes a reader has already checked. Answers its length.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target, out bool replaced)
    {
        replaced = false;
        var written = 0;
        while (true)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0) plain = raw.Length;
            raw[..plain].CopyTo(target[written..]);
            written += plain;
            if (plain == raw.Length) return written;
            raw = raw[(plain + 1)..];
            if (raw[0] != 'u')
            {
                target[written++] = raw[0] switch
                {
                    (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' => (byte)'\r', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', var same => same,
                };
                raw = raw[1..];
                continue;
            }
            int code = Hex(raw[1..]);
            raw = raw[5..];
            if (char.IsHighSurrogate((char)code) && raw.Length >= 6 && raw[0] == '\\' && raw[1] == 'u' && char.IsLowSurrogate((char)Hex(raw[2..])))
            {
                code = char.ConvertToUtf32((char)code, (char)Hex(raw[2..]));
                raw = raw[6..];
            }
            replaced |= !Rune.IsValid(code);
            written += (Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar).EncodeToUtf8(target[written..]);
        }
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits[..4]) value = 16 * value + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return value;
    }
}
