using System.Text;

namespace Accounting.Generator;

/// <summary>
/// A piece of text with places to fill: <c>$w</c> a word, <c>$c</c> a CamelCase name, <c>$s</c> a snake_case name, <c>$n</c> a number,
/// <c>$h</c> eight hexadecimal digits; before anything else
/// <c>$</c> is itself.
/// Stands in a JSON string as it is: what must be escaped is.
/// </summary>
internal sealed class Template
{
    private readonly List<(byte[] Text, char Place)> _parts = [];

    public Template(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        var pieces = escaped.Split('$');
        _parts.Add((Encoding.UTF8.GetBytes(pieces[0]), '\0'));
        foreach (var piece in pieces[1..]) _parts.Add((Encoding.UTF8.GetBytes(piece[1..]), piece[0]));
    }

    public void Write(Output output, Vocabulary words, Chance chance)
    {
        foreach (var (text, place) in _parts)
        {
            Fill(output, words, chance, place);
            output.Add(text);
        }
    }

    private static void Fill(Output output, Vocabulary words, Chance chance, char place)
    {
        switch (place)
        {
            case 'w':
                words.AddBare(output, chance.Next());
                break;
            case 'c':
                for (var parts = chance.Between(1, 2); parts > 0; parts--)
                {
                    var start = output.Position;
                    words.AddBare(output, chance.Next());
                    output.Capitalise(start);
                }
                break;
            case 's':
                words.AddBare(output, chance.Next());
                output.Add((byte)'_');
                words.AddBare(output, chance.Next());
                break;
            case 'n':
                output.Add(chance.OneIn(3) ? chance.Below(1_000_000) : chance.Below(100));
                break;
            case 'h':
                for (var (bits, digits) = (chance.Next(), 8); digits > 0; digits--, bits >>= 4) output.Add("0123456789abcdef"u8[(int)(bits & 15)]);
                break;
            case not '\0':
                output.Add((byte)'$');
                output.Add((byte)place);
                break;
        }
    }
}
