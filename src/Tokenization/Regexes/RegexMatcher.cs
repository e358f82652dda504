using System.Text;

namespace Accounting.Tokenization.Regexes;

/// <summary>
/// Matches by going back to the last choice. What is left to try lies on a stack of its own, so that no text can exhaust that of the
/// thread; work is bounded per text. Not thread-safe.
/// </summary>
internal sealed class RegexMatcher(string pattern, RegexStep[] steps)
{
    /// <summary>Most steps per text: this many and some per byte. Published patterns need fewer than 20 per byte.</summary>
    private const long StepsMin = 10_000_000, StepsPerByte = 1000;

    private const int NoMatch = -1;

    private Choice[] _choices = new Choice[64];
    private int _count;
    private long _stepsLeft;

    /// <summary>To be called before the first match in a text.</summary>
    public void Begin(int textLength) => _stepsLeft = StepsMin + StepsPerByte * textLength;

    /// <summary>The first match from a place on; false where there is none.</summary>
    /// <exception cref="InvalidDataException">The text costs this pattern more steps than are allowed.</exception>
    public bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length; start += LengthAt(text, start))
        {
            end = Match(text, 0, start);
            if (end != NoMatch) return true;
        }
        end = start;
        return false;
    }

    private int Match(ReadOnlySpan<byte> text, int step, int at)
    {
        var floor = _count;
        while (true)
        {
            if (--_stepsLeft < 0)
                throw new InvalidDataException($"The pattern {pattern} needs too many steps for this text. It was stopped.");
            ref readonly var current = ref steps[step];
            switch (current.Action)
            {
                case RegexAction.Done:
                    _count = floor;
                    return at;
                case RegexAction.Jump:
                    step = current.Target;
                    continue;
                case RegexAction.TryNext:
                    Push(new(current.Target, at, at));
                    step++;
                    continue;
                case RegexAction.TryTarget:
                    Push(new(step + 1, at, at));
                    step = current.Target;
                    continue;
                case RegexAction.Run:
                    at = Run(text, step, at);
                    step++;
                    break;
                case RegexAction.Atomic:
                    at = Match(text, step + 1, at);
                    step = current.Target;
                    break;
                case RegexAction.Ahead or RegexAction.NotAhead:
                    if (Match(text, step + 1, at) == NoMatch == (current.Action == RegexAction.Ahead)) at = NoMatch;
                    step = current.Target;
                    break;
                default:
                    at = One(text, current, at);
                    step++;
                    break;
            }
            if (at == NoMatch && !TryGoBack(text, floor, out step, out at)) return NoMatch;
        }
    }

    /// <summary>A single code point or a place: where the text goes on, or <see cref="NoMatch"/>.</summary>
    private static int One(ReadOnlySpan<byte> text, in RegexStep step, int at)
    {
        switch (step.Action)
        {
            case RegexAction.Set:
                if (at == text.Length) return NoMatch;
                var code = CodeAt(text, at, out var length);
                return step.Set!.Contains(code) ? at + length : NoMatch;
            case RegexAction.Behind:
                return Stands(step.Set!, text[..at]) ? at : NoMatch;
            case RegexAction.NotBehind:
                return Stands(step.Set!, text[..at]) ? NoMatch : at;
            default:
                return IsPlace((RegexPlace)step.Min, step.Set!, text, at) ? at : NoMatch;
        }
    }

    private int Run(ReadOnlySpan<byte> text, int step, int at)
    {
        ref readonly var run = ref steps[step];
        var least = run.Min == 0 ? at : NoMatch;
        for (var taken = 1; at < text.Length && taken <= run.Max; taken++)
        {
            var code = CodeAt(text, at, out var length);
            if (!run.Set!.Contains(code)) break;
            at += length;
            _stepsLeft--;
            if (taken == run.Min) least = at;
            if (taken == int.MaxValue) break;
        }
        if (least == NoMatch) return NoMatch;
        if (at > least) Push(new(step + 1, at, least));
        return at;
    }

    private void Push(Choice choice)
    {
        if (_count == _choices.Length) Array.Resize(ref _choices, 2 * _count);
        _choices[_count++] = choice;
    }

    private bool TryGoBack(ReadOnlySpan<byte> text, int floor, out int step, out int at)
    {
        (step, at) = (0, NoMatch);
        if (_count == floor) return false;
        var choice = _choices[--_count];
        (step, at) = (choice.Step, choice.At);
        if (at == choice.Least) return true;
        // A run gives back its last code point.
        do at--; while ((text[at] & 0xC0) == 0x80);
        if (at > choice.Least) Push(choice with { At = at });
        return true;
    }

    private static bool IsPlace(RegexPlace place, CodePointTable word, ReadOnlySpan<byte> text, int at) => place switch
    {
        RegexPlace.TextStart => at == 0,
        RegexPlace.TextEnd => at == text.Length,
        RegexPlace.LineStart => at == 0 || (text[at - 1] == '\n' && at < text.Length),
        RegexPlace.LineEnd => at == text.Length || text[at] == '\n',
        RegexPlace.WordBorder => IsWordBorder(word, text, at),
        _ => !IsWordBorder(word, text, at),
    };

    private static bool IsWordBorder(CodePointTable word, ReadOnlySpan<byte> text, int at) =>
        Stands(word, text[..at]) != (at < text.Length && word.Contains(CodeAt(text, at, out _)));

    private static bool Stands(CodePointTable set, ReadOnlySpan<byte> before) =>
        !before.IsEmpty && Rune.DecodeLastFromUtf8(before, out var last, out _) == System.Buffers.OperationStatus.Done
            && set.Contains(last.Value);

    private static int LengthAt(ReadOnlySpan<byte> text, int at) => text[at] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };

    private static int CodeAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        int first = text[at];
        if (first < 0x80)
        {
            length = 1;
            return first;
        }
        Rune.DecodeFromUtf8(text[at..], out var rune, out length);
        return rune.Value;
    }

    /// <summary>A step to go on with at a place; a run may be given back down to <paramref name="Least"/>.</summary>
    private readonly record struct Choice(int Step, int At, int Least);
}
