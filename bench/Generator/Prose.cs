namespace Accounting.Generator;

/// <summary>Writes text of a wanted length: sentences, and now and then code, lists, addresses, other languages.</summary>
internal sealed class Prose(Vocabulary words, ForeignText foreign)
{
    /// <summary>Adds about so many bytes, ready to stand in a JSON string.</summary>
    public void Write(Output output, Chance chance, int bytes, bool isEscaped)
    {
        var end = output.Position + bytes;
        var isFirst = true;
        while (output.Position < end)
        {
            switch (isFirst ? 31 : chance.Below(32))
            {
                case 0:
                    Snippets.Code[chance.Below(Snippets.Code.Length)].Write(output, words, chance);
                    break;
                case 1:
                    Snippets.Lists[chance.Below(Snippets.Lists.Length)].Write(output, words, chance);
                    break;
                case 2:
                    foreign.Write(output, chance, isEscaped);
                    break;
                case 3 or 4:
                    output.Add("\\n\\n"u8);
                    WriteSentence(output, chance, startsParagraph: true);
                    break;
                default:
                    WriteSentence(output, chance, isFirst);
                    break;
            }
            isFirst = false;
        }
    }

    private void WriteSentence(Output output, Chance chance, bool startsParagraph)
    {
        var start = output.Position + 1;
        for (var count = chance.Between(5, 19); count > 0; count--)
        {
            if (startsParagraph)
            {
                startsParagraph = false;
                start--;
                words.AddBare(output, chance.Next());
                continue;
            }
            var random = chance.Next();
            words.AddWord(output, random);
            // Bits that the choice of the word hardly depends on.
            switch (random & 63)
            {
                case 0 or 1 or 2 or 3 when count > 1:
                    output.Add((byte)',');
                    break;
                case 4:
                    Snippets.Inline[chance.Below(Snippets.Inline.Length)].Write(output, words, chance);
                    break;
                case 5 when chance.OneIn(3):
                    AddRareWord(output, chance);
                    break;
            }
        }
        output.Capitalise(start);
        output.Add(chance.Below(12) switch { 0 => (byte)'?', 1 => (byte)'!', 2 => (byte)':', _ => (byte)'.' });
    }

    private static void AddRareWord(Output output, Chance chance)
    {
        output.Add((byte)' ');
        foreach (var letter in Vocabulary.MakeUp(chance)) output.Add((byte)letter);
    }
}
