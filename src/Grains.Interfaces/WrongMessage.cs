using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces;

/// <summary>Refuses a message that contradicts itself: its sender is another version, or wrong. Nothing of it is used.</summary>
internal static class WrongMessage
{
    /// <exception cref="LedgerException"><paramref name="isRight"/> is false.</exception>
    public static void Unless([DoesNotReturnIf(false)] bool isRight, string what)
    {
        if (!isRight) throw Refused(what);
    }

    /// <exception cref="LedgerException"><paramref name="isRight"/> is false.</exception>
    public static void Unless([DoesNotReturnIf(false)] bool isRight, [InterpolatedStringHandlerArgument(nameof(isRight))] ref What what)
    {
        if (!isRight) throw Refused(what.ToText());
    }

    private static LedgerException Refused(string what) => new(LedgerFault.Refused,
        $"A message of the cluster is wrong: {what}. Nothing of it was used. "
        + "Use the same version of the program everywhere; if it is, please report this.");

    /// <summary>A text that is made only where it is needed: these checks are made for each call of a chunk.</summary>
    [InterpolatedStringHandler]
    internal ref struct What
    {
        private DefaultInterpolatedStringHandler _text;

        public What(int literalLength, int formattedCount, bool isRight, out bool isNeeded)
        {
            isNeeded = !isRight;
            _text = isRight ? default : new(literalLength, formattedCount);
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public string ToText() => _text.ToStringAndClear();
    }
}
