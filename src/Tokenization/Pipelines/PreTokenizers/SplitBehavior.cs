namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>What becomes of the delimiters at which a text is cut.</summary>
internal enum SplitBehavior
{
    Removed = 0,
    Isolated = 1,
    MergedWithPrevious = 2,
    MergedWithNext = 3,
    /// <summary>Neighbouring delimiters are one piece.</summary>
    Contiguous = 4,
}
