using System.Collections.Concurrent;
using System.Globalization;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Regexes;

/// <summary>
/// Sets that patterns name: general categories, and what <c>\s</c>, <c>\d</c> and <c>\w</c> mean over Unicode. Letters, marks, numbers
/// and white space come from the frozen tables of Unicode 16, the others from the runtime.
/// </summary>
internal static class UnicodeSets
{
    private static readonly ConcurrentDictionary<string, CodePointSet> Known = new(StringComparer.Ordinal);

    private static readonly Lazy<CodePointSet[]> ByCategory = new(ScanCategories);

    private static readonly Dictionary<string, UnicodeCategory[]> Categories = new(StringComparer.Ordinal)
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter],
        ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter],
        ["Lm"] = [UnicodeCategory.ModifierLetter],
        ["Lo"] = [UnicodeCategory.OtherLetter],
        ["Mn"] = [UnicodeCategory.NonSpacingMark],
        ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark],
        ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber],
        ["No"] = [UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation],
        ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation],
        ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation],
        ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation],
        ["P"] =
        [
            UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation,
            UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation,
            UnicodeCategory.OtherPunctuation,
        ],
        ["Sm"] = [UnicodeCategory.MathSymbol],
        ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol],
        ["So"] = [UnicodeCategory.OtherSymbol],
        ["S"] = [UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol],
        ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator],
        ["Zp"] = [UnicodeCategory.ParagraphSeparator],
        ["Z"] = [UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator],
        ["Cc"] = [UnicodeCategory.Control],
        ["Cf"] = [UnicodeCategory.Format],
        ["Co"] = [UnicodeCategory.PrivateUse],
    };

    public static CodePointSet Letters => Frozen("L", CodePointClass.Letter);
    public static CodePointSet Marks => Frozen("M", CodePointClass.Mark);
    public static CodePointSet Numbers => Frozen("N", CodePointClass.Number);
    public static CodePointSet WhiteSpace => Frozen("White_Space", CodePointClass.WhiteSpace);
    public static CodePointSet Digits => Category("Nd");
    public static CodePointSet Punctuation => Category("P");

    /// <summary>Alphabetic, marks, decimal digits, connectors.</summary>
    public static CodePointSet Alphanumeric => Known.GetOrAdd(
        "alphanumeric", _ => Letters.Or(Marks).Or(Digits).Or(Category("Nl")).Or(Category("Pc"))
        .Or(CodePointSet.Range(0x24B6, 0x24E9)).Or(CodePointSet.Range(0x1F130, 0x1F149)).Or(CodePointSet.Range(0x1F150, 0x1F169))
        .Or(CodePointSet.Range(0x1F170, 0x1F189)));

    /// <summary><c>\w</c> of Oniguruma: the same, and the superscripts and fractions of Latin-1.</summary>
    public static CodePointSet Word => Known.GetOrAdd("word", _ => Alphanumeric.Or(CodePointSet.Range(0xB2, 0xB3)).Or(CodePointSet.Of(0xB9))
        .Or(CodePointSet.Range(0xBC, 0xBE)));

    /// <summary>The set of a property as in <c>\p{Lu}</c>; null where it is not known.</summary>
    public static CodePointSet? Property(string name) => name switch
    {
        "L" or "Letter" => Letters,
        "M" or "Mark" => Marks,
        "N" or "Number" => Numbers,
        "White_Space" or "Space" => WhiteSpace,
        _ => Categories.ContainsKey(name) ? Category(name) : null,
    };

    private static CodePointSet Frozen(string name, byte classes) =>
        Known.GetOrAdd(name, _ => CodePointSet.Where(code => (CodePointClasses.Of(code) & classes) != 0));

    private static CodePointSet Category(string name) => Known.GetOrAdd(name, _ =>
        Categories[name].Aggregate(CodePointSet.None, (set, category) => set.Or(ByCategory.Value[(int)category])));

    /// <summary>One walk over all code points for all categories.</summary>
    private static CodePointSet[] ScanCategories()
    {
        var places = Enumerable.Range(0, (int)UnicodeCategory.OtherNotAssigned + 1).Select(_ => new List<int>()).ToArray();
        var last = -1;
        for (var code = 0; code < CodePointSet.End; code++)
        {
            var category = (int)CharUnicodeInfo.GetUnicodeCategory(code);
            if (category == last) continue;
            if (last >= 0) places[last].Add(code);
            places[category].Add(code);
            last = category;
        }
        places[last].Add(CodePointSet.End);
        return [.. places.Select(CodePointSet.FromPlaces)];
    }
}
