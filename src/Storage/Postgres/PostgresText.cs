using System.Text;

namespace Accounting.Storage.Postgres;

/// <summary>
/// Texts as PostgreSQL can keep them: it knows no NUL. NUL is stored as U+0001 U+0001 and U+0001 as U+0001 U+0002, which keeps different
/// texts different and their order by bytes. Half of a surrogate pair becomes U+FFFD, as everywhere in UTF-8.
/// </summary>
internal static class PostgresText
{
    private const char Escape = '\u0001';
    private const char Nul = '\0';

    public static string ToStored(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0) text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.AsSpan().IndexOfAnyInRange(Nul, Escape) < 0
            ? text
            : text.Replace("\u0001", "\u0001\u0002", StringComparison.Ordinal).Replace("\0", "\u0001\u0001", StringComparison.Ordinal);
    }

    public static string FromStored(string text)
    {
        if (!text.Contains(Escape, StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != Escape || at + 1 == text.Length) result.Append(text[at]);
            else result.Append(text[++at] == Escape ? Nul : Escape);
        }
        return result.ToString();
    }
}
