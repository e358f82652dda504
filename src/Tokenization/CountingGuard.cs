namespace Accounting.Tokenization;

/// <summary>
/// Lets the owner of a counter stop it in the middle of a text: what <paramref name="check"/> throws ends the count, and the counter can be
/// used again. One per counter, on its thread.
/// </summary>
/// <param name="check">Asked again and again while counting goes on: about once for each 64 KiB of text, and for each 2,000 merges of one
/// long piece. Between the two there are less than some milliseconds.</param>
public sealed class CountingGuard(Action check)
{
    /// <summary>Work between two questions, in bytes of text.</summary>
    internal const int StepBytes = 64 * 1024;

    /// <summary>What the least piece of work counts as: a text without many bytes, one merge.</summary>
    private const int LeastBytes = 32;

    private long _left = StepBytes;

    /// <summary>Tells of work that was done: a text, a batch of pieces, a merge.</summary>
    internal void Did(long bytes)
    {
        if ((_left -= bytes + LeastBytes) < 0) Ask();
    }

    /// <summary>Asks at once.</summary>
    internal void Ask()
    {
        _left = StepBytes;
        check();
    }
}
