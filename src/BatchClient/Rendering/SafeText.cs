using System.Globalization;
using System.Text;

namespace Accounting.BatchClient.Rendering;

/// <summary>
/// Names come from logs that strangers write: what could command a terminal, or turn the direction of a line, is shown as <c>\u{1b}</c>.
/// </summary>
internal static class SafeText
{
    /// <summary>One line: line ends are escaped too.</summary>
    public static string Of(string text) => Escape(text, keepLines: false);

    /// <summary>Several lines.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        StringBuilder? safe = null;
        for (var i = 0; i < text.Length; i++)
        {
            var paired = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var isSafe = paired || IsSafe(text[i]) || (keepLines && text[i] == '\n');
            if (!isSafe) safe ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (isSafe) safe?.Append(text, i, paired ? 2 : 1);
            else safe!.Append("\\u{").Append(((int)text[i]).ToString("x", CultureInfo.InvariantCulture)).Append('}');
            if (paired) i++;
        }
        return safe?.ToString() ?? text;
    }

    private static bool IsSafe(char c) => char.IsAscii(c) ? !char.IsControl(c) : char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
