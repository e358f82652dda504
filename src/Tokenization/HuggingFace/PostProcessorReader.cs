namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads which special tokens the <c>post_processor</c> of a tokenizer.json puts around a single text.</summary>
internal sealed class PostProcessorReader
{
    private readonly StepBudget _budget = new();
    private readonly List<int> _before = [];
    private readonly List<int> _after = [];

    public static (IReadOnlyList<int> Before, IReadOnlyList<int> After) Read(JsonPart part)
    {
        var reader = new PostProcessorReader();
        if (part.HasValue) reader.Add(part);
        return (reader._before, reader._after);
    }

    private void Add(JsonPart part)
    {
        _budget.Take(part);
        switch (part.Type)
        {
            case "Sequence":
                foreach (var item in part["processors"].Items()) Add(item);
                break;
            case "ByteLevel":
                // It only moves offsets.
                break;
            case "BertProcessing" or "RobertaProcessing":
                _before.Insert(0, Id(part["cls"]));
                _after.Add(Id(part["sep"]));
                break;
            case "TemplateProcessing":
                AddTemplate(part);
                break;
            default:
                throw part.Unsupported($"the post-processor '{part.Type}'");
        }
    }

    /// <summary>The id of a pair of a token and its id.</summary>
    private static int Id(JsonPart part) =>
        part.Items() is [_, var id] ? id.Number(TokenizerLimits.IdEnd - 1) : throw part.Expected("a token and its id");

    private void AddTemplate(JsonPart part)
    {
        var (before, after) = (new List<int>(), new List<int>());
        var sequences = 0;
        foreach (var item in part["single"].Items())
        {
            if (item["SpecialToken"] is { HasValue: true } special)
                (sequences == 0 ? before : after).AddRange(Ids(part["special_tokens"], special["id"].Text()));
            else if (item["Sequence"]["id"].Text() == "A")
                sequences++;
            else
                throw item.Unsupported("a second sequence in the template of a single text");
        }
        if (sequences != 1) throw part["single"].Unsupported($"a template that holds the text {sequences} times");
        // A later processor puts its tokens around those of an earlier one.
        _before.InsertRange(0, before);
        _after.AddRange(after);
    }

    private static List<int> Ids(JsonPart specialTokens, string name) =>
        [.. specialTokens[name]["ids"].Items().Select(id => id.Number(TokenizerLimits.IdEnd - 1))];
}
