namespace Accounting.Tokenization.Regexes;

/// <summary>What a step of a compiled pattern does.</summary>
internal enum RegexAction : byte
{
    /// <summary>The pattern, or the part that is matched by itself, is through.</summary>
    Done = 0,
    /// <summary>Takes one code point of a set.</summary>
    Set = 1,
    /// <summary>Takes <c>Min</c> to <c>Max</c> code points of a set, as many as possible.</summary>
    Run = 2,
    /// <summary>Goes on at <c>Target</c>.</summary>
    Jump = 3,
    /// <summary>Goes on with the next step, and where that fails, at <c>Target</c>.</summary>
    TryNext = 4,
    /// <summary>Goes on at <c>Target</c>, and where that fails, with the next step.</summary>
    TryTarget = 5,
    /// <summary>Matches the steps up to <c>Target</c> by themselves and keeps their match.</summary>
    Atomic = 6,
    /// <summary>The same without taking what they match.</summary>
    Ahead = 7,
    NotAhead = 8,
    Behind = 9,
    NotBehind = 10,
    Place = 11,
}

/// <summary>A step of a compiled pattern.</summary>
internal readonly record struct RegexStep(RegexAction Action, CodePointTable? Set = null, int Min = 0, int Max = 0, int Target = 0);
