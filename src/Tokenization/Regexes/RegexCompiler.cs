namespace Accounting.Tokenization.Regexes;

/// <summary>Turns a parsed pattern into steps.</summary>
internal sealed class RegexCompiler
{
    private const int StepsMax = 50_000;

    private readonly List<RegexStep> _steps = [];
    private readonly Dictionary<CodePointSet, CodePointTable> _tables = [];

    private RegexCompiler()
    {
    }

    /// <exception cref="NotSupportedException">The pattern has more steps than are allowed.</exception>
    public static RegexStep[] Compile(RegexNode node)
    {
        var compiler = new RegexCompiler();
        compiler.Add(node);
        compiler.Add(new RegexStep(RegexAction.Done));
        return [.. compiler._steps];
    }

    private void Add(RegexStep step)
    {
        if (_steps.Count == StepsMax) throw new NotSupportedException($"A pattern needs more than {StepsMax} steps.");
        _steps.Add(step);
    }

    private void Add(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Set set:
                Add(new RegexStep(RegexAction.Set, TableOf(set.Codes)));
                break;
            case RegexNode.Sequence sequence:
                foreach (var item in sequence.Items) Add(item);
                break;
            case RegexNode.Choice choice:
                AddChoice(choice);
                break;
            case RegexNode.Repeat { Item: RegexNode.Set set, IsLazy: false } run:
                Add(new RegexStep(RegexAction.Run, TableOf(set.Codes), run.Min, run.Max));
                break;
            case RegexNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            case RegexNode.Atomic atomic:
                AddApart(RegexAction.Atomic, atomic.Item);
                break;
            case RegexNode.Ahead ahead:
                AddApart(ahead.IsNegative ? RegexAction.NotAhead : RegexAction.Ahead, ahead.Item);
                break;
            case RegexNode.Behind behind:
                Add(new RegexStep(behind.IsNegative ? RegexAction.NotBehind : RegexAction.Behind, TableOf(behind.Codes)));
                break;
            case RegexNode.Place place:
                Add(new RegexStep(RegexAction.Place, TableOf(UnicodeSets.Word), (int)place.Kind));
                break;
        }
    }

    private void AddChoice(RegexNode.Choice choice)
    {
        var jumps = new List<int>();
        for (var i = 0; i < choice.Options.Count; i++)
        {
            var isLast = i == choice.Options.Count - 1;
            var fork = _steps.Count;
            if (!isLast) Add(new RegexStep(RegexAction.TryNext));
            Add(choice.Options[i]);
            if (isLast) break;
            jumps.Add(_steps.Count);
            Add(new RegexStep(RegexAction.Jump));
            SetTarget(fork);
        }
        foreach (var jump in jumps) SetTarget(jump);
    }

    private void AddRepeat(RegexNode.Repeat repeat)
    {
        for (var i = 0; i < repeat.Min; i++) Add(repeat.Item);
        var fork = repeat.IsLazy ? RegexAction.TryTarget : RegexAction.TryNext;
        if (repeat.Max == int.MaxValue)
        {
            var start = _steps.Count;
            Add(new RegexStep(fork));
            Add(repeat.Item);
            Add(new RegexStep(RegexAction.Jump, Target: start));
            SetTarget(start);
            return;
        }
        var forks = new List<int>();
        for (var i = repeat.Min; i < repeat.Max; i++)
        {
            forks.Add(_steps.Count);
            Add(new RegexStep(fork));
            Add(repeat.Item);
        }
        foreach (var place in forks) SetTarget(place);
    }

    private void AddApart(RegexAction action, RegexNode item)
    {
        var start = _steps.Count;
        Add(new RegexStep(action));
        Add(item);
        Add(new RegexStep(RegexAction.Done));
        SetTarget(start);
    }

    private void SetTarget(int step) => _steps[step] = _steps[step] with { Target = _steps.Count };

    private CodePointTable TableOf(CodePointSet set)
    {
        if (!_tables.TryGetValue(set, out var table)) _tables.Add(set, table = new(set));
        return table;
    }
}
