using System.Text;
using Accounting.Tokenization.Pipelines.Normalizers;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>normalizer</c> of a tokenizer.json.</summary>
internal sealed class NormalizerReader
{
    private readonly StepBudget _budget = new();
    private readonly List<Normalizer> _steps = [];

    public static IReadOnlyList<Normalizer> Read(JsonPart part)
    {
        var reader = new NormalizerReader();
        if (part.HasValue) reader.Add(part);
        return reader._steps;
    }

    private void Add(JsonPart part)
    {
        _budget.Take(part);
        switch (part.Type)
        {
            case "Sequence":
                foreach (var item in part["normalizers"].Items()) Add(item);
                break;
            case "BertNormalizer":
                AddBert(part);
                break;
            default:
                _steps.Add(Step(part));
                break;
        }
    }

    private static Normalizer Step(JsonPart part) => part.Type switch
    {
        "NFC" => new UnicodeFormNormalizer(NormalizationForm.FormC),
        "NFD" => new UnicodeFormNormalizer(NormalizationForm.FormD),
        "NFKC" => new UnicodeFormNormalizer(NormalizationForm.FormKC),
        "NFKD" => new UnicodeFormNormalizer(NormalizationForm.FormKD),
        "Lowercase" => new LowercaseNormalizer(),
        "StripAccents" => new RemoveNormalizer(RustSets.Marks),
        "Strip" => new StripNormalizer(part["strip_left"].Flag(true), part["strip_right"].Flag(true)),
        "Prepend" => new PrependNormalizer(part["prepend"].Bytes()),
        "Replace" => new ReplaceNormalizer(PatternReader.Finder(part["pattern"]), part["content"].Bytes()),
        "Nmt" => new NmtNormalizer(),
        "ByteLevel" => new ByteLevelNormalizer(),
        "Precompiled" => new PrecompiledNormalizer(Map(part["precompiled_charsmap"])),
        var other => throw part.Unsupported($"the normalizer '{other}'"),
    };

    private void AddBert(JsonPart part)
    {
        var lowers = part["lowercase"].Flag(true);
        if (part["clean_text"].Flag(true)) _steps.Add(new BertCleaner());
        if (part["handle_chinese_chars"].Flag(true)) _steps.Add(new ChineseSpacer());
        if (part["strip_accents"].Flag(lowers))
        {
            _steps.Add(new UnicodeFormNormalizer(NormalizationForm.FormD));
            _steps.Add(new RemoveNormalizer(RustSets.NonSpacingMarks));
        }
        if (lowers) _steps.Add(new LowercaseNormalizer());
    }

    private static CharacterMap Map(JsonPart part)
    {
        var map = new byte[part.Value.Raw.Length];
        return Convert.TryFromBase64String(part.Text(), map, out var written)
            ? new(map.AsSpan(0, written))
            : throw part.Expected("bytes in base64");
    }
}
